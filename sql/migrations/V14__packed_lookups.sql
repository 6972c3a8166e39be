-- Lookups of packed variants by region, rs number and id touch the blocks and keys that they need.

-- What a block spans. Upper bounds of int8range may be one beyond an int.
CREATE FUNCTION block_span(first_position int, last_position int, last_end int) RETURNS int8range
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN int8range(first_position::bigint, greatest(last_position, last_end)::bigint, '[]');
COMMENT ON FUNCTION block_span IS 'The bases from the first position of a block to its last position or greatest end, whichever is greater.';

-- A B-tree on both ends reads all blocks to the left of a region.
CREATE INDEX idx_variant_blocks_span ON variant_blocks USING gist (block_span(first_position, last_position, last_end));

-- Looking for a number in an array takes a tenth of the time of writing the array out as rows.
CREATE OR REPLACE FUNCTION packed_places(wanted bigint) RETURNS TABLE (dataset_id int, chromosome text, "position" int)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT k.dataset_id, k.chromosome, k.positions[entry.place]
    FROM variant_block_keys k
    CROSS JOIN LATERAL unnest(array_positions(k.keys, (wanted - k.first_key)::int)) AS entry (place)
    WHERE int8range(k.first_key, k.last_key, '[]') @> wanted;
END;

CREATE OR REPLACE VIEW unpacked_variants AS
SELECT u.*,
    b.block_number,
    b.first_position AS block_first,
    b.last_position AS block_last,
    b.last_end AS block_end,
    b.least_frequency AS block_least_frequency,
    b.greatest_frequency AS block_greatest_frequency,
    b.gene AS block_genes,
    b.clinical_significance AS block_significances,
    b.consequence AS block_consequences,
    b.impact AS block_impacts,
    b.variant_type AS block_types,
    b.tableoid AS block_table,
    block_span(b.first_position, b.last_position, b.last_end) AS block_span
FROM variant_blocks b
CROSS JOIN LATERAL unpack_block(b) u;
COMMENT ON VIEW unpacked_variants IS 'The variants of packed datasets, with the columns that tell their blocks apart. Name the block as well as the variant: … WHERE chromosome = ''17'' AND block_span && int8range(43044295, 43125370, ''[]'') AND position BETWEEN 43044295 AND 43125370.';

CREATE VIEW keyed_variants AS
SELECT u.*,
    b.block_number,
    b.first_position AS block_first,
    b.last_position AS block_last,
    b.last_end AS block_end,
    b.least_frequency AS block_least_frequency,
    b.greatest_frequency AS block_greatest_frequency,
    b.gene AS block_genes,
    b.clinical_significance AS block_significances,
    b.consequence AS block_consequences,
    b.impact AS block_impacts,
    b.variant_type AS block_types,
    b.tableoid AS block_table,
    block_span(b.first_position, b.last_position, b.last_end) AS block_span,
    int8range(k.first_key, k.last_key, '[]') AS key_range,
    k.first_key + entry.key AS key
FROM variant_block_keys k
CROSS JOIN LATERAL unnest(k.keys, k.positions) AS entry (key, place)
JOIN variant_blocks b
    ON b.chromosome = k.chromosome
    AND b.dataset_id = k.dataset_id
    AND block_span(b.first_position, b.last_position, b.last_end) @> entry.place::bigint
CROSS JOIN LATERAL unpack_block(b) u
WHERE u."position" = entry.place;
COMMENT ON VIEW keyed_variants IS 'The variants of packed datasets at the places of each rs number and id. Name the key twice: … WHERE key_range @> 429358::bigint AND key = 429358 AND rs_number = 429358; that of an id is variant_id_key(id).';

CREATE OR REPLACE FUNCTION packed_variants(contig text, first_base int, last_base int) RETURNS SETOF variants
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT u.*
    FROM variant_blocks b
    CROSS JOIN LATERAL unpack_block(b) u
    WHERE b.chromosome = contig
      AND block_span(b.first_position, b.last_position, b.last_end)
          && int8range(first_base::bigint, greatest(first_base, last_base)::bigint, '[]')
      AND u.position <= last_base
      AND u.end_pos >= first_base;
END;

-- Otherwise the query within is prepared for each block, whether or not it has INFO.
ALTER FUNCTION unpack_info(text[], text[]) STRICT;
