-- Cases, what they hold, and the files that hold it. NULL in what a header states: the header does not state it.

CREATE TABLE patient_case (
  case_number         INTEGER PRIMARY KEY,
  id                  TEXT NOT NULL UNIQUE CHECK (id GLOB 'cas_*' AND length(id) = 20),
  identity_key        TEXT NOT NULL UNIQUE,  -- one patient, one case (see identityKey.ts)
  patient_id_key      TEXT,
  patient_name        TEXT,
  patient_id          TEXT,
  birth_date          TEXT CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sex                 TEXT CHECK (sex IN ('F', 'M', 'O')),
  name_sort_key       TEXT NOT NULL,
  is_demo             INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
  imported_at_utc     TEXT NOT NULL,
  imported_by         TEXT,                  -- name; NULL: nobody was chosen
  opened_at_utc       TEXT,                  -- NULL: never opened
  selected_series_id  TEXT REFERENCES series (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  latest_study_date   TEXT,
  study_count         INTEGER NOT NULL CHECK (study_count >= 0),
  ct_series_count     INTEGER NOT NULL CHECK (ct_series_count >= 0),
  xa_run_count        INTEGER NOT NULL CHECK (xa_run_count >= 0),
  file_bytes          INTEGER NOT NULL CHECK (file_bytes >= 0),
  report_grade        TEXT NOT NULL CHECK (report_grade IN ('clean', 'notes', 'problems')),
  row_sha256          TEXT NOT NULL CHECK (length(row_sha256) = 64),      -- of what the worklist shows (see caseRows.ts)
  content_sha256      TEXT NOT NULL CHECK (length(content_sha256) = 64)  -- of the case and all its rows (see caseContent.ts)
) STRICT;

CREATE INDEX case_by_patient_id ON patient_case (patient_id_key) WHERE patient_id_key IS NOT NULL;
CREATE INDEX case_by_opened ON patient_case (opened_at_utc);
CREATE INDEX case_by_imported ON patient_case (imported_at_utc);
CREATE INDEX case_by_name ON patient_case (name_sort_key);
CREATE INDEX case_by_study_date ON patient_case (latest_study_date);
CREATE INDEX case_by_size ON patient_case (file_bytes);
CREATE INDEX case_by_selected_series ON patient_case (selected_series_id) WHERE selected_series_id IS NOT NULL;

-- rowid is case_number.
CREATE VIRTUAL TABLE case_search USING fts5 (
  patient_name, patient_id, dates, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO case_search (case_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE study (
  study_number       INTEGER PRIMARY KEY,
  case_number        INTEGER NOT NULL REFERENCES patient_case ON DELETE CASCADE,
  study_uid          TEXT NOT NULL,
  study_date         TEXT,
  study_time         TEXT,
  study_description  TEXT,
  UNIQUE (case_number, study_uid)
) STRICT;

-- Files of the managed store; the name of each is the hash of what it holds.
CREATE TABLE file (
  sha256           TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  file_bytes       INTEGER NOT NULL CHECK (file_bytes >= 0),
  original_sha256  TEXT NOT NULL CHECK (length(original_sha256) = 64),
  alteration       TEXT NOT NULL CHECK (alteration IN ('none', 'preamble zeroed')),
  CHECK ((alteration = 'none') = (sha256 = original_sha256))
) STRICT, WITHOUT ROWID;

-- Files on their way in (no row names them yet) or out (no row names them any more). The next start finishes both.
CREATE TABLE file_in_motion (
  sha256     TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  direction  TEXT NOT NULL CHECK (direction IN ('arriving', 'leaving')),
  since_utc  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE instance (
  instance_number      INTEGER PRIMARY KEY,
  study_number         INTEGER NOT NULL REFERENCES study ON DELETE CASCADE,
  sop_instance_uid     TEXT NOT NULL UNIQUE,
  sop_class_uid        TEXT NOT NULL,
  series_uid           TEXT NOT NULL,
  transfer_syntax_uid  TEXT NOT NULL,
  file_sha256          TEXT NOT NULL REFERENCES file (sha256),
  header_shape         INTEGER NOT NULL CHECK (header_shape >= 1),  -- version of the shape that header_json has
  header_json          TEXT NOT NULL CHECK (json_valid(header_json))
) STRICT;

CREATE INDEX instance_by_study ON instance (study_number);
CREATE INDEX instance_by_file ON instance (file_sha256);

-- One item of the picker: a CT stack, an angiographic run, or something else.
CREATE TABLE series (
  series_number        INTEGER PRIMARY KEY,
  id                   TEXT NOT NULL UNIQUE CHECK (id GLOB 'ser_*' AND length(id) = 20),
  study_number         INTEGER NOT NULL REFERENCES study ON DELETE CASCADE,
  position             INTEGER NOT NULL CHECK (position >= 0),  -- in the picker
  kind                 TEXT NOT NULL CHECK (kind IN ('ct-volume', 'xa-run', 'other')),
  series_uid           TEXT NOT NULL,
  stack                INTEGER NOT NULL CHECK (stack >= 0),
  stack_count          INTEGER NOT NULL CHECK (stack_count >= 0),
  instance_uid         TEXT,                 -- of an angiographic run
  study_date           TEXT,
  study_description    TEXT,
  modality             TEXT NOT NULL,
  description          TEXT,
  kernel               TEXT,
  dicom_series_number  REAL,
  patient_position     TEXT,
  phase_percent        REAL,
  trigger_time_ms      REAL,
  set_aside_reason     TEXT,                 -- NULL: not set aside
  instance_count       INTEGER NOT NULL CHECK (instance_count >= 0),
  frame_count          INTEGER NOT NULL CHECK (frame_count >= 0),
  row_count            INTEGER NOT NULL CHECK (row_count >= 0),
  column_count         INTEGER NOT NULL CHECK (column_count >= 0),
  column_spacing_mm    REAL,                 -- all three or none: none where they are not known or not one
  row_spacing_mm       REAL,
  slice_spacing_mm     REAL,
  transfer_syntax_uid  TEXT NOT NULL,
  is_lossy             INTEGER NOT NULL CHECK (is_lossy IN (0, 1)),
  primary_angle_deg    REAL,                 -- + LAO
  secondary_angle_deg  REAL,                 -- + cranial
  angle_words          TEXT,
  frame_rate_per_s     REAL,
  measurable           TEXT NOT NULL CHECK (measurable IN ('yes', 'after correction', 'no')),
  proposed_reason      TEXT,                 -- NULL: not proposed
  CHECK ((column_spacing_mm IS NULL) = (row_spacing_mm IS NULL)),
  CHECK ((column_spacing_mm IS NULL) = (slice_spacing_mm IS NULL)),
  CHECK ((angle_words IS NULL) = (primary_angle_deg IS NULL)),
  CHECK ((angle_words IS NULL) = (secondary_angle_deg IS NULL))
) STRICT;

CREATE INDEX series_by_study ON series (study_number);
CREATE INDEX series_by_uid ON series (series_uid);

CREATE TABLE series_instance (
  series_number    INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),
  instance_number  INTEGER NOT NULL REFERENCES instance ON DELETE CASCADE,
  PRIMARY KEY (series_number, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX series_instance_by_instance ON series_instance (instance_number);

CREATE TABLE series_problem (
  problem_number  INTEGER PRIMARY KEY,
  series_number   INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  position        INTEGER NOT NULL CHECK (position >= 0),
  code            TEXT NOT NULL,
  weight          TEXT NOT NULL CHECK (weight IN ('blocks', 'correctable', 'note')),
  message         TEXT NOT NULL,             -- the sentence that was shown
  facts_json      TEXT NOT NULL CHECK (json_valid(facts_json)),  -- the figures behind the sentence; nothing searches them
  UNIQUE (series_number, position)
) STRICT;

CREATE TABLE series_problem_instance (
  problem_number    INTEGER NOT NULL REFERENCES series_problem ON DELETE CASCADE,
  position          INTEGER NOT NULL CHECK (position >= 0),
  sop_instance_uid  TEXT NOT NULL,           -- may be one that was refused, hence no reference
  PRIMARY KEY (problem_number, position)
) STRICT, WITHOUT ROWID;
