-- Releases of gene annotations. A gene that differs ends with all that is below it, and comes back with new keys: so a row's key says in
-- which release it began, and only its end is kept. See docs/adr/0033-releases.md.

ALTER TABLE genes ADD COLUMN digest bigint;
ALTER TABLE transcripts ADD COLUMN digest bigint;
COMMENT ON COLUMN genes.digest IS 'Of the gene with its transcripts, exons and coding sequences, without keys and the order of transcripts; null in datasets without releases.';
COMMENT ON COLUMN transcripts.digest IS 'Of the transcript with its exons and coding sequences, without keys; null in datasets without releases.';

ALTER TABLE gene_aliases ADD COLUMN valid_from int NOT NULL DEFAULT 0;
COMMENT ON COLUMN gene_aliases.valid_from IS 'The first release that has the alias; 0 if it has been there from the beginning.';

ALTER TABLE dataset_releases
    ADD COLUMN last_gene_key int,
    ADD COLUMN last_transcript_key int,
    ADD COLUMN below jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN dataset_releases.added IS 'Variants or genes that the previous release does not have; all of them for the first release.';
COMMENT ON COLUMN dataset_releases.changed IS 'Variants with the contig, position, ref, alt and ordinal of the previous release, but other content. Genes with the same id and contig that differ, or whose transcripts differ.';
COMMENT ON COLUMN dataset_releases.last_gene_key IS 'Genes with greater keys came with later releases; null for variants.';
COMMENT ON COLUMN dataset_releases.last_transcript_key IS 'As last_gene_key.';
COMMENT ON COLUMN dataset_releases.below IS 'The same counts of transcripts and exons, by table.';

