-- The packed layout of variants: about a thousand variants of one contig, sorted by position, are one row whose columns are
-- arrays. A dataset has its variants either in variants or in variant_blocks. What is the same in a whole array is left out.

CREATE TABLE variant_blocks (
    least_frequency double precision,
    greatest_frequency double precision,
    dataset_id int NOT NULL,
    block_number int NOT NULL,
    first_position int NOT NULL,
    last_position int NOT NULL,
    last_end int NOT NULL,
    variant_count int NOT NULL,
    first_record int NOT NULL,
    has_ratios boolean NOT NULL,
    has_rs_ids boolean NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    variant_type text[],
    variant_type_code smallint[],
    variant_type_count int[],
    gene text[],
    gene_code smallint[],
    gene_id text[],
    gene_id_code smallint[],
    consequence text[],
    consequence_code smallint[],
    impact text[],
    impact_code smallint[],
    clinical_significance text[],
    clinical_significance_code smallint[],
    clinical_significances text[],
    clinical_significances_code smallint[],
    filter text[],
    filter_code smallint[],
    "position" smallint[],
    position_wide int[],
    end_pos int[],
    record_number int[],
    allele_index smallint[],
    ordinal smallint[],
    rs_number int[],
    rs_number_wide bigint[],
    id text[],
    id_code smallint[],
    ref text NOT NULL,
    alt text,
    qual real[],
    allele_count int[],
    allele_number int[],
    allele_frequency_code int[],
    allele_frequency double precision[],
    depth int[],
    hom_ref_count int[],
    het_count int[],
    hom_alt_count int[],
    missing_count int[],
    genotypes bytea[],
    consequence_set int[],
    consequence_details text[],
    info_keys text[],
    info_values text[]
) PARTITION BY LIST (chromosome);
COMMENT ON TABLE variant_blocks IS 'Datasets of variants in the packed layout: a row is a block of up to 1000 variants, sorted by position. Read it through packed_variants, all_variants or unpacked_variants.';
COMMENT ON COLUMN variant_blocks.dataset_id IS 'The dataset; the partition key below the contig.';
COMMENT ON COLUMN variant_blocks.block_number IS 'Counted within a dataset and partition, from 1, in the order of contig and position.';
COMMENT ON COLUMN variant_blocks.last_end IS 'The greatest end_pos of the block.';
COMMENT ON COLUMN variant_blocks.first_record IS 'Record number of the first variant.';
COMMENT ON COLUMN variant_blocks.has_ratios IS 'True where allele_frequency is allele_count / allele_number for each variant; neither of the arrays of frequencies is there then.';
COMMENT ON COLUMN variant_blocks.has_rs_ids IS 'True where each variant that has an rs_number and no entry in id has the id of that number: rs429358.';
COMMENT ON COLUMN variant_blocks.variant_type IS 'Of this and the other columns with a _code beside them: the different texts of the block if there are codes, which count them from 1, else a text for each variant.';
COMMENT ON COLUMN variant_blocks.variant_type_count IS 'How many variants have each of the types.';
COMMENT ON COLUMN variant_blocks.clinical_significances IS 'Each an array as PostgreSQL writes it: {pathogenic,benign}.';
COMMENT ON COLUMN variant_blocks."position" IS 'POS less first_position less 32768.';
COMMENT ON COLUMN variant_blocks.position_wide IS 'POS less first_position, of a block of more than 65,536 bases; position is null then.';
COMMENT ON COLUMN variant_blocks.end_pos IS 'Bases by which end_pos differs from the last base of REF; null if none does.';
COMMENT ON COLUMN variant_blocks.record_number IS 'What record_number has beyond first_record and the place in the block, from 0; null if nothing.';
COMMENT ON COLUMN variant_blocks.allele_index IS 'Null if all are 1.';
COMMENT ON COLUMN variant_blocks.ordinal IS 'Null if all are 0.';
COMMENT ON COLUMN variant_blocks.rs_number_wide IS 'The numbers of a block that has one beyond int; rs_number is null then.';
COMMENT ON COLUMN variant_blocks.ref IS 'REF of each variant, with commas between.';
COMMENT ON COLUMN variant_blocks.alt IS 'ALT of each variant, with commas between; an empty text where there is none.';
COMMENT ON COLUMN variant_blocks.allele_frequency_code IS 'A frequency of up to six digits: 2^20 times the number of decimals, plus the digits as a number.';
COMMENT ON COLUMN variant_blocks.allele_frequency IS 'Frequencies that are neither ratios nor of few digits.';
COMMENT ON COLUMN variant_blocks.consequence_details IS 'Each an array as PostgreSQL writes it.';
COMMENT ON COLUMN variant_blocks.info_keys IS 'INFO keys of the block.';
COMMENT ON COLUMN variant_blocks.info_values IS 'Of each key a JSON array with a value for each variant, false where it has none.';

