-- What is planned for the vessels of a case, what was signed of it, and what happened with it in the room. Rows are only
-- added; each is sealed with the one before it, and the audit holds the seals. They go with their case alone.

CREATE TABLE plan (
  plan_number  INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE CHECK (id GLOB 'pln_*' AND length(id) = 20),
  case_number  INTEGER NOT NULL REFERENCES patient_case ON DELETE CASCADE,
  vessel_id    TEXT NOT NULL CHECK (vessel_id GLOB 'ves_*' AND length(vessel_id) = 20),
  UNIQUE (case_number, vessel_id)
) STRICT;

-- The draft as it was after each step of work: the newest revision is the one that is worked on.
CREATE TABLE plan_edit (
  edit_number      INTEGER PRIMARY KEY,
  plan_number      INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  revision         INTEGER NOT NULL CHECK (revision >= 1),
  at_utc           TEXT NOT NULL,
  operator_id      TEXT,                     -- NULL: nobody was chosen
  operator_name    TEXT,
  words            TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 120),  -- as undo names it
  previous_sha256  TEXT NOT NULL CHECK (length(previous_sha256) = 64),     -- of the revision before it
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),              -- of this one (see planEdits.ts)
  content_json     TEXT NOT NULL CHECK (json_valid(content_json)),         -- see core/plan/plan.ts; nothing searches it
  UNIQUE (plan_number, revision),
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

-- What was signed. The columns say what sealed_json says.
CREATE TABLE plan_version (
  version_number  INTEGER PRIMARY KEY,
  plan_number     INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
  version         INTEGER NOT NULL CHECK (version >= 1),
  signed_at_utc   TEXT NOT NULL,
  operator_id     TEXT NOT NULL,
  operator_name   TEXT NOT NULL,
  sha256          TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),  -- of sealed_json, which holds that of the version before
  sealed_json     TEXT NOT NULL CHECK (json_valid(sealed_json)),     -- see core/plan/sealedPlan.ts; canonical
  UNIQUE (plan_number, version)
) STRICT;

CREATE TABLE plan_withdrawal (
  version_number  INTEGER PRIMARY KEY REFERENCES plan_version ON DELETE CASCADE,
  at_utc          TEXT NOT NULL,
  operator_id     TEXT,                      -- NULL: nobody was chosen
  operator_name   TEXT,
  reason          TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 600),
  sha256          TEXT NOT NULL CHECK (length(sha256) = 64),  -- of the version's and of this row (see planVersions.ts)
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

-- What happened in the room with a version, in its order.
CREATE TABLE room_event (
  event_number     INTEGER PRIMARY KEY,
  version_number   INTEGER NOT NULL REFERENCES plan_version ON DELETE CASCADE,
  sequence         INTEGER NOT NULL CHECK (sequence >= 1),
  at_utc           TEXT NOT NULL,
  operator_id      TEXT,                     -- NULL: nobody was chosen
  operator_name    TEXT,
  happening_json   TEXT NOT NULL CHECK (json_valid(happening_json)),    -- see core/plan/roomLog.ts; nothing searches it
  previous_sha256  TEXT NOT NULL CHECK (length(previous_sha256) = 64),  -- of the event before it, of the version before the first
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),           -- of this one (see roomLogs.ts)
  UNIQUE (version_number, sequence),
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

-- Pictures that plans of a case show; their bytes are a file of the managed store.
CREATE TABLE plan_image (
  case_number  INTEGER NOT NULL REFERENCES patient_case ON DELETE CASCADE,
  sha256       TEXT NOT NULL REFERENCES file (sha256),
  at_utc       TEXT NOT NULL,
  PRIMARY KEY (case_number, sha256)
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_image_by_file ON plan_image (sha256);

-- What the search over all plans shows: the newest version of each. It follows from the
-- tables above, and is written anew with them.
CREATE TABLE plan_listing (
  version_number  INTEGER PRIMARY KEY REFERENCES plan_version ON DELETE CASCADE,
  plan_number     INTEGER NOT NULL UNIQUE REFERENCES plan ON DELETE CASCADE,
  version         INTEGER NOT NULL CHECK (version >= 1),
  signed_at_utc   TEXT NOT NULL,
  signed_on       TEXT NOT NULL CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- where it was signed
  operator_name   TEXT NOT NULL,
  lesion          TEXT,                      -- NULL: nothing was measured
  j_cto_least     REAL,                      -- NULL: not scored
  j_cto_most      REAL,
  is_withdrawn    INTEGER NOT NULL CHECK (is_withdrawn IN (0, 1)),
  sha256          TEXT NOT NULL CHECK (length(sha256) = 64),      -- of the version
  row_sha256      TEXT NOT NULL CHECK (length(row_sha256) = 64),  -- of what the list shows (see planListing.ts)
  CHECK ((j_cto_least IS NULL) = (j_cto_most IS NULL) AND (j_cto_least IS NULL OR j_cto_least <= j_cto_most))
) STRICT;

CREATE INDEX plan_listing_by_day ON plan_listing (signed_on);
CREATE INDEX plan_listing_by_j_cto ON plan_listing (j_cto_least, j_cto_most) WHERE j_cto_least IS NOT NULL;

-- rowid is version_number, of the newest version of each plan.
CREATE VIRTUAL TABLE plan_search USING fts5 (
  patient_name, patient_id, lesion, days, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO plan_search (plan_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER plan_is_not_edited BEFORE UPDATE ON plan
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_edit_is_not_edited BEFORE UPDATE ON plan_edit
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_version_is_not_edited BEFORE UPDATE ON plan_version
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_withdrawal_is_not_edited BEFORE UPDATE ON plan_withdrawal
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER room_event_is_not_edited BEFORE UPDATE ON room_event
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_image_is_not_edited BEFORE UPDATE ON plan_image
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

-- A row leaves with what it belongs to, which is gone before it.
CREATE TRIGGER plan_is_not_deleted BEFORE DELETE ON plan
WHEN EXISTS (SELECT 1 FROM patient_case WHERE case_number = OLD.case_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_edit_is_not_deleted BEFORE DELETE ON plan_edit
WHEN EXISTS (SELECT 1 FROM plan WHERE plan_number = OLD.plan_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_version_is_not_deleted BEFORE DELETE ON plan_version
WHEN EXISTS (SELECT 1 FROM plan WHERE plan_number = OLD.plan_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_withdrawal_is_not_deleted BEFORE DELETE ON plan_withdrawal
WHEN EXISTS (SELECT 1 FROM plan_version WHERE version_number = OLD.version_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER room_event_is_not_deleted BEFORE DELETE ON room_event
WHEN EXISTS (SELECT 1 FROM plan_version WHERE version_number = OLD.version_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER plan_image_is_not_deleted BEFORE DELETE ON plan_image
WHEN EXISTS (SELECT 1 FROM patient_case WHERE case_number = OLD.case_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;
