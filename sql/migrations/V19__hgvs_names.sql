-- HGVS names of variants: on the contig, and on the transcript and the protein of the picked consequence. Loads write them on request.

ALTER TABLE variants
    ADD COLUMN hgvs_g text COLLATE "C",
    ADD COLUMN hgvs_c text COLLATE "C",
    ADD COLUMN hgvs_p text COLLATE "C";
-- each variant has its own: there is nothing to plan by
ALTER TABLE variants
    ALTER COLUMN hgvs_g SET STATISTICS 0,
    ALTER COLUMN hgvs_c SET STATISTICS 0,
    ALTER COLUMN hgvs_p SET STATISTICS 0;
COMMENT ON COLUMN variants.hgvs_g IS 'HGVS name on the contig: NC_000013.11:g.32340301del. Null unless names were asked for.';
COMMENT ON COLUMN variants.hgvs_c IS 'HGVS name on the transcript of the picked consequence, n. if that is not coding; null if the allele does not overlap it.';
COMMENT ON COLUMN variants.hgvs_p IS 'HGVS name of the protein of that transcript.';
COMMENT ON COLUMN variant_consequences.hgvs_c IS 'HGVS name on the transcript: of the file, or computed if names were asked for.';
COMMENT ON COLUMN variant_consequences.hgvs_p IS 'HGVS name of the protein, likewise.';

ALTER TABLE variant_history
    ADD COLUMN hgvs_g text COLLATE "C",
    ADD COLUMN hgvs_c text COLLATE "C",
    ADD COLUMN hgvs_p text COLLATE "C";
ALTER TABLE variant_history
    ALTER COLUMN hgvs_g SET STATISTICS 0,
    ALTER COLUMN hgvs_c SET STATISTICS 0,
    ALTER COLUMN hgvs_p SET STATISTICS 0;

ALTER TABLE variant_blocks
    ADD COLUMN hgvs_g text[],
    ADD COLUMN hgvs_c text[],
    ADD COLUMN hgvs_p text[];
ALTER TABLE variant_blocks
    ALTER COLUMN hgvs_g SET STATISTICS 0,
    ALTER COLUMN hgvs_c SET STATISTICS 0,
    ALTER COLUMN hgvs_p SET STATISTICS 0;

-- As before, with the names. The next migration has unpack_block, which returns them, too.

