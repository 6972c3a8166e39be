-- The hundred variants behind one: by position, dataset, record and allele, so that the ten thousandth page is as fast as the first.
SELECT chromosome, position, ref, alt, dataset_id, record_number, allele_index
FROM variants
WHERE chromosome = '17'
  AND position >= 43045712
  AND (position, dataset_id, record_number, allele_index) > (43045712, 1, 4711, 1)
ORDER BY position, dataset_id, record_number, allele_index
LIMIT 100;
