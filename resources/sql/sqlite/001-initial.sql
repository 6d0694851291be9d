-- Times are milliseconds since 1970, UTC. Texts are '' where nothing is set, never NULL.

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Room for the write that finds out whether a full or read-only disk has recovered.
CREATE TABLE storage_probe (filler BLOB NOT NULL);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    token_generation INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX account_username ON account (username_key) WHERE username_key <> '';

CREATE UNIQUE INDEX account_email ON account (email_key) WHERE email_key <> '';

-- Tokens that were signed out before their time, by their "jti".
CREATE TABLE revoked_token (
    id TEXT NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
);

CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    talk TEXT NOT NULL,
    locked INTEGER NOT NULL,
    history INTEGER NOT NULL,
    owner_id TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    epoch TEXT NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
);

CREATE INDEX room_owner ON room (owner_id);

CREATE TABLE member (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    type TEXT NOT NULL,
    guest INTEGER NOT NULL,
    device TEXT NOT NULL,
    banned INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0,
    last_read_message TEXT NOT NULL DEFAULT '',
    last_read_seq INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id)
);

CREATE UNIQUE INDEX member_device ON member (room_id, device) WHERE device <> '';

CREATE INDEX member_name ON member (room_id, name_key);

CREATE INDEX member_user ON member (user_id);

-- The log. `body` is the JSON of what the type carries; '' once deleted. `search_text` is folded.
CREATE TABLE message (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    sender TEXT NOT NULL,
    sender_type TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    target_type TEXT NOT NULL,
    target TEXT NOT NULL,
    ref TEXT NOT NULL,
    refers TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    search_text TEXT NOT NULL,
    PRIMARY KEY (room_id, seq)
);

CREATE UNIQUE INDEX message_id ON message (room_id, id);

CREATE UNIQUE INDEX message_ref ON message (room_id, sender, ref) WHERE ref <> '';

CREATE TABLE attendance (
    id INTEGER NOT NULL PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    server_id TEXT NOT NULL,
    entered_at INTEGER NOT NULL,
    left_at INTEGER
);

CREATE INDEX attendance_room ON attendance (room_id, user_id);

-- When each node last gave a sign of life.
CREATE TABLE node (
    server_id TEXT NOT NULL PRIMARY KEY,
    seen_at INTEGER NOT NULL
);

-- Outlives its room, so that what lies on the disk without an owner can be found.
CREATE TABLE file (
    id TEXT NOT NULL PRIMARY KEY,
    room_id TEXT NOT NULL,
    uploader_id TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX file_room ON file (room_id);

CREATE INDEX file_sha256 ON file (sha256);
