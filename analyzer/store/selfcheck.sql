-- The store audits itself: every view here must be empty. The name says what is wrong,
-- the column `what` where. What SQL cannot see, the lists of ids, Selfcheck.cpp looks at.

CREATE VIEW selfcheck_unit_both_stored_and_skipped AS
  SELECT name AS what FROM units JOIN skipped_units ON unit = name;

CREATE VIEW selfcheck_function_without_hash AS
  SELECT text AS what FROM functions JOIN strings ON strings.id = symbol WHERE length(hash) <> 16;

-- An internal or inline function whose spelling names no file cannot be told from others.
CREATE VIEW selfcheck_linkage_that_contradicts_spelling AS
  SELECT text AS what FROM functions JOIN strings ON strings.id = symbol
  WHERE (linkage = 0) <> (instr(text, '@') = 0) OR (linkage = 2) <> (instr(text, '#') > 0);

-- Too few: its bytes would stay for ever. Too many: they would go while they are needed.
CREATE VIEW selfcheck_chunk_with_wrong_count AS
  SELECT 'chunk ' || ifnull(chunks.id, used.chunk) AS what
  FROM chunks FULL JOIN (
    SELECT chunk, count(*) AS items
    FROM (SELECT chunk FROM functions UNION ALL SELECT chunk FROM prototypes UNION ALL SELECT chunk FROM records)
    GROUP BY chunk
  ) used ON used.chunk = chunks.id
  WHERE chunks.items IS NOT used.items;
