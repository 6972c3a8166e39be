-- Genes over one base; span is the same stretch as start_pos to end_pos.
SELECT gene_id, display_name, span
FROM genes_overlapping('17', 7676154, 7676154)
WHERE span @> 7676154;
