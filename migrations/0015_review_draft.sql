-- What a second reader has drawn of a section and not confirmed yet: a draft, in no figure. Of other entries there is none.
CREATE TABLE entry_review_draft (
  revision_number  INTEGER PRIMARY KEY REFERENCES entry_revision ON DELETE CASCADE
) STRICT;

CREATE TRIGGER entry_review_draft_is_not_edited BEFORE UPDATE ON entry_review_draft
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
