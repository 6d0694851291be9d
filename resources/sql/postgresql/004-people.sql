-- What the host has settled about people, and whom they expect. sqlite/004-people.sql explains it.

ALTER TABLE member ADD COLUMN real_name TEXT NOT NULL DEFAULT '';

ALTER TABLE member ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE member ADD COLUMN banned_at BIGINT;

UPDATE member SET banned_at = created_at WHERE banned = 1;

ALTER TABLE room ADD COLUMN names TEXT NOT NULL DEFAULT 'shown';

ALTER TABLE room ADD COLUMN assistants TEXT NOT NULL DEFAULT '';

CREATE TABLE roster (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (room_id, position)
);
