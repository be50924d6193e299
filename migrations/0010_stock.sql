-- What the room has: one list of the site, replaced as a whole when it is imported or edited.

CREATE TABLE stock_list (
  list_number    INTEGER PRIMARY KEY CHECK (list_number = 1),
  name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  saved_at_utc   TEXT NOT NULL,
  operator_id    TEXT,                     -- NULL: nobody was chosen
  operator_name  TEXT,
  CHECK ((operator_id IS NULL) = (operator_name IS NULL))
) STRICT;

CREATE TABLE stock_row (
  position     INTEGER PRIMARY KEY CHECK (position >= 0),
  item         TEXT CHECK (length(item) BETWEEN 1 AND 60),  -- see core/strategy/equipmentItems.ts; NULL: of no kind known here
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  size_mm      REAL CHECK (size_mm > 0 AND size_mm <= 12),  -- NULL: it has none, or none is noted
  stock_count  INTEGER NOT NULL CHECK (stock_count BETWEEN 0 AND 9999),
  use_by       TEXT CHECK (use_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')  -- last day of use; NULL: it has none
) STRICT;
