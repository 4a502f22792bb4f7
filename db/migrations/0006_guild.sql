-- A guild as a whole: whether it sees the operator's wire, when it removed the bot, and its whole purge.

-- left_at: when the bot was removed from it; NULL: the bot is in it. What it has set stays meanwhile, but rests.
ALTER TABLE guild_settings ADD COLUMN uses_wire INTEGER NOT NULL DEFAULT 1;
ALTER TABLE guild_settings ADD COLUMN left_at INTEGER;

CREATE INDEX guilds_without_wire ON guild_settings (guild_id) WHERE uses_wire = 0;
CREATE INDEX guilds_left ON guild_settings (left_at) WHERE left_at IS NOT NULL;

-- A purge that has begun, until all is deleted: what is deleted at a time is little, and the bot may be stopped between.
CREATE TABLE purges (
    guild_id INTEGER PRIMARY KEY,
    begun    INTEGER NOT NULL
) STRICT;

-- What a guild has, and what a user has done, is found without a look at what others have.
CREATE INDEX articles_of_guild ON articles (scope, id) WHERE scope <> 0;
CREATE INDEX echoes_of_guild ON echoes (scope, id) WHERE scope <> 0;
CREATE INDEX mended_names_of_scope ON mended_names (scope, player_id, mending_id);
CREATE INDEX batches_of_guild ON batches (guild_id, channel_id);
CREATE INDEX audit_of_scope ON audit (scope, id);
CREATE INDEX audit_of_actor ON audit (actor_id, id) WHERE actor_id <> 0;
CREATE INDEX articles_of_actor ON articles (actor_id) WHERE actor_id <> 0;
