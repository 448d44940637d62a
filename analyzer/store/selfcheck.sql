-- The store audits itself: every view here must be empty. The name says what is wrong,
-- the column `what` where.

CREATE VIEW selfcheck_unit_both_stored_and_skipped AS
  SELECT name AS what FROM units JOIN skipped_units ON unit = name;

CREATE VIEW selfcheck_function_of_no_unit AS
  SELECT spelling AS what FROM functions JOIN symbols ON symbols.id = symbol
  WHERE functions.id NOT IN (SELECT function FROM unit_functions);

CREATE VIEW selfcheck_record_of_no_unit AS
  SELECT name AS what FROM records WHERE id NOT IN (SELECT record FROM unit_records);

CREATE VIEW selfcheck_prototype_of_no_unit AS
  SELECT name AS what FROM prototypes WHERE id NOT IN (SELECT prototype FROM unit_prototypes);

CREATE VIEW selfcheck_function_without_body AS
  SELECT spelling AS what FROM functions JOIN symbols ON symbols.id = symbol
  WHERE length(body) = 0 OR length(hash) <> 16;

-- An internal or inline function whose spelling names no file cannot be told from others.
CREATE VIEW selfcheck_linkage_that_contradicts_spelling AS
  SELECT spelling AS what FROM functions JOIN symbols ON symbols.id = symbol
  WHERE (linkage = 0) <> (instr(spelling, '@') = 0) OR (linkage = 2) <> (instr(spelling, '#') > 0);

-- Two bodies of one internal function within one unit: an identity is missing something.
CREATE VIEW selfcheck_two_bodies_in_one_unit AS
  SELECT units.name || ': ' || spelling AS what
  FROM unit_functions
  JOIN functions ON functions.id = function
  JOIN symbols ON symbols.id = symbol
  JOIN units ON units.id = unit
  GROUP BY unit, symbol HAVING count(*) > 1;