DO $$
DECLARE
    wide text;
BEGIN
    -- comparing arrays of a thousand is all that ANALYZE would do
    FOR wide IN SELECT attname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE attrelid = 'variant_blocks'::regclass AND attnum > 0 AND (t.typcategory = 'A' OR attname IN ('ref', 'alt'))
    LOOP
        EXECUTE format('ALTER TABLE variant_blocks ALTER COLUMN %I SET STATISTICS 0', wide);
    END LOOP;
END $$;

CREATE INDEX idx_variant_blocks_position ON variant_blocks (first_position, last_end);
CREATE INDEX idx_variant_blocks_sets ON variant_blocks USING gin (gene, clinical_significance);

-- rs numbers and ids of packed datasets: sorted, a thousand a row, each with the position of its variant.
CREATE TABLE variant_block_keys (
    first_key bigint NOT NULL,
    last_key bigint NOT NULL,
    dataset_id int NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    keys int[] NOT NULL,
    positions int[] NOT NULL
) PARTITION BY LIST (chromosome);
COMMENT ON TABLE variant_block_keys IS 'Where the variants of packed datasets are whose rs number or id is asked for; see packed_places.';
COMMENT ON COLUMN variant_block_keys.first_key IS 'The least key of the row: an rs number, or variant_id_key of an id that is not its rs number.';
COMMENT ON COLUMN variant_block_keys.keys IS 'Keys less first_key, in order.';
COMMENT ON COLUMN variant_block_keys.positions IS 'POS of the variant of each key.';
ALTER TABLE variant_block_keys ALTER COLUMN keys SET STATISTICS 0, ALTER COLUMN positions SET STATISTICS 0;
CREATE INDEX idx_variant_block_keys ON variant_block_keys USING gist (int8range(first_key, last_key, '[]'));

DO $$
DECLARE
    contig text;
    packed text;
