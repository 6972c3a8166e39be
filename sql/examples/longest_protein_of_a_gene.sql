-- The transcript of a gene that codes for the longest protein (amino acids; the stop codon is not counted).
SELECT t.transcript_id, c.protein_id, c.length / 3 AS amino_acids
FROM genes g
JOIN transcripts t USING (dataset_id, gene_key)
JOIN coding_sequences c USING (dataset_id, transcript_key)
WHERE g.display_name = 'BRCA2'
ORDER BY c.length DESC
LIMIT 1;
