-- How many genes of each biotype there are, and how many of them have no name.
SELECT d.name AS dataset, g.biotype, count(*) AS genes, count(*) - count(g.gene_name) AS without_name
FROM genes g
JOIN datasets d USING (dataset_id)
GROUP BY d.name, g.biotype
ORDER BY genes DESC;
