-- Languages: what is posted in a guild is in its language, and what is kept in words is kept in all.

ALTER TABLE guild_settings ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

-- Of one who follows in private: the language that he last spoke. Whatever is in a guild's channel is in the guild's.
ALTER TABLE subscriptions ADD COLUMN language TEXT;

-- The same text as in the column before, which is English, in the other languages: JSON by their letters, NULL: in none.
ALTER TABLE developments ADD COLUMN why_others TEXT;
ALTER TABLE outbox ADD COLUMN why_others TEXT;
ALTER TABLE outbox ADD COLUMN note_others TEXT;
