-- Every exon of a gene, transcript by transcript, in reading order.
SELECT t.transcript_id, t.biotype, e.exon_number, e.start_pos, e.end_pos, e.exon_id
FROM genes g
JOIN transcripts t USING (dataset_id, gene_key)
JOIN exons e USING (dataset_id, transcript_key)
WHERE g.display_name = 'TP53'
ORDER BY t.transcript_key, e.exon_number;
