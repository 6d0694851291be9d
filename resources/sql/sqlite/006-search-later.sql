-- A message is stored first, and made findable a moment later, with others: an FTS5 table that grows with each message costs
-- more than the message.

-- What message_search knows of the message of that `number`: the terms of its search_text, as SearchTerms writes them. Rows come in
-- the order of their numbers: messages with a higher one than the last here are not findable by terms yet.
CREATE TABLE indexed_message (
    number INTEGER NOT NULL PRIMARY KEY,
    terms TEXT NOT NULL
);

INSERT INTO indexed_message (number, terms) SELECT number, terms FROM message WHERE terms <> '' ORDER BY number;

DROP TRIGGER message_added;

DROP TRIGGER message_changed;

DROP TRIGGER message_removed;

DROP TABLE message_search;

ALTER TABLE message DROP COLUMN terms;

CREATE VIRTUAL TABLE message_search USING fts5 (terms, content = 'indexed_message', content_rowid = 'number', tokenize = 'ascii',
    detail = 'none', columnsize = 0);

INSERT INTO message_search (message_search) VALUES ('rebuild');

CREATE TRIGGER message_indexed AFTER INSERT ON indexed_message BEGIN
    INSERT INTO message_search (rowid, terms) VALUES (new.number, new.terms);
END;

CREATE TRIGGER message_unindexed AFTER DELETE ON indexed_message BEGIN
    INSERT INTO message_search (message_search, rowid, terms) VALUES ('delete', old.number, old.terms);
END;

CREATE TRIGGER message_blanked AFTER UPDATE OF search_text ON message WHEN new.search_text <> old.search_text BEGIN
    DELETE FROM indexed_message WHERE number = old.number;
END;

CREATE TRIGGER message_removed AFTER DELETE ON message BEGIN
    DELETE FROM indexed_message WHERE number = old.number;
END;

-- The oldest message of a room tells whether there is anything to prune, and message_seq leads to it.
DROP INDEX message_sent;
