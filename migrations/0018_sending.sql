-- Signed versions on their way to archives. What goes there is made from the sealed version at each try: the same bytes under the
-- same UIDs, so that a try that was cut off is simply made again. The audit tells what was asked for and what became of it.

CREATE TABLE sending (
  sending_number  INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE CHECK (id GLOB 'snd_*' AND length(id) = 20),
  version_number  INTEGER NOT NULL REFERENCES plan_version ON DELETE CASCADE,
  archive_number  INTEGER REFERENCES archive ON DELETE SET NULL,  -- NULL: it is not configured any more
  archive_name    TEXT NOT NULL CHECK (length(archive_name) BETWEEN 1 AND 60),
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'taken-back')),
  since_utc       TEXT NOT NULL,
  attempts        INTEGER NOT NULL CHECK (attempts >= 0),
  reason          TEXT CHECK (length(reason) BETWEEN 1 AND 600),  -- of the last try that failed; NULL: none has
  next_try_utc    TEXT,                      -- NULL: it does not wait
  sent_what       TEXT CHECK (sent_what IN ('plan', 'withdrawal')),  -- what the archive has; NULL: nothing whole yet
  sent_at_utc     TEXT,
  may_have        INTEGER NOT NULL DEFAULT 0 CHECK (may_have IN (0, 1)),  -- 1: a try of the plan began, so some of it may be there
  UNIQUE (version_number, archive_number),
  CHECK ((state = 'waiting') = (next_try_utc IS NOT NULL)),
  CHECK ((sent_what IS NULL) = (sent_at_utc IS NULL) AND (state <> 'sent' OR sent_what IS NOT NULL)),
  CHECK (archive_number IS NOT NULL OR state IN ('sent', 'taken-back'))
) STRICT;

CREATE INDEX sending_open ON sending (next_try_utc) WHERE state NOT IN ('sent', 'taken-back');
