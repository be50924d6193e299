-- Archives that plans are sent to and studies fetched from. Passwords are not in here: they lie in a file of their own beside
-- the library, which goes into no backup (see electron/host/archive/passwords.ts).

CREATE TABLE archive (
  archive_number  INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE CHECK (id GLOB 'arc_*' AND length(id) = 20),
  name            TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  name_key        TEXT NOT NULL UNIQUE,      -- the name as people compare names
  kind            TEXT NOT NULL CHECK (kind IN ('dicomweb', 'dimse')),
  address         TEXT CHECK (length(address) BETWEEN 1 AND 500),     -- of the DICOMweb root; NULL: it is reached by DIMSE
  user_name       TEXT CHECK (length(user_name) BETWEEN 1 AND 100),   -- NULL: it asks for none
  host            TEXT CHECK (length(host) BETWEEN 1 AND 253),        -- NULL, with the next three: it is reached by DICOMweb
  port            INTEGER CHECK (port BETWEEN 1 AND 65535),
  called_ae       TEXT CHECK (length(called_ae) BETWEEN 1 AND 16),
  calling_ae      TEXT CHECK (length(calling_ae) BETWEEN 1 AND 16),
  CHECK ((kind = 'dicomweb') = (address IS NOT NULL) AND (kind = 'dicomweb' OR user_name IS NULL)),
  CHECK ((kind = 'dimse') = (host IS NOT NULL) AND (host IS NULL) = (port IS NULL)
    AND (host IS NULL) = (called_ae IS NULL) AND (host IS NULL) = (calling_ae IS NULL))
) STRICT;
