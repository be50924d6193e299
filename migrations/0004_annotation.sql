-- What is drawn on the images of a case. Rows are only added: an annotation is its newest revision.

-- One step of work, kept as a whole.
CREATE TABLE annotation_change (
  change_number    INTEGER PRIMARY KEY,
  case_number      INTEGER NOT NULL REFERENCES patient_case ON DELETE CASCADE,
  at_utc           TEXT NOT NULL,
  operator_id      TEXT,                     -- NULL: nobody was chosen
  operator_name    TEXT,
  words            TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 120),  -- as undo names it
  previous_sha256  TEXT NOT NULL CHECK (length(previous_sha256) = 64),     -- of the change before it in the case
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),              -- of this change and all its rows (see annotationSeal.ts)
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

CREATE INDEX annotation_change_by_case ON annotation_change (case_number);

CREATE TABLE annotation_revision (
  revision_number         INTEGER PRIMARY KEY,
  change_number           INTEGER NOT NULL REFERENCES annotation_change ON DELETE CASCADE,
  position                INTEGER NOT NULL CHECK (position >= 0),  -- in its change
  annotation_id           TEXT NOT NULL CHECK (annotation_id GLOB 'ann_*' AND length(annotation_id) = 20),
  revision                INTEGER NOT NULL CHECK (revision >= 1),
  is_removed              INTEGER NOT NULL CHECK (is_removed IN (0, 1)),
  series_id               TEXT NOT NULL CHECK (series_id GLOB 'ser_*' AND length(series_id) = 20),  -- may leave the picker later, hence no reference
  kind                    TEXT NOT NULL CHECK (kind IN ('distance', 'path', 'angle', 'circle', 'ellipse', 'polygon', 'arrow', 'gap')),
  note                    TEXT CHECK (length(note) <= 500),        -- NULL: nothing was written
  space                   TEXT NOT NULL CHECK (space IN ('patient', 'frame', 'dual')),
  frame_of_reference_uid  TEXT,              -- NULL: on a frame, or the series names none
  normal_x                REAL,              -- of the plane it was drawn on; of unit length
  normal_y                REAL,
  normal_z                REAL,
  frame_index             INTEGER CHECK (frame_index >= 0),        -- 0-based
  partner_series_id       TEXT CHECK (partner_series_id GLOB 'ser_*' AND length(partner_series_id) = 20),
  partner_frame_index     INTEGER CHECK (partner_frame_index >= 0),
  UNIQUE (annotation_id, revision),
  UNIQUE (change_number, position),
  CHECK ((space = 'patient') = (normal_x IS NOT NULL AND normal_y IS NOT NULL AND normal_z IS NOT NULL)),
  CHECK ((space = 'patient') = (frame_index IS NULL)),
  CHECK (space = 'patient' OR (frame_of_reference_uid IS NULL AND normal_x IS NULL AND normal_y IS NULL AND normal_z IS NULL)),
  CHECK ((space = 'dual') = (partner_series_id IS NOT NULL)),
  CHECK ((space = 'dual') = (partner_frame_index IS NOT NULL)),
  CHECK ((kind = 'gap') = (space = 'dual'))
) STRICT;

-- Where it is: millimetres in the patient (LPS), or pixels of its frame.
CREATE TABLE annotation_point (
  revision_number  INTEGER NOT NULL REFERENCES annotation_revision ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),
  x_mm             REAL,
  y_mm             REAL,
  z_mm             REAL,
  column_px        REAL,
  row_px           REAL,
  PRIMARY KEY (revision_number, position),
  CHECK ((x_mm IS NULL) = (y_mm IS NULL) AND (x_mm IS NULL) = (z_mm IS NULL)),
  CHECK ((column_px IS NULL) = (row_px IS NULL)),
  CHECK ((x_mm IS NULL) <> (column_px IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER annotation_change_is_not_edited BEFORE UPDATE ON annotation_change
BEGIN SELECT RAISE(ABORT, 'annotations are only added'); END;

CREATE TRIGGER annotation_revision_is_not_edited BEFORE UPDATE ON annotation_revision
BEGIN SELECT RAISE(ABORT, 'annotations are only added'); END;

CREATE TRIGGER annotation_point_is_not_edited BEFORE UPDATE ON annotation_point
BEGIN SELECT RAISE(ABORT, 'annotations are only added'); END;
