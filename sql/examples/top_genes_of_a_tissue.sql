-- The genes most expressed in a tissue, with how specific each is.
SELECT t.gene_id, t.symbol, t.median, t.unit, g.breadth, round(g.tau::numeric, 3) AS tau
FROM top_genes('Brain - Cortex', 20) t
JOIN expression_genes g USING (dataset_id, gene_key)
ORDER BY t.median DESC;
