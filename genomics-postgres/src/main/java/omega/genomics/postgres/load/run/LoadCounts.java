package omega.genomics.postgres.load.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.RepeatedAllele;

/**
 * What reading the file came to. The database checks that each record is counted once.
 *
 * @param total of all contigs
 * @param contigs of each contig, in file order; empty if the loader does not tell them apart
 * @param rowsWritten rows by table
 * @param header comment and metadata lines
 * @param longestFeature bases of the longest gene
 * @param files of each file; empty if the loader reads one file only
 * @param repeated the first alleles that have no row since another has the same variant
 */
public record LoadCounts(
        ContigCounts total,
        Map<String, ContigCounts> contigs,
        Map<String, Long> rowsWritten,
        List<String> header,
        int longestFeature,
        List<FileCounts> files,
        List<RepeatedAllele> repeated) {

    static final LoadCounts NONE = new LoadCounts(ContigCounts.NONE, Map.of(), Map.of(), List.of(), 0);

    private static final Pattern COUNT = Pattern.compile("\"(\\w+)\": (\\d+)");

    /** Of records that are no variants. */
    public LoadCounts(
            ContigCounts total,
            Map<String, ContigCounts> contigs,
            Map<String, Long> rowsWritten,
            List<String> header,
            int longestFeature) {
        this(total, contigs, rowsWritten, header, longestFeature, List.of(), List.of());
    }

    /** Reads them back in the column order of {@link RunLog#counts}, without those of files. */
    static LoadCounts read(ResultSet row, Map<String, ContigCounts> contigs, List<RepeatedAllele> repeated)
            throws SQLException {
        Map<String, Long> written = new LinkedHashMap<>();
        Matcher matcher = COUNT.matcher(row.getString(8));
        while (matcher.find()) {
            written.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        return new LoadCounts(
                new ContigCounts(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        new AlleleCounts(
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12),
                                row.getLong(13),
                                row.getLong(14))),
                contigs,
                written,
                List.of((String[]) row.getArray(6).getArray()),
                row.getInt(7),
                List.of(),
                repeated);
    }
}
