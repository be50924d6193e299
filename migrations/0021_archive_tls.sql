-- DIMSE over TLS. The files are named, not kept: they are read at each connection, so that a renewed certificate counts at once and
-- no private key is in the library or in a backup.

ALTER TABLE archive ADD COLUMN is_tls INTEGER NOT NULL DEFAULT 0 CHECK (is_tls IN (0, 1) AND (is_tls = 0 OR kind = 'dimse'));
ALTER TABLE archive ADD COLUMN ca_file TEXT CHECK (ca_file IS NULL OR (length(ca_file) BETWEEN 1 AND 1000 AND is_tls = 1));  -- NULL: the public authorities
ALTER TABLE archive ADD COLUMN certificate_file TEXT CHECK (certificate_file IS NULL OR (length(certificate_file) BETWEEN 1 AND 1000 AND is_tls = 1));  -- of this workstation; NULL: it shows none
ALTER TABLE archive ADD COLUMN key_file TEXT CHECK (length(key_file) BETWEEN 1 AND 1000)
  CHECK ((key_file IS NULL) = (certificate_file IS NULL));
