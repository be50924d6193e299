-- The list of all plans holds drafts beside what was signed, in the order of their last edit, signature or reception. It follows
-- from the tables of the plans: the first start after this writes it anew (see planListing.ts).
DROP TABLE plan_listing;
DELETE FROM plan_search;

CREATE TABLE plan_listing (
  place           INTEGER PRIMARY KEY,       -- sequence of the last edit, signature or reception in the audit: whatever the clock said
  plan_number     INTEGER NOT NULL UNIQUE REFERENCES plan ON DELETE CASCADE,
  state           TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'withdrawn')),  -- of its newest version; draft: it has none
  is_received     INTEGER NOT NULL CHECK (is_received IN (0, 1)),
  has_draft       INTEGER NOT NULL CHECK (has_draft IN (0, 1)),    -- 1: what is written is not signed
  version         INTEGER CHECK (version >= 1),
  signed_at_utc   TEXT,
  signed_by       TEXT,
  changed_at_utc  TEXT NOT NULL,
  changed_by      TEXT,                      -- NULL: nobody was chosen
  day             TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- of signing where it was signed, else of the last edit
  name_sort_key   TEXT NOT NULL,             -- of the patient
  lesion          TEXT,                      -- NULL: nothing was measured, or the vessel has no name
  j_cto_least     REAL,                      -- NULL: not scored
  j_cto_most      REAL,
  sha256          TEXT NOT NULL CHECK (length(sha256) = 64),      -- of the version, of a draft its last revision
  row_sha256      TEXT NOT NULL CHECK (length(row_sha256) = 64),  -- of what the list shows (see planListing.ts)
  CHECK ((version IS NULL) = (state = 'draft') AND (signed_at_utc IS NULL) = (state = 'draft') AND (signed_by IS NULL) = (state = 'draft')),
  CHECK (state <> 'draft' OR has_draft = 1),
  CHECK ((j_cto_least IS NULL) = (j_cto_most IS NULL) AND (j_cto_least IS NULL OR j_cto_least <= j_cto_most))
) STRICT;

-- One narrow index for each order; each holds all that plans are filtered by, so that 100,000 of them are looked through
-- without reading what is shown.
CREATE INDEX plan_listing_newest ON plan_listing (place, state, is_received, has_draft, day, j_cto_least, j_cto_most);
CREATE INDEX plan_listing_by_name ON plan_listing (name_sort_key, place DESC, state, is_received, has_draft, day, j_cto_least, j_cto_most);
CREATE INDEX plan_listing_by_lesion ON plan_listing (lesion COLLATE NOCASE, place DESC, state, is_received, has_draft, day, j_cto_least, j_cto_most);
CREATE INDEX plan_listing_by_j_cto ON plan_listing (j_cto_most, j_cto_least, place, state, is_received, has_draft, day);
