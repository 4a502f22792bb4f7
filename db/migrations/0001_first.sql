-- Times are UTC epoch seconds, dates are ordinal days (Python's date.toordinal, day 1 is 0001-01-01;
-- to read one here: date((said_on - 719163) * 86400, 'unixepoch')). scope 0 is the wire, else a guild's id.
-- Lists inside a row (developments, fees, sources, relays, alert) are JSON that only db reads.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Part of every nonce, so that two files under one bot never send the same one.
INSERT INTO meta (key, value) VALUES ('instance', lower(hex(randomblob(4))));

CREATE TABLE players (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- A name belongs to whoever has filed it: what only one guild has written exists for no other.
CREATE TABLE player_names (
    id        INTEGER PRIMARY KEY,
    player_id INTEGER NOT NULL REFERENCES players (id),
    scope     INTEGER NOT NULL,
    name      TEXT NOT NULL,
    last_word TEXT NOT NULL,
    UNIQUE (player_id, scope, name)
) STRICT;

CREATE INDEX player_names_by_last_word ON player_names (last_word, scope, player_id);
CREATE INDEX player_names_by_scope ON player_names (scope, player_id, name);

CREATE TABLE articles (
    id        INTEGER PRIMARY KEY,
    scope     INTEGER NOT NULL,
    actor_id  INTEGER NOT NULL,
    path      TEXT NOT NULL,
    text      TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    outlet    TEXT,
    url       TEXT,
    published INTEGER,
    said_on   INTEGER NOT NULL,
    received  INTEGER NOT NULL,
    headline  TEXT,
    summary   TEXT NOT NULL,
    UNIQUE (text_hash, scope)
) STRICT;

CREATE TABLE rumours (
    id           INTEGER PRIMARY KEY,
    player_id    INTEGER NOT NULL REFERENCES players (id),
    scope        INTEGER NOT NULL,
    article_id   INTEGER NOT NULL REFERENCES articles (id),
    said_on      INTEGER NOT NULL,
    player       TEXT NOT NULL,
    from_club    TEXT,
    to_club      TEXT,
    stage        TEXT NOT NULL,
    developments TEXT NOT NULL,
    fees         TEXT NOT NULL,
    sources      TEXT NOT NULL,
    held         TEXT
) STRICT;

CREATE INDEX rumours_by_player ON rumours (player_id, scope, said_on);
-- Covers the lists of names, which never look at what is held.
CREATE INDEX rumours_told ON rumours (scope, player_id, said_on, from_club, to_club) WHERE held IS NULL;

-- Clustered by player, since a status reads all of one player's claims and nothing else.
CREATE TABLE claims (
    player_id  INTEGER NOT NULL REFERENCES players (id),
    seq        INTEGER NOT NULL,
    scope      INTEGER NOT NULL,
    rumour_id  INTEGER NOT NULL REFERENCES rumours (id),
    kind       TEXT NOT NULL,
    actor      TEXT NOT NULL,
    quote      TEXT NOT NULL,
    start_at   INTEGER NOT NULL,
    end_at     INTEGER NOT NULL,
    speaker    TEXT,
    subject    TEXT NOT NULL,
    club       TEXT,
    modality   TEXT NOT NULL,
    tense      TEXT NOT NULL,
    certainty  TEXT NOT NULL,
    source     TEXT,
    relays     TEXT NOT NULL,
    hedge      TEXT,
    held       TEXT,
    PRIMARY KEY (player_id, seq)
) STRICT, WITHOUT ROWID;

-- What an article did to a player's saga, as one audience sees it.
CREATE TABLE developments (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    player_id  INTEGER NOT NULL REFERENCES players (id),
    scope      INTEGER NOT NULL,
    verdict    TEXT NOT NULL,
    why        TEXT NOT NULL,
    alert      TEXT
) STRICT;

CREATE TABLE subscriptions (
    id               INTEGER PRIMARY KEY,
    guild_id         INTEGER NOT NULL,
    channel_id       INTEGER NOT NULL,
    player_key       TEXT,
    label            TEXT NOT NULL,
    disabled_because TEXT
) STRICT;

-- NULL stands for everything, and two NULLs would not clash by themselves.
CREATE UNIQUE INDEX subscriptions_once ON subscriptions (channel_id, ifnull(player_key, ''));
CREATE INDEX subscriptions_by_player ON subscriptions (player_key, guild_id);
CREATE INDEX subscriptions_by_guild ON subscriptions (guild_id, channel_id);

-- AUTOINCREMENT: an id is part of a nonce, and must never come back.
CREATE TABLE outbox (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    development_id INTEGER NOT NULL REFERENCES developments (id),
    guild_id       INTEGER NOT NULL,
    channel_id     INTEGER NOT NULL,
    due            INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0,
    last_fault     TEXT,
    delivered      INTEGER,
    message_id     INTEGER,
    gave_up        TEXT,
    UNIQUE (channel_id, development_id)
) STRICT;

CREATE INDEX outbox_open ON outbox (channel_id, id) WHERE delivered IS NULL AND gave_up IS NULL;

CREATE TABLE guild_settings (
    guild_id          INTEGER PRIMARY KEY,
    moderator_role_id INTEGER
) STRICT;

-- AUTOINCREMENT: an old button must never confirm another draft.
CREATE TABLE drafts (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    scope     INTEGER NOT NULL,
    actor_id  INTEGER NOT NULL,
    text      TEXT NOT NULL,
    outlet    TEXT,
    url       TEXT,
    published INTEGER,
    path      TEXT NOT NULL,
    created   INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    scope    INTEGER NOT NULL,
    actor_id INTEGER NOT NULL,
    action   TEXT NOT NULL,
    detail   TEXT NOT NULL
) STRICT;
