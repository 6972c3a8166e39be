-- Releases of a dataset: its tables hold the newest one; what ended with a later release is in tables of its own, with the releases in
-- which it was valid. See docs/adr/0033-releases.md.

ALTER TABLE load_runs DROP CONSTRAINT load_runs_mode_check;
ALTER TABLE load_runs ADD CONSTRAINT load_runs_mode_check CHECK (mode IN ('replace', 'append', 'renew'));

CREATE TABLE dataset_releases (
    dataset_id int NOT NULL REFERENCES datasets ON DELETE CASCADE,
    release int NOT NULL CHECK (release > 0),
    name text NOT NULL CHECK (name <> ''),
    released_on date NOT NULL,
    run_id bigint NOT NULL,
    source text NOT NULL,
    sha256 text NOT NULL,
    options text NOT NULL,
    header text[] NOT NULL DEFAULT '{}',
    added bigint NOT NULL,
    removed bigint NOT NULL,
    changed bigint NOT NULL,
    unchanged bigint NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (dataset_id, release),
    UNIQUE (dataset_id, name)
);
COMMENT ON TABLE dataset_releases IS 'Releases of datasets that have any; the last one of a dataset is what its tables hold.';
COMMENT ON COLUMN dataset_releases.release IS 'Counted from 1 in the order of loading; a release that was dropped leaves a gap.';
COMMENT ON COLUMN dataset_releases.name IS 'As it was given: a date, or another text.';
COMMENT ON COLUMN dataset_releases.released_on IS 'The date that the name is, else the day of the load.';
COMMENT ON COLUMN dataset_releases.options IS 'The options of its load, which shape the rows.';
COMMENT ON COLUMN dataset_releases.header IS 'Comment and metadata lines of its file.';
COMMENT ON COLUMN dataset_releases.added IS 'Rows that the release before had not; of the first release all.';
COMMENT ON COLUMN dataset_releases.changed IS 'Rows with contig, position, ref, alt and ordinal as in the release before, and other content.';

CREATE TABLE variant_history (
    LIKE variants INCLUDING DEFAULTS INCLUDING STORAGE,
    valid_from int NOT NULL,
    valid_to int NOT NULL,
    is_absent boolean NOT NULL
) PARTITION BY LIST (chromosome);
COMMENT ON TABLE variant_history IS 'Rows of variants that ended with a release of their dataset. Read it through variants_as_of and variant_changes.';
COMMENT ON COLUMN variant_history.valid_from IS 'The first release that has the row; 0 if it has been there from the beginning.';
COMMENT ON COLUMN variant_history.valid_to IS 'The release in which it is gone, or other.';
COMMENT ON COLUMN variant_history.is_absent IS 'True if the releases from valid_from to valid_to have no such row: one was added with valid_to, of which the other columns are a copy.';
ALTER TABLE variant_history
    ALTER COLUMN info SET STATISTICS 0,
    ALTER COLUMN genotypes SET STATISTICS 0,
    ALTER COLUMN clinical_significances SET STATISTICS 0,
    ALTER COLUMN consequence_details SET STATISTICS 0;
CREATE INDEX idx_variant_history_position ON variant_history (position, valid_to);
CREATE INDEX idx_variant_history_gene ON variant_history (gene, position) WHERE gene IS NOT NULL;
CREATE INDEX idx_variant_history_rs ON variant_history (rs_number) WHERE rs_number IS NOT NULL;
CREATE INDEX idx_variant_history_long ON variant_history (span_level(position, end_pos), position) WHERE end_pos - position >= 64;

CREATE TABLE variant_digests (
    dataset_id int NOT NULL,
    release int NOT NULL,
    part int NOT NULL,
    chromosome text COLLATE "C" NOT NULL,
    entries bytea NOT NULL
) PARTITION BY LIST (chromosome);
ALTER TABLE variant_digests ALTER COLUMN entries SET STORAGE EXTERNAL, ALTER COLUMN entries SET STATISTICS 0;
COMMENT ON TABLE variant_digests IS 'Digests of the rows of datasets that have releases, with which the client finds the rows that a new file has and the dataset has not. Later releases add those that differ.';
COMMENT ON COLUMN variant_digests.entries IS '20 bytes a row, big-endian: position (int), digest of ref, alt and ordinal (bigint), digest of all columns but record_number (bigint), 0 for a row that is gone.';

DO $$
DECLARE
    parent text;
    contig text;
    bound text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['variant_history', 'variant_digests'] LOOP
        FOR contig, bound IN
            SELECT substr(c.relname, 9), pg_get_expr(c.relpartbound, c.oid)
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'variants'::regclass AND c.relkind = 'p'
        LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I %s PARTITION BY LIST (dataset_id)', parent || contig, parent, bound);
        END LOOP;
    END LOOP;
END $$;

CREATE FUNCTION release_as_of(of_dataset int, wanted text) RETURNS int
LANGUAGE sql STABLE
RETURN coalesce(
    (SELECT r.release FROM dataset_releases r WHERE r.dataset_id = of_dataset AND r.name = wanted),
    (SELECT max(r.release) FROM dataset_releases r
     WHERE r.dataset_id = of_dataset AND wanted ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
       AND r.released_on::text COLLATE "C" <= wanted COLLATE "C"));
COMMENT ON FUNCTION release_as_of IS 'The release of that name, else the newest one that is not later than the date; null if there is none.';

