-- Rows that a program writes itself, in parts that know nothing of each other: see StagedSink in the documentation. A run of a sink
-- has its row in load_runs, and its staged tables in load_parts, as every load has.

CREATE TABLE load_sinks (
    run_id bigint PRIMARY KEY REFERENCES load_runs ON DELETE CASCADE,
    columns jsonb NOT NULL
);
COMMENT ON TABLE load_sinks IS 'Runs whose rows come from a program, not from a file. They outlive the program until they are committed or aborted, or until something else is loaded into the dataset.';
COMMENT ON COLUMN load_sinks.columns IS 'What rows bring: an array of column names by table.';

CREATE TABLE load_attempts (
    attempt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL REFERENCES load_sinks ON DELETE CASCADE,
    part text NOT NULL,
    attempt int NOT NULL,
    row_count bigint NOT NULL,
    byte_count bigint NOT NULL,
    checksum text NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX idx_load_attempts_run ON load_attempts (run_id, part);
COMMENT ON TABLE load_attempts IS 'Finished attempts to write a part of a sink. A part may have several; the commit names the one that counts. Gone when the run has ended.';
COMMENT ON COLUMN load_attempts.attempt_id IS 'Names the attempt and its staged tables; no two attempts share it, whatever the program calls them.';
COMMENT ON COLUMN load_attempts.attempt IS 'What the program calls it.';
COMMENT ON COLUMN load_attempts.checksum IS 'CRC-32C of the rows as they were sent, in the order in which they were written.';