CREATE TABLE gene_history (
    LIKE genes INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE,
    valid_to int NOT NULL,
    PRIMARY KEY (dataset_id, gene_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_gene_history_chr_pos ON gene_history (chromosome, start_pos);
CREATE INDEX idx_gene_history_gene ON gene_history (gene_id);
CREATE INDEX idx_gene_history_name ON gene_history (display_name);
COMMENT ON TABLE gene_history IS 'Rows of genes that ended with a release of their dataset. A release has those with gene_key up to its last_gene_key and a later valid_to.';
COMMENT ON COLUMN gene_history.valid_to IS 'The first release that no longer has the row as it is.';

CREATE TABLE transcript_history (
    LIKE transcripts INCLUDING DEFAULTS INCLUDING STORAGE,
    valid_to int NOT NULL,
    PRIMARY KEY (dataset_id, transcript_key)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_transcript_history_gene ON transcript_history (gene_key);
CREATE INDEX idx_transcript_history_id ON transcript_history (transcript_id);
COMMENT ON TABLE transcript_history IS 'As gene_history, by transcript_key and last_transcript_key.';

CREATE TABLE exon_history (
    LIKE exons INCLUDING DEFAULTS INCLUDING STORAGE,
    valid_to int NOT NULL,
    PRIMARY KEY (dataset_id, transcript_key, exon_number)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_exon_history_id ON exon_history USING hash (exon_id);
COMMENT ON TABLE exon_history IS 'As transcript_history.';

CREATE TABLE coding_sequence_history (
    LIKE coding_sequences INCLUDING DEFAULTS INCLUDING STORAGE,
    valid_to int NOT NULL,
    PRIMARY KEY (dataset_id, transcript_key, cds_number)
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE coding_sequence_history IS 'As transcript_history.';

CREATE TABLE cds_history (
    LIKE cds INCLUDING DEFAULTS INCLUDING STORAGE,
    valid_to int NOT NULL,
    PRIMARY KEY (dataset_id, transcript_key, cds_number, segment_number)
) PARTITION BY LIST (dataset_id);
COMMENT ON TABLE cds_history IS 'As transcript_history.';

CREATE TABLE gene_alias_history (
    LIKE gene_aliases INCLUDING DEFAULTS INCLUDING STORAGE,
    valid_to int NOT NULL,
    PRIMARY KEY (dataset_id, alias, symbol, source, valid_to)
) PARTITION BY LIST (dataset_id);
CREATE INDEX idx_gene_alias_history_symbol ON gene_alias_history (symbol);
CREATE INDEX idx_gene_alias_history_alias ON gene_alias_history (alias);
COMMENT ON TABLE gene_alias_history IS 'Rows of gene_aliases that ended with a release of their dataset.';

ALTER TABLE gene_history ALTER COLUMN attributes SET STATISTICS 0;
ALTER TABLE transcript_history ALTER COLUMN attributes SET STATISTICS 0, ALTER COLUMN selenocysteines SET STATISTICS 0;
ALTER TABLE exon_history ALTER COLUMN attributes SET STATISTICS 0;
ALTER TABLE coding_sequence_history
    ALTER COLUMN start_codon SET STATISTICS 0,
    ALTER COLUMN stop_codon SET STATISTICS 0,
    ALTER COLUMN attributes SET STATISTICS 0;

-- As before; a function that returns rows of genes has to list their columns.
CREATE OR REPLACE FUNCTION genes_overlapping(contig text, first_base int, last_base int) RETURNS SETOF genes
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT g.*
    FROM genes g
    WHERE g.chromosome = contig
      AND g.start_pos <= last_base
      AND g.start_pos > first_base - (SELECT coalesce(max(d.longest_feature), 0) FROM datasets d WHERE d.kind = 'genes')
      AND g.end_pos >= first_base;
END;

-- Rows of genes that only one of two releases has.
CREATE FUNCTION gene_rows_between(of_dataset int, since int, until int)
RETURNS TABLE (is_after boolean, gene_key int, gene_id text, chromosome text, ordinal bigint, digest bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT r.is_after, r.gene_key, r.gene_id, r.chromosome,
        row_number() OVER (PARTITION BY r.is_after, r.gene_id, r.chromosome ORDER BY r.start_pos, r.end_pos, r.gene_key), r.digest
    FROM dataset_releases s
    JOIN dataset_releases u ON u.dataset_id = s.dataset_id AND u.release = gene_rows_between.until
    CROSS JOIN LATERAL (
        SELECT false AS is_after, h.gene_key, h.gene_id, h.chromosome, h.start_pos, h.end_pos, h.digest
        FROM gene_history h
        WHERE h.dataset_id = of_dataset AND h.gene_key <= s.last_gene_key
          AND h.valid_to > s.release AND h.valid_to <= u.release
        UNION ALL
        SELECT true, h.gene_key, h.gene_id, h.chromosome, h.start_pos, h.end_pos, h.digest
        FROM gene_history h
        WHERE h.dataset_id = of_dataset AND h.gene_key > s.last_gene_key AND h.gene_key <= u.last_gene_key
          AND h.valid_to > u.release
        UNION ALL
        SELECT true, g.gene_key, g.gene_id, g.chromosome, g.start_pos, g.end_pos, g.digest
        FROM genes g
        WHERE g.dataset_id = of_dataset AND g.gene_key > s.last_gene_key AND g.gene_key <= u.last_gene_key
    ) r
    WHERE s.dataset_id = of_dataset AND s.release = gene_rows_between.since;
END;
COMMENT ON FUNCTION gene_rows_between IS 'Genes that differ between two releases of a dataset, or that only one of them has. Rows with the same gene_id, chromosome and ordinal are the same gene.';

CREATE FUNCTION gene_release_counts(of_dataset int, since int, until int)
RETURNS TABLE (level text, added bigint, removed bigint, changed bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH gene AS MATERIALIZED (
        SELECT * FROM gene_rows_between(of_dataset, since, until)
    ), rows AS MATERIALIZED (
        SELECT g.is_after, g.gene_id, t.transcript_key, t.transcript_id, t.chromosome, t.digest
        FROM gene g
        JOIN (
            SELECT gene_key, transcript_key, transcript_id, chromosome, digest FROM transcripts WHERE dataset_id = of_dataset
            UNION ALL
            SELECT gene_key, transcript_key, transcript_id, chromosome, digest FROM transcript_history WHERE dataset_id = of_dataset
        ) t ON t.gene_key = g.gene_key
    ), transcript AS MATERIALIZED (
        SELECT r.*, row_number() OVER (
            PARTITION BY r.is_after, r.transcript_id, r.chromosome ORDER BY r.gene_id, r.transcript_key) AS ordinal
        FROM rows r
    ), exon AS MATERIALIZED (
        SELECT t.is_after, t.transcript_id, t.chromosome, t.ordinal, coalesce(e.exon_id, e.start_pos || '-' || e.end_pos) AS name,
            row_number() OVER (
                PARTITION BY t.is_after, t.transcript_key, coalesce(e.exon_id, e.start_pos || '-' || e.end_pos)
                ORDER BY e.exon_number) AS repeated,
            ROW(e.exon_number, e.start_pos, e.end_pos, e.strand, e.exon_version, e.attributes) AS content
        FROM transcript t
        JOIN (
            SELECT transcript_key, exon_number, start_pos, end_pos, strand, exon_id, exon_version, attributes
            FROM exons WHERE dataset_id = of_dataset
            UNION ALL
            SELECT transcript_key, exon_number, start_pos, end_pos, strand, exon_id, exon_version, attributes
            FROM exon_history WHERE dataset_id = of_dataset
        ) e ON e.transcript_key = t.transcript_key
    )
    SELECT 'genes',
        count(*) FILTER (WHERE b.is_after IS NULL),
        count(*) FILTER (WHERE a.is_after IS NULL),
        count(*) FILTER (WHERE a.digest <> b.digest)
    FROM (SELECT * FROM gene WHERE NOT is_after) b
    FULL JOIN (SELECT * FROM gene WHERE is_after) a
        ON a.gene_id = b.gene_id AND a.chromosome = b.chromosome AND a.ordinal = b.ordinal
    UNION ALL
    SELECT 'transcripts',
        count(*) FILTER (WHERE b.is_after IS NULL),
        count(*) FILTER (WHERE a.is_after IS NULL),
        count(*) FILTER (WHERE a.digest <> b.digest OR a.gene_id <> b.gene_id)
    FROM (SELECT * FROM transcript WHERE NOT is_after) b
    FULL JOIN (SELECT * FROM transcript WHERE is_after) a
        ON a.transcript_id = b.transcript_id AND a.chromosome = b.chromosome AND a.ordinal = b.ordinal
    UNION ALL
    SELECT 'exons',
        count(*) FILTER (WHERE b.is_after IS NULL),
        count(*) FILTER (WHERE a.is_after IS NULL),
        count(*) FILTER (WHERE a.content IS DISTINCT FROM b.content AND a.is_after IS NOT NULL AND b.is_after IS NOT NULL)
    FROM (SELECT * FROM exon WHERE NOT is_after) b
    FULL JOIN (SELECT * FROM exon WHERE is_after) a
        ON a.transcript_id = b.transcript_id AND a.chromosome = b.chromosome AND a.ordinal = b.ordinal
       AND a.name = b.name AND a.repeated = b.repeated;
END;
COMMENT ON FUNCTION gene_release_counts IS 'How many genes, transcripts and exons were added, removed and changed between two releases of a dataset.';
