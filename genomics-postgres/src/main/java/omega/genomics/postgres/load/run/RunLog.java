package omega.genomics.postgres.load.run;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import omega.genomics.Diagnostic;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.RepeatedAllele;
import omega.genomics.postgres.load.StoredBytes;
import omega.genomics.postgres.load.stage.PartState;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code datasets}, {@code load_runs}, {@code load_parts} and {@code load_rejects}. */
final class RunLog {
    private static final int REJECTS_AT_ONCE = 500;
    /** Counts of the partitions that a run does not replace. */
    private static final String KEPT_COUNTS =
            "d.row_counts - coalesce((SELECT replaced FROM %s r WHERE r.run_id = excluded.run_id), '{}')";

    private final Connection connection;
    private final String schema;
    private final FileLog files;
    private final List<Diagnostic> rejects = new ArrayList<>();
    /** The file that is read, and that rejects are from. */
    private int file;

    RunLog(Connection connection, String schema) {
        files = new FileLog(connection, schema);
        this.connection = connection;
        this.schema = schema;
    }

    /** A dataset as it stands. */
    record Dataset(int id, String sha256, String options, List<String> header, long runId) {}

    /**
     * A run that did not come to its end.
     *
     * @param isRepeatable whether the same call again could go on with its tables
     * @param isSink whether a program writes its rows: such a run outlives the program
     */
    record Unfinished(long runId, String kind, String dataset, boolean isRepeatable, boolean isSink) {}

    /** A committed staged table. */
    record Part(long runId, String parent, PartState state, String table, long rows) {}

    Optional<Dataset> dataset(String kind, String name) throws SQLException {
        return Sql.query(
                        connection,
                        row -> new Dataset(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                List.of((String[]) row.getArray(4).getArray()),
                                row.getLong(5)),
                        "SELECT dataset_id, sha256, options, header, run_id FROM " + table("datasets")
                                + " WHERE kind = ? AND name = ?",
                        kind,
                        name)
                .stream()
                .findFirst();
    }

