-- What has to outlive the node that knows it.

-- People whose node went from under them (it was stopped, or died) and who are expected back: `body` is the participant as JSON. Who is
-- not back `until` then is announced as gone for `reason`, by the one node whose DELETE takes the row.
CREATE TABLE awaited (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,
    last_seen INTEGER NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id)
);

CREATE INDEX awaited_until ON awaited (until);

CREATE INDEX attendance_open ON attendance (server_id) WHERE left_at IS NULL;

-- The timer that the host has set; no time: none.
ALTER TABLE room ADD COLUMN timer_ends_at INTEGER;

ALTER TABLE room ADD COLUMN timer_label TEXT NOT NULL DEFAULT '';
