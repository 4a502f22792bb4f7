-- Delivery: what channels wish for, by rules; frozen batches; what is to be changed in messages that stand.

-- club_key: see player_key. rules: JSON that only db reads. user_id: whose private conversation the channel is.
ALTER TABLE subscriptions ADD COLUMN club_key TEXT;
ALTER TABLE subscriptions ADD COLUMN rules TEXT NOT NULL DEFAULT '{}';
ALTER TABLE subscriptions ADD COLUMN paused_until INTEGER;
ALTER TABLE subscriptions ADD COLUMN user_id INTEGER;

DROP INDEX subscriptions_once;
DROP INDEX subscriptions_by_player;
CREATE UNIQUE INDEX subscriptions_once ON subscriptions (channel_id, ifnull(player_key, ''), ifnull(club_key, ''));
CREATE INDEX subscriptions_by_target ON subscriptions (player_key, club_key, guild_id);
CREATE INDEX subscriptions_by_user ON subscriptions (user_id) WHERE user_id IS NOT NULL;

ALTER TABLE guild_settings ADD COLUMN timezone TEXT NOT NULL DEFAULT 'UTC';

-- Sagas that a channel does not want to hear of, whatever its subscriptions say.
CREATE TABLE mutes (
    channel_id INTEGER NOT NULL,
    player_key TEXT NOT NULL,
    guild_id   INTEGER NOT NULL,
    label      TEXT NOT NULL,
    PRIMARY KEY (channel_id, player_key)
) STRICT, WITHOUT ROWID;

-- keys: the folded names of the player and of the clubs, by which subscriptions find it; JSON. player: as he is called.
ALTER TABLE developments ADD COLUMN player TEXT;
ALTER TABLE developments ADD COLUMN keys TEXT;

CREATE INDEX developments_by_scope ON developments (scope, id);
CREATE INDEX developments_by_player ON developments (player_id, id);

-- Who has said again what was told in an alert; scope: who may see it.
CREATE TABLE echoes (
    id             INTEGER PRIMARY KEY,
    development_id INTEGER NOT NULL REFERENCES developments (id),
    scope          INTEGER NOT NULL,
    sources        TEXT NOT NULL
) STRICT;

CREATE INDEX echoes_by_development ON echoes (development_id, scope);

-- A message on its way, or standing. AUTOINCREMENT: an id is part of a nonce, and must never come back.
-- saga: in whose thread it belongs, NULL: into the channel itself. posted_in: the channel or thread it stands in.
-- redraw: from when on its message is to be changed; revision counts what asks for it.
CREATE TABLE batches (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    form       TEXT NOT NULL,
    saga       TEXT,
    payload    TEXT NOT NULL,
    importance INTEGER NOT NULL,
    older      INTEGER NOT NULL DEFAULT 0,
    frozen     INTEGER NOT NULL,
    due        INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    last_fault TEXT,
    state      TEXT NOT NULL,
    settled    INTEGER,
    posted_in  INTEGER,
    message_id INTEGER,
    redraw     INTEGER,
    revision   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX batches_one_open ON batches (channel_id) WHERE state = 'open';
CREATE INDEX batches_to_redraw ON batches (channel_id, redraw) WHERE redraw IS NOT NULL;
-- How many updates a batch only counted that was given up: the next one of its channel counts them.
CREATE INDEX batches_owing ON batches (channel_id) WHERE state = 'dead' AND last_fault = 'late' AND older > 0;
CREATE INDEX batches_to_empty ON batches (settled) WHERE settled IS NOT NULL AND payload <> '';

INSERT INTO batches (guild_id, channel_id, form, payload, importance, frozen, due, attempts, state, settled, posted_in,
                     message_id, revision)
SELECT guild_id, channel_id, 'alert', '', 1, due, due, attempts, 'sent', delivered, channel_id, message_id, id
FROM outbox WHERE delivered IS NOT NULL;

-- Only for this step, in which revision holds the row that a batch was made of.
CREATE INDEX batches_by_origin ON batches (revision);

-- A development (or a note, where development_id is NULL) on its way to a channel. It waits while it is neither in a
-- batch nor skipped. why: the sentence of the decision that queued it. roles: JSON.
CREATE TABLE queue (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    development_id INTEGER REFERENCES developments (id),
    note           TEXT,
    guild_id       INTEGER NOT NULL,
    channel_id     INTEGER NOT NULL,
    why            TEXT NOT NULL,
    form           TEXT NOT NULL,
    silent         INTEGER NOT NULL,
    roles          TEXT NOT NULL,
    saga           TEXT,
    importance     INTEGER NOT NULL,
    queued         INTEGER NOT NULL,
    due            INTEGER NOT NULL,
    batch_id       INTEGER REFERENCES batches (id),
    skipped        TEXT,
    correction     TEXT,
    UNIQUE (channel_id, development_id)
) STRICT;

INSERT INTO queue (id, development_id, guild_id, channel_id, why, form, silent, roles, importance, queued, due,
                   batch_id, skipped, correction)
SELECT o.id, o.development_id, o.guild_id, o.channel_id, '', 'alert', 0, '[]', 1, o.due, o.due,
       (SELECT b.id FROM batches AS b WHERE b.revision = o.id), o.gave_up, o.correction
FROM outbox AS o;

-- Messages whose correction was not shown yet are to be changed now.
UPDATE batches SET redraw = settled WHERE revision IN (
    SELECT id FROM outbox WHERE delivered IS NOT NULL AND correction IS NOT corrected
);
DROP INDEX batches_by_origin;
UPDATE batches SET revision = 0;

DROP TABLE outbox;
ALTER TABLE queue RENAME TO outbox;

CREATE INDEX outbox_waiting ON outbox (channel_id, due, importance) WHERE batch_id IS NULL AND skipped IS NULL;
CREATE INDEX outbox_by_batch ON outbox (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX outbox_by_development ON outbox (development_id);
CREATE INDEX outbox_of_channel ON outbox (channel_id, queued);

-- A channel for which there is something to do, from ``due`` on; at most one worker has it at a time.
CREATE TABLE lanes (
    channel_id INTEGER PRIMARY KEY,
    due        INTEGER NOT NULL,
    importance INTEGER NOT NULL
) STRICT;

CREATE INDEX lanes_by_due ON lanes (importance, due);

INSERT INTO lanes (channel_id, due, importance)
SELECT channel_id, min(due), 1 FROM (
    SELECT channel_id, due FROM outbox WHERE batch_id IS NULL AND skipped IS NULL
    UNION ALL
    SELECT channel_id, redraw FROM batches WHERE redraw IS NOT NULL
) GROUP BY channel_id;

-- The thread of a saga in a channel.
CREATE TABLE threads (
    channel_id INTEGER NOT NULL,
    saga       TEXT NOT NULL,
    thread_id  INTEGER,
    message_id INTEGER,
    PRIMARY KEY (channel_id, saga)
) STRICT, WITHOUT ROWID;
