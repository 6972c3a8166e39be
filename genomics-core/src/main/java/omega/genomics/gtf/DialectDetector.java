package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the dialect from the beginning of a file: its version line, else how its first rows write column 9. */
final class DialectDetector {
    private static final Pattern VERSION = Pattern.compile("##\\s*gff-version\\s+(\\d).*");
    private static final Pattern PAIR = Pattern.compile("\\s*[^\\s=;\"]+\\s*(=\\s*\"|=|\\s).*");
    private static final Pattern GFF3_KEY = Pattern.compile("(^|;)\\s*(ID|Parent)\\s*=");
    private static final Pattern GTF_KEY = Pattern.compile("(^|;)\\s*(gene_id|transcript_id)\\s*=");

    private DialectDetector() {}

    static GtfDialect detect(byte[] buffer, int from, int to) {
        int p = from;
        while (p < to) {
            int stop = p;
            while (stop < to && buffer[stop] != '\n') {
                stop++;
            }
            String line = new String(buffer, p, stop - p, StandardCharsets.ISO_8859_1);
            Matcher version = VERSION.matcher(line.strip());
            if (version.matches() && version.group(1).equals("3")) {
                return GtfDialect.GFF3;
            }
            String[] columns = line.startsWith("#") ? new String[0] : line.split("\t", -1);
            Matcher pair = columns.length < 9 ? null : PAIR.matcher(columns[8].strip() + " ");
            if (pair != null && columns[8].strip().length() > 1 && pair.matches()) {
                return byPair(pair.group(1), columns[8]);
            }
            p = stop + 1;
        }
        return GtfDialect.GTF;
    }

    /** {@code key=value} is GFF3, unless GFF3's keys are missing and GTF's are there, or the values are quoted. */
    private static GtfDialect byPair(String separator, String attributes) {
        if (separator.isBlank()) {
            return GtfDialect.GTF;
        }
        boolean gff3Keys = GFF3_KEY.matcher(attributes).find();
        boolean gtfKeys = GTF_KEY.matcher(attributes).find();
        return !gff3Keys && (gtfKeys || separator.endsWith("\"")) ? GtfDialect.GTF : GtfDialect.GFF3;
    }
}
