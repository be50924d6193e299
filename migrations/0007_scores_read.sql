-- The facts that scores were read from: what changes later is shown against them. A fact of several values has a row for
-- each; one without any, an empty list, has one row that says so.
CREATE TABLE entry_score_fact (
  revision_number  INTEGER NOT NULL REFERENCES entry_revision ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),  -- of the fact
  part             INTEGER NOT NULL CHECK (part >= 0),      -- of its values
  fact_path        TEXT NOT NULL CHECK (length(fact_path) BETWEEN 1 AND 80),  -- in core/lesion/caseFacts.ts, with its unit
  value_is         TEXT NOT NULL CHECK (value_is IN ('number', 'text', 'yes-no', 'texts', 'stretches', 'empty-list')),
  value_number     REAL,
  value_text       TEXT CHECK (length(value_text) <= 200),
  value_yes_no     INTEGER CHECK (value_yes_no IN (0, 1)),
  least            REAL,
  most             REAL,
  PRIMARY KEY (revision_number, position, part),
  CHECK (part = 0 OR value_is IN ('texts', 'stretches')),
  CHECK ((value_number IS NOT NULL) = (value_is = 'number')),
  CHECK ((value_text IS NOT NULL) = (value_is IN ('text', 'texts'))),
  CHECK ((value_yes_no IS NOT NULL) = (value_is = 'yes-no')),
  CHECK ((least IS NOT NULL) = (value_is = 'stretches') AND (most IS NULL) = (least IS NULL)),
  CHECK (least IS NULL OR least <= most)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_score_fact_is_not_edited BEFORE UPDATE ON entry_score_fact
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