CREATE OR REPLACE FUNCTION packed_variants_at(dataset int, contig text, places int[]) RETURNS SETOF variants
LANGUAGE sql STABLE
BEGIN ATOMIC -- Each array is decompressed once a block, in the inner query; then only wanted elements are read.
    SELECT
        coalesce(b.rs_number[i.place]::bigint, b.rs_number_wide[i.place]),
        (CASE
            WHEN b.has_ratios THEN b.allele_count[i.place] / nullif(b.allele_number[i.place], 0)::double precision
            WHEN b.allele_frequency_code IS NULL THEN b.allele_frequency[i.place]
            ELSE (b.allele_frequency_code[i.place] & 1048575) / ('{1,1e1,1e2,1e3,1e4,1e5,1e6,1e7,1e8,1e9,1e10,1e11,1e12,1e13,1e14,1e15,1e16,1e17,1e18,1e19,1e20,1e21,1e22}'::double precision[])[(b.allele_frequency_code[i.place] >> 20) + 1]
        END),
        b.dataset_id,
        w.wanted,
        w.wanted + octet_length(split_part(b.ref, ',', i.place)) - 1 + coalesce(b.end_pos[i.place], 0),
        b.first_record + i.place - 1 + coalesce(b.record_number[i.place], 0),
        b.allele_count[i.place],
        b.allele_number[i.place],
        b.depth[i.place],
        b.hom_ref_count[i.place],
        b.het_count[i.place],
        b.hom_alt_count[i.place],
        b.missing_count[i.place],
        b.consequence_set[i.place],
        b.qual[i.place],
        coalesce(b.allele_index[i.place], 1::smallint),
        coalesce(b.ordinal[i.place], 0::smallint),
        b.chromosome,
        (CASE WHEN b.variant_type_code IS NULL THEN b.variant_type[i.place] ELSE b.variant_type[b.variant_type_code[i.place]] END) COLLATE "C",
        split_part(b.ref, ',', i.place) COLLATE "C",
        nullif(split_part(b.alt, ',', i.place), '') COLLATE "C",
        (CASE
            WHEN b.id_code IS NOT NULL AND b.id_code[i.place] IS NOT NULL THEN b.id[b.id_code[i.place]]
            WHEN (b.id_code IS NOT NULL OR b.id[i.place] IS NULL) AND b.has_rs_ids
                THEN 'rs' || coalesce(b.rs_number[i.place]::bigint, b.rs_number_wide[i.place])::text
            WHEN b.id_code IS NULL THEN b.id[i.place]
        END) COLLATE "C",
        (CASE WHEN b.filter_code IS NULL THEN b.filter[i.place] ELSE b.filter[b.filter_code[i.place]] END) COLLATE "C",
        (CASE WHEN b.gene_code IS NULL THEN b.gene[i.place] ELSE b.gene[b.gene_code[i.place]] END) COLLATE "C",
        (CASE WHEN b.gene_id_code IS NULL THEN b.gene_id[i.place] ELSE b.gene_id[b.gene_id_code[i.place]] END) COLLATE "C",
        (CASE WHEN b.consequence_code IS NULL THEN b.consequence[i.place] ELSE b.consequence[b.consequence_code[i.place]] END) COLLATE "C",
        (CASE WHEN b.impact_code IS NULL THEN b.impact[i.place] ELSE b.impact[b.impact_code[i.place]] END) COLLATE "C",
        (CASE WHEN b.clinical_significance_code IS NULL THEN b.clinical_significance[i.place] ELSE b.clinical_significance[b.clinical_significance_code[i.place]] END) COLLATE "C",
        (CASE WHEN b.clinical_significances_code IS NULL THEN b.clinical_significances[i.place] ELSE b.clinical_significances[b.clinical_significances_code[i.place]] END)::text[],
        b.consequence_details[i.place]::text[],
        (SELECT jsonb_object_agg(info.key, info.of_key -> (i.place - 1)) FILTER (WHERE info.of_key -> (i.place - 1) <> 'false'::jsonb)
            FROM unnest(b.info_keys, b.info_values) AS info (key, of_key)),
        b.genotypes[i.place],
        b.hgvs_g[i.place] COLLATE "C",
        b.hgvs_c[i.place] COLLATE "C",
        b.hgvs_p[i.place] COLLATE "C"
    FROM (
        SELECT
            b.dataset_id,
            b.chromosome,
            b.first_position,
            b.last_position,
            b.first_record,
            b.has_ratios,
            b.has_rs_ids,
            b.ref || '' AS ref,
            b.alt || '' AS alt,
            (CASE WHEN b."position" IS NOT NULL THEN b."position" || '{}'::smallint[] END) AS "position",
            (CASE WHEN b.position_wide IS NOT NULL THEN b.position_wide || '{}'::int[] END) AS position_wide,
            (CASE WHEN b.end_pos IS NOT NULL THEN b.end_pos || '{}'::int[] END) AS end_pos,
            (CASE WHEN b.record_number IS NOT NULL THEN b.record_number || '{}'::int[] END) AS record_number,
            (CASE WHEN b.allele_index IS NOT NULL THEN b.allele_index || '{}'::smallint[] END) AS allele_index,
            (CASE WHEN b.ordinal IS NOT NULL THEN b.ordinal || '{}'::smallint[] END) AS ordinal,
            (CASE WHEN b.rs_number IS NOT NULL THEN b.rs_number || '{}'::int[] END) AS rs_number,
            (CASE WHEN b.rs_number_wide IS NOT NULL THEN b.rs_number_wide || '{}'::bigint[] END) AS rs_number_wide,
            (CASE WHEN b.id IS NOT NULL THEN b.id || '{}'::text[] END) AS id,
            (CASE WHEN b.id_code IS NOT NULL THEN b.id_code || '{}'::smallint[] END) AS id_code,
            (CASE WHEN b.qual IS NOT NULL THEN b.qual || '{}'::real[] END) AS qual,
            (CASE WHEN b.allele_count IS NOT NULL THEN b.allele_count || '{}'::int[] END) AS allele_count,
            (CASE WHEN b.allele_number IS NOT NULL THEN b.allele_number || '{}'::int[] END) AS allele_number,
            (CASE WHEN b.allele_frequency_code IS NOT NULL THEN b.allele_frequency_code || '{}'::int[] END) AS allele_frequency_code,
            (CASE WHEN b.allele_frequency IS NOT NULL THEN b.allele_frequency || '{}'::double precision[] END) AS allele_frequency,
            (CASE WHEN b.depth IS NOT NULL THEN b.depth || '{}'::int[] END) AS depth,
            (CASE WHEN b.hom_ref_count IS NOT NULL THEN b.hom_ref_count || '{}'::int[] END) AS hom_ref_count,
            (CASE WHEN b.het_count IS NOT NULL THEN b.het_count || '{}'::int[] END) AS het_count,
            (CASE WHEN b.hom_alt_count IS NOT NULL THEN b.hom_alt_count || '{}'::int[] END) AS hom_alt_count,
            (CASE WHEN b.missing_count IS NOT NULL THEN b.missing_count || '{}'::int[] END) AS missing_count,
            (CASE WHEN b.genotypes IS NOT NULL THEN b.genotypes || '{}'::bytea[] END) AS genotypes,
            (CASE WHEN b.consequence_set IS NOT NULL THEN b.consequence_set || '{}'::int[] END) AS consequence_set,
            (CASE WHEN b.consequence_details IS NOT NULL THEN b.consequence_details || '{}'::text[] END) AS consequence_details,
            (CASE WHEN b.variant_type IS NOT NULL THEN b.variant_type || '{}'::text[] END) AS variant_type,
            (CASE WHEN b.variant_type_code IS NOT NULL THEN b.variant_type_code || '{}'::smallint[] END) AS variant_type_code,
            (CASE WHEN b.filter IS NOT NULL THEN b.filter || '{}'::text[] END) AS filter,
            (CASE WHEN b.filter_code IS NOT NULL THEN b.filter_code || '{}'::smallint[] END) AS filter_code,
            (CASE WHEN b.gene IS NOT NULL THEN b.gene || '{}'::text[] END) AS gene,
            (CASE WHEN b.gene_code IS NOT NULL THEN b.gene_code || '{}'::smallint[] END) AS gene_code,
            (CASE WHEN b.gene_id IS NOT NULL THEN b.gene_id || '{}'::text[] END) AS gene_id,
            (CASE WHEN b.gene_id_code IS NOT NULL THEN b.gene_id_code || '{}'::smallint[] END) AS gene_id_code,
            (CASE WHEN b.consequence IS NOT NULL THEN b.consequence || '{}'::text[] END) AS consequence,
            (CASE WHEN b.consequence_code IS NOT NULL THEN b.consequence_code || '{}'::smallint[] END) AS consequence_code,
            (CASE WHEN b.impact IS NOT NULL THEN b.impact || '{}'::text[] END) AS impact,
            (CASE WHEN b.impact_code IS NOT NULL THEN b.impact_code || '{}'::smallint[] END) AS impact_code,
            (CASE WHEN b.clinical_significance IS NOT NULL THEN b.clinical_significance || '{}'::text[] END) AS clinical_significance,
            (CASE WHEN b.clinical_significance_code IS NOT NULL THEN b.clinical_significance_code || '{}'::smallint[] END) AS clinical_significance_code,
            (CASE WHEN b.clinical_significances IS NOT NULL THEN b.clinical_significances || '{}'::text[] END) AS clinical_significances,
            (CASE WHEN b.clinical_significances_code IS NOT NULL THEN b.clinical_significances_code || '{}'::smallint[] END) AS clinical_significances_code,
            (CASE WHEN b.hgvs_g IS NOT NULL THEN b.hgvs_g || '{}'::text[] END) AS hgvs_g,
            (CASE WHEN b.hgvs_c IS NOT NULL THEN b.hgvs_c || '{}'::text[] END) AS hgvs_c,
            (CASE WHEN b.hgvs_p IS NOT NULL THEN b.hgvs_p || '{}'::text[] END) AS hgvs_p,
            b.info_keys,
            ARRAY(SELECT entry.of_key::jsonb FROM unnest(b.info_values) WITH ORDINALITY AS entry (of_key, number) ORDER BY entry.number) AS info_values
        FROM variant_blocks b
        WHERE b.dataset_id = dataset
          AND b.chromosome = contig
          AND block_span(b.first_position, b.last_position, b.last_end)
              && int8range(places[1]::bigint, places[cardinality(places)]::bigint, '[]')
          AND b.last_position >= places[1]
        OFFSET 0
    ) b
    CROSS JOIN LATERAL generate_series(
        width_bucket(b.first_position - 1, places) + 1, width_bucket(b.last_position, places)) AS n (number)
    CROSS JOIN LATERAL (SELECT places[n.number] AS wanted, places[n.number] - b.first_position AS distance OFFSET 0) w
    CROSS JOIN LATERAL generate_series(
        1 + (CASE
            WHEN w.distance = 0 THEN 0
            WHEN b."position" IS NULL THEN width_bucket(w.distance - 1, b.position_wide)
            ELSE width_bucket((w.distance - 32769)::smallint, b."position")
        END),
        (CASE
            WHEN b."position" IS NULL THEN width_bucket(w.distance, b.position_wide)
            ELSE width_bucket((w.distance - 32768)::smallint, b."position")
        END)) AS i (place);
