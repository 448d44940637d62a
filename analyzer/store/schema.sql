-- The facts of a captured kernel. One blob a function; index tables say what a body
-- mentions, so that linking never decodes bodies; no row per instruction.
-- Blobs hold ir::Binary, compressed (analyzer/store/Blob.h). Hashes are 16 bytes of BLAKE3.
-- A database is a cache: when user_version differs it is captured again, never migrated.

-- schema_version is user_version; here: tool_version, kernel_version, source_root, ...
CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE units (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE, -- main file, relative to the source root
  digest TEXT NOT NULL         -- of everything its facts depend on; empty: unknown
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
) WITHOUT ROWID;

CREATE TABLE unit_notes (
  unit     INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  position INTEGER NOT NULL,
  note     TEXT NOT NULL,
  PRIMARY KEY (unit, position)
) WITHOUT ROWID;

CREATE TABLE files (
  id   INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE
);

CREATE TABLE unit_dependencies (
  unit   INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  file   INTEGER NOT NULL REFERENCES files,
  digest TEXT NOT NULL, -- of the file's content when the unit was read; empty: unknown
  PRIMARY KEY (unit, file)
) WITHOUT ROWID;

CREATE TABLE symbols (
  id       INTEGER PRIMARY KEY,
  spelling TEXT NOT NULL UNIQUE -- canonical, see analyzer/ir/Symbol.h
);

CREATE TABLE members (
  id     INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  file   TEXT NOT NULL,
  UNIQUE (record, field, file)
);

-- Equal bodies under one symbol are one row, whichever units have them.
CREATE TABLE functions (
  id      INTEGER PRIMARY KEY,
  symbol  INTEGER NOT NULL REFERENCES symbols,
  hash    BLOB NOT NULL,
  linkage INTEGER NOT NULL CHECK (linkage BETWEEN 0 AND 2), -- external, internal, inline
  is_weak INTEGER NOT NULL CHECK (is_weak IN (0, 1)),
  file    INTEGER NOT NULL REFERENCES files, -- in which the body is written
  line    INTEGER NOT NULL,
  calls       INTEGER NOT NULL, -- call sites of all kinds
  value_calls INTEGER NOT NULL, -- of those, through pointers that are no member
  body    BLOB NOT NULL,
  UNIQUE (symbol, hash)
);

CREATE TABLE unit_functions (
  unit     INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  function INTEGER NOT NULL REFERENCES functions,
  PRIMARY KEY (unit, function)
) WITHOUT ROWID;
CREATE INDEX unit_functions_by_function ON unit_functions (function);

CREATE TABLE calls (
  function INTEGER NOT NULL REFERENCES functions ON DELETE CASCADE,
  callee   INTEGER NOT NULL REFERENCES symbols,
  PRIMARY KEY (function, callee)
) WITHOUT ROWID;

CREATE TABLE member_calls (
  function INTEGER NOT NULL REFERENCES functions ON DELETE CASCADE,
  member   INTEGER NOT NULL REFERENCES members,
  sites    INTEGER NOT NULL,
  PRIMARY KEY (function, member)
) WITHOUT ROWID;

CREATE TABLE member_loads (
  function INTEGER NOT NULL REFERENCES functions ON DELETE CASCADE,
  member   INTEGER NOT NULL REFERENCES members,
  PRIMARY KEY (function, member)
) WITHOUT ROWID;

CREATE TABLE member_stores (
  function INTEGER NOT NULL REFERENCES functions ON DELETE CASCADE,
  member   INTEGER NOT NULL REFERENCES members,
  PRIMARY KEY (function, member)
) WITHOUT ROWID;

-- Globals whose address the body uses as a value: callbacks passed as arguments.
CREATE TABLE addresses_taken (
  function INTEGER NOT NULL REFERENCES functions ON DELETE CASCADE,
  symbol   INTEGER NOT NULL REFERENCES symbols,
  PRIMARY KEY (function, symbol)
) WITHOUT ROWID;

CREATE TABLE member_targets (
  unit   INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  member INTEGER REFERENCES members, -- null: a plain variable
  target INTEGER NOT NULL REFERENCES symbols,
  holder INTEGER REFERENCES symbols, -- null: an assignment in code
  origin INTEGER NOT NULL CHECK (origin IN (0, 1)) -- initializer, assignment
);
CREATE INDEX member_targets_by_unit ON member_targets (unit);

CREATE TABLE aliases (
  unit    INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  name    INTEGER NOT NULL REFERENCES symbols,
  target  INTEGER NOT NULL REFERENCES symbols,
  is_weak INTEGER NOT NULL CHECK (is_weak IN (0, 1)),
  PRIMARY KEY (unit, name, target)
) WITHOUT ROWID;

-- Equal declarations of several units are one row, as with functions.
CREATE TABLE prototypes (
  id          INTEGER PRIMARY KEY,
  hash        BLOB NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  declaration BLOB NOT NULL
);

CREATE TABLE unit_prototypes (
  unit      INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  prototype INTEGER NOT NULL REFERENCES prototypes,
  PRIMARY KEY (unit, prototype)
) WITHOUT ROWID;
CREATE INDEX unit_prototypes_by_prototype ON unit_prototypes (prototype);

CREATE TABLE records (
  id         INTEGER PRIMARY KEY,
  hash       BLOB NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  definition BLOB NOT NULL
);

CREATE TABLE unit_records (
  unit   INTEGER NOT NULL REFERENCES units ON DELETE CASCADE,
  record INTEGER NOT NULL REFERENCES records,
  PRIMARY KEY (unit, record)
) WITHOUT ROWID;
CREATE INDEX unit_records_by_record ON unit_records (record);

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
