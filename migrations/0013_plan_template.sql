-- What operators use of plans again and again: ladder, limits, access and guides. It names no patient and belongs to no case.

CREATE TABLE plan_template (
  template_number  INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE CHECK (id GLOB 'tpl_*' AND length(id) = 20),
  operator_id      TEXT NOT NULL REFERENCES operator,        -- whose it is: nobody else changes it
  place            INTEGER NOT NULL CHECK (place >= 0),      -- among those of its operator
  name             TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key         TEXT NOT NULL,                            -- as people compare names: case and spaces do not matter
  is_shared        INTEGER NOT NULL CHECK (is_shared IN (0, 1)),  -- shown to all who work here
  revision         INTEGER NOT NULL CHECK (revision >= 1),
  saved_at_utc     TEXT NOT NULL,
  sha256           TEXT NOT NULL CHECK (length(sha256) = 64),  -- of all it says (see templates.ts): what differs is not shown
  content_json     TEXT NOT NULL CHECK (json_valid(content_json)),  -- see core/plan/planTemplate.ts; nothing searches it
  UNIQUE (operator_id, name_key)
) STRICT;
