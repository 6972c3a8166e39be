-- Variants: one row an ALT allele. Partitioned by contig, each of these by dataset, so that a dataset is replaced or dropped in an
-- instant and a question about one contig touches one partition.

-- Alleles may be longer than an entry of a B-tree: a long one is known by its digest and length. A short key never has as
-- many bytes as a long one's, so the two cannot meet. Without the casts to text || would only be stable; then PostgreSQL does not
-- write this out where it is called, and the index on it takes ten times as long.
CREATE FUNCTION allele_key(allele text, ordinal smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN ordinal = 0 AND octet_length(allele) <= 32 THEN allele
    ELSE md5(allele) || ' ' || octet_length(allele)::text || ' ' || ordinal::text
END;
COMMENT ON FUNCTION allele_key IS 'What stands for an allele in the natural key of variants: itself up to 32 bytes, else digest, length and ordinal.';

-- Steps of sixteen: at most 16 times as many long variants are looked at as overlap.
CREATE FUNCTION span_level(first_base int, last_base int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN last_base - first_base < 1024 THEN 1
    WHEN last_base - first_base < 16384 THEN 2
    WHEN last_base - first_base < 262144 THEN 3
    WHEN last_base - first_base < 4194304 THEN 4
    WHEN last_base - first_base < 67108864 THEN 5
    ELSE 6
END;
COMMENT ON FUNCTION span_level IS 'Class of length of a variant of 65 bases or more; see variants_overlapping.';

-- Wide columns first, then the narrow ones: no byte is lost to alignment.
CREATE TABLE variants (
    rs_number bigint,
    allele_frequency double precision,
    dataset_id int NOT NULL,
    position int NOT NULL,
    end_pos int NOT NULL,
    record_number int NOT NULL,
    allele_count int,
    allele_number int,
    depth int,
    hom_ref_count int,
    het_count int,
    hom_alt_count int,
    missing_count int,
    consequence_set int,
    qual real,
    allele_index smallint NOT NULL,
    ordinal smallint NOT NULL DEFAULT 0,
    chromosome text COLLATE "C" NOT NULL,
    variant_type text COLLATE "C" NOT NULL,
    ref text COLLATE "C" NOT NULL,
    alt text COLLATE "C",
    id text COLLATE "C",
    filter text COLLATE "C",
    gene text COLLATE "C",
    gene_id text COLLATE "C",
    consequence text COLLATE "C",
    impact text COLLATE "C",
    clinical_significance text COLLATE "C",
    clinical_significances text[],
    consequence_details text[],
    info jsonb,
    genotypes bytea
) PARTITION BY LIST (chromosome);
-- Packed as they are, compressing them gains little; uncompressed, one sample's bytes can be read without the others'.
ALTER TABLE variants ALTER COLUMN genotypes SET STORAGE EXTERNAL;
-- Nobody plans by whole values of these, and comparing them is half of what ANALYZE does. Of INFO keys that are indexed, the indexes have
-- statistics.
ALTER TABLE variants
    ALTER COLUMN info SET STATISTICS 0,
    ALTER COLUMN genotypes SET STATISTICS 0,
    ALTER COLUMN clinical_significances SET STATISTICS 0,
    ALTER COLUMN consequence_details SET STATISTICS 0;
COMMENT ON TABLE variants IS 'One row an ALT allele of a record; a record without ALT has one row without alt. Within a dataset chromosome, position, ref, alt and ordinal are unique: each partition of a dataset has a unique index on them.';
COMMENT ON COLUMN variants.rs_number IS 'Number of the reference SNP: 429358 for rs429358. From INFO RS, else the first id of that form.';
COMMENT ON COLUMN variants.allele_frequency IS 'Of this ALT allele, from 0 to 1, read as its source writes it (AF, AC / AN, FREQ, CAF, …).';
COMMENT ON COLUMN variants.dataset_id IS 'The dataset; the partition key below the contig.';
COMMENT ON COLUMN variants.position IS 'POS: first base of REF, 1-based; 0 for a telomere.';
COMMENT ON COLUMN variants.end_pos IS 'Last base of the allele on the reference, inclusive: that of REF, or for a symbolic allele what END or SVLEN say.';
COMMENT ON COLUMN variants.record_number IS 'Number of the record in its file, from 1, refused records counted.';
COMMENT ON COLUMN variants.allele_count IS 'AC of this allele.';
COMMENT ON COLUMN variants.allele_number IS 'AN.';
COMMENT ON COLUMN variants.depth IS 'INFO DP.';
COMMENT ON COLUMN variants.hom_ref_count IS 'Samples that have no copy of this allele and no missing one: 0/0; of a record with several ALT alleles also 0/2, as after bcftools norm -m -. The four counts add up to the number of samples; null without genotypes.';
COMMENT ON COLUMN variants.het_count IS 'Samples that have this allele and something else: 0/1, 1/2, ./1.';
COMMENT ON COLUMN variants.hom_alt_count IS 'Samples that have nothing but this allele: 1/1, and 1 of a haploid.';
COMMENT ON COLUMN variants.missing_count IS 'Samples of which it is not known whether they have this allele: ./., ., ./0, no genotype.';
COMMENT ON COLUMN variants.consequence_set IS 'Which of the dataset''s consequence_sets on this contig says what the allele does to each transcript; ask variant_consequences. Null unless all consequences were asked for.';
COMMENT ON COLUMN variants.allele_index IS 'Number of the allele in its record, from 1; 0 where the record has no ALT.';
COMMENT ON COLUMN variants.ordinal IS '0; for a repeated variant kept on request 1, 2, … in file order.';
COMMENT ON COLUMN variants.chromosome IS 'The contig in Ensembl style: 1 … 22, X, Y, MT; the partition key.';
COMMENT ON COLUMN variants.variant_type IS 'What the allele does to REF, bases in common taken off: SNV, MNV, INS, DEL, DELINS; SV, CNV (symbolic), BND (breakend), OVERLAP (*), REF (no ALT, <*>), OTHER.';
COMMENT ON COLUMN variants.alt IS 'Null where the record has no ALT.';
COMMENT ON COLUMN variants.id IS 'ID as written, several with semicolons between; null if missing.';
COMMENT ON COLUMN variants.filter IS 'PASS, or the codes of the filters that failed with semicolons between; null if no filter was applied.';
COMMENT ON COLUMN variants.gene IS 'Symbol of the gene, the first of several.';
COMMENT ON COLUMN variants.gene_id IS 'Its stable id, where the source has it or the variant was annotated.';
COMMENT ON COLUMN variants.consequence IS 'Sequence Ontology term of the most severe consequence, where the source has it or the variant was annotated.';
COMMENT ON COLUMN variants.impact IS 'HIGH, MODERATE, LOW or MODIFIER: the class of the consequence.';
COMMENT ON COLUMN variants.clinical_significance IS 'What ClinVar says, one spelling for all releases: pathogenic, likely_pathogenic, uncertain_significance, conflicting, …; the most severe of several.';
COMMENT ON COLUMN variants.clinical_significances IS 'All of them, worst first, where there is more than one.';
COMMENT ON COLUMN variants.consequence_details IS 'What of its consequences is the allele''s own, by their rank: cDNA, CDS and protein position, amino acids, codons, HGVS of transcript and protein with | between, an empty text where there is nothing; variant_consequences takes them apart.';
COMMENT ON COLUMN variants.info IS 'INFO keys that were asked for, typed by the header; of a list with a value an allele, this allele''s.';
COMMENT ON COLUMN variants.genotypes IS 'Who has what, packed; ask genotype, genotype_carriers, variant_carriers, sample_variants. Kept: ploidy, copies of this allele, missing alleles. Not kept: phase, order, which other allele stands beside this one. Null if the record has no GT, or genotypes were not asked for.';

-- By position, natural key: made for each partition of a dataset by the loader (position, allele_key(ref, 0),
-- allele_key(alt, ordinal)). Declared here, it would have to repeat contig and dataset in each entry.

CREATE INDEX idx_variants_id ON variants (id) WHERE id IS NOT NULL;
CREATE INDEX idx_variants_rs ON variants (rs_number) WHERE rs_number IS NOT NULL;
CREATE INDEX idx_variants_gene ON variants (gene, position) WHERE gene IS NOT NULL;
-- Most variants are rare, and nobody looks for these by frequency alone.
CREATE INDEX idx_variants_frequency ON variants (allele_frequency) WHERE allele_frequency >= 0.01;
CREATE INDEX idx_variants_significance ON variants (clinical_significance, position) WHERE clinical_significance IS NOT NULL;
-- The few long ones: overlap of all others needs a look 64 bases to the left only.
CREATE INDEX idx_variants_long ON variants (span_level(position, end_pos), position) WHERE end_pos - position >= 64;

DO $$
DECLARE
    contig text;
BEGIN
    FOREACH contig IN ARRAY string_to_array('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 X Y MT', ' ') LOOP
        EXECUTE format('CREATE TABLE variants_chr%s PARTITION OF variants FOR VALUES IN (%L) PARTITION BY LIST (dataset_id)',
            lower(contig), contig);
    END LOOP;
END $$;
-- Scaffolds, patches, and every contig that has no partition of its own.
CREATE TABLE variants_other PARTITION OF variants DEFAULT PARTITION BY LIST (dataset_id);

CREATE FUNCTION variants_overlapping(contig text, first_base int, last_base int) RETURNS SETOF variants
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
      AND v.end_pos - v.position >= 64;
END;
COMMENT ON FUNCTION variants_overlapping IS 'Variants that share a base with contig:first_base-last_base, 1-based and inclusive, of every dataset, long deletions and structural variants among them.';
