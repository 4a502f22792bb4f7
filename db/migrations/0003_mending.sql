-- What moderators mended. Nothing that was read is ever changed by it: a deed is kept beside, and undone by a mark.

-- AUTOINCREMENT: an old button must never undo another deed.
CREATE TABLE mendings (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    scope     INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    actor_id  INTEGER NOT NULL,
    player_id INTEGER NOT NULL REFERENCES players (id),
    kind      TEXT NOT NULL,
    detail    TEXT NOT NULL,
    undone_at INTEGER,
    undone_by INTEGER
) STRICT;

CREATE INDEX mendings_by_scope ON mendings (scope, id) WHERE undone_at IS NULL;

-- Whom a deed touches: its player, the other one, and those under whom its rumours were filed.
CREATE TABLE mended_players (
    player_id  INTEGER NOT NULL REFERENCES players (id),
    scope      INTEGER NOT NULL,
    mending_id INTEGER NOT NULL REFERENCES mendings (id),
    PRIMARY KEY (player_id, scope, mending_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mended_players_by_scope ON mended_players (scope, player_id, mending_id);
CREATE INDEX mended_players_by_mending ON mended_players (mending_id, player_id);

CREATE TABLE mended_rumours (
    rumour_id  INTEGER NOT NULL REFERENCES rumours (id),
    scope      INTEGER NOT NULL,
    mending_id INTEGER NOT NULL REFERENCES mendings (id),
    PRIMARY KEY (rumour_id, scope, mending_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mended_rumours_by_mending ON mended_rumours (mending_id);

-- The name that a deed gives to a player, by which he is found from then on.
CREATE TABLE mended_names (
    player_id  INTEGER NOT NULL REFERENCES players (id),
    scope      INTEGER NOT NULL,
    mending_id INTEGER NOT NULL REFERENCES mendings (id),
    name       TEXT NOT NULL,
    last_word  TEXT NOT NULL,
    PRIMARY KEY (player_id, scope, mending_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mended_names_by_last_word ON mended_names (last_word, scope, player_id);

-- A lesson that came with a deed goes with it, too.
CREATE TABLE lessons (
    id         INTEGER PRIMARY KEY,
    scope      INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    actor_id   INTEGER NOT NULL,
    matter     TEXT NOT NULL,
    read       TEXT NOT NULL,
    meant      TEXT,
    player     TEXT,
    mending_id INTEGER REFERENCES mendings (id)
) STRICT;

-- NULL stands for anybody, and two NULLs would not clash by themselves.
CREATE UNIQUE INDEX lessons_once ON lessons (scope, matter, read, ifnull(player, ''));
CREATE INDEX lessons_by_mending ON lessons (mending_id) WHERE mending_id IS NOT NULL;

-- sketch: numbers of 32 bits, least significant byte first. copy_of: the earlier article that its scope saw.
ALTER TABLE articles ADD COLUMN sketch BLOB;
ALTER TABLE articles ADD COLUMN copy_of INTEGER REFERENCES articles (id);

-- Pieces of sketches: near copies have one in common.
CREATE TABLE sketch_bands (
    band       INTEGER NOT NULL,
    scope      INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (band, scope, article_id)
) STRICT, WITHOUT ROWID;

-- correction: the deed ("retract 17") after which an alert no longer says what is known, NULL: it does.
-- corrected: the correction that its message shows by now. Where the two differ there is something to do.
ALTER TABLE outbox ADD COLUMN correction TEXT;
ALTER TABLE outbox ADD COLUMN corrected TEXT;

CREATE INDEX outbox_to_correct ON outbox (id) WHERE delivered IS NOT NULL AND correction IS NOT corrected;
CREATE INDEX outbox_by_development ON outbox (development_id);
CREATE INDEX developments_by_article ON developments (article_id, player_id);
CREATE INDEX rumours_by_article ON rumours (article_id);
