-- The log proves itself, is searched by pairs of characters, and knows which file a message carries.

-- `hash` (64 hexadecimal digits) covers the message and its predecessor's in the room: docs/protocol.md says how. A deleted message
-- keeps, in `body`, the digest of what it said. `terms` are the pairs of characters in search_text, as SearchTerms writes them; `number`
-- is what message_search knows the message by.
CREATE TABLE message_next (
    number INTEGER NOT NULL PRIMARY KEY,
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
    attachment_id TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    search_text TEXT NOT NULL,
    hash TEXT NOT NULL DEFAULT '',
    terms TEXT NOT NULL DEFAULT ''
);

INSERT INTO message_next (room_id, seq, id, type, sender, sender_type, sender_name, target_type, target, ref, refers, sent_at, deleted,
    attachment_id, body, search_text)
SELECT room_id, seq, id, type, sender, sender_type, sender_name, target_type, target, ref, refers, sent_at, deleted,
    coalesce(json_extract(nullif(body, ''), '$.attachment.id'), ''), body, search_text
FROM message ORDER BY room_id, seq;

DROP TABLE message;

ALTER TABLE message_next RENAME TO message;

CREATE UNIQUE INDEX message_seq ON message (room_id, seq);

CREATE UNIQUE INDEX message_id ON message (room_id, id);

CREATE UNIQUE INDEX message_ref ON message (room_id, sender, ref) WHERE ref <> '';

CREATE INDEX message_attachment ON message (attachment_id) WHERE attachment_id <> '';

CREATE INDEX message_sent ON message (sent_at);

CREATE INDEX message_poll ON message (room_id, seq) WHERE type = 'poll';

CREATE INDEX message_deletion ON message (room_id, refers) WHERE type = 'delete';

-- Finds messages by their terms.
CREATE VIRTUAL TABLE message_search USING fts5 (terms, content = 'message', content_rowid = 'number', tokenize = 'ascii', detail = 'none',
    columnsize = 0);

CREATE TRIGGER message_added AFTER INSERT ON message WHEN new.terms <> '' BEGIN
    INSERT INTO message_search (rowid, terms) VALUES (new.number, new.terms);
END;

CREATE TRIGGER message_changed AFTER UPDATE OF terms ON message BEGIN
    INSERT INTO message_search (message_search, rowid, terms) SELECT 'delete', old.number, old.terms WHERE old.terms <> '';
    INSERT INTO message_search (rowid, terms) SELECT new.number, new.terms WHERE new.terms <> '';
END;

CREATE TRIGGER message_removed AFTER DELETE ON message WHEN old.terms <> '' BEGIN
    INSERT INTO message_search (message_search, rowid, terms) VALUES ('delete', old.number, old.terms);
END;

-- Of the last message; '' before the first. `pruned_*`: the last one that retention has removed, with which the chain begins.
ALTER TABLE room ADD COLUMN last_hash TEXT NOT NULL DEFAULT '';

ALTER TABLE room ADD COLUMN pruned_seq INTEGER NOT NULL DEFAULT 0;

ALTER TABLE room ADD COLUMN pruned_hash TEXT NOT NULL DEFAULT '';

-- What the messages of the room take: UTF-8 bytes of `body`.
ALTER TABLE room ADD COLUMN message_bytes INTEGER NOT NULL DEFAULT 0;

-- uploading, ready or failed; `changed_at`: when the state changed, or the last bytes came.
ALTER TABLE file ADD COLUMN state TEXT NOT NULL DEFAULT 'ready';

ALTER TABLE file ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;

-- The bytes of files, in order of `position` (0, 1, ...), where files.store is "database".
CREATE TABLE file_chunk (
    sha256 TEXT NOT NULL,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256, position)
);

-- The last vote of each person in each poll that is open; `body` is the payload's JSON.
CREATE TABLE vote (
    room_id TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    poll_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (room_id, poll_id, user_id)
);
