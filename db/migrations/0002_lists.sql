-- The players last spoken of, and those of one club, are read off the end of an index: what is older is not looked at.
-- SQLite 3.40 reads the row for the condition of a partial index, unless its column is in there.
CREATE INDEX rumours_newest ON rumours (scope, said_on, id, player_id, held) WHERE held IS NULL;
CREATE INDEX rumours_from_club ON rumours (scope, from_club, said_on, id, player_id, held)
    WHERE held IS NULL AND from_club IS NOT NULL;
CREATE INDEX rumours_to_club ON rumours (scope, to_club, said_on, id, player_id, held)
    WHERE held IS NULL AND to_club IS NOT NULL;
