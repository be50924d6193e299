-- Who works here, what the site decided, and what was done.

CREATE TABLE operator (
  id            TEXT PRIMARY KEY CHECK (id GLOB 'opr_*' AND length(id) = 20),
  name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  name_key      TEXT NOT NULL UNIQUE,  -- as people compare names: case and spaces do not matter
  initials      TEXT NOT NULL,
  added_at_utc  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One scalar per row; what is absent has its default.
CREATE TABLE setting (
  name        TEXT PRIMARY KEY,
  value_json  TEXT NOT NULL CHECK (json_valid(value_json) AND json_type(value_json) NOT IN ('object', 'array'))
) STRICT, WITHOUT ROWID;

-- Append-only, chained by SHA-256 (see audit.ts). It names cases by id, never a patient.
CREATE TABLE audit (
  sequence         INTEGER PRIMARY KEY CHECK (sequence >= 1),
  at_utc           TEXT NOT NULL,
  time_zone        TEXT NOT NULL,
  is_clock_back    INTEGER NOT NULL CHECK (is_clock_back IN (0, 1)),  -- earlier than the entry before it
  app_version      TEXT NOT NULL,
  operator_id      TEXT,               -- NULL: nobody was chosen
  operator_name    TEXT,
  action           TEXT NOT NULL,
  case_id          TEXT,               -- NULL: not about a case
  content_sha256   TEXT CHECK (length(content_sha256) = 64),  -- of the whole case after an action that changed it
  details_json     TEXT NOT NULL CHECK (json_valid(details_json)),
  previous_sha256  TEXT NOT NULL CHECK (length(previous_sha256) = 64),
  sha256           TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64)
) STRICT;

CREATE INDEX audit_by_case ON audit (case_id, sequence) WHERE case_id IS NOT NULL;

CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_is_appended BEFORE INSERT ON audit
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
