-- What operators enter about the vessels and the patient of a case. Rows are only added: an entry is its newest revision.

-- One step of work, kept as a whole.
CREATE TABLE entry_change (
  change_number    INTEGER PRIMARY KEY,
  case_number      INTEGER NOT NULL REFERENCES patient_case ON DELETE CASCADE,
  at_utc           TEXT NOT NULL,
  operator_id      TEXT,                     -- NULL: nobody was chosen
  operator_name    TEXT,
  words            TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 120),  -- as undo names it
  previous_sha256  TEXT NOT NULL CHECK (length(previous_sha256) = 64),     -- of the change before it in the case
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),              -- of this change and all its rows (see sealedJournal.ts)
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

CREATE INDEX entry_change_by_case ON entry_change (case_number);

CREATE TABLE entry_revision (
  revision_number         INTEGER PRIMARY KEY,
  change_number           INTEGER NOT NULL REFERENCES entry_change ON DELETE CASCADE,
  position                INTEGER NOT NULL CHECK (position >= 0),  -- in its change
  entry_id                TEXT NOT NULL CHECK (entry_id GLOB 'ent_*' AND length(entry_id) = 20),
  revision                INTEGER NOT NULL CHECK (revision >= 1),
  is_removed              INTEGER NOT NULL CHECK (is_removed IN (0, 1)),
  vessel_id               TEXT CHECK (vessel_id GLOB 'ves_*' AND length(vessel_id) = 20),  -- NULL: of the patient
  kind                    TEXT NOT NULL CHECK (kind IN ('path', 'cap', 'threshold', 'contour', 'review', 'segment', 'zone',
                            'branch', 'stent', 'ivus', 'fact', 'scores-read')),
  which                   TEXT,
  x_mm                    REAL,              -- where it lies or begins, in the patient (LPS)
  y_mm                    REAL,
  z_mm                    REAL,
  to_x_mm                 REAL,              -- where it ends
  to_y_mm                 REAL,
  to_z_mm                 REAL,
  series_id               TEXT CHECK (series_id GLOB 'ser_*' AND length(series_id) = 20),  -- may leave the picker later, hence no reference
  frame_of_reference_uid  TEXT,              -- NULL: the series names none
  target                  TEXT CHECK (target IN ('LM', 'LAD', 'LCx', 'RCA', 'graft')),     -- NULL: nobody has said
  segment                 TEXT CHECK (length(segment) <= 8),       -- of the SCCT scheme of 2014; NULL: nobody has said
  open_hu                 REAL CHECK (open_hu BETWEEN 100 AND 3000),                       -- NULL: left to the rule
  occlusion_hu            REAL CHECK (occlusion_hu BETWEEN 100 AND 3000),
  is_full_moon            INTEGER CHECK (is_full_moon IN (0, 1)),
  reading                 INTEGER CHECK (reading IN (1, 2)),
  has_arcs                INTEGER CHECK (has_arcs IN (0, 1)),      -- 0: the arc stays as found; 1: it is the rows of entry_arc
  has_areas               INTEGER CHECK (has_areas IN (0, 1)),     -- 0: the share stays as found; 1: it is the outlines of entry_point
  diameter_mm             REAL CHECK (diameter_mm BETWEEN 0 AND 12),                       -- NULL: not measured
  is_there                INTEGER CHECK (is_there IN (0, 1)),
  arc_deg                 REAL CHECK (arc_deg BETWEEN 0 AND 360),  -- of IVUS, as the four after it; NULL: not seen
  length_mm               REAL CHECK (length_mm BETWEEN 0 AND 300),
  depth                   TEXT CHECK (depth IN ('superficial', 'deep')),
  pattern                 TEXT CHECK (pattern IN ('concentric', 'eccentric')),
  is_nodule               INTEGER CHECK (is_nodule IN (0, 1)),
  fact_path               TEXT CHECK (length(fact_path) BETWEEN 1 AND 80),                 -- as in core/lesion/caseFacts.ts, which names its unit
  value_is                TEXT CHECK (value_is IN ('none', 'number', 'text', 'yes-no', 'texts', 'stretches')),  -- none: asked, and not known
  value_number            REAL,
  value_text              TEXT CHECK (length(value_text) <= 200),
  value_yes_no            INTEGER CHECK (value_yes_no IN (0, 1)),
  source                  TEXT CHECK (source IN ('stated', 'confirmed', 'header', 'angiogram', 'ivus')),
  confirmed_by            TEXT CHECK (length(confirmed_by) <= 80), -- algorithm and version; NULL: no measured value
  range_least             REAL,              -- NULL: no range; in the unit of the value
  range_most              REAL,
  note                    TEXT CHECK (length(note) <= 500),                                -- NULL: nothing was written
  UNIQUE (entry_id, revision),
  UNIQUE (change_number, position),
  CHECK (vessel_id IS NOT NULL OR kind IN ('fact', 'scores-read')),
  CHECK (CASE kind WHEN 'cap' THEN coalesce(which, '') IN ('proximal', 'distal')
    WHEN 'contour' THEN coalesce(which, '') IN ('lumen', 'wall')
    WHEN 'zone' THEN coalesce(which, '') IN ('proximal-reference', 'distal-reference', 'landing') ELSE which IS NULL END),
  CHECK ((x_mm IS NULL) = (kind IN ('path', 'threshold', 'fact', 'scores-read'))),
  CHECK ((y_mm IS NULL) = (x_mm IS NULL) AND (z_mm IS NULL) = (x_mm IS NULL)),
  CHECK ((to_x_mm IS NOT NULL) = (kind IN ('segment', 'zone', 'stent'))),
  CHECK ((to_y_mm IS NULL) = (to_x_mm IS NULL) AND (to_z_mm IS NULL) = (to_x_mm IS NULL)),
  CHECK ((series_id IS NOT NULL) = (kind = 'path')),
  CHECK (kind = 'path' OR (frame_of_reference_uid IS NULL AND target IS NULL AND segment IS NULL)),
  CHECK (kind = 'threshold' OR (open_hu IS NULL AND occlusion_hu IS NULL)),
  CHECK ((is_full_moon IS NOT NULL) = (kind = 'review')),
  CHECK ((reading IS NULL) = (is_full_moon IS NULL) AND (has_arcs IS NULL) = (is_full_moon IS NULL)
    AND (has_areas IS NULL) = (is_full_moon IS NULL)),
  CHECK ((is_there IS NOT NULL) = (kind = 'branch')),
  CHECK (kind = 'branch' OR diameter_mm IS NULL),
  CHECK (kind = 'ivus' OR (arc_deg IS NULL AND length_mm IS NULL AND depth IS NULL AND pattern IS NULL AND is_nodule IS NULL)),
  CHECK ((fact_path IS NOT NULL) = (kind = 'fact')),
  CHECK ((value_is IS NULL) = (fact_path IS NULL) AND (source IS NULL) = (fact_path IS NULL)),
  CHECK ((value_number IS NOT NULL) = (coalesce(value_is, '') = 'number')),
  CHECK ((value_text IS NOT NULL) = (coalesce(value_is, '') = 'text')),
  CHECK ((value_yes_no IS NOT NULL) = (coalesce(value_is, '') = 'yes-no')),
  CHECK (kind = 'fact' OR (confirmed_by IS NULL AND range_least IS NULL)),
  CHECK ((range_least IS NULL) = (range_most IS NULL) AND (range_least IS NULL OR range_least <= range_most)),
  CHECK (note IS NULL OR kind IN ('segment', 'ivus', 'fact'))
) STRICT;

