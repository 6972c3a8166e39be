-- Who carries a variant, with genotypes; then common variants without a single missing genotype.
SELECT dataset, sample, genotype
FROM variant_carriers('22', 16050075, 'A', 'G');

SELECT chromosome, position, ref, alt, hom_ref_count, het_count, hom_alt_count
FROM variants
WHERE chromosome = '22' AND position BETWEEN 16050000 AND 16100000
  AND missing_count = 0 AND het_count + hom_alt_count > 100;
