-- How news comes in: what a preview has shown is what is filed, and channels whose messages are read as they come.

-- reading: what was read, as it was shown; NULL: a form that could not be used, whose fields are in typed. lessons: what
-- the moderator's corrections teach. trail: the last message that is in it. All JSON that only db reads.
ALTER TABLE drafts ADD COLUMN reading TEXT;
ALTER TABLE drafts ADD COLUMN lessons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE drafts ADD COLUMN trail TEXT;
ALTER TABLE drafts ADD COLUMN typed TEXT;

CREATE INDEX drafts_by_actor ON drafts (scope, actor_id, id);

-- How many texts a guild has filed on a day.
CREATE INDEX articles_by_day ON articles (scope, received, path);

CREATE TABLE watches (
    channel_id INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    outlet     TEXT,
    actor_id   INTEGER NOT NULL,
    since      INTEGER NOT NULL
) STRICT;

CREATE INDEX watches_by_guild ON watches (guild_id, channel_id);

-- Messages of watched channels, each once, whatever Discord repeats. text is what waits to be read, NULL once it was.
-- article_id: the last text that was filed of it.
CREATE TABLE heard (
    message_id INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    text       TEXT,
    outlet     TEXT,
    url        TEXT,
    published  INTEGER,
    is_edit    INTEGER NOT NULL DEFAULT 0,
    article_id INTEGER
) STRICT;

CREATE INDEX heard_waiting ON heard (guild_id, message_id) WHERE text IS NOT NULL;
CREATE INDEX heard_by_day ON heard (guild_id, at);
CREATE INDEX heard_by_article ON heard (article_id) WHERE article_id IS NOT NULL;

-- The day on which a guild's moderators were last told that no more is read.
CREATE TABLE heard_enough (
    guild_id INTEGER PRIMARY KEY,
    day      INTEGER NOT NULL
) STRICT;
