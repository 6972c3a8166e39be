-- Regions of packed variants: the places of a block that are wanted are found first, by its positions, and only these are read. Arrays are
-- read by subscript, which takes less than half the time of writing each of them out as rows. Alleles and rs numbers, half of which may be missing,
-- are found faster one after the other.

CREATE OR REPLACE FUNCTION packed_variants_within(contig text, first_base int, last_base int) RETURNS SETOF variants
LANGUAGE plpgsql STABLE
ROWS 100
SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    -- Places are counted within a block from 1. Adding nothing to an array decompresses it only once.
    RETURN QUERY
        SELECT
            coalesce(u.rs_number::bigint, u.rs_number_wide),
            (CASE
                WHEN b.has_ratios THEN b.allele_count[u.place] / nullif(b.allele_number[u.place], 0)::double precision
                WHEN b.allele_frequency_code IS NULL THEN b.allele_frequency[u.place]
                ELSE (b.allele_frequency_code[u.place] & 1048575) / ('{1,1e1,1e2,1e3,1e4,1e5,1e6,1e7,1e8,1e9,1e10,1e11,1e12,1e13,1e14,1e15,1e16,1e17,1e18,1e19,1e20,1e21,1e22}'::double precision[])[(b.allele_frequency_code[u.place] >> 20) + 1]
            END),
            b.dataset_id,
            b.first_position + coalesce(b."position"[u.place] + 32768, b.position_wide[u.place]),
            b.first_position + coalesce(b."position"[u.place] + 32768, b.position_wide[u.place]) + octet_length(u.ref) - 1 + coalesce(b.end_pos[u.place], 0),
            b.first_record + u.place - 1 + coalesce(b.record_number[u.place], 0),
            b.allele_count[u.place],
            b.allele_number[u.place],
            b.depth[u.place],
            b.hom_ref_count[u.place],
            b.het_count[u.place],
            b.hom_alt_count[u.place],
            b.missing_count[u.place],
            b.consequence_set[u.place],
            b.qual[u.place],
            coalesce(b.allele_index[u.place], 1::smallint),
            coalesce(b.ordinal[u.place], 0::smallint),
            b.chromosome,
            (CASE WHEN b.variant_type_code IS NULL THEN b.variant_type[u.place] ELSE b.variant_type[b.variant_type_code[u.place]] END),
            u.ref,
            u.alt,
            (CASE
                WHEN b.id_code IS NOT NULL AND b.id_code[u.place] IS NOT NULL THEN b.id[b.id_code[u.place]]
                WHEN (b.id_code IS NOT NULL OR b.id[u.place] IS NULL) AND b.has_rs_ids
                    THEN 'rs' || coalesce(u.rs_number::bigint, u.rs_number_wide)::text
                WHEN b.id_code IS NULL THEN b.id[u.place]
            END),
            (CASE WHEN b.filter_code IS NULL THEN b.filter[u.place] ELSE b.filter[b.filter_code[u.place]] END),
            (CASE WHEN b.gene_code IS NULL THEN b.gene[u.place] ELSE b.gene[b.gene_code[u.place]] END),
            (CASE WHEN b.gene_id_code IS NULL THEN b.gene_id[u.place] ELSE b.gene_id[b.gene_id_code[u.place]] END),
            (CASE WHEN b.consequence_code IS NULL THEN b.consequence[u.place] ELSE b.consequence[b.consequence_code[u.place]] END),
            (CASE WHEN b.impact_code IS NULL THEN b.impact[u.place] ELSE b.impact[b.impact_code[u.place]] END),
            (CASE WHEN b.clinical_significance_code IS NULL THEN b.clinical_significance[u.place] ELSE b.clinical_significance[b.clinical_significance_code[u.place]] END),
            (CASE WHEN b.clinical_significances_code IS NULL THEN b.clinical_significances[u.place] ELSE b.clinical_significances[b.clinical_significances_code[u.place]] END)::text[],
            b.consequence_details[u.place]::text[],
            (CASE WHEN b.info_keys IS NOT NULL THEN (
                SELECT jsonb_object_agg(info.key, info.of_key -> (u.place - 1))
                    FILTER (WHERE info.of_key -> (u.place - 1) <> 'false'::jsonb)
                FROM unnest(b.info_keys, b.info_values) AS info (key, of_key)) END),
            b.genotypes[u.place],
            b.hgvs_g[u.place],
            b.hgvs_c[u.place],
            b.hgvs_p[u.place]
        FROM (
            SELECT
                b.dataset_id,
                b.chromosome,
                b.first_position,
                b.first_record,
                b.has_ratios,
                b.has_rs_ids,
                b.least,
                b.most,
                b.refs[b.least:b.most] AS refs,
                (string_to_array(b.alt, ',', ''))[b.least:b.most] AS alts,
                (CASE WHEN b."position" IS NOT NULL THEN b."position" || '{}' END) AS "position",
                (CASE WHEN b.position_wide IS NOT NULL THEN b.position_wide || '{}' END) AS position_wide,
                (CASE WHEN b.end_pos IS NOT NULL THEN b.end_pos || '{}' END) AS end_pos,
                (CASE WHEN b.record_number IS NOT NULL THEN b.record_number || '{}' END) AS record_number,
                (CASE WHEN b.allele_index IS NOT NULL THEN b.allele_index || '{}' END) AS allele_index,
                (CASE WHEN b.ordinal IS NOT NULL THEN b.ordinal || '{}' END) AS ordinal,
                b.rs_number[b.least:b.most] AS rs_number,
                b.rs_number_wide[b.least:b.most] AS rs_number_wide,
                (CASE WHEN b.id_code IS NOT NULL THEN b.id_code || '{}' END) AS id_code,
                (CASE WHEN b.qual IS NOT NULL THEN b.qual || '{}' END) AS qual,
                (CASE WHEN b.allele_count IS NOT NULL THEN b.allele_count || '{}' END) AS allele_count,
                (CASE WHEN b.allele_number IS NOT NULL THEN b.allele_number || '{}' END) AS allele_number,
                (CASE WHEN b.allele_frequency_code IS NOT NULL THEN b.allele_frequency_code || '{}' END) AS allele_frequency_code,
                (CASE WHEN b.allele_frequency IS NOT NULL THEN b.allele_frequency || '{}' END) AS allele_frequency,
                (CASE WHEN b.depth IS NOT NULL THEN b.depth || '{}' END) AS depth,
                (CASE WHEN b.hom_ref_count IS NOT NULL THEN b.hom_ref_count || '{}' END) AS hom_ref_count,
                (CASE WHEN b.het_count IS NOT NULL THEN b.het_count || '{}' END) AS het_count,
                (CASE WHEN b.hom_alt_count IS NOT NULL THEN b.hom_alt_count || '{}' END) AS hom_alt_count,
                (CASE WHEN b.missing_count IS NOT NULL THEN b.missing_count || '{}' END) AS missing_count,
                (CASE WHEN b.consequence_set IS NOT NULL THEN b.consequence_set || '{}' END) AS consequence_set,
                (CASE WHEN b.consequence_details IS NOT NULL THEN b.consequence_details || '{}' END) AS consequence_details,
                (CASE WHEN b.genotypes IS NOT NULL THEN b.genotypes || '{}' END) AS genotypes,
                (CASE WHEN b.hgvs_g IS NOT NULL THEN b.hgvs_g || '{}' END) AS hgvs_g,
                (CASE WHEN b.hgvs_c IS NOT NULL THEN b.hgvs_c || '{}' END) AS hgvs_c,
                (CASE WHEN b.hgvs_p IS NOT NULL THEN b.hgvs_p || '{}' END) AS hgvs_p,
                (CASE WHEN b.variant_type_code IS NOT NULL THEN b.variant_type_code || '{}' END) AS variant_type_code,
                (CASE WHEN b.variant_type IS NOT NULL THEN b.variant_type || '{}' END) AS variant_type,
                (CASE WHEN b.filter_code IS NOT NULL THEN b.filter_code || '{}' END) AS filter_code,
                (CASE WHEN b.filter IS NOT NULL THEN b.filter || '{}' END) AS filter,
                (CASE WHEN b.gene_code IS NOT NULL THEN b.gene_code || '{}' END) AS gene_code,
                (CASE WHEN b.gene IS NOT NULL THEN b.gene || '{}' END) AS gene,
                (CASE WHEN b.gene_id_code IS NOT NULL THEN b.gene_id_code || '{}' END) AS gene_id_code,
                (CASE WHEN b.gene_id IS NOT NULL THEN b.gene_id || '{}' END) AS gene_id,
                (CASE WHEN b.consequence_code IS NOT NULL THEN b.consequence_code || '{}' END) AS consequence_code,
                (CASE WHEN b.consequence IS NOT NULL THEN b.consequence || '{}' END) AS consequence,
                (CASE WHEN b.impact_code IS NOT NULL THEN b.impact_code || '{}' END) AS impact_code,
                (CASE WHEN b.impact IS NOT NULL THEN b.impact || '{}' END) AS impact,
                (CASE WHEN b.clinical_significance_code IS NOT NULL THEN b.clinical_significance_code || '{}' END) AS clinical_significance_code,
                (CASE WHEN b.clinical_significance IS NOT NULL THEN b.clinical_significance || '{}' END) AS clinical_significance,
                (CASE WHEN b.clinical_significances_code IS NOT NULL THEN b.clinical_significances_code || '{}' END) AS clinical_significances_code,
                (CASE WHEN b.clinical_significances IS NOT NULL THEN b.clinical_significances || '{}' END) AS clinical_significances,
                (CASE WHEN b.id IS NOT NULL THEN b.id || '{}' END) AS id,
                b.info_keys,
                (CASE WHEN b.info_keys IS NOT NULL THEN ARRAY(SELECT entry.of_key::jsonb
                    FROM unnest(b.info_values) WITH ORDINALITY AS entry (of_key, number) ORDER BY entry.number) END) AS info_values
            FROM (
                SELECT
                    b.*,
                    (CASE
                        WHEN b.first_inside = 1 OR (b.end_pos IS NULL AND octet_length(b.ref) = 2 * b.variant_count - 1) THEN b.first_inside
                        ELSE coalesce((
                            SELECT min(r.place)::int
                            FROM ROWS FROM (
                                unnest(b.refs[:b.first_inside - 1]),
                                unnest(b."position"[:b.first_inside - 1]),
                                unnest(b.position_wide[:b.first_inside - 1]),
                                unnest(b.end_pos[:b.first_inside - 1])
                            ) WITH ORDINALITY AS r (ref, "position", position_wide, end_pos, place)
                            WHERE b.first_position + coalesce(r."position" + 32768, r.position_wide) + octet_length(r.ref) - 1
                                + coalesce(r.end_pos, 0) >= first_base), b.first_inside)
                    END) AS least
                FROM (
                    SELECT
                        b.*,
                        string_to_array(b.ref, ',') AS refs,
                        (CASE
                            WHEN b.first_position >= first_base THEN 1
                            WHEN b.last_position < first_base THEN b.variant_count + 1
                            WHEN b."position" IS NULL THEN width_bucket(first_base - 1 - b.first_position, b.position_wide) + 1
                            ELSE width_bucket((first_base - 32769 - b.first_position)::smallint, b."position") + 1
                        END) AS first_inside,
                        (CASE
                            WHEN b.last_position <= last_base THEN b.variant_count
                            WHEN b."position" IS NULL THEN width_bucket(last_base - b.first_position, b.position_wide)
                            ELSE width_bucket((last_base - 32768 - b.first_position)::smallint, b."position")
                        END) AS most
                    FROM variant_blocks b
                    WHERE b.chromosome = contig
                      AND block_span(b.first_position, b.last_position, b.last_end) && int8range(first_base::bigint, last_base::bigint, '[]')
                    OFFSET 0
                ) b
                OFFSET 0
            ) b
            OFFSET 0
        ) b
        CROSS JOIN LATERAL ROWS FROM (
            generate_series(b.least, b.most), unnest(b.refs), unnest(b.alts), unnest(b.rs_number), unnest(b.rs_number_wide)
        ) AS u (place, ref, alt, rs_number, rs_number_wide)
        WHERE b.first_position + coalesce(b."position"[u.place] + 32768, b.position_wide[u.place])
            + greatest(0, octet_length(u.ref) - 1 + coalesce(b.end_pos[u.place], 0)) >= first_base;
END;
$$;
