package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;

/** The column {@code load_runs.contigs}: an array, so that it keeps the order of the file. */
final class ContigCountsJson {
    private static final String COLUMNS = "contig text, records_read bigint, records_stored bigint, duplicates bigint,"
            + " rejects bigint, other bigint, alleles_read bigint, alleles_stored bigint, alleles_merged bigint,"
            + " alleles_dropped bigint, alleles_rejected bigint, alleles_other bigint";

    private ContigCountsJson() {}

    static String write(Map<String, ContigCounts> contigs) {
        return contigs.entrySet().stream()
                .map(entry -> object(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String object(String contig, ContigCounts counts) {
        AlleleCounts alleles = counts.alleles();
        return "{\"contig\": " + quoted(contig) + ", \"records_read\": " + counts.recordsRead()
                + ", \"records_stored\": " + counts.recordsStored() + ", \"duplicates\": " + counts.duplicates()
                + ", \"rejects\": " + counts.rejects() + ", \"other\": " + counts.other() + ", \"alleles_read\": "
                + alleles.read() + ", \"alleles_stored\": " + alleles.stored() + ", \"alleles_merged\": "
                + alleles.merged() + ", \"alleles_dropped\": " + alleles.dropped() + ", \"alleles_rejected\": "
                + alleles.rejects() + ", \"alleles_other\": " + alleles.other() + "}";
    }

    /** Returns a JSON string. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> append(quoted, (char) c));
        return quoted.append('"').toString();
    }

    /** A broken row may have any text for its contig. */
    private static void append(StringBuilder name, char c) {
        if (c == 0) {
            name.append('␀');
        } else if (c < ' ' || c == '"' || c == '\\') {
            name.append(String.format("\\u%04x", (int) c));
        } else {
            name.append(c);
        }
    }

    private static ContigCounts counts(ResultSet row) throws SQLException {
        return new ContigCounts(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                new AlleleCounts(
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12)));
    }

    /** Returns the counts of each contig by the number of the file, as {@code load_files} has it. */
    static Map<Integer, Map<String, ContigCounts>> readFiles(
            Connection connection, String loadFiles, String column, long runId) throws SQLException {
        Map<Integer, Map<String, ContigCounts>> files = new TreeMap<>();
        Sql.query(
                connection,
                row -> files.computeIfAbsent(row.getInt(14), file -> new LinkedHashMap<>())
                        .put(row.getString(1), counts(row)),
                "SELECT c.*, f.file_number FROM " + loadFiles + " f, ROWS FROM (jsonb_to_recordset(f." + column
                        + ") AS (" + COLUMNS
                        + ")) WITH ORDINALITY AS c WHERE run_id = ? ORDER BY f.file_number, c.ordinality",
                runId);
        return files;
    }

    static Map<String, ContigCounts> read(Connection connection, String loadRuns, long runId) throws SQLException {
        Map<String, ContigCounts> contigs = new LinkedHashMap<>();
        Sql.query(
                connection,
                row -> contigs.put(row.getString(1), counts(row)),
                "SELECT c.* FROM " + loadRuns + ", ROWS FROM (jsonb_to_recordset(contigs) AS (" + COLUMNS
                        + ")) WITH ORDINALITY AS c WHERE run_id = ? ORDER BY c.ordinality",
                runId);
        return contigs;
    }
}
