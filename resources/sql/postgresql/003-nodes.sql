-- What has to outlive the node that knows it. sqlite/003-nodes.sql explains it.

CREATE TABLE awaited (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,
    last_seen BIGINT NOT NULL,
    until BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id)
);

CREATE INDEX awaited_until ON awaited (until);

CREATE INDEX attendance_open ON attendance (server_id) WHERE left_at IS NULL;

ALTER TABLE room ADD COLUMN timer_ends_at BIGINT;

ALTER TABLE room ADD COLUMN timer_label TEXT NOT NULL DEFAULT '';
