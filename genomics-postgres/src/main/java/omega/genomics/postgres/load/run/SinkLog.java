package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code load_sinks} and {@code load_attempts}, on any connection. Immutable and thread-safe. */
record SinkLog(String schema) {
    static final String RUNNING = "running";

    /**
     * A run of a sink.
     *
     * @param state as {@code load_runs} has it
     * @param sha256 of the receipts that were committed; null before
     * @param columns by table
     */
    record Run(
            String kind,
            String dataset,
            int datasetId,
            String state,
            @Nullable String sha256,
            Map<String, List<String>> columns) {}

    private String table(String name) {
        return Sql.name(schema, name);
    }

    void begin(Connection connection, long runId, Map<String, List<String>> columns) throws SQLException {
        String json = columns.entrySet().stream()
                .map(entry -> ContigCountsJson.quoted(entry.getKey()) + ": "
                        + entry.getValue().stream()
                                .map(ContigCountsJson::quoted)
                                .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "{", "}"));
        Sql.update(
                connection,
                "INSERT INTO " + table("load_sinks") + " (run_id, columns) VALUES (?, ?::jsonb)",
                runId,
                json);
    }

    Optional<Run> find(Connection connection, long runId) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Sql.query(
                connection,
                row -> columns.put(row.getString(1), Arrays.asList((String[])
                        row.getArray(2).getArray())),
                "SELECT key, ARRAY(SELECT jsonb_array_elements_text(value)) FROM " + table("load_sinks")
                        + ", jsonb_each(columns) WHERE run_id = ?",
                runId);
        return Sql.query(
                        connection,
                        row -> new Run(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getString(5),
                                columns),
                        "SELECT kind, dataset, dataset_id, state, sha256 FROM " + table("load_sinks") + " JOIN "
                                + table("load_runs") + " USING (run_id) WHERE run_id = ?",
                        runId)
                .stream()
                .findFirst();
    }

    /** Finds the newest run of a dataset that nobody has ended. */
    Optional<Long> running(Connection connection, String kind, String dataset) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "SELECT run_id FROM " + table("load_sinks") + " JOIN " + table("load_runs")
                                + " USING (run_id) WHERE kind = ? AND dataset = ? AND state = '" + RUNNING
                                + "' ORDER BY run_id DESC LIMIT 1",
                        kind,
                        dataset)
                .stream()
                .findFirst();
    }

    /** Returns a number that no other attempt has, whether or not this one comes to its end. */
    long newAttempt(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "SELECT nextval(pg_get_serial_sequence(?, 'attempt_id'))",
                        table("load_attempts"))
                .get(0);
    }

    /** Returns how the names of an attempt's staged tables begin; a number follows. */
    static String prefix(long runId, long attemptId) {
        return "staged_r" + runId + "_a" + attemptId + "_";
    }

    /**
     * Records that an attempt is complete, in the transaction that created its tables. It does not wait for a run that is being
     * committed or aborted: the commit may need a lock that this transaction holds, and an attempt that is too late leaves nothing.
     */
    void finish(Connection connection, long runId, SinkAttempt attempt) throws SQLException {
        String state = stateNow(connection, runId);
        if (!state.equals(RUNNING)) {
            throw new LoadException(late(attempt.part(), runId, state));
        }
        Sql.update(
                connection,
                "INSERT INTO " + table("load_attempts")
                        + " (attempt_id, run_id, part, attempt, row_count, byte_count, checksum)"
                        + " OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?, ?)",
                attempt.id(),
                runId,
                attempt.part(),
                attempt.number(),
                attempt.rows(),
                attempt.bytes(),
                attempt.checksum());
    }

    /** Locks a run against its end, unless it is about to end: does not wait. Returns its state. */
    String stateNow(Connection connection, long runId) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getString(1),
                        "SELECT state FROM " + table("load_runs") + " WHERE run_id = ? FOR SHARE SKIP LOCKED",
                        runId)
                .stream()
                .findFirst()
                .orElse("being committed or ended");
    }

    static String late(String part, long runId, String state) {
        return "part \"" + part + "\" of sink " + runId + " came too late and leaves nothing: the run is " + state;
    }

    List<SinkAttempt> attempts(Connection connection, long runId) throws SQLException {
        return Sql.query(
                connection,
                row -> new SinkAttempt(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6)),
                "SELECT attempt_id, part, attempt, row_count, byte_count, checksum FROM " + table("load_attempts")
                        + " WHERE run_id = ? ORDER BY attempt_id",
                runId);
    }

    /** Locks a run until the transaction ends: attempts that finish wait, and find out how it ended. Returns its state. */
    String lock(Connection connection, long runId) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getString(1),
                        "SELECT state FROM " + table("load_runs") + " WHERE run_id = ? FOR NO KEY UPDATE",
                        runId)
                .get(0);
    }

    void forgetAttempts(Connection connection, long runId) throws SQLException {
        Sql.update(connection, "DELETE FROM " + table("load_attempts") + " WHERE run_id = ?", runId);
    }
}
