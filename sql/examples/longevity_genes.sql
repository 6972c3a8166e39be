-- The longevity genes under whichever name the annotation has them, and the members it does not have.
SELECT m.symbol, l.gene_id, l.display_name, l.chromosome, l.start_pos, l.end_pos
FROM gene_set_members m
LEFT JOIN longevity_genes l ON l.symbol = m.symbol
WHERE m.set_name = 'longevity'
ORDER BY m.ordinal;
