-- What each import read and refused, as it was said.

CREATE TABLE import_report (
  report_number    INTEGER PRIMARY KEY,
  case_number      INTEGER NOT NULL REFERENCES patient_case ON DELETE CASCADE,
  imported_at_utc  TEXT NOT NULL,
  imported_by      TEXT,                     -- name; NULL: nobody was chosen
  source_name      TEXT NOT NULL,
  files_seen       INTEGER NOT NULL CHECK (files_seen >= 0),
  files_read       INTEGER NOT NULL CHECK (files_read >= 0),
  files_other      INTEGER NOT NULL CHECK (files_other >= 0),
  files_new        INTEGER NOT NULL CHECK (files_new >= 0),
  rejected_count   INTEGER NOT NULL CHECK (rejected_count >= 0),
  usable_count     INTEGER NOT NULL CHECK (usable_count >= 0),
  series_count     INTEGER NOT NULL CHECK (series_count >= 0)
) STRICT;

CREATE INDEX import_report_by_case ON import_report (case_number);

CREATE TABLE import_report_line (
  report_number  INTEGER NOT NULL REFERENCES import_report ON DELETE CASCADE,
  position       INTEGER NOT NULL CHECK (position >= 0),
  tone           TEXT NOT NULL CHECK (tone IN ('ok', 'warning', 'refused', 'info')),
  sentence       TEXT NOT NULL,
  PRIMARY KEY (report_number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_report_rejection (
  report_number  INTEGER NOT NULL REFERENCES import_report ON DELETE CASCADE,
  position       INTEGER NOT NULL CHECK (position >= 0),
  file_name      TEXT NOT NULL,
  code           TEXT NOT NULL,
  sentence       TEXT NOT NULL,
  PRIMARY KEY (report_number, position)
) STRICT, WITHOUT ROWID;
