-- Pages as they came, the parts they were cut into, and what each reader made of them.
-- Offsets (start_char, end_char) are half-open and count Unicode code points of page.text.

CREATE TABLE page (
    number               INTEGER PRIMARY KEY,
    id                   TEXT NOT NULL UNIQUE,   -- SHA-256 of content, hexadecimal
    content              BLOB NOT NULL,          -- the bytes, never changed
    media_type           TEXT NOT NULL,
    text                 TEXT NOT NULL,
    outlet               TEXT,
    title                TEXT,
    author               TEXT,
    published            TEXT,                   -- EDTF (ISO 8601-2:2019)
    published_evidence   TEXT,
    published_confidence REAL,                   -- probability
    notes                TEXT NOT NULL           -- JSON: list of texts
);

-- The same bytes may lie at several addresses; the first one names the page.
CREATE TABLE address (
    number  INTEGER PRIMARY KEY,
    page    INTEGER NOT NULL REFERENCES page (number) ON DELETE CASCADE,
    address TEXT NOT NULL,
    UNIQUE (page, address)
);

CREATE TABLE part (
    page       INTEGER NOT NULL REFERENCES page (number) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char   INTEGER NOT NULL,
    author     TEXT,
    PRIMARY KEY (page, position)
) WITHOUT ROWID;

CREATE TABLE reading (
    number  INTEGER PRIMARY KEY,
    page    INTEGER NOT NULL REFERENCES page (number) ON DELETE CASCADE,
    reader  TEXT NOT NULL,
    version TEXT NOT NULL,
    read_at TEXT NOT NULL,                       -- UTC, ISO 8601
    UNIQUE (page, reader)
);

CREATE TABLE statement (
    reading    INTEGER NOT NULL REFERENCES reading (number) ON DELETE CASCADE,
    id         TEXT NOT NULL,                    -- content hash
    kind       TEXT NOT NULL,                    -- event, change, cause or stance
    part       TEXT NOT NULL,
    voice_kind TEXT NOT NULL,
    voice_name TEXT,
    voice_role TEXT,
    via        TEXT NOT NULL,                    -- JSON: list of voices, nearest first
    factuality TEXT NOT NULL,                    -- CT+ PR+ PS+ CT- PR- PS- UU
    time       TEXT,
    start_char INTEGER NOT NULL,
    end_char   INTEGER NOT NULL,
    words      TEXT NOT NULL,                    -- the page's text from start_char to end_char
    content    TEXT NOT NULL,                    -- JSON: what is said, by kind
    confidence REAL NOT NULL,                    -- probability
    extractor  TEXT NOT NULL,                    -- name@version
    PRIMARY KEY (reading, id)
) WITHOUT ROWID;

-- The process that writes at present; a row left by a killed one is taken over.
CREATE TABLE writer (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    pid   INTEGER NOT NULL,
    host  TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE VIRTUAL TABLE page_search USING fts5 (
    title, text, content = 'page', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER page_search_insert AFTER INSERT ON page BEGIN
    INSERT INTO page_search (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TRIGGER page_search_delete AFTER DELETE ON page BEGIN
    INSERT INTO page_search (page_search, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;

CREATE TRIGGER page_search_update AFTER UPDATE OF title, text ON page BEGIN
    INSERT INTO page_search (page_search, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO page_search (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
