-- What the host has settled about people, and whom they expect.

-- `real_name`: as the teachers know them. `banned_at`: since when `banned` holds; NULL without it.
ALTER TABLE member ADD COLUMN real_name TEXT NOT NULL DEFAULT '';

ALTER TABLE member ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE member ADD COLUMN banned_at INTEGER;

UPDATE member SET banned_at = created_at WHERE banned = 1;

-- `names`: shown or hidden. `assistants`: user ids with spaces between them.
ALTER TABLE room ADD COLUMN names TEXT NOT NULL DEFAULT 'shown';

ALTER TABLE room ADD COLUMN assistants TEXT NOT NULL DEFAULT '';

-- The names that the host expects, in their order.
CREATE TABLE roster (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (room_id, position)
);
