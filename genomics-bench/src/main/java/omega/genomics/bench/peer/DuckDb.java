package omega.genomics.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB reads the file as a table of columns and takes attributes apart with regular expressions. */
final class DuckDb {
    private static final String GTF = "read_csv('%s', delim='\t', header=false, quote='', escape='', comment='#',"
            + " compression='%s', auto_detect=false, strict_mode=false, columns={'seqname':'VARCHAR','source':'VARCHAR',"
            + "'type':'VARCHAR','start':'BIGINT','end':'BIGINT','score':'VARCHAR','strand':'VARCHAR',"
            + "'frame':'VARCHAR','attributes':'VARCHAR'})";
    private static final String VCF = "read_csv('%s', delim='\t', header=false, quote='', escape='', comment='#',"
            + " compression='%s', auto_detect=false, strict_mode=false, columns={'chrom':'VARCHAR','pos':'BIGINT','id':'VARCHAR',"
            + "'ref':'VARCHAR','alt':'VARCHAR','qual':'DOUBLE','filter':'VARCHAR','info':'VARCHAR'})";

    private DuckDb() {}

    private static Answer ask(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("SET threads = 1");
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return new Answer(row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4));
            }
        }
    }

    /** The sum of a text, as {@link Answer} defines it. */
    private static String text(String column) {
        return "coalesce(sum(31 * length(%1$s) + ascii(%1$s) + 7 * ascii(right(%1$s, 1))) filter (%1$s <> ''), 0)"
                .formatted(column);
    }

    private static String attribute(String key) {
        return "regexp_extract(attributes, '" + key + " \"([^\"]*)\"', 1) AS " + key;
    }

    static Answer geneRows(Path file) throws SQLException {
        return ask("SELECT count(*), sum(start + \"end\"), " + text("seqname") + " + sum(ascii(strand)) + "
                + text("gene_id") + " + " + text("gene_name") + " + " + text("gene_biotype") + ", 0 FROM (SELECT *, "
                + attribute("gene_id") + ", " + attribute("gene_name") + ", " + attribute("gene_biotype") + " FROM "
                + GTF.formatted(file, Lines.compressed(file) ? "gzip" : "none") + " WHERE type = 'gene')");
    }

    static Answer everyRow(Path file) throws SQLException {
        return ask("SELECT count(*), coalesce(sum(try_cast(exon_number AS BIGINT)), 0), " + text("transcript_id")
                + ", 0 FROM (SELECT " + attribute("transcript_id") + ", " + attribute("exon_number") + " FROM "
                + GTF.formatted(file, Lines.compressed(file) ? "gzip" : "none") + ")");
    }

    static Answer sites(Path file) throws SQLException {
        return ask(
                "SELECT count(*), sum(pos) + sum(list_sum(list_transform(string_split(ac, ','), lambda x: x::BIGINT))), "
                        + text("chrom") + " + " + text("id") + " + " + text("ref") + " + " + text("filter") + " + "
                        + "sum(list_sum(list_transform(string_split(alt, ','),"
                        + " lambda x: 31 * length(x) + ascii(x) + 7 * ascii(right(x, 1))))),"
                        + " sum(qual) + sum(list_sum(list_transform(string_split(af, ','), lambda x: x::DOUBLE))) FROM (SELECT *,"
                        + " regexp_extract(info, '(?:^|;)AC=([^;]*)', 1) AS ac, regexp_extract(info, '(?:^|;)AF=([^;]*)', 1)"
                        + " AS af FROM " + VCF.formatted(file, Lines.compressed(file) ? "gzip" : "none") + ")");
    }
}
