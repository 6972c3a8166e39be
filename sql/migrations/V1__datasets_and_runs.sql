-- What was loaded, from which file, with which outcome. One PostgreSQL schema holds one assembly; names here are unqualified
-- on purpose, so that the same files make every schema: psql -c 'CREATE SCHEMA grch38' -c 'SET search_path = grch38' -f …

CREATE TABLE datasets (
    dataset_id int PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    source text NOT NULL,
    source_bytes bigint,
    sha256 text NOT NULL,
    options text NOT NULL,
    header text[] NOT NULL DEFAULT '{}',
    row_counts jsonb NOT NULL DEFAULT '{}',
    record_counts jsonb NOT NULL DEFAULT '{}',
    longest_feature int NOT NULL DEFAULT 0,
    run_id bigint NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (kind, name)
);
COMMENT ON TABLE datasets IS 'One loaded file, or several appended to each other, under a name. A row appears in the transaction that makes the data visible.';
COMMENT ON COLUMN datasets.dataset_id IS 'The partition key of the tables that hold the rows. 0 is what the library itself brings and has no row here.';
COMMENT ON COLUMN datasets.kind IS 'What the rows are: genes, fasta, …';
COMMENT ON COLUMN datasets.source IS 'Name of the file as the loader was given it.';
COMMENT ON COLUMN datasets.source_bytes IS 'Size of the file as stored; null for a stream.';
COMMENT ON COLUMN datasets.sha256 IS 'SHA-256 of the file as stored, in hexadecimal; of an appended dataset, the digests in order, separated by a space.';
COMMENT ON COLUMN datasets.options IS 'The options that shape the rows; the same file with the same options is not loaded again.';
COMMENT ON COLUMN datasets.header IS 'Comment and metadata lines of the file, in order.';
COMMENT ON COLUMN datasets.row_counts IS 'Rows by table.';
COMMENT ON COLUMN datasets.record_counts IS 'Records that have a row, by contig; empty where the loader does not tell contigs apart.';
COMMENT ON COLUMN datasets.longest_feature IS 'Length in bases of the longest gene: no gene that starts further left than this can reach a region. Overlap queries use it as a bound.';

CREATE SEQUENCE datasets_dataset_id_seq AS int OWNED BY datasets.dataset_id;

CREATE TABLE load_runs (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    dataset text NOT NULL,
    dataset_id int NOT NULL,
    mode text NOT NULL CHECK (mode IN ('replace', 'append')),
    source text NOT NULL,
    sha256 text,
    options text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'unchanged', 'failed', 'cancelled', 'abandoned')),
    records_read bigint NOT NULL DEFAULT 0,
    records_stored bigint NOT NULL DEFAULT 0,
    rows_written jsonb NOT NULL DEFAULT '{}',
    duplicates bigint NOT NULL DEFAULT 0,
    rejects bigint NOT NULL DEFAULT 0,
    other bigint NOT NULL DEFAULT 0,
    alleles_read bigint NOT NULL DEFAULT 0,
    alleles_stored bigint NOT NULL DEFAULT 0,
    alleles_merged bigint NOT NULL DEFAULT 0,
    alleles_dropped bigint NOT NULL DEFAULT 0,
    alleles_rejected bigint NOT NULL DEFAULT 0,
    alleles_other bigint NOT NULL DEFAULT 0,
    repeated_alleles jsonb NOT NULL DEFAULT '[]',
    contigs jsonb NOT NULL DEFAULT '[]',
    header text[] NOT NULL DEFAULT '{}',
    longest_feature int NOT NULL DEFAULT 0,
    error text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    CONSTRAINT each_record_counted_once CHECK (records_read = records_stored + duplicates + rejects + other),
    CONSTRAINT each_allele_counted_once CHECK (
        alleles_read = alleles_stored + alleles_merged + alleles_dropped + alleles_rejected + alleles_other)
);
CREATE INDEX idx_load_runs_dataset ON load_runs (kind, dataset, run_id);
COMMENT ON TABLE load_runs IS 'Every call of a loader that had work to do, and how it ended.';
COMMENT ON COLUMN load_runs.state IS 'running; done; unchanged (a stream turned out to hold what is there already); failed; cancelled; abandoned (the loader was killed, and the next one found out).';
COMMENT ON COLUMN load_runs.records_read IS 'Records of the file, each of them counted once: stored, duplicate, reject or other.';
COMMENT ON COLUMN load_runs.records_stored IS 'Records that have a row of their own.';
COMMENT ON COLUMN load_runs.duplicates IS 'Records left out because an earlier one says the same.';
COMMENT ON COLUMN load_runs.rejects IS 'Records refused; each stands in load_rejects, with all its findings.';
COMMENT ON COLUMN load_runs.other IS 'Records that are read but have no row of their own, such as UTR and codon lines, and CDS lines of stop codon bases only: what they say is in the rows of their transcript.';
COMMENT ON COLUMN load_runs.alleles_read IS 'ALT alleles of a file of variants, each of them counted once: stored, merged, dropped, rejected or other. A record without ALT, or one that could not be read, counts as one.';
COMMENT ON COLUMN load_runs.alleles_stored IS 'Alleles that have a row of their own.';
COMMENT ON COLUMN load_runs.alleles_merged IS 'Alleles of which another row says everything.';
COMMENT ON COLUMN load_runs.alleles_dropped IS 'Alleles that another row stands for although they say something else; repeated_alleles has the first of them.';
COMMENT ON COLUMN load_runs.alleles_rejected IS 'Alleles of refused records.';
COMMENT ON COLUMN load_runs.alleles_other IS 'Alleles left out on request, such as reference sites.';
COMMENT ON COLUMN load_runs.repeated_alleles IS 'The first 20 merged and the first 20 dropped alleles: an array of {contig, position, ref, alt, line, first_line, differs}, where differs names the columns in which the allele says something else than the row that stays.';
COMMENT ON COLUMN load_runs.contigs IS 'The same counts for each contig, in file order: an array of {contig, records_read, records_stored, duplicates, rejects, other, alleles_read, alleles_stored, alleles_merged, alleles_dropped, alleles_rejected, alleles_other}. Empty where the loader does not tell contigs apart.';

CREATE TABLE load_parts (
    run_id bigint NOT NULL REFERENCES load_runs ON DELETE CASCADE,
    parent text NOT NULL,
    part text NOT NULL,
    staged_table text NOT NULL,
    row_count bigint NOT NULL,
    PRIMARY KEY (run_id, staged_table)
);
COMMENT ON TABLE load_parts IS 'Staged tables that are complete, indexed and committed, but not switched in yet. A later call continues from them or drops them.';

CREATE TABLE load_rejects (
    run_id bigint NOT NULL REFERENCES load_runs ON DELETE CASCADE,
    line_number bigint NOT NULL,
    column_number int NOT NULL,
    field text NOT NULL,
    rule text NOT NULL,
    reason text NOT NULL,
    text text NOT NULL
);
CREATE INDEX idx_load_rejects_run ON load_rejects (run_id, line_number);
COMMENT ON TABLE load_rejects IS 'Records that a lenient load left out.';
COMMENT ON COLUMN load_rejects.line_number IS 'From 1; 0 if the finding is not about one line.';
COMMENT ON COLUMN load_rejects.column_number IS 'The byte in the line, from 1; 0 for the whole line.';
COMMENT ON COLUMN load_rejects.rule IS 'Stable name of the broken rule.';
COMMENT ON COLUMN load_rejects.text IS 'The line, shortened around the offending part.';
