-- Statistics of variants. Counting is incremental: a dataset is counted once, in one pass over its partitions, when it was loaded
-- or changed since; the materialized view is made of these counts, so that refreshing it takes moments at any number of variants.
--   SELECT refresh_variant_stats();

CREATE TABLE variant_counted (
    dataset_id int PRIMARY KEY,
    run_id bigint NOT NULL,
    counted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE variant_counted IS 'Which state of each dataset of variants the counts are of.';
COMMENT ON COLUMN variant_counted.run_id IS 'That of datasets when it was counted; with another one there it has to be counted again.';

CREATE TABLE variant_counts (
    dataset_id int NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    records bigint NOT NULL,
    alleles bigint NOT NULL,
    snv bigint NOT NULL,
    mnv bigint NOT NULL,
    ins bigint NOT NULL,
    del bigint NOT NULL,
    delins bigint NOT NULL,
    sv bigint NOT NULL,
    cnv bigint NOT NULL,
    bnd bigint NOT NULL,
    overlap bigint NOT NULL,
    ref bigint NOT NULL,
    other bigint NOT NULL,
    transitions bigint NOT NULL,
    transversions bigint NOT NULL,
    multiallelic_sites bigint NOT NULL,
    filter_pass bigint NOT NULL,
    filter_failed bigint NOT NULL,
    filter_missing bigint NOT NULL,
    with_rs_number bigint NOT NULL,
    singletons bigint NOT NULL,
    frequency_below_0_0001 bigint NOT NULL,
    frequency_below_0_001 bigint NOT NULL,
    frequency_below_0_01 bigint NOT NULL,
    frequency_below_0_05 bigint NOT NULL,
    frequency_below_0_5 bigint NOT NULL,
    frequency_0_5_and_more bigint NOT NULL,
    frequency_missing bigint NOT NULL,
    frequency_sum double precision NOT NULL,
    qual_sum double precision NOT NULL,
    qual_missing bigint NOT NULL,
    first_position int NOT NULL,
    last_position int NOT NULL,
    genes bigint NOT NULL,
    PRIMARY KEY (dataset_id, chromosome)
);
COMMENT ON TABLE variant_counts IS 'What variant_stats is made of.';

CREATE TABLE variant_consequence_stats (
    dataset_id int NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    consequence text COLLATE "C" NOT NULL,
    impact text COLLATE "C" NOT NULL,
    alleles bigint NOT NULL,
    PRIMARY KEY (dataset_id, chromosome, consequence, impact)
);
COMMENT ON TABLE variant_consequence_stats IS 'Alleles by most severe consequence; none where there is no consequence.';

CREATE TABLE variant_gene_stats (
    dataset_id int NOT NULL,
    gene text COLLATE "C" NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    impact text COLLATE "C" NOT NULL,
    clinical_class text COLLATE "C" NOT NULL,
    alleles bigint NOT NULL,
    PRIMARY KEY (gene, dataset_id, chromosome, impact, clinical_class)
);
COMMENT ON TABLE variant_gene_stats IS 'Alleles by the gene they are ascribed to, impact and clinical class; an empty gene where there is none, none where there is no impact or class.';

CREATE TABLE variant_density (
    dataset_id int NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    start_pos int NOT NULL,
    end_pos int NOT NULL,
    alleles bigint NOT NULL,
    snv bigint NOT NULL,
    indel bigint NOT NULL,
    PRIMARY KEY (chromosome, start_pos, dataset_id)
);
COMMENT ON TABLE variant_density IS 'Alleles whose POS is in a window of a million bases: 1 to 1,000,000, 1,000,001 to 2,000,000, …; a telomere at 0 counts in the first. Windows without any have no row.';
COMMENT ON COLUMN variant_density.end_pos IS 'Last base of the window, inclusive; may lie behind the end of the contig.';
COMMENT ON COLUMN variant_density.indel IS 'Insertions, deletions and both at once.';

CREATE FUNCTION clinical_class(worst text, several text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN worst IS NULL THEN 'none'
    WHEN worst = 'pathogenic' AND 'likely_pathogenic' = ANY (several) THEN 'pathogenic_or_likely'
    WHEN worst IN ('pathogenic', 'pathogenic_low_penetrance') THEN 'pathogenic'
    WHEN worst IN ('likely_pathogenic', 'likely_pathogenic_low_penetrance') THEN 'likely_pathogenic'
    WHEN worst IN ('uncertain_significance', 'conflicting', 'likely_benign', 'benign') THEN worst
    ELSE 'other'
END;
COMMENT ON FUNCTION clinical_class IS 'Clinical significances in nine classes: pathogenic, pathogenic_or_likely, likely_pathogenic, uncertain_significance, conflicting, likely_benign, benign, other, none.';

CREATE FUNCTION snv_change(ref text, alt text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT upper(substr(ref, i, 1) || substr(alt, i, 1))
    FROM generate_series(1, length(ref)) i
    WHERE upper(substr(ref, i, 1)) <> upper(substr(alt, i, 1))
    LIMIT 1
);
COMMENT ON FUNCTION snv_change IS 'The two bases that differ between alleles of the same length: AG for CAT and CGT.';

CREATE MATERIALIZED VIEW variant_stats AS
SELECT
    d.name AS dataset,
    c.chromosome,
    c.records,
    c.alleles,
    c.snv, c.mnv, c.ins, c.del, c.delins, c.sv, c.cnv, c.bnd, c.overlap, c.ref, c.other,
    c.transitions,
    c.transversions,
    c.transitions / nullif(c.transversions, 0)::double precision AS ti_tv,
    c.multiallelic_sites,
    c.filter_pass, c.filter_failed, c.filter_missing,
    c.with_rs_number,
    c.singletons,
    c.frequency_below_0_0001, c.frequency_below_0_001, c.frequency_below_0_01, c.frequency_below_0_05,
    c.frequency_below_0_5, c.frequency_0_5_and_more, c.frequency_missing,
    c.frequency_sum / nullif(c.alleles - c.frequency_missing, 0) AS mean_frequency,
    c.qual_sum / nullif(c.alleles - c.qual_missing, 0) AS mean_qual,
    c.qual_missing,
    c.first_position, c.last_position,
    c.genes,
    coalesce(i.high, 0) AS impact_high, coalesce(i.moderate, 0) AS impact_moderate, coalesce(i.low, 0) AS impact_low,
    coalesce(i.modifier, 0) AS impact_modifier, coalesce(i.missing, 0) AS impact_missing,
    coalesce(i.consequences, '{}') AS consequences,
    coalesce(s.classes, '{}') AS clinical_classes
FROM variant_counts c
JOIN datasets d ON d.dataset_id = c.dataset_id
LEFT JOIN (
    SELECT dataset_id, chromosome,
        sum(alleles) FILTER (WHERE impact = 'HIGH')::bigint AS high,
        sum(alleles) FILTER (WHERE impact = 'MODERATE')::bigint AS moderate,
        sum(alleles) FILTER (WHERE impact = 'LOW')::bigint AS low,
        sum(alleles) FILTER (WHERE impact = 'MODIFIER')::bigint AS modifier,
        sum(alleles) FILTER (WHERE impact = 'none')::bigint AS missing,
        jsonb_object_agg(consequence, alleles) AS consequences
    FROM (
        SELECT dataset_id, chromosome, consequence, min(impact) AS impact, sum(alleles)::bigint AS alleles
        FROM variant_consequence_stats GROUP BY 1, 2, 3
    ) term
    GROUP BY 1, 2
) i ON i.dataset_id = c.dataset_id AND i.chromosome = c.chromosome
LEFT JOIN (
    SELECT dataset_id, chromosome, jsonb_object_agg(clinical_class, alleles) AS classes
    FROM (
        SELECT dataset_id, chromosome, clinical_class, sum(alleles)::bigint AS alleles
        FROM variant_gene_stats GROUP BY 1, 2, 3
    ) class
    GROUP BY 1, 2
) s ON s.dataset_id = c.dataset_id AND s.chromosome = c.chromosome;
CREATE UNIQUE INDEX idx_variant_stats_key ON variant_stats (dataset, chromosome);
COMMENT ON MATERIALIZED VIEW variant_stats IS 'Variants counted, one row a dataset and contig, as of the last SELECT refresh_variant_stats().';
COMMENT ON COLUMN variant_stats.records IS 'Records of the files that have a row. Where rows were added or deleted by hand, different record numbers.';
COMMENT ON COLUMN variant_stats.alleles IS 'Rows: one an ALT allele, or a record without ALT. All counts that do not say otherwise are of these.';
COMMENT ON COLUMN variant_stats.transitions IS 'Single bases A and G, or C and T, for each other.';
COMMENT ON COLUMN variant_stats.multiallelic_sites IS 'Records whose second ALT allele has a row.';
COMMENT ON COLUMN variant_stats.singletons IS 'Alleles with AC 1.';
COMMENT ON COLUMN variant_stats.frequency_below_0_001 IS 'From 0.0001 to below 0.001; the others likewise: each frequency is counted once.';
COMMENT ON COLUMN variant_stats.mean_frequency IS 'Of one source; a mean over several sources means nothing.';
COMMENT ON COLUMN variant_stats.genes IS 'Different genes that alleles are ascribed to.';
COMMENT ON COLUMN variant_stats.consequences IS 'Alleles by most severe consequence: {"missense_variant": 12, …}; none where there is no consequence.';
COMMENT ON COLUMN variant_stats.clinical_classes IS 'Alleles by clinical_class.';

CREATE FUNCTION stale_variant_stats() RETURNS SETOF int
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT d.dataset_id
    FROM datasets d
    LEFT JOIN variant_counted c ON c.dataset_id = d.dataset_id
    WHERE d.kind = 'variants' AND c.run_id IS DISTINCT FROM d.run_id
    ORDER BY d.dataset_id;
END;
COMMENT ON FUNCTION stale_variant_stats IS 'Datasets of variants that were loaded or changed since they were counted.';

CREATE FUNCTION count_variants(counted_dataset int) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    -- read before the rows: a load in between makes it stale again
    of_run bigint := (SELECT run_id FROM datasets WHERE dataset_id = counted_dataset);
    records_by_contig jsonb := (SELECT record_counts FROM datasets WHERE dataset_id = counted_dataset);
    loaded_rows bigint := (
        SELECT sum(value::bigint) FROM datasets, jsonb_each_text(row_counts)
        WHERE dataset_id = counted_dataset AND key LIKE 'variants%');
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
        FROM variants
        WHERE dataset_id = %s
        GROUP BY 1, 2, 3, 4, 5, 6
        $query$, counted_dataset);
    -- The loader knows the records; record numbers alone do not tell apart those of files that were appended.
    IF loaded_rows IS DISTINCT FROM (SELECT sum(alleles) FROM variant_cells) THEN
        records_by_contig := (
            SELECT jsonb_object_agg(chromosome, records)
            FROM (
                SELECT chromosome, count(DISTINCT record_number) AS records
                FROM variants WHERE dataset_id = counted_dataset GROUP BY chromosome
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
COMMENT ON FUNCTION count_variants IS 'Counts one dataset anew, in one pass; without one of that number, forgets its counts.';

CREATE FUNCTION refresh_variant_stats() RETURNS int
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    stale int[] := ARRAY (SELECT stale_variant_stats());
    gone int[] := ARRAY (SELECT c.dataset_id FROM variant_counted c LEFT JOIN datasets d USING (dataset_id) WHERE d.dataset_id IS NULL);
BEGIN
    PERFORM count_variants(id) FROM unnest(stale || gone) id;
    REFRESH MATERIALIZED VIEW CONCURRENTLY variant_stats;
    RETURN cardinality(stale);
END
$$;
COMMENT ON FUNCTION refresh_variant_stats IS 'Counts the datasets that changed and refreshes variant_stats while others go on reading it. Returns how many datasets were counted.';
