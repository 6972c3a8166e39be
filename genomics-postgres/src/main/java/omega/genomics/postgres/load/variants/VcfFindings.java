package omega.genomics.postgres.load.variants;

import java.util.List;
import java.util.function.Consumer;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Findings about records that only a loader makes. */
final class VcfFindings {
    private static final int SHOWN = 80;

    private VcfFindings() {}

    /** Text of a header that PostgreSQL cannot take: it ends a strict load; of a lenient one NUL is stored as its picture. */
    record Header(String source, ParseMode mode, Consumer<String> warnings) {
        /** Returns the lines to store. */
        List<String> storable(VcfHeader header) {
            List<String> lines = header.toText().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                check(lines.get(i), i + 1);
            }
            return lines.stream().map(JsonText::withoutNul).toList();
        }

        private void check(String line, int number) {
            int nul = line.indexOf('\0');
            if (nul < 0) {
                return;
            }
            boolean isOfSample = line.startsWith("#CHROM");
            Diagnostic finding = ofHeader(
                    Location.of(source, number, nul + 1),
                    isOfSample ? "sample" : "header",
                    "text-nul",
                    StorableText.nulFound(isOfSample ? "the name of a sample" : "the header"),
                    line);
            if (mode == ParseMode.STRICT) {
                throw new ParseException(finding);
            }
            warnings.accept(finding.location() + ": " + finding.message() + "; \u2400 is stored in its place");
        }

        /** Returns the names of samples to store. */
        List<String> storableSamples(VcfHeader header) {
            int line = (int) header.toText().lines().count();
            for (String name : header.samples()) {
                if (StorableText.isTooLong(name)) {
                    throw new ParseException(ofHeader(
                            Location.of(source, line, 1),
                            "sample",
                            "text-length",
                            StorableText.tooLong("the name of a sample", name.length()),
                            name));
                }
            }
            return header.samples().stream().map(JsonText::withoutNul).toList();
        }
    }

    /** Makes an error about a line of the header. */
    static Diagnostic ofHeader(Location place, String field, String rule, String message, String line) {
        String text = JsonText.withoutNul(line).replace('\t', '→');
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return new Diagnostic(Severity.ERROR, place, field, rule, message, "  " + shown);
    }

    /** Returns what PostgreSQL would refuse about a column that is indexed: NUL in a contig's name, too many bytes; null for nothing. */
    static @Nullable ParseException unstorable(VcfRecord record, String field, int column) {
        int from = record.columnStart(column);
        int to = record.columnEnd(column);
        if (to - from > StorableText.MAX_INDEXED) {
            return new ParseException(record.finding(
                    from,
                    to,
                    field,
                    "text-length",
                    "at most " + StorableText.MAX_INDEXED + " bytes, since it is indexed"));
        }
        int nul = column > 0 ? -1 : StorableText.nul(record.buffer(), from, to, false);
        return nul < 0
                ? null
                : new ParseException(record.finding(
                        nul, nul + 1, field, "text-nul", "text without NUL, which PostgreSQL cannot store"));
    }

    /** Refuses a record with a text that is too long for an indexed column. */
    static void checkIndexed(VcfRecord record, String what, @Nullable String text) {
        if (StorableText.isTooLong(text)) {
            throw new ParseException(record.finding(
                    record.columnStart(VcfRecord.INFO),
                    record.columnEnd(VcfRecord.INFO),
                    "INFO",
                    "text-length",
                    "at most " + StorableText.MAX_INDEXED + " bytes of " + what + ", which is indexed"));
        }
    }

    static ParseException refusal(VcfRecord record, String field, String rule, String message) {
        return new ParseException(record.finding(Severity.ERROR, field, rule, message));
    }
}
