package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.FileCounts;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code load_files}. File numbers are those of the list, from 0; the table counts from 1. */
final class FileLog {
    private final Connection connection;
    private final String table;

    FileLog(Connection connection, String schema) {
        this.connection = connection;
        table = Sql.name(schema, "load_files");
    }

    /**
     * A file that was read to its end, or whose rows the dataset has.
     *
     * @param counts what this run made of it
     * @param kept the counts of contigs whose rows an earlier run wrote and this one keeps
     * @param bytes as stored; null for a stream
     * @param warnings what reading it noticed
     */
    record ReadFile(
            FileCounts counts,
            Map<String, ContigCounts> kept,
            @Nullable Long bytes,
            List<String> warnings) {
        /** Returns what the dataset has of the file. */
        FileCounts inDataset() {
            Map<String, ContigCounts> all = new LinkedHashMap<>(kept);
            all.putAll(counts.contigs());
            return FileCounts.of(counts.file(), counts.sha256(), all);
        }
    }

    void put(long runId, int file, ReadFile of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + table + " (run_id, file_number, source, source_bytes, sha256, contigs, warnings,"
                        + " kept_contigs) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb) ON CONFLICT (run_id, file_number) DO UPDATE SET"
                        + " contigs = excluded.contigs, warnings = excluded.warnings, kept_contigs = excluded.kept_contigs")) {
            statement.setLong(1, runId);
            statement.setInt(2, file + 1);
            statement.setString(3, of.counts().file());
            statement.setObject(4, of.bytes(), java.sql.Types.BIGINT);
            statement.setString(5, of.counts().sha256());
            statement.setString(6, ContigCountsJson.write(of.counts().contigs()));
            statement.setArray(7, connection.createArrayOf("text", of.warnings().toArray()));
            statement.setString(8, ContigCountsJson.write(of.kept()));
            statement.executeUpdate();
        }
    }

    private static FileCounts counts(String file, String sha256, Map<String, ContigCounts> contigs, boolean hasKept) {
        return hasKept && contigs.isEmpty() ? FileCounts.unread(file, sha256) : FileCounts.of(file, sha256, contigs);
    }

    /** Returns the files of a run that were read to their end. */
    Map<Integer, ReadFile> of(long runId) throws SQLException {
        Map<Integer, Map<String, ContigCounts>> contigs =
                ContigCountsJson.readFiles(connection, table, "contigs", runId);
        Map<Integer, Map<String, ContigCounts>> kept =
                ContigCountsJson.readFiles(connection, table, "kept_contigs", runId);
        Map<Integer, ReadFile> files = new TreeMap<>();
        Sql.query(
                connection,
                row -> files.put(
                        row.getInt(1) - 1,
                        new ReadFile(
                                counts(
                                        row.getString(2),
                                        row.getString(4),
                                        contigs.getOrDefault(row.getInt(1), Map.of()),
                                        kept.containsKey(row.getInt(1))),
                                kept.getOrDefault(row.getInt(1), Map.of()),
                                (Long) row.getObject(3),
                                List.of((String[]) row.getArray(5).getArray()))),
                "SELECT file_number, source, source_bytes, sha256, warnings FROM " + table
                        + " WHERE run_id = ? ORDER BY file_number",
                runId);
        return files;
    }

    /** Stores the counts of a file as they are after all files were read. */
    void count(long runId, int file, Map<String, ContigCounts> contigs) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table + " SET contigs = ?::jsonb WHERE run_id = ? AND file_number = ?",
                ContigCountsJson.write(contigs),
                runId,
                file + 1);
    }

    /** Forgets a file that is read again. */
    void forget(long runId, int file) throws SQLException {
        Sql.update(connection, "DELETE FROM " + table + " WHERE run_id = ? AND file_number = ?", runId, file + 1);
    }
}
