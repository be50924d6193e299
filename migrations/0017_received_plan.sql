-- Plans that were signed at another workstation and came through an archive or a disc. They lie in the tables of all plans,
-- under an id of this library, and are never edited here; this table tells them from its own.

CREATE TABLE received_plan (
  plan_number      INTEGER PRIMARY KEY REFERENCES plan ON DELETE CASCADE,
  origin_plan_id   TEXT NOT NULL CHECK (origin_plan_id GLOB 'pln_*' AND length(origin_plan_id) = 20),  -- as it is under the seals
  origin_sha256    TEXT NOT NULL CHECK (length(origin_sha256) = 64),  -- first entry of the audit of the library it was signed in
  received_at_utc  TEXT NOT NULL,
  forks_from       INTEGER REFERENCES plan ON DELETE CASCADE,         -- NULL: it shares no version with another plan that is here
  shared_versions  INTEGER NOT NULL CHECK (shared_versions >= 0),     -- its first versions, which are rows of that one
  row_sha256       TEXT NOT NULL CHECK (length(row_sha256) = 64),     -- of this row; the audit holds it (see planRows.ts)
  CHECK ((forks_from IS NULL) = (shared_versions = 0))
) STRICT;

CREATE INDEX received_plan_by_origin ON received_plan (origin_plan_id);
CREATE INDEX received_plan_by_fork ON received_plan (forks_from) WHERE forks_from IS NOT NULL;

CREATE TRIGGER received_plan_is_not_edited BEFORE UPDATE ON received_plan
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;

CREATE TRIGGER received_plan_is_not_deleted BEFORE DELETE ON received_plan
WHEN EXISTS (SELECT 1 FROM plan JOIN patient_case USING (case_number) WHERE plan_number = OLD.plan_number)
BEGIN SELECT RAISE(ABORT, 'plans are only added'); END;
