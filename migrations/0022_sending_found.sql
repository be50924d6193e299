-- An archive may answer "stored" and drop what it got. Where it can be asked, it is asked after each sending what it lists of it.

ALTER TABLE sending ADD COLUMN is_found INTEGER CHECK (is_found IN (0, 1));  -- of the last try that ended: 1: it lists all of it, 0: not all; NULL: it cannot be asked, or refused some
