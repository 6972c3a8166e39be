-- Genes that share a base with a region (1-based, inclusive), the quick way: the function bounds the search by the longest gene.
SELECT gene_id, gene_name, chromosome, start_pos, end_pos, strand, biotype
FROM genes_overlapping('17', 43044295, 43125364)
ORDER BY start_pos;
