-- Lookups of packed variants by position, region, rs number and id as functions. Their statements are planned once a session and read
-- only the partition of the contig: planning a query over the partitions of all contigs took longer than reading a block.

CREATE FUNCTION packed_variants_at(contig text, place int) RETURNS SETOF variants
LANGUAGE plpgsql STABLE
ROWS 1
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    packed int;
BEGIN
    FOR packed IN SELECT d.dataset_id FROM datasets d WHERE d.kind = 'variants' AND is_packed(d.row_counts) LOOP
        RETURN QUERY SELECT v.* FROM packed_variants_at(packed, contig, ARRAY[place]) v;
    END LOOP;
END;
$$;
COMMENT ON FUNCTION packed_variants_at(text, int) IS 'The variants of packed datasets that have a POS.';

CREATE FUNCTION packed_variants_of(wanted bigint) RETURNS SETOF variants
LANGUAGE plpgsql STABLE
ROWS 1
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    place record;
BEGIN
    FOR place IN SELECT DISTINCT p.dataset_id, p.chromosome, p.position FROM packed_places(wanted) p LOOP
        RETURN QUERY SELECT v.* FROM packed_variants_at(place.dataset_id, place.chromosome, ARRAY[place.position]) v;
    END LOOP;
END;
$$;
COMMENT ON FUNCTION packed_variants_of IS 'The packed variants at the places of an rs number, or of the key of an id; others that begin there, too. Name it twice: SELECT * FROM packed_variants_of(429358) WHERE rs_number = 429358. The key of an id is variant_id_key(id).';

CREATE FUNCTION packed_variants_within(contig text, first_base int, last_base int) RETURNS SETOF variants
LANGUAGE plpgsql STABLE
ROWS 100
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
        SELECT u.*
        FROM variant_blocks b
        CROSS JOIN LATERAL unpack_block(b) u
        WHERE b.chromosome = contig
          AND block_span(b.first_position, b.last_position, b.last_end) && int8range(first_base::bigint, last_base::bigint, '[]')
          AND u.position <= last_base
          AND greatest(u.position, u.end_pos) >= first_base;
END;
$$;
COMMENT ON FUNCTION packed_variants_within IS 'As packed_variants, which is part of the plan of a query; this function is planned by itself, once a session.';

-- Replaced by packed_variants_of.
DROP VIEW keyed_variants;
