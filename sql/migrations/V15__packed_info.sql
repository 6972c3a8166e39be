-- INFO of packed variants is put together for the variants that are asked for, not for all of their block: with ten keys, one
-- variant of a thousand takes 2.5 ms instead of 12, and counting does without.

CREATE OR REPLACE FUNCTION unpack_block(b variant_blocks) RETURNS SETOF variants
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC -- Flyway 11.7 takes an END outside of parentheses for that of the function.
    SELECT
        coalesce(u.rs_number::bigint, u.rs_number_wide),
        (CASE
            WHEN b.has_ratios THEN u.allele_count / nullif(u.allele_number, 0)::double precision
            WHEN u.allele_frequency_code IS NULL THEN u.allele_frequency
            ELSE (u.allele_frequency_code & 1048575) / ('{1,1e1,1e2,1e3,1e4,1e5,1e6,1e7,1e8,1e9,1e10,1e11,1e12,1e13,1e14,1e15,1e16,1e17,1e18,1e19,1e20,1e21,1e22}'::double precision[])[(u.allele_frequency_code >> 20) + 1]
        END),
        b.dataset_id,
        b.first_position + coalesce(u."position" + 32768, u.position_wide),
        b.first_position + coalesce(u."position" + 32768, u.position_wide) + octet_length(u.ref) - 1 + coalesce(u.end_pos, 0),
        b.first_record + u.place::int - 1 + coalesce(u.record_number, 0),
        u.allele_count,
        u.allele_number,
        u.depth,
        u.hom_ref_count,
        u.het_count,
        u.hom_alt_count,
        u.missing_count,
        u.consequence_set,
        u.qual,
        coalesce(u.allele_index, 1::smallint),
        coalesce(u.ordinal, 0::smallint),
        b.chromosome,
        (CASE WHEN u.variant_type_code IS NULL THEN u.variant_type ELSE b.variant_type[u.variant_type_code] END) COLLATE "C",
        u.ref COLLATE "C",
        u.alt COLLATE "C",
        (CASE
            WHEN u.id_code IS NOT NULL THEN b.id[u.id_code]
            WHEN u.id IS NULL AND b.has_rs_ids THEN 'rs' || coalesce(u.rs_number::bigint, u.rs_number_wide)::text
            ELSE u.id
        END) COLLATE "C",
        (CASE WHEN u.filter_code IS NULL THEN u.filter ELSE b.filter[u.filter_code] END) COLLATE "C",
        (CASE WHEN u.gene_code IS NULL THEN u.gene ELSE b.gene[u.gene_code] END) COLLATE "C",
        (CASE WHEN u.gene_id_code IS NULL THEN u.gene_id ELSE b.gene_id[u.gene_id_code] END) COLLATE "C",
        (CASE WHEN u.consequence_code IS NULL THEN u.consequence ELSE b.consequence[u.consequence_code] END) COLLATE "C",
        (CASE WHEN u.impact_code IS NULL THEN u.impact ELSE b.impact[u.impact_code] END) COLLATE "C",
        (CASE WHEN u.clinical_significance_code IS NULL THEN u.clinical_significance
            ELSE b.clinical_significance[u.clinical_significance_code] END) COLLATE "C",
        (CASE WHEN u.clinical_significances_code IS NULL THEN u.clinical_significances
            ELSE b.clinical_significances[u.clinical_significances_code] END)::text[],
        u.consequence_details::text[],
        (CASE WHEN b.info_keys IS NOT NULL THEN (
            SELECT jsonb_object_agg(of_key.key, of_key.all_values -> (u.place::int - 1))
                FILTER (WHERE of_key.all_values -> (u.place::int - 1) <> 'false'::jsonb)
            FROM unnest(b.info_keys, parsed.info_values) AS of_key (key, all_values)) END),
        u.genotypes
    FROM ROWS FROM (
        unnest(b."position"),
        unnest(b.position_wide),
        string_to_table(b.ref, ','),
        string_to_table(b.alt, ',', ''),
        unnest(b.end_pos),
        unnest(b.record_number),
        unnest(b.allele_index),
        unnest(b.ordinal),
        unnest(b.rs_number),
        unnest(b.rs_number_wide),
        unnest(CASE WHEN b.id_code IS NULL THEN b.id END),
        unnest(b.id_code),
        unnest(b.qual),
        unnest(b.allele_count),
        unnest(b.allele_number),
        unnest(b.allele_frequency_code),
        unnest(b.allele_frequency),
        unnest(b.depth),
        unnest(b.hom_ref_count),
        unnest(b.het_count),
        unnest(b.hom_alt_count),
        unnest(b.missing_count),
        unnest(b.genotypes),
        unnest(b.consequence_set),
        unnest(b.consequence_details),
        unnest(CASE WHEN b.variant_type_code IS NULL THEN b.variant_type END),
        unnest(b.variant_type_code),
        unnest(CASE WHEN b.filter_code IS NULL THEN b.filter END),
        unnest(b.filter_code),
        unnest(CASE WHEN b.gene_code IS NULL THEN b.gene END),
        unnest(b.gene_code),
        unnest(CASE WHEN b.gene_id_code IS NULL THEN b.gene_id END),
        unnest(b.gene_id_code),
        unnest(CASE WHEN b.consequence_code IS NULL THEN b.consequence END),
        unnest(b.consequence_code),
        unnest(CASE WHEN b.impact_code IS NULL THEN b.impact END),
        unnest(b.impact_code),
        unnest(CASE WHEN b.clinical_significance_code IS NULL THEN b.clinical_significance END),
        unnest(b.clinical_significance_code),
        unnest(CASE WHEN b.clinical_significances_code IS NULL THEN b.clinical_significances END),
        unnest(b.clinical_significances_code)
    ) WITH ORDINALITY AS u (
        "position", position_wide, ref, alt, end_pos, record_number, allele_index, ordinal, rs_number, rs_number_wide, id, id_code, qual,
        allele_count, allele_number, allele_frequency_code, allele_frequency, depth, hom_ref_count, het_count, hom_alt_count,
        missing_count, genotypes, consequence_set, consequence_details, variant_type, variant_type_code, filter, filter_code,
        gene, gene_code, gene_id, gene_id_code, consequence, consequence_code, impact, impact_code, clinical_significance,
        clinical_significance_code, clinical_significances, clinical_significances_code, place)
    CROSS JOIN (SELECT array_agg(entry.key_values::jsonb ORDER BY entry.number) AS info_values
        FROM unnest(b.info_values) WITH ORDINALITY AS entry (key_values, number)) AS parsed;
END;

DROP FUNCTION unpack_info(text[], text[]);