END;

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

CREATE OR REPLACE FUNCTION variants_overlapping(contig text, first_base int, last_base int) RETURNS SETOF variants
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT v.*
    FROM variants v
    WHERE v.chromosome = contig
      AND v.position >= first_base - 63
      AND v.position <= last_base
      AND v.end_pos >= first_base
      AND v.end_pos - v.position < 64
    UNION ALL
    SELECT v.*
    FROM (VALUES (1, 1023), (2, 16383), (3, 262143), (4, 4194303), (5, 67108863), (6, 2147483647)) AS class (level, longest)
    JOIN variants v
      ON span_level(v.position, v.end_pos) = class.level
     AND v.position >= first_base::bigint - class.longest
     AND v.position <= last_base
    WHERE v.chromosome = contig
      AND v.end_pos >= first_base
      AND v.end_pos - v.position >= 64
    UNION ALL
    SELECT p.* FROM packed_variants(contig, first_base, last_base) p;
END;

CREATE OR REPLACE FUNCTION variants_at(dataset int, contig text, places int[]) RETURNS SETOF variants
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT v.*
    FROM unnest(places) AS wanted (place)
    JOIN variants v ON v.dataset_id = dataset AND v.chromosome = contig AND v.position = wanted.place
    UNION ALL
    SELECT p.* FROM packed_variants_at(dataset, contig, places) p;
