-- The ranges in which the facts were measured that scores were read from, by the position of the fact; of others there is none.
CREATE TABLE entry_score_fact_range (
  revision_number  INTEGER NOT NULL REFERENCES entry_revision ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),  -- of the fact, which names its unit
  least            REAL NOT NULL,
  most             REAL NOT NULL CHECK (least <= most),
  PRIMARY KEY (revision_number, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_score_fact_range_is_not_edited BEFORE UPDATE ON entry_score_fact_range
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
