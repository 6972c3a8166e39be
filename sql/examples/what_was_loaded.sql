-- Datasets with their file and rows, and the last runs with what they refused.
SELECT d.kind, d.name, d.source, left(d.sha256, 12) AS sha256, d.row_counts, d.loaded_at
FROM datasets d
ORDER BY d.loaded_at DESC;

SELECT r.run_id, r.dataset, r.state, r.records_read, r.rejects, r.finished_at - r.started_at AS took, r.error
FROM load_runs r
ORDER BY r.run_id DESC
LIMIT 10;

SELECT line_number, column_number, field, reason, text
FROM load_rejects
ORDER BY run_id DESC, line_number
LIMIT 10;
