-- A load may read several files as one dataset: which they are, and what became of the records of each.

CREATE TABLE load_files (
    run_id bigint NOT NULL REFERENCES load_runs ON DELETE CASCADE,
    file_number int NOT NULL,
    source text NOT NULL,
    source_bytes bigint,
    sha256 text NOT NULL,
    contigs jsonb NOT NULL DEFAULT '[]',
    kept_contigs jsonb NOT NULL DEFAULT '[]',
    warnings text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (run_id, file_number)
);
COMMENT ON TABLE load_files IS 'The files of loads that can read several, each with what became of its records; written when the file was read to its end.';
COMMENT ON COLUMN load_files.file_number IS 'From 1, in the order in which the files were given.';
COMMENT ON COLUMN load_files.contigs IS 'The counts for each contig, as in load_runs.contigs.';
COMMENT ON COLUMN load_files.kept_contigs IS 'The counts of contigs whose rows an earlier load has written and this one has kept.';
COMMENT ON COLUMN load_files.warnings IS 'What reading the file noticed and went on from.';

ALTER TABLE load_runs ADD COLUMN replaced text[];
COMMENT ON COLUMN load_runs.replaced IS 'The tables whose partitions the load replaces where it keeps the others; null where it replaces all.';

ALTER TABLE load_rejects ADD COLUMN file_number int NOT NULL DEFAULT 1;
COMMENT ON COLUMN load_rejects.file_number IS 'Which of the files of the load, from 1.';

COMMENT ON COLUMN datasets.source IS 'Name of the file as the loader was given it; of several files the first, and how many others there are.';
COMMENT ON COLUMN datasets.source_bytes IS 'Size of the files as stored; null for a stream.';
COMMENT ON COLUMN datasets.sha256 IS 'SHA-256 of the file as stored, in hexadecimal; of several files, that of their digests, each on a line; of an appended dataset, the digests in order, separated by a space.';
COMMENT ON COLUMN variants.record_number IS 'Number of the record in its file, from 1, refused records counted; goes on from file to file where several were loaded at once.';
