package omega.genomics.postgres.query.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.postgres.query.JsonScan;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;

/**
 * Tests rows of one dataset for what SQL cannot say: writes each as a record of one ALT allele without samples and hands it to the evaluator for
 * files. Used by one thread.
 */
final class RowTest {
    private static final String RESERVED = ";=%,\t\r\n";

    private static final Set<String> NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private final VcfHeader header;
    private final RecordFilter.Test test;
    private final Map<String, String> writtenContigs = new HashMap<>();
    private final boolean isPercentEncoded;
    private final StringBuilder line = new StringBuilder();

    /**
     * Prepares tests.
     *
     * @param header of the dataset, without samples
     * @param filter what is left of the expression
     */
    RowTest(VcfHeader header, RecordFilter filter, Optional<Assembly> assembly) {
        this.header = header;
        this.test = filter.of(header);
        this.isPercentEncoded = header.version().isPercentEncoded();
        header.contigs()
                .forEach(contig -> writtenContigs.putIfAbsent(
                        assembly.flatMap(names -> names.resolve(contig.id()))
                                .map(Contig::name)
                                .orElse(contig.id()),
                        contig.id()));
    }

    boolean test(FilterRow row) {
        line.setLength(0);
        line.append(writtenContigs.getOrDefault(row.contig(), row.contig()))
                .append('\t')
                .append(row.position())
                .append('\t')
                .append(row.id().orElse("."))
                .append('\t')
                .append(row.ref())
                .append('\t')
                .append(row.alt().orElse("."))
                .append('\t')
                .append(number(row.qual()))
                .append('\t')
                .append(row.filter().orElse("."))
                .append('\t');
        info(new JsonScan(row.info()));
        return test.test(VcfRecord.of(Variant.parse(header, line.toString())));
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "." : Double.toString(value.getAsDouble());
    }

    private void info(JsonScan json) {
        int begin = line.length();
        json.expect('{');
        while (!json.skip('}')) {
            if (line.length() > begin) {
                line.append(';');
            }
            String key = json.string();
            line.append(key);
            json.expect(':');
            if (json.next() == 't') {
                json.bare(); // a flag, or a key without a value
            } else {
                line.append('=');
                value(json, isNumber(key));
            }
            json.skip(',');
        }
        if (line.length() == begin) {
            line.append('.');
        }
    }

    private boolean isNumber(String key) {
        VcfType type = header.info(key).type();
        return type == VcfType.INTEGER || type == VcfType.FLOAT;
    }

    private void value(JsonScan json, boolean isNumber) {
        if (!json.skip('[')) {
            scalar(json, false, isNumber);
            return;
        }
        boolean isFirst = true;
        while (!json.skip(']')) {
            line.append(isFirst ? "" : ",");
            isFirst = false;
            scalar(json, true, isNumber);
            json.skip(',');
        }
    }

    private void scalar(JsonScan json, boolean inList, boolean isNumber) {
        char first = json.next();
        if (first != '"') {
            String bare = json.bare();
            line.append(first == 'n' ? "." : bare);
            return;
        }
        String text = json.string();
        if (isNumber && !NUMBERS.contains(text)) {
            line.append('.'); // a value that is no number, kept as text
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // a comma in the only value of a key was written as such
            boolean isReserved =
                    isPercentEncoded ? RESERVED.indexOf(c) >= 0 && (c != ',' || inList) : c == ';' || c < ' ';
            if (isReserved) {
                line.append(String.format("%%%02X", (int) c));
            } else {
                line.append(c);
            }
        }
    }
}
