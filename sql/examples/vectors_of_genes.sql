-- Which models have vectors here, how many, and how the server keeps them.
SELECT m.model, m.version, m.dimension, m.index_type, count(e.gene_id) AS genes,
    (SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'gene_embeddings'::regclass AND attname = 'embedding') AS kept_as
FROM embedding_metadata m
LEFT JOIN gene_embeddings e USING (dataset_id)
WHERE m.active
GROUP BY m.dataset_id
ORDER BY m.model;