-- The points of a path, the corners of a contour and of areas of calcium, in the patient (LPS).
CREATE TABLE entry_point (
  revision_number  INTEGER NOT NULL REFERENCES entry_revision ON DELETE CASCADE,
  outline          INTEGER NOT NULL CHECK (outline >= 0),  -- which area; 0 for a path and a contour
  position         INTEGER NOT NULL CHECK (position >= 0),
  x_mm             REAL NOT NULL,
  y_mm             REAL NOT NULL,
  z_mm             REAL NOT NULL,
  PRIMARY KEY (revision_number, outline, position)
) STRICT, WITHOUT ROWID;

-- Arcs of calcium about the middle of the vessel.
CREATE TABLE entry_arc (
  revision_number  INTEGER NOT NULL REFERENCES entry_revision ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),
  x_mm             REAL NOT NULL,                          -- where it begins, in the patient (LPS)
  y_mm             REAL NOT NULL,
  z_mm             REAL NOT NULL,
  sweep_deg        REAL NOT NULL CHECK (sweep_deg > 0 AND sweep_deg <= 360),
  PRIMARY KEY (revision_number, position)
) STRICT, WITHOUT ROWID;

-- The values of a fact that has several: texts, or stretches from the least to the most.
CREATE TABLE entry_value (
  revision_number  INTEGER NOT NULL REFERENCES entry_revision ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),
  value_text       TEXT CHECK (length(value_text) <= 200),
  least            REAL,
  most             REAL,
  PRIMARY KEY (revision_number, position),
  CHECK ((value_text IS NULL) = (least IS NOT NULL) AND (least IS NULL) = (most IS NULL)),
  CHECK (least IS NULL OR least <= most)
) STRICT, WITHOUT ROWID;

-- The scores as somebody read them.
CREATE TABLE entry_score (
  revision_number  INTEGER NOT NULL REFERENCES entry_revision ON DELETE CASCADE,
  position         INTEGER NOT NULL CHECK (position >= 0),
  score_id         TEXT NOT NULL CHECK (length(score_id) <= 40),
  least_points     REAL NOT NULL,
  most_points      REAL NOT NULL,
  PRIMARY KEY (revision_number, position),
  CHECK (least_points <= most_points)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_change_is_not_edited BEFORE UPDATE ON entry_change
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;

CREATE TRIGGER entry_revision_is_not_edited BEFORE UPDATE ON entry_revision
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;

CREATE TRIGGER entry_point_is_not_edited BEFORE UPDATE ON entry_point
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;

CREATE TRIGGER entry_arc_is_not_edited BEFORE UPDATE ON entry_arc
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;

CREATE TRIGGER entry_value_is_not_edited BEFORE UPDATE ON entry_value
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;

CREATE TRIGGER entry_score_is_not_edited BEFORE UPDATE ON entry_score
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
