-- Variants that share a base with a region, long deletions that begin far to the left among them, most common first.
SELECT chromosome, position, id, ref, alt, allele_frequency, gene, consequence, info ->> 'CLNSIG' AS clnsig
FROM variants_overlapping('17', 43044295, 43125364)
ORDER BY allele_frequency DESC NULLS LAST
LIMIT 20;