END;

CREATE OR REPLACE VIEW unpacked_variants AS
SELECT
    u.rs_number, u.allele_frequency, u.dataset_id, u."position", u.end_pos, u.record_number, u.allele_count,
    u.allele_number, u.depth, u.hom_ref_count, u.het_count, u.hom_alt_count, u.missing_count, u.consequence_set, u.qual,
    u.allele_index, u.ordinal, u.chromosome, u.variant_type, u.ref, u.alt, u.id, u.filter, u.gene, u.gene_id,
    u.consequence, u.impact, u.clinical_significance, u.clinical_significances, u.consequence_details, u.info, u.genotypes,
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
    u.hgvs_g, u.hgvs_c, u.hgvs_p
FROM variant_blocks b
CROSS JOIN LATERAL unpack_block(b) u;

CREATE OR REPLACE VIEW all_variants AS
SELECT * FROM variants
UNION ALL
SELECT u.* FROM variant_blocks b CROSS JOIN LATERAL unpack_block(b) u;

CREATE OR REPLACE FUNCTION variants_as_of(contig text, first_base int, last_base int, release text) RETURNS SETOF variants
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT v.*
    FROM (SELECT dataset_id, release_as_of(dataset_id, variants_as_of.release) AS wanted, max(r.release) AS newest
          FROM dataset_releases r GROUP BY dataset_id) AS d
    JOIN LATERAL variants_overlapping(contig, first_base, last_base) v ON v.dataset_id = d.dataset_id
    WHERE d.wanted = d.newest
       OR (d.wanted < d.newest AND NOT EXISTS (
            SELECT FROM variant_history h
            WHERE h.chromosome = contig AND h.dataset_id = d.dataset_id AND h.position = v.position AND h.ref = v.ref
              AND h.alt IS NOT DISTINCT FROM v.alt AND h.ordinal = v.ordinal AND h.valid_to > d.wanted))
    UNION ALL
    SELECT h.rs_number, h.allele_frequency, h.dataset_id, h.position, h.end_pos, h.record_number, h.allele_count,
        h.allele_number, h.depth, h.hom_ref_count, h.het_count, h.hom_alt_count, h.missing_count, h.consequence_set, h.qual,
        h.allele_index, h.ordinal, h.chromosome, h.variant_type, h.ref, h.alt, h.id, h.filter, h.gene, h.gene_id, h.consequence,
        h.impact, h.clinical_significance, h.clinical_significances, h.consequence_details, h.info, h.genotypes,
        h.hgvs_g, h.hgvs_c, h.hgvs_p
    FROM (SELECT dataset_id, release_as_of(dataset_id, variants_as_of.release) AS wanted
          FROM dataset_releases GROUP BY dataset_id) AS d
    JOIN variant_history h ON h.dataset_id = d.dataset_id
    WHERE h.chromosome = contig AND h.position <= last_base AND h.end_pos >= first_base
      AND h.valid_from <= d.wanted AND h.valid_to > d.wanted AND NOT h.is_absent
      AND (h.position >= first_base - 63 OR h.end_pos - h.position >= 64);
END;

CREATE OR REPLACE FUNCTION variant_of_history(h variant_history) RETURNS variants
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ROW(h.rs_number, h.allele_frequency, h.dataset_id, h.position, h.end_pos, h.record_number, h.allele_count,
    h.allele_number, h.depth, h.hom_ref_count, h.het_count, h.hom_alt_count, h.missing_count, h.consequence_set, h.qual,
    h.allele_index, h.ordinal, h.chromosome, h.variant_type, h.ref, h.alt, h.id, h.filter, h.gene, h.gene_id, h.consequence,
    h.impact, h.clinical_significance, h.clinical_significances, h.consequence_details, h.info, h.genotypes,
    h.hgvs_g, h.hgvs_c, h.hgvs_p)::variants;
