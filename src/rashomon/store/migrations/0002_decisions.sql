-- What people decided about actors, factors and statements. Rows are only ever added: a decision is
-- undone by a later one.

CREATE TABLE decision (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,               -- content hash
    made_at  TEXT NOT NULL,                      -- UTC, ISO 8601 with microseconds
    coder    TEXT NOT NULL,
    target   TEXT NOT NULL,                      -- actor, factor, statement or decision
    action   TEXT NOT NULL,                      -- merge, split, rename, accept, reject, edit or undo
    subjects TEXT NOT NULL,                      -- JSON: list of content ids
    words    TEXT NOT NULL,                      -- JSON: the same as people read them
    value    TEXT NOT NULL                       -- JSON: new texts by field
);

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are never changed');
END;

CREATE TRIGGER decision_remains BEFORE DELETE ON decision BEGIN
    SELECT RAISE(ABORT, 'decisions are never deleted');
END;
