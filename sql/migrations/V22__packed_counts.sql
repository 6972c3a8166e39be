-- Counts packed variants by type from an index, without reading the blocks: a row of variant_blocks takes 2,000 bytes even without its arrays.

-- A partition belongs to one dataset, so its index has a single key; the counts are in the included columns.
CREATE INDEX idx_variant_blocks_types ON variant_blocks (dataset_id) INCLUDE (chromosome, variant_type, variant_type_count);

-- Blocks that have the same types in the same order are counted together, place by place. There are eleven types.
CREATE OR REPLACE VIEW variant_type_counts AS
SELECT d.name AS dataset, alike.chromosome, kind.variant_type, sum(kind.variants)::bigint AS variants
FROM (
    SELECT b.dataset_id, b.chromosome, b.variant_type,
        ARRAY[
            sum(b.variant_type_count[1]), sum(b.variant_type_count[2]), sum(b.variant_type_count[3]),
            sum(b.variant_type_count[4]), sum(b.variant_type_count[5]), sum(b.variant_type_count[6]),
            sum(b.variant_type_count[7]), sum(b.variant_type_count[8]), sum(b.variant_type_count[9]),
            sum(b.variant_type_count[10]), sum(b.variant_type_count[11]), sum(b.variant_type_count[12])
        ] AS counts
    FROM variant_blocks b
    GROUP BY b.dataset_id, b.chromosome, b.variant_type
) alike
JOIN datasets d ON d.dataset_id = alike.dataset_id
CROSS JOIN LATERAL unnest(alike.variant_type, alike.counts) AS kind (variant_type, variants)
WHERE kind.variant_type IS NOT NULL
GROUP BY d.name, alike.chromosome, kind.variant_type
UNION ALL
SELECT d.name, v.chromosome, v.variant_type, count(*)
FROM variants v
JOIN datasets d ON d.dataset_id = v.dataset_id
GROUP BY d.name, v.chromosome, v.variant_type;
