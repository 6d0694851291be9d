-- Messages that came without their terms, from a backup or another database, where they are made later: usually none.
CREATE INDEX message_unindexed ON message (room_id, seq) WHERE terms = '' AND search_text <> '';

-- The oldest message of a room tells whether there is anything to prune, and the primary key leads to it.
DROP INDEX message_sent;
