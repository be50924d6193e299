-- What the program found of a section when somebody spoke of it: what is found later is shown against it. Of reviews from before,
-- and of no other entries, there is none.
CREATE TABLE entry_review_found (
  revision_number  INTEGER PRIMARY KEY REFERENCES entry_revision ON DELETE CASCADE,
  arc_deg          REAL NOT NULL CHECK (arc_deg BETWEEN 0 AND 360),
  share_percent    REAL NOT NULL CHECK (share_percent BETWEEN 0 AND 100),  -- of the vessel's area
  vessel_area_mm2  REAL NOT NULL CHECK (vessel_area_mm2 >= 0)
) STRICT;

CREATE TRIGGER entry_review_found_is_not_edited BEFORE UPDATE ON entry_review_found
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
