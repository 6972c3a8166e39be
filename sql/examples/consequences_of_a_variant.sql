-- What a variant does to each transcript, worst first; then what any transcript of a gene loses. For datasets that were loaded with
-- all consequences.
SELECT rank, picked, gene, transcript_id, terms, cds_position, protein_position, amino_acids, codons
FROM variant_consequences
WHERE chromosome = '13' AND position = 32326411 AND ref = 'G' AND alt = 'A'
ORDER BY dataset_id, rank;

SELECT DISTINCT chromosome, position, ref, alt
FROM variant_consequences
WHERE chromosome = '13' AND gene = 'BRCA2' AND impact = 'HIGH' AND NOT picked;
