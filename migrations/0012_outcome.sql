-- What became of a procedure that was done by a signed version: the newest revision counts. Rows are only added; each is sealed
-- with the one before it, and the audit holds the seals. They go with their version alone.

CREATE TABLE plan_outcome (
  outcome_number   INTEGER PRIMARY KEY,
  version_number   INTEGER NOT NULL REFERENCES plan_version ON DELETE CASCADE,
  revision         INTEGER NOT NULL CHECK (revision >= 1),
  at_utc           TEXT NOT NULL,
  operator_id      TEXT,                     -- NULL: nobody was chosen
  operator_name    TEXT,
  is_confirmed     INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),     -- 0: it is being written, and counts for nothing
  outcome_json     TEXT NOT NULL CHECK (json_valid(outcome_json)),      -- see core/plan/outcome.ts; nothing searches it
  previous_sha256  TEXT NOT NULL CHECK (length(previous_sha256) = 64),  -- of the revision before it, of the version before the first
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),           -- of this one (see outcomes.ts)
  UNIQUE (version_number, revision),
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

CREATE TRIGGER plan_outcome_is_not_edited BEFORE UPDATE ON plan_outcome
BEGIN SELECT RAISE(ABORT, 'outcomes are only added'); END;

-- A row leaves with what it belongs to, which is gone before it.
CREATE TRIGGER plan_outcome_is_not_deleted BEFORE DELETE ON plan_outcome
WHEN EXISTS (SELECT 1 FROM plan_version WHERE version_number = OLD.version_number)
BEGIN SELECT RAISE(ABORT, 'outcomes are only added'); END;