BEGIN
    FOREACH packed IN ARRAY ARRAY['variant_blocks', 'variant_block_keys'] LOOP
        FOREACH contig IN ARRAY string_to_array('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 X Y MT', ' ') LOOP
            EXECUTE format('CREATE TABLE %1$s_chr%2$s PARTITION OF %1$s FOR VALUES IN (%3$L) PARTITION BY LIST (dataset_id)',
                packed, lower(contig), contig);
        END LOOP;
        EXECUTE format('CREATE TABLE %1$s_other PARTITION OF %1$s DEFAULT PARTITION BY LIST (dataset_id)', packed);
    END LOOP;
    -- chromosomes of other assemblies, if variants has them
    FOR contig, packed IN
        SELECT substr(c.relname, 9), pg_get_expr(c.relpartbound, c.oid)
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'variants'::regclass AND c.relkind = 'p'
    LOOP
        IF to_regclass(format('%I', 'variant_blocks' || contig)) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF variant_blocks %s PARTITION BY LIST (dataset_id)',
                'variant_blocks' || contig, packed);
            EXECUTE format('CREATE TABLE %I PARTITION OF variant_block_keys %s PARTITION BY LIST (dataset_id)',
                'variant_block_keys' || contig, packed);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION variant_id_key(id text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN -1 - (('x' || substr(md5(id), 1, 8))::bit(32)::bigint & 4294967295);
COMMENT ON FUNCTION variant_id_key IS 'The key of an id in variant_block_keys: negative, so that it is no rs number. Two ids may share one.';

CREATE FUNCTION packed_places(wanted bigint) RETURNS TABLE (dataset_id int, chromosome text, "position" int)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT k.dataset_id, k.chromosome, entry.place
    FROM variant_block_keys k
    CROSS JOIN LATERAL unnest(k.keys, k.positions) AS entry (key, place)
    WHERE int8range(k.first_key, k.last_key, '[]') @> wanted AND entry.key = wanted - k.first_key;
END;
COMMENT ON FUNCTION packed_places IS 'Where packed variants with an rs number, or the key of an id, may be.';

CREATE FUNCTION unpack_info(keys text[], key_values text[]) RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
    SELECT jsonb_object_agg(of_key.key, entry.value) FILTER (WHERE entry.value <> 'false'::jsonb)
    FROM unnest(keys, key_values) AS of_key (key, all_values)
    CROSS JOIN LATERAL jsonb_array_elements(of_key.all_values::jsonb) WITH ORDINALITY AS entry (value, place)
    GROUP BY entry.place
    ORDER BY entry.place;
END;
COMMENT ON FUNCTION unpack_info IS 'The INFO of each variant of a block, from the arrays of its keys.';

CREATE FUNCTION unpack_block(b variant_blocks) RETURNS SETOF variants
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
        u.info,
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
        unnest(b.clinical_significances_code),
        unpack_info(b.info_keys, b.info_values)
    ) WITH ORDINALITY AS u (
        "position", position_wide, ref, alt, end_pos, record_number, allele_index, ordinal, rs_number, rs_number_wide, id, id_code, qual,
        allele_count, allele_number, allele_frequency_code, allele_frequency, depth, hom_ref_count, het_count, hom_alt_count,
        missing_count, genotypes, consequence_set, consequence_details, variant_type, variant_type_code, filter, filter_code,
        gene, gene_code, gene_id, gene_id_code, consequence, consequence_code, impact, impact_code, clinical_significance,
        clinical_significance_code, clinical_significances, clinical_significances_code, info, place);
END;
COMMENT ON FUNCTION unpack_block IS 'The variants of a block, as rows of variants.';

CREATE VIEW unpacked_variants AS
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
    b.tableoid AS block_table
FROM variant_blocks b
CROSS JOIN LATERAL unpack_block(b) u;
COMMENT ON VIEW unpacked_variants IS 'The variants of packed datasets, beside what their blocks can be told apart by. Name the block as well as the variant: … WHERE chromosome = ''17'' AND block_first <= 43125370 AND block_last >= 43044295 AND position BETWEEN 43044295 AND 43125370.';

CREATE VIEW all_variants AS
SELECT * FROM variants
UNION ALL
SELECT u.* FROM variant_blocks b CROSS JOIN LATERAL unpack_block(b) u;
COMMENT ON VIEW all_variants IS 'The variants of all datasets, whatever their layout. Of packed ones it reads all that are in the partitions which contig and dataset leave; regions are faster by variants_overlapping.';

CREATE FUNCTION packed_variants(contig text, first_base int, last_base int) RETURNS SETOF variants
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT u.*
    FROM variant_blocks b
    CROSS JOIN LATERAL unpack_block(b) u
    WHERE b.chromosome = contig
      AND b.first_position <= last_base
      AND b.last_end >= first_base
      AND u.position <= last_base
      AND u.end_pos >= first_base;
END;
COMMENT ON FUNCTION packed_variants IS 'Variants of packed datasets that share a base with contig:first_base-last_base, 1-based and inclusive.';

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

