package omega.genomics.postgres.load.run;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.RepeatedAllele;
import org.jspecify.annotations.Nullable;

/** The column {@code load_runs.repeated_alleles}. */
final class RepeatedAllelesJson {
    private static final String COLUMNS =
            "contig text, position int, ref text, alt text, line bigint, first_line bigint, file text, first_file text, differs text[]";

    private RepeatedAllelesJson() {}

    static String write(List<RepeatedAllele> alleles) {
        return alleles.stream().map(RepeatedAllelesJson::object).collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String object(RepeatedAllele allele) {
        String differs =
                allele.differs().stream().map(ContigCountsJson::quoted).collect(Collectors.joining(", ", "[", "]"));
        return "{\"contig\": " + ContigCountsJson.quoted(allele.contig()) + ", \"position\": " + allele.position()
                + ", \"ref\": " + ContigCountsJson.quoted(allele.ref()) + ", \"alt\": "
                + ContigCountsJson.quoted(allele.alt()) + ", \"line\": " + allele.line() + ", \"first_line\": "
                + (allele.firstLine().isPresent() ? allele.firstLine().getAsLong() : "null") + files(allele)
                + ", \"differs\": " + differs + "}";
    }

    private static String files(RepeatedAllele allele) {
        return allele.file().isEmpty()
                ? ""
                : ", \"file\": " + ContigCountsJson.quoted(allele.file()) + ", \"first_file\": "
                        + ContigCountsJson.quoted(allele.firstFile());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static List<RepeatedAllele> read(Connection connection, String loadRuns, long runId) throws SQLException {
        return Sql.query(
                connection,
                RepeatedAllelesJson::row,
                "SELECT r.* FROM " + loadRuns + ", ROWS FROM (jsonb_to_recordset(repeated_alleles) AS (" + COLUMNS
                        + ")) WITH ORDINALITY AS r WHERE run_id = ? ORDER BY r.ordinality",
                runId);
    }

    private static RepeatedAllele row(ResultSet row) throws SQLException {
        long line = row.getLong(6);
        OptionalLong firstLine = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(line);
        Array differs = row.getArray(9);
        return new RepeatedAllele(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                firstLine,
                text(row.getString(7)),
                text(row.getString(8)),
                List.of((String[]) differs.getArray()));
    }
}
