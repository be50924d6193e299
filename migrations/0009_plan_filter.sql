-- One narrow index in the order of signing holds all that plans are filtered by: 100,000 of them are looked through
-- without reading what is shown, and words with filters need no second walk.
DROP INDEX plan_listing_by_day;
DROP INDEX plan_listing_by_j_cto;
CREATE INDEX plan_listing_filter ON plan_listing (version_number, signed_on, j_cto_least, j_cto_most);
