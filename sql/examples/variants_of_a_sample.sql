-- What one sample has in a region.
SELECT position, id, ref, alt, genotype
FROM sample_variants('HG00096', '22', 16050000, 16100000);
