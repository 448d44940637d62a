-- The facts of a captured kernel. A row a function, which says where its body lies and what
-- it mentions, so that linking never decodes bodies; no row per instruction.
-- Hashes are 16 bytes of BLAKE3. Lists of ids (IdList.h) and mentions (Mentions.h) are read
-- whole and therefore columns; docs/decisions/0004 says why.
-- A database is a cache: when user_version differs it is captured again, never migrated.

-- schema_version is user_version; here: tool_version, kernel_version, source_root, ...
CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE units (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE, -- main file, relative to the source root
  digest       TEXT NOT NULL,        -- of everything its facts depend on; empty: unknown
  parsed_plainly TEXT NOT NULL,      -- why no precompiled header was used; empty: one was, or none was made
  functions    BLOB NOT NULL,        -- ids: its own, and the header inlines it uses
  prototypes   BLOB NOT NULL,        -- ids
  records      BLOB NOT NULL,        -- ids
  dependencies BLOB NOT NULL         -- ids of files
);

CREATE TABLE skipped_units (
  unit       TEXT PRIMARY KEY NOT NULL,
  reason     TEXT NOT NULL,
  reproducer TEXT NOT NULL -- a shell command; empty: none
) WITHOUT ROWID;

-- How each unit is compiled, as recorded; kept so that recording is paid once.
CREATE TABLE manifest (
  unit      TEXT PRIMARY KEY NOT NULL,
  directory TEXT NOT NULL,
  file      TEXT NOT NULL,
  object    TEXT NOT NULL,
  arguments TEXT NOT NULL -- a JSON array
); -- with rowids, because rows of a kilobyte would each overflow into a page of their own

CREATE TABLE unit_notes (
  unit     INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  position INTEGER NOT NULL,
  note     TEXT NOT NULL,
  PRIMARY KEY (unit, position)
) WITHOUT ROWID;

-- A file in a version: two units that read different contents depend on two rows.
CREATE TABLE files (
  id     INTEGER PRIMARY KEY,
  path   TEXT NOT NULL,
  digest TEXT NOT NULL, -- of the content when the unit was read; empty: unknown
  UNIQUE (path, digest)
);

-- Canonical spellings (analyzer/ir/Symbol.h), C names and paths, each said once. Nothing is
-- ever taken out of `strings` and `members`; a capture from nothing starts them anew.
CREATE TABLE strings (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);

CREATE TABLE members (
  id     INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES strings,
  field  INTEGER NOT NULL REFERENCES strings,
  file   INTEGER NOT NULL REFERENCES strings,
  UNIQUE (record, field, file)
);

-- Canonical binary IR of several items behind one another, each after its size, compressed
-- together because alone they share too little with themselves.
CREATE TABLE chunks (
  id    INTEGER PRIMARY KEY,
  items INTEGER NOT NULL, -- rows that refer to it; without any it goes
  bytes BLOB NOT NULL
);

-- Header inlines with equal bodies are one row, whichever units have them. Other functions
-- belong to one unit and go with it.
CREATE TABLE functions (
  id          INTEGER PRIMARY KEY,
  symbol      INTEGER NOT NULL REFERENCES strings,
  hash        BLOB NOT NULL,
  linkage     INTEGER NOT NULL CHECK (linkage BETWEEN 0 AND 2), -- external, internal, inline
  is_weak     INTEGER NOT NULL CHECK (is_weak IN (0, 1)),
  file        INTEGER NOT NULL REFERENCES strings, -- in which the body is written
  line        INTEGER NOT NULL,
  calls       INTEGER NOT NULL, -- call sites of all kinds
  value_calls INTEGER NOT NULL, -- of those, through pointers that are no member
  chunk       INTEGER NOT NULL,
  start       INTEGER NOT NULL, -- in the chunk
  mentions    BLOB NOT NULL
);
CREATE UNIQUE INDEX inlines_by_hash ON functions (hash) WHERE linkage = 2;

CREATE TABLE member_targets (
  unit     INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  position INTEGER NOT NULL,
  member   INTEGER REFERENCES members, -- null: a plain variable
  target   INTEGER NOT NULL REFERENCES strings,
  holder   INTEGER REFERENCES strings, -- null: an assignment in code
  origin   INTEGER NOT NULL CHECK (origin IN (0, 1)), -- initializer, assignment
  PRIMARY KEY (unit, position)
) WITHOUT ROWID;

CREATE TABLE aliases (
  unit    INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  name    INTEGER NOT NULL REFERENCES strings,
  target  INTEGER NOT NULL REFERENCES strings,
  is_weak INTEGER NOT NULL CHECK (is_weak IN (0, 1)),
  PRIMARY KEY (unit, name, target)
) WITHOUT ROWID;

-- Equal declarations of several units are one row, as with inlines. Asked for by name.
CREATE TABLE prototypes (
  id    INTEGER PRIMARY KEY,
  hash  BLOB NOT NULL UNIQUE,
  name  INTEGER NOT NULL REFERENCES strings,
  chunk INTEGER NOT NULL,
  start INTEGER NOT NULL
);
CREATE INDEX prototypes_by_name ON prototypes (name);

CREATE TABLE records (
  id    INTEGER PRIMARY KEY,
  hash  BLOB NOT NULL UNIQUE,
  name  INTEGER NOT NULL REFERENCES strings,
  chunk INTEGER NOT NULL,
  start INTEGER NOT NULL
);
CREATE INDEX records_by_name ON records (name);

-- What inference learnt, under content hashes: `key` covers the IR, the callees'
-- summaries and the target sets (and the rule), so that a row is right or absent.
CREATE TABLE function_summaries (
  key     BLOB PRIMARY KEY NOT NULL,
  summary BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE rule_signatures (
  rule      TEXT NOT NULL,
  key       BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (rule, key)
) WITHOUT ROWID;
