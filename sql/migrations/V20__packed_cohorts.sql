-- Genotypes and all consequences of packed variants.

-- As before, with HGVS names, and genotypes are read only where they are asked for: of a large cohort they are most of a block.
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
        cohort.genotypes[u.place],
        u.hgvs_g COLLATE "C",
        u.hgvs_c COLLATE "C",
        u.hgvs_p COLLATE "C"
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
        unnest(b.clinical_significances_code),
        unnest(b.hgvs_g),
        unnest(b.hgvs_c),
        unnest(b.hgvs_p)
    ) WITH ORDINALITY AS u (
        "position", position_wide, ref, alt, end_pos, record_number, allele_index, ordinal, rs_number, rs_number_wide, id, id_code, qual,
        allele_count, allele_number, allele_frequency_code, allele_frequency, depth, hom_ref_count, het_count, hom_alt_count,
        missing_count, consequence_set, consequence_details, variant_type, variant_type_code, filter, filter_code,
        gene, gene_code, gene_id, gene_id_code, consequence, consequence_code, impact, impact_code, clinical_significance,
        clinical_significance_code, clinical_significances, clinical_significances_code, hgvs_g, hgvs_c, hgvs_p, place)
    CROSS JOIN (SELECT array_agg(entry.key_values::jsonb ORDER BY entry.number) AS info_values
        FROM unnest(b.info_values) WITH ORDINALITY AS entry (key_values, number)) AS parsed
    CROSS JOIN (SELECT b.genotypes || '{}'::bytea[] AS genotypes OFFSET 0) AS cohort;
END;

CREATE OR REPLACE FUNCTION variant_carriers(contig text, pos int, reference text, alternate text)
RETURNS TABLE (dataset text, sample text, genotype text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT d.name, s.name, genotype(v.genotypes, s.sample_index)
    FROM (
        SELECT r.* FROM variants r WHERE r.chromosome = contig AND r.position = pos
        UNION ALL
        SELECT p.* FROM packed_variants_at(contig, pos) p
    ) v
    CROSS JOIN LATERAL genotype_carriers(
        v.genotypes, v.hom_ref_count + v.het_count + v.hom_alt_count + v.missing_count) AS carrier (sample_index)
    JOIN samples s ON s.dataset_id = v.dataset_id AND s.sample_index = carrier.sample_index
    JOIN datasets d ON d.dataset_id = v.dataset_id
    WHERE v.ref = reference AND v.alt = alternate
    ORDER BY d.dataset_id, v.record_number, s.sample_index;
END;

DO $$
DECLARE
    consequences text := $body$
        SELECT %2$s.chromosome, v.position, v.end_pos, v.id, v.ref, v.alt,
            s.rank, s.picked, s.impact, s.terms, s.gene, s.gene_id, s.transcript_id, s.biotype,
            nullif(split_part(own.details, '|', 1), '') AS cdna_position,
            nullif(split_part(own.details, '|', 2), '') AS cds_position,
            nullif(split_part(own.details, '|', 3), '') AS protein_position,
            nullif(split_part(own.details, '|', 4), '') AS amino_acids,
            nullif(split_part(own.details, '|', 5), '') AS codons,
            nullif(split_part(own.details, '|', 6), '') AS hgvs_c,
            nullif(split_part(own.details, '|', 7), '') AS hgvs_p,
            %2$s.dataset_id, v.record_number, v.allele_index, v.ordinal
        FROM %1$s v
        JOIN consequence_sets s
          ON s.chromosome = v.chromosome AND s.dataset_id = v.dataset_id AND s.set_number = v.consequence_set
        CROSS JOIN LATERAL (SELECT v.consequence_details[s.rank]) AS own (details)
    $body$;
BEGIN
    -- each layout is joined by itself, so that rows are found by the index on their sets; a block is unpacked once, not for each set
    EXECUTE 'CREATE OR REPLACE VIEW variant_consequences AS' || format(consequences, 'variants', 'v') || 'UNION ALL'
        || format(consequences, 'variant_blocks b CROSS JOIN LATERAL (SELECT u.* FROM unpack_block(b) u OFFSET 0)', 'b')
        || 'WHERE b.consequence_set IS NOT NULL';
    EXECUTE 'CREATE FUNCTION variant_consequences_at(contig text, place int) RETURNS SETOF variant_consequences LANGUAGE sql STABLE BEGIN ATOMIC'
        || format(consequences, '(SELECT r.* FROM variants r WHERE r.chromosome = contig AND r.position = place UNION ALL SELECT p.* FROM packed_variants_at(contig, place) p)', 'v')
        || '; END';
END $$;
COMMENT ON FUNCTION variant_consequences_at IS 'The rows of variant_consequences of one POS, of both layouts.';
