-- An archive may take some objects of a version and refuse others. What it has acknowledged is kept, so that the next try
-- sends only what is missing there.

ALTER TABLE sending ADD COLUMN is_in_part INTEGER NOT NULL DEFAULT 0 CHECK (is_in_part IN (0, 1));  -- 1: where it was refused, the archive has some of it

CREATE TABLE sending_object (
  sending_number  INTEGER NOT NULL REFERENCES sending ON DELETE CASCADE,
  instance_uid    TEXT NOT NULL CHECK (length(instance_uid) BETWEEN 1 AND 64),  -- of an object that the archive says it has
  PRIMARY KEY (sending_number, instance_uid)
) STRICT, WITHOUT ROWID;
