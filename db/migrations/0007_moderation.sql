-- What waits for moderators, and whom a guild believes how much.

-- What users say is wrong. AUTOINCREMENT: an old button must never settle another report. kind: what is wrong in a word
-- that bot.cases knows; words: what he wrote beside it; shown: what he saw, in short.
CREATE TABLE reports (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    scope      INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    player_id  INTEGER NOT NULL,
    player     TEXT NOT NULL,
    shown      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    words      TEXT NOT NULL,
    at         INTEGER NOT NULL,
    settled_at INTEGER,
    settled_by INTEGER
) STRICT;

CREATE UNIQUE INDEX reports_one_open ON reports (scope, user_id, player_id) WHERE settled_at IS NULL;
CREATE INDEX reports_waiting ON reports (scope, id) WHERE settled_at IS NULL;

-- Held rumours and claims are few beside those that are told.
CREATE INDEX rumours_held ON rumours (scope, id) WHERE held IS NOT NULL;
CREATE INDEX claims_held ON claims (scope, rumour_id) WHERE held IS NOT NULL;

-- How far a guild trusts a source. club_key: only for news of that club, '': for all. Keys are folded.
CREATE TABLE source_tiers (
    scope    INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    club_key TEXT NOT NULL,
    name     TEXT NOT NULL,
    club     TEXT,
    tier     INTEGER NOT NULL,
    PRIMARY KEY (scope, name_key, club_key)
) STRICT, WITHOUT ROWID;

-- The deed by which a development came to be told, if the reader had held it: undone, its alert is withdrawn.
ALTER TABLE developments ADD COLUMN mending_id INTEGER REFERENCES mendings (id);