CREATE FUNCTION variants_as_of(contig text, first_base int, last_base int, release text) RETURNS SETOF variants
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
        h.impact, h.clinical_significance, h.clinical_significances, h.consequence_details, h.info, h.genotypes
    FROM (SELECT dataset_id, release_as_of(dataset_id, variants_as_of.release) AS wanted
          FROM dataset_releases GROUP BY dataset_id) AS d
    JOIN variant_history h ON h.dataset_id = d.dataset_id
    WHERE h.chromosome = contig AND h.position <= last_base AND h.end_pos >= first_base
      AND h.valid_from <= d.wanted AND h.valid_to > d.wanted AND NOT h.is_absent
      AND (h.position >= first_base - 63 OR h.end_pos - h.position >= 64);
END;
COMMENT ON FUNCTION variants_as_of IS 'Variants that share a base with contig:first_base-last_base, as a release had them: one by name, or the newest that is not later than a date. Of datasets that have one.';

CREATE FUNCTION variant_of_history(h variant_history) RETURNS variants
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ROW(h.rs_number, h.allele_frequency, h.dataset_id, h.position, h.end_pos, h.record_number, h.allele_count,
    h.allele_number, h.depth, h.hom_ref_count, h.het_count, h.hom_alt_count, h.missing_count, h.consequence_set, h.qual,
    h.allele_index, h.ordinal, h.chromosome, h.variant_type, h.ref, h.alt, h.id, h.filter, h.gene, h.gene_id, h.consequence,
    h.impact, h.clinical_significance, h.clinical_significances, h.consequence_details, h.info, h.genotypes)::variants;
COMMENT ON FUNCTION variant_of_history IS 'A row of variant_history as one of variants.';

CREATE FUNCTION changed_columns(before variants, after variants) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(old.key ORDER BY old.key COLLATE "C"), '{}')
    FROM jsonb_each(to_jsonb(before)) AS old
    JOIN jsonb_each(to_jsonb(after)) AS new ON new.key = old.key
    WHERE old.value <> new.value AND old.key <> 'record_number');
COMMENT ON FUNCTION changed_columns IS 'Names of the columns in which two rows differ, record_number left out.';

CREATE FUNCTION variant_changes(dataset text, since text, until text DEFAULT NULL)
RETURNS TABLE (kind text, chromosome text, "position" int, ref text, alt text, before variants, after variants, changed text[])
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH span AS (
        SELECT d.dataset_id, release_as_of(d.dataset_id, variant_changes.since) AS first,
            (CASE WHEN variant_changes.until IS NULL THEN (SELECT max(r.release) FROM dataset_releases r WHERE r.dataset_id = d.dataset_id)
                ELSE release_as_of(d.dataset_id, variant_changes.until) END) AS last
        FROM datasets d WHERE d.kind = 'variants' AND d.name = variant_changes.dataset
    ), touched AS (
        SELECT DISTINCT span.dataset_id, span.first, span.last, h.chromosome, h.position, h.ref, h.alt, h.ordinal
        FROM span JOIN variant_history h ON h.dataset_id = span.dataset_id AND h.valid_to > span.first AND h.valid_to <= span.last
    ), pairs AS (
        SELECT t.chromosome, t.position, t.ref, t.alt, t.ordinal,
            (SELECT variant_of_history(h) FROM variant_history h
             WHERE h.dataset_id = t.dataset_id AND h.chromosome = t.chromosome AND h.position = t.position AND h.ref = t.ref
               AND h.alt IS NOT DISTINCT FROM t.alt AND h.ordinal = t.ordinal
               AND h.valid_from <= t.first AND h.valid_to > t.first AND NOT h.is_absent) AS before,
            coalesce(
                (SELECT variant_of_history(h) FROM variant_history h
                 WHERE h.dataset_id = t.dataset_id AND h.chromosome = t.chromosome AND h.position = t.position AND h.ref = t.ref
                   AND h.alt IS NOT DISTINCT FROM t.alt AND h.ordinal = t.ordinal
                   AND h.valid_from <= t.last AND h.valid_to > t.last AND NOT h.is_absent),
                (SELECT v FROM variants v
                 WHERE v.dataset_id = t.dataset_id AND v.chromosome = t.chromosome AND v.position = t.position AND v.ref = t.ref
                   AND v.alt IS NOT DISTINCT FROM t.alt AND v.ordinal = t.ordinal
                   AND NOT EXISTS (
                       SELECT FROM variant_history h
                       WHERE h.dataset_id = t.dataset_id AND h.chromosome = t.chromosome AND h.position = t.position
                         AND h.ref = t.ref AND h.alt IS NOT DISTINCT FROM t.alt AND h.ordinal = t.ordinal
                         AND h.valid_to > t.last))) AS after
        FROM touched t
    )
    SELECT
        (CASE WHEN (p.before).dataset_id IS NULL THEN 'added' WHEN (p.after).dataset_id IS NULL THEN 'removed' ELSE 'changed' END),
        p.chromosome, p.position, p.ref, p.alt, p.before, p.after, columns.changed
    FROM pairs p
    CROSS JOIN LATERAL (SELECT changed_columns(p.before, p.after)) AS columns (changed)
    WHERE (p.before).dataset_id IS NULL <> ((p.after).dataset_id IS NULL) OR columns.changed <> '{}';
END;
COMMENT ON FUNCTION variant_changes IS 'Variants of a dataset that differ between two releases, each as a name or a date: kind is added, removed or changed. Without until up to the newest release.';