CREATE FUNCTION is_packed(row_counts jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN jsonb_path_exists(row_counts, '$.keyvalue() ? (@.key starts with "variant_blocks")');
COMMENT ON FUNCTION is_packed IS 'Whether a dataset has the packed layout, by the tables that its rows are in: is_packed(datasets.row_counts).';

CREATE VIEW variant_type_counts AS
SELECT d.name AS dataset, b.chromosome, kind.variant_type, sum(kind.variants)::bigint AS variants
FROM variant_blocks b
JOIN datasets d ON d.dataset_id = b.dataset_id
CROSS JOIN LATERAL unnest(b.variant_type, b.variant_type_count) AS kind (variant_type, variants)
GROUP BY d.name, b.chromosome, kind.variant_type
UNION ALL
SELECT d.name, v.chromosome, v.variant_type, count(*)
FROM variants v
JOIN datasets d ON d.dataset_id = v.dataset_id
GROUP BY d.name, v.chromosome, v.variant_type;
COMMENT ON VIEW variant_type_counts IS 'Variants by dataset, contig and type, counted when asked: of packed datasets from a number in each block.';

-- As before, but for both layouts.
CREATE OR REPLACE FUNCTION count_variants(counted_dataset int) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    -- read before the rows: a load in between makes it stale again
    of_run bigint := (SELECT run_id FROM datasets WHERE dataset_id = counted_dataset);
    records_by_contig jsonb := (SELECT record_counts FROM datasets WHERE dataset_id = counted_dataset);
    loaded_rows bigint := coalesce(
        (SELECT sum(value::bigint) FROM datasets, jsonb_each_text(row_counts)
            WHERE dataset_id = counted_dataset AND key LIKE 'variants%'),
        (SELECT sum(variant_count) FROM variant_blocks WHERE dataset_id = counted_dataset));
BEGIN
    -- two that count at once count one after the other
    LOCK TABLE variant_counted IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM variant_counts WHERE dataset_id = counted_dataset;
    DELETE FROM variant_consequence_stats WHERE dataset_id = counted_dataset;
    DELETE FROM variant_gene_stats WHERE dataset_id = counted_dataset;
    DELETE FROM variant_density WHERE dataset_id = counted_dataset;
    DELETE FROM variant_counted WHERE dataset_id = counted_dataset;
    IF of_run IS NULL THEN
        RETURN;
    END IF;
    DROP TABLE IF EXISTS pg_temp.variant_cells;
    EXECUTE format($query$
        CREATE TEMP TABLE variant_cells ON COMMIT DROP AS
        SELECT
            chromosome,
            greatest(position - 1, 0) / 1000000 AS megabase,
            gene,
            coalesce(impact, 'none') AS impact,
            coalesce(consequence, 'none') AS consequence,
            clinical_class(clinical_significance, clinical_significances) AS clinical_class,
            count(*) AS alleles,
            count(*) FILTER (WHERE variant_type = 'SNV') AS snv,
            count(*) FILTER (WHERE variant_type = 'MNV') AS mnv,
            count(*) FILTER (WHERE variant_type = 'INS') AS ins,
            count(*) FILTER (WHERE variant_type = 'DEL') AS del,
            count(*) FILTER (WHERE variant_type = 'DELINS') AS delins,
            count(*) FILTER (WHERE variant_type = 'SV') AS sv,
            count(*) FILTER (WHERE variant_type = 'CNV') AS cnv,
            count(*) FILTER (WHERE variant_type = 'BND') AS bnd,
            count(*) FILTER (WHERE variant_type = 'OVERLAP') AS overlap,
            count(*) FILTER (WHERE variant_type = 'REF') AS ref,
            count(*) FILTER (WHERE variant_type = 'OTHER') AS other,
            count(*) FILTER (WHERE variant_type = 'SNV'
                AND CASE WHEN octet_length(ref) = 1 THEN upper(ref || alt) ELSE snv_change(ref, alt) END
                    IN ('AG', 'GA', 'CT', 'TC')) AS transitions,
            count(*) FILTER (WHERE variant_type = 'SNV'
                AND CASE WHEN octet_length(ref) = 1 THEN upper(ref || alt) ELSE snv_change(ref, alt) END
                    IN ('AC', 'CA', 'AT', 'TA', 'GC', 'CG', 'GT', 'TG')) AS transversions,
            count(*) FILTER (WHERE allele_index = 2) AS multiallelic_sites,
            count(*) FILTER (WHERE filter = 'PASS') AS filter_pass,
            count(*) FILTER (WHERE filter <> 'PASS') AS filter_failed,
            count(*) FILTER (WHERE filter IS NULL) AS filter_missing,
            count(rs_number) AS with_rs_number,
            count(*) FILTER (WHERE allele_count = 1) AS singletons,
            count(*) FILTER (WHERE allele_frequency < 0.0001) AS f0001,
            count(*) FILTER (WHERE allele_frequency >= 0.0001 AND allele_frequency < 0.001) AS f001,
            count(*) FILTER (WHERE allele_frequency >= 0.001 AND allele_frequency < 0.01) AS f01,
            count(*) FILTER (WHERE allele_frequency >= 0.01 AND allele_frequency < 0.05) AS f05,
            count(*) FILTER (WHERE allele_frequency >= 0.05 AND allele_frequency < 0.5) AS f5,
            count(*) FILTER (WHERE allele_frequency >= 0.5) AS f1,
            count(*) FILTER (WHERE allele_frequency IS NULL) AS frequency_missing,
            coalesce(sum(allele_frequency), 0) AS frequency_sum,
            coalesce(sum(qual::double precision), 0) AS qual_sum,
            count(*) FILTER (WHERE qual IS NULL) AS qual_missing,
            min(position) AS first_position,
            max(position) AS last_position
        FROM all_variants
        WHERE dataset_id = %s
        GROUP BY 1, 2, 3, 4, 5, 6
        $query$, counted_dataset);
    -- The loader knows the records; record numbers alone do not tell apart those of files that were appended.
    IF loaded_rows IS DISTINCT FROM (SELECT sum(alleles) FROM variant_cells) THEN
        records_by_contig := (
            SELECT jsonb_object_agg(chromosome, records)
            FROM (
                SELECT chromosome, count(DISTINCT record_number) AS records
                FROM all_variants WHERE dataset_id = counted_dataset GROUP BY chromosome
            ) counted);
    END IF;
    INSERT INTO variant_counts
    SELECT
        counted_dataset, chromosome, coalesce((records_by_contig ->> chromosome)::bigint, 0), sum(alleles), sum(snv), sum(mnv), sum(ins), sum(del), sum(delins), sum(sv),
        sum(cnv), sum(bnd), sum(overlap), sum(ref), sum(other), sum(transitions), sum(transversions),
        sum(multiallelic_sites), sum(filter_pass), sum(filter_failed), sum(filter_missing), sum(with_rs_number),
        sum(singletons), sum(f0001), sum(f001), sum(f01), sum(f05), sum(f5), sum(f1), sum(frequency_missing),
        sum(frequency_sum), sum(qual_sum), sum(qual_missing), min(first_position), max(last_position), count(DISTINCT gene)
    FROM variant_cells GROUP BY chromosome;
    INSERT INTO variant_consequence_stats
    SELECT counted_dataset, chromosome, consequence, impact, sum(alleles) FROM variant_cells GROUP BY 2, 3, 4;
    INSERT INTO variant_gene_stats
    SELECT counted_dataset, coalesce(gene, ''), chromosome, impact, clinical_class, sum(alleles)
    FROM variant_cells GROUP BY 2, 3, 4, 5;
    INSERT INTO variant_density
    SELECT counted_dataset, chromosome, 1000000 * megabase + 1, least(1000000 * (megabase + 1::bigint), 2147483647),
        sum(alleles), sum(snv), sum(ins) + sum(del) + sum(delins)
    FROM variant_cells GROUP BY chromosome, megabase;
    INSERT INTO variant_counted (dataset_id, run_id) VALUES (counted_dataset, of_run);
    DROP TABLE variant_cells;
END
$$;
