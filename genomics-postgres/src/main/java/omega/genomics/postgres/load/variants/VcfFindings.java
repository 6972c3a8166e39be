package omega.genomics.postgres.load.variants;

import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.vcf.VcfRecord;

/** Findings about records that only a loader makes. */
final class VcfFindings {
    private static final int SHOWN = 80;

    private VcfFindings() {}

    static Diagnostic of(VcfRecord record, String field, String rule, String message) {
        String line = record.lineBytes().length() > 4 * SHOWN
                ? record.lineBytes().subSequence(0, 4 * SHOWN).toString()
                : record.toString();
        String text = line.replace('\t', '→');
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        Location place = record.location();
        return new Diagnostic(
                Severity.ERROR,
                place,
                field,
                rule,
                message,
                "  " + shown + "\n  " + "^".repeat(Math.max(1, shown.indexOf('→'))));
    }

    static ParseException refusal(VcfRecord record, String field, String rule, String message) {
        return new ParseException(of(record, field, rule, message));
    }
}
