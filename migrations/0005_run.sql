-- What an operator said of an angiographic run. Rows are only added: the newest of a run is the one that counts.

CREATE TABLE run_calibration (
  calibration_number  INTEGER PRIMARY KEY,
  series_number       INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  at_utc              TEXT NOT NULL,
  operator_id         TEXT,                  -- NULL: nobody was chosen
  operator_name       TEXT,
  object              TEXT NOT NULL CHECK (object IN ('catheter', 'sphere', 'distance', 'none')),  -- none: taken back
  known_mm            REAL CHECK (known_mm > 0),
  measured_px         REAL CHECK (measured_px > 0),      -- in pixel widths
  spread_px           REAL CHECK (spread_px >= 0),       -- NULL: one measurement, no spread
  french              REAL CHECK (french > 0),           -- NULL: the diameter was typed, or no catheter
  shaft               TEXT CHECK (shaft IN ('guiding', 'diagnostic', 'filled')),  -- NULL: no catheter
  frame_index         INTEGER CHECK (frame_index >= 0),  -- 0-based
  from_column_px      REAL,
  from_row_px         REAL,
  to_column_px        REAL,
  to_row_px           REAL,
  row_sha256          TEXT NOT NULL CHECK (length(row_sha256) = 64),  -- of the row (see runNotes.ts)
  CHECK ((operator_id IS NULL) = (operator_name IS NULL)),
  CHECK ((object = 'none') = (known_mm IS NULL)),
  CHECK ((known_mm IS NULL) = (measured_px IS NULL)),
  CHECK ((known_mm IS NULL) = (frame_index IS NULL)),
  CHECK ((known_mm IS NULL) = (from_column_px IS NULL) AND (known_mm IS NULL) = (from_row_px IS NULL)),
  CHECK ((known_mm IS NULL) = (to_column_px IS NULL) AND (known_mm IS NULL) = (to_row_px IS NULL)),
  CHECK ((object = 'catheter') = (shaft IS NOT NULL))
) STRICT;

CREATE INDEX run_calibration_by_series ON run_calibration (series_number, calibration_number);

-- Which vessel was filled in a dual injection.
CREATE TABLE run_role (
  role_number    INTEGER PRIMARY KEY,
  series_number  INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  at_utc         TEXT NOT NULL,
  operator_id    TEXT,                       -- NULL: nobody was chosen
  operator_name  TEXT,
  role           TEXT CHECK (role IN ('donor', 'target', 'neither')),  -- NULL: taken back, the program proposes again
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

CREATE INDEX run_role_by_series ON run_role (series_number, role_number);

CREATE TRIGGER run_calibration_is_not_edited BEFORE UPDATE ON run_calibration
BEGIN SELECT RAISE(ABORT, 'calibrations are only added'); END;

CREATE TRIGGER run_role_is_not_edited BEFORE UPDATE ON run_role
BEGIN SELECT RAISE(ABORT, 'roles are only added'); END;
