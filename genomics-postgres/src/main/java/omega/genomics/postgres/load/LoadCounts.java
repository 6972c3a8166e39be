package omega.genomics.postgres.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What reading the file came to.
 *
 * @param recordsRead records of the file
 * @param duplicates records left out because an equal one was read before
 * @param rejects records refused
 * @param other records that have no row of their own
 * @param rowsWritten rows by table
 * @param header comment and metadata lines
 * @param longestFeature bases of the longest gene
 */
record LoadCounts(
        long recordsRead,
        long duplicates,
        long rejects,
        long other,
        Map<String, Long> rowsWritten,
        List<String> header,
        int longestFeature) {

    private static final Pattern COUNT = Pattern.compile("\"(\\w+)\": (\\d+)");

    /** Reads them back in the column order of {@link RunLog#counts}. */
    static LoadCounts read(ResultSet row) throws SQLException {
        Map<String, Long> written = new LinkedHashMap<>();
        Matcher matcher = COUNT.matcher(row.getString(7));
        while (matcher.find()) {
            written.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        return new LoadCounts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                written,
                List.of((String[]) row.getArray(5).getArray()),
                row.getInt(6));
    }

    /** Returns the records that have a row of their own. */
    long stored() {
        return recordsRead - duplicates - rejects - other;
    }
}
