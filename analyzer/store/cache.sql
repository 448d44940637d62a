-- Facts of units as they once were (analyzer/store/UnitCache.h). Not part of the facts: a
-- cache may be deleted at any time.

-- Files that units were made from, as they were when last looked at.
CREATE TABLE files (
  id       INTEGER PRIMARY KEY,
  path     TEXT NOT NULL UNIQUE, -- as the facts name it
  size     INTEGER NOT NULL,
  modified INTEGER NOT NULL, -- nanoseconds since the epoch
  inode    INTEGER NOT NULL,
  digest   TEXT NOT NULL, -- of the content; empty: not trusted
  options  TEXT NOT NULL  -- configuration options that the text names, space between
);

CREATE TABLE units (
  id             INTEGER PRIMARY KEY,
  request        TEXT NOT NULL, -- digest of the tool and of how the unit is compiled
  closure        TEXT NOT NULL, -- digest of all files it was made from
  dependencies   BLOB NOT NULL, -- their ids (analyzer/store/IdList.h)
  facts          BLOB NOT NULL,
  parsed_plainly TEXT NOT NULL, -- why no precompiled header was used; empty: one was
  checksum       BLOB NOT NULL, -- of the two columns above
  used           INTEGER NOT NULL, -- number of the capture that used it last
  UNIQUE (request, closure)
);
