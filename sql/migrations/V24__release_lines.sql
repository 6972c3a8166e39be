-- Digests of lines, next to those of rows: a renewal need not make the rows of a record whose line is the same.

ALTER TABLE variant_digests ADD COLUMN lines bytea;
ALTER TABLE variant_digests ALTER COLUMN lines SET STORAGE EXTERNAL, ALTER COLUMN lines SET STATISTICS 0;
COMMENT ON COLUMN variant_digests.lines IS '8 bytes a row, in the order of entries, big-endian: digest of the line of its record without CHROM, and of what the header and the options make of it; 0 where the row depends on other records, too. Null if that is so for all of them.';
