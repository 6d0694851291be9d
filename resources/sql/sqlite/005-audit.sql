-- Who did what to whom: what people and commands do to accounts, classes and data. Never a text, a password or a token.

-- `actor`: an account's id, "command:USER" for a command of that user of the machine, or empty where nobody is signed in. `target`: a user
-- name, a room's code, a file's name. `origin`: the address that it came from; empty for a command.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    origin TEXT NOT NULL
);

CREATE INDEX audit_at ON audit (at);