    int nextDatasetId() throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getInt(1),
                        "SELECT nextval(?::regclass)",
                        table("datasets_dataset_id_seq"))
                .get(0);
    }

    long begin(LoadPlan plan, int datasetId, @Nullable String sha256) throws SQLException {
        return begin(plan.kind(), plan.dataset(), datasetId, plan.mode(), plan.sourceName(), sha256, plan.options());
    }

    long begin(
            String kind,
            String dataset,
            int datasetId,
            LoadMode mode,
            String source,
            @Nullable String sha256,
            String options)
            throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO " + table("load_runs")
                                + " (kind, dataset, dataset_id, mode, source, sha256, options, state)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, 'running') RETURNING run_id",
                        kind,
                        dataset,
                        datasetId,
                        mode.inSql(),
                        source,
                        sha256,
                        options)
                .get(0);
    }

    /** Stores the counts, before the first table is {@link PartState#COMPLETE}: a later call needs them for tables it does not read. */
    void count(long runId, String sha256, LoadCounts counts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + table("load_runs") + " SET sha256 = ?, records_read = ?, records_stored = ?,"
                        + " duplicates = ?, rejects = ?, other = ?, header = ?, longest_feature = ?, rows_written = ?::jsonb,"
                        + " contigs = ?::jsonb, alleles_read = ?, alleles_stored = ?, alleles_merged = ?,"
                        + " alleles_dropped = ?, alleles_rejected = ?, alleles_other = ?, repeated_alleles = ?::jsonb"
                        + " WHERE run_id = ?")) {
            Array header = connection.createArrayOf("text", counts.header().toArray());
            statement.setString(1, sha256);
            statement.setLong(2, counts.total().recordsRead());
            statement.setLong(3, counts.total().recordsStored());
            statement.setLong(4, counts.total().duplicates());
            statement.setLong(5, counts.total().rejects());
            statement.setLong(6, counts.total().other());
            statement.setArray(7, header);
            statement.setInt(8, counts.longestFeature());
            statement.setString(9, json(counts.rowsWritten()));
            statement.setString(10, ContigCountsJson.write(counts.contigs()));
            AlleleCounts alleles = counts.total().alleles();
            statement.setLong(11, alleles.read());
            statement.setLong(12, alleles.stored());
            statement.setLong(13, alleles.merged());
            statement.setLong(14, alleles.dropped());
            statement.setLong(15, alleles.rejects());
            statement.setLong(16, alleles.other());
            statement.setString(17, RepeatedAllelesJson.write(counts.repeated()));
            statement.setLong(18, runId);
            statement.executeUpdate();
        }
    }

    /** Writes counts as a JSON object; table names need no escapes. */
    private static String json(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Returns an expression of SQL that is true where the dataset's last load has arrived, whatever becomes of the dataset. */
    String evidence(int datasetId) throws SQLException {
        return Sql.query(
                        connection,
                        row -> "EXISTS (SELECT FROM " + table("load_runs") + " WHERE run_id = " + row.getLong(1)
                                + " AND extract(epoch FROM finished_at) = " + row.getString(2) + ")",
                        "SELECT r.run_id, extract(epoch FROM r.finished_at)::text FROM " + table("load_runs")
                                + " r JOIN "
                                + table("datasets") + " d USING (run_id) WHERE d.dataset_id = ?"
                                + " AND r.finished_at IS NOT NULL",
                        datasetId)
                .stream()
                .findFirst()
                .orElse("true");
    }

    void end(long runId, String state, @Nullable String error) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table("load_runs")
                        + " SET state = ?, error = ?, finished_at = clock_timestamp() WHERE run_id = ?",
                state,
                error,
                runId);
    }

    /** Deletes all that is said of a run whose tables are dropped. */
    void forget(long runId) throws SQLException {
        Sql.update(connection, "DELETE FROM " + table("load_runs") + " WHERE run_id = ?", runId);
    }

    /** Says that a run keeps the dataset's partitions of all tables but these. */
    void replaceOnly(long runId, Set<String> tables) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table("load_runs") + " SET replaced = ? WHERE run_id = ?",
                tables.toArray(new String[0]),
                runId);
    }

    /** Returns the tables whose partitions a run replaces; empty where it replaces all. */
    Optional<Set<String>> replaced(long runId) throws SQLException {
        return Sql.query(
                        connection,
                        row -> Set.of((String[]) row.getArray(1).getArray()),
                        "SELECT replaced FROM " + table("load_runs") + " WHERE run_id = ? AND replaced IS NOT NULL",
                        runId)
                .stream()
                .findFirst();
    }

    /** Returns the files that were loaded into a dataset since it was replaced last, whole or in part. */
    List<FileCounts> filesOfDataset(int datasetId) throws SQLException {
        List<Long> runs = Sql.query(
                connection,
                row -> row.getLong(1),
                "SELECT run_id FROM " + table("load_runs") + " WHERE dataset_id = ? AND state = 'done' AND run_id >="
                        + " (SELECT coalesce(max(run_id), 0) FROM " + table("load_runs")
                        + " WHERE dataset_id = ? AND state = 'done' AND mode <> '" + LoadMode.APPEND.inSql()
                        + "') ORDER BY run_id",
                datasetId,
                datasetId);
        List<FileCounts> all = new ArrayList<>();
        for (long run : runs) {
            files.of(run).values().forEach(file -> all.add(file.inDataset()));
        }
        return all;
    }

    private void putDataset(long runId, LoadMode mode, @Nullable Long sourceBytes) throws SQLException {
        boolean append = mode == LoadMode.APPEND;
        boolean isPart = replaced(runId).isPresent();
        Sql.update(
                connection,
                "INSERT INTO " + table("datasets")
                        + " AS d (dataset_id, kind, name, source, source_bytes, sha256, options,"
                        + " header, row_counts, record_counts, longest_feature, run_id)"
                        + " SELECT dataset_id, kind, dataset, source, ?, sha256, options, header, rows_written,"
                        + " (SELECT coalesce(jsonb_object_agg(c.contig, c.records_stored), '{}') FROM"
                        + " jsonb_to_recordset(contigs) AS c (contig text, records_stored bigint) WHERE c.records_stored > 0),"
                        + " longest_feature, run_id FROM " + table("load_runs") + " WHERE run_id = ?"
                        + " ON CONFLICT (kind, name) DO UPDATE SET source = excluded.source, source_bytes ="
                        + " excluded.source_bytes, options = excluded.options, run_id = excluded.run_id, loaded_at = now(),"
                        + (append
                                ? " sha256 = d.sha256 || ' ' || excluded.sha256, header = d.header || excluded.header,"
                                        + " longest_feature = greatest(d.longest_feature, excluded.longest_feature),"
                                        + " row_counts = "
                                        + added("(" + KEPT_COUNTS.formatted(table("load_runs")) + ")", "row_counts")
                                        + ", record_counts = " + added("d.record_counts", "record_counts")
                                : " sha256 = excluded.sha256, header = excluded.header, longest_feature ="
                                        + " excluded.longest_feature, "
                                        + (isPart
                                                ? partOfCounts()
                                                : "row_counts = excluded.row_counts, record_counts = excluded.record_counts")),
                sourceBytes,
                runId);
    }

    /** What the dataset has after some of its partitions were replaced. */
    private String partOfCounts() {
        return "row_counts = (" + KEPT_COUNTS.formatted(table("load_runs"))
                + ") || excluded.row_counts, record_counts = (SELECT"
                + " coalesce(jsonb_object_agg(contig, stored), '{}') FROM (SELECT c.contig, sum(c.records_stored) AS stored"
                + " FROM " + table("load_files") + " f, jsonb_to_recordset(f.contigs || f.kept_contigs)"
                + " AS c (contig text, records_stored bigint) WHERE f.run_id = excluded.run_id GROUP BY 1 HAVING"
                + " sum(c.records_stored) > 0) counts)";
    }

    /** Adds the counts of a run to those of its dataset, key by key. */
    private static String added(String before, String counts) {
        return before + " || (SELECT coalesce(jsonb_object_agg(key, coalesce((" + before
                + " ->> key)::bigint, 0) + value::bigint), '{}') FROM jsonb_each_text(excluded." + counts + "))";
    }

    List<Unfinished> unfinished() throws SQLException {
        return Sql.query(
                connection,
                row -> new Unfinished(
                        row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5)),
                "SELECT run_id, kind, dataset, mode = '" + LoadMode.REPLACE.inSql() + "' AND sha256 IS NOT NULL,"
                        + " EXISTS (SELECT FROM " + table("load_sinks") + " s WHERE s.run_id = r.run_id) FROM "
                        + table("load_runs") + " r WHERE state = 'running' OR EXISTS" + " (SELECT FROM "
                        + table("load_parts") + " p WHERE p.run_id = r.run_id) ORDER BY run_id");
    }

    /** In the order in which they are switched in: readers of both lock variants before their consequences. */
    List<Part> parts(long runId) throws SQLException {
        return Sql.query(
                connection,
                row -> new Part(
                        row.getLong(1),
                        row.getString(2),
                        PartState.of(row.getString(3)),
                        row.getString(4),
                        row.getLong(5)),
                "SELECT run_id, parent, part, staged_table, row_count FROM " + table("load_parts")
                        + " WHERE run_id = ? ORDER BY parent LIKE 'consequence%', parent, part",
                runId);
    }

    /** Returns the staged tables by what they become a part of, in the order of {@link #parts}. */
    Map<String, String> staged(long runId) throws SQLException {
        Map<String, String> staged = new LinkedHashMap<>();
        parts(runId).forEach(part -> staged.put(part.parent(), part.table()));
        return staged;
    }

    /** Makes the run the dataset's, in the transaction of the switch. */
    void done(long runId, LoadMode mode, @Nullable Long sourceBytes) throws SQLException {
        putDataset(runId, mode, sourceBytes);
        if (mode == LoadMode.REPLACE) {
            Sql.update(
                    connection,
                    "DELETE FROM " + table("dataset_releases") + " WHERE dataset_id = (SELECT dataset_id FROM "
                            + table("load_runs") + " WHERE run_id = ?)",
                    runId);
        }
        Sql.update(connection, "DELETE FROM " + table("load_parts") + " WHERE run_id = ?", runId);
        end(runId, "done", null);
    }

    /** Finds a run of the same file with the same options whose staged tables are all there, ready for the switch. */
    Optional<Long> complete(LoadPlan plan, int datasetId, String sha256) throws SQLException {
        return last(
                plan,
                datasetId,
                sha256,
                "state <> 'done' AND rows_written <> '{}' AND NOT EXISTS (SELECT FROM jsonb_object_keys(rows_written) k"
                        + " WHERE NOT EXISTS (SELECT FROM " + table("load_parts")
                        + " p WHERE p.run_id = r.run_id AND p.parent = k AND p.part = '" + PartState.COMPLETE.inSql()
                        + "'))");
    }

    /** Finds a run of the same file with the same options that died while reading or indexing and has usable tables. */
    Optional<Long> begun(LoadPlan plan, int datasetId, String sha256) throws SQLException {
        return last(
                plan,
                datasetId,
                sha256,
                "state = 'abandoned' AND EXISTS (SELECT FROM " + table("load_parts") + " p WHERE p.run_id = r.run_id"
                        + " AND p.part IN ('" + PartState.COMPLETE_SO_FAR.inSql() + "', '"
                        + PartState.COMPLETE.inSql() + "'))");
    }

    private Optional<Long> last(LoadPlan plan, int datasetId, String sha256, String condition) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "SELECT run_id FROM " + table("load_runs")
                                + " r WHERE kind = ? AND dataset = ? AND dataset_id = ? AND mode = ? AND sha256 = ?"
                                + " AND options = ? AND " + condition + " ORDER BY run_id DESC LIMIT 1",
                        plan.kind(),
                        plan.dataset(),
                        datasetId,
                        plan.mode().inSql(),
                        sha256,
                        plan.options())
                .stream()
                .findFirst();
    }

    LoadCounts counts(long runId) throws SQLException {
        Map<String, ContigCounts> contigs = ContigCountsJson.read(connection, table("load_runs"), runId);
        List<RepeatedAllele> repeated = RepeatedAllelesJson.read(connection, table("load_runs"), runId);
        return Sql.query(
                        connection,
                        row -> LoadCounts.read(row, contigs, repeated),
                        "SELECT records_read, records_stored, duplicates, rejects, other, header, longest_feature,"
                                + " rows_written::text, alleles_read, alleles_stored, alleles_merged, alleles_dropped,"
                                + " alleles_rejected, alleles_other FROM " + table("load_runs") + " WHERE run_id = ?",
                        runId)
                .get(0);
    }

    /** Marks a run that was killed; one that ended by itself keeps its state. */
    void abandon(long runId) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table("load_runs")
                        + " SET state = 'abandoned', finished_at = clock_timestamp() WHERE run_id = ? AND state = 'running'",
                runId);
    }

    /**
     * Drops everything that runs of a dataset have staged and not switched in.
     *
     * @param kept the run that keeps its tables, if there is one
     * @return whether there was anything
     */
    boolean dropStaged(String kind, String dataset, Optional<Long> kept) throws SQLException {
        List<Long> runs = Sql.query(
                connection,
                row -> row.getLong(1),
                "SELECT DISTINCT run_id FROM " + table("load_parts") + " JOIN " + table("load_runs")
                        + " USING (run_id) WHERE kind = ? AND dataset = ?",
                kind,
                dataset);
        boolean found = false;
        for (long run : runs) {
            if (kept.isEmpty() || kept.get() != run) {
                dropParts(run);
                found = true;
            }
        }
        return found;
    }

    Optional<Integer> lastDatasetId(String kind, String dataset) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getInt(1),
                        "SELECT dataset_id FROM " + table("load_runs")
                                + " WHERE kind = ? AND dataset = ? ORDER BY run_id DESC LIMIT 1",
                        kind,
                        dataset)
                .stream()
                .findFirst();
    }

    void reopen(long runId) throws SQLException {
        Sql.update(connection, "UPDATE " + table("load_runs") + " SET state = 'running' WHERE run_id = ?", runId);
    }

    void dropParts(long runId) throws SQLException {
        dropParts(runId, part -> true);
        Sql.update(connection, "DELETE FROM " + table("load_attempts") + " WHERE run_id = ?", runId);
    }

    /** Drops what cannot be used, and forgets the rejects of files that were not read to their end: these will be read again. */
    void dropUnusable(long runId, boolean isCounted) throws SQLException {
        dropParts(
                runId,
                part -> part.state() != PartState.COMPLETE_SO_FAR
                        && !(isCounted && part.state() == PartState.COMPLETE));
        rejects.clear();
        Sql.update(
                connection,
                "DELETE FROM " + table("load_rejects") + " r WHERE run_id = ? AND NOT EXISTS (SELECT FROM "
                        + table("load_files") + " f WHERE f.run_id = r.run_id AND f.file_number = r.file_number)",
                runId);
    }

    /** Marks all tables of a run as complete for good: its file was read to the end. */
    void complete(long runId) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table("load_parts") + " SET part = ? WHERE run_id = ? AND part = ?",
                PartState.COMPLETE.inSql(),
                runId,
                PartState.COMPLETE_SO_FAR.inSql());
    }

    /** Returns how many rows a staged table has, by counting them. */
    long countRows(Part part) throws SQLException {
        return Sql.query(connection, row -> row.getLong(1), "SELECT count(*) FROM " + table(part.table()))
                .get(0);
    }

    /** Returns the files of a run. */
    FileLog files() {
        return files;
    }

    /** Begins to read a file, of which an earlier run may have kept rejects. */
    void beginFile(long runId, int number) throws SQLException {
        flushRejects(runId);
        file = number;
        files.forget(runId, number);
        Sql.update(
                connection,
                "DELETE FROM " + table("load_rejects") + " WHERE run_id = ? AND file_number = ?",
                runId,
                number + 1);
    }

    void forgetRejects(long runId) throws SQLException {
        rejects.clear();
        Sql.update(connection, "DELETE FROM " + table("load_rejects") + " WHERE run_id = ?", runId);
    }

    private void dropParts(long runId, Predicate<Part> which) throws SQLException {
        for (Part part : parts(runId)) {
            if (!which.test(part)) {
                continue;
            }
            Sql.inTransaction(connection, transaction -> {
                Sql.execute(transaction, "DROP TABLE IF EXISTS " + table(part.table()));
                return Sql.update(
                        transaction,
                        "DELETE FROM " + table("load_parts") + " WHERE run_id = ? AND staged_table = ?",
                        runId,
                        part.table());
            });
        }
    }

    /** Keeps a refused record; written in batches, so that memory stays bounded. */
    void reject(long runId, Diagnostic diagnostic) {
        rejects.add(diagnostic);
        if (rejects.size() >= REJECTS_AT_ONCE) {
            flushRejects(runId);
        }
    }

    void flushRejects(long runId) {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table("load_rejects")
                        + " (run_id, line_number, column_number, field, rule, reason, text, file_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Diagnostic diagnostic : rejects) {
                insert.setLong(1, runId);
                insert.setLong(2, diagnostic.location().line());
                insert.setInt(3, diagnostic.location().column());
                insert.setString(4, JsonText.withoutNul(diagnostic.field()));
                insert.setString(5, JsonText.withoutNul(diagnostic.rule()));
                insert.setString(6, JsonText.withoutNul(diagnostic.message()));
                insert.setString(
                        7,
                        JsonText.withoutNul(diagnostic
                                .excerpt()
                                .lines()
                                .findFirst()
                                .orElse("")
                                .strip()));
                insert.setInt(8, file + 1);
                insert.addBatch();
            }
            insert.executeBatch();
            rejects.clear();
        } catch (SQLException e) {
            throw new LoadException("keeping the rejects", e);
        }
    }

    static StoredBytes bytes(Catalog.Room room) {
        return new StoredBytes(room.heap(), room.toast(), room.indexes(), room.compression());
    }

    String table(String name) {
        return Sql.name(schema, name);
    }
}
