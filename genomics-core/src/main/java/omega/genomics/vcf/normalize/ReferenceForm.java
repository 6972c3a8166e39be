package omega.genomics.vcf.normalize;

import java.util.List;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.vcf.VcfRecord;

/** Brings alleles to the form that the reference asks for: REF checked, trimmed, as far left as it repeats itself. */
final class ReferenceForm {
    private final ReferenceWindow window;
    private final LeftAligner aligner;
    private final Settings settings;
    private long mismatches;

    ReferenceForm(ReferenceSequence reference, Settings settings) {
        this.window = new ReferenceWindow(reference);
        this.aligner = new LeftAligner(window);
        this.settings = settings;
    }

    ReferenceWindow window() {
        return window;
    }

    /** Returns how many records had another REF. */
    long mismatches() {
        return mismatches;
    }

    /** Changes what is to be changed; false if trimming and moving change nothing. */
    boolean bring(VcfRecord record, Draft draft) {
        if (!matches(record, draft)) {
            return false;
        }
        if (draft.alts.isEmpty()) {
            return shorten(draft);
        }
        for (String alt : draft.alts) {
            if (!Draft.isBases(alt)) {
                return false;
            }
            if (alt.equalsIgnoreCase(draft.ref)) {
                return sameAllele(record, draft);
            }
        }
        return aligner.align(draft);
    }

    /** A record without ALT says nothing about the bases behind the first that END does not say. */
    private static boolean shorten(Draft draft) {
        if (draft.ref.length() > 1) {
            draft.ref = draft.ref.substring(0, 1);
            draft.changed();
        }
        return false;
    }

    private boolean sameAllele(VcfRecord record, Draft draft) {
        if (settings.check == ReferenceCheck.FIX && draft.alts.size() == 1) {
            draft.alts = List.of();
            draft.changed();
        } else {
            complain(record, VcfRecord.ALT, VcfRule.ALT_IS_REF, "alleles other than REF");
        }
        return false;
    }

    private boolean matches(VcfRecord record, Draft draft) {
        if (!window.has(draft.chrom)) {
            complain(record, VcfRecord.CHROM, VcfRule.NORM_CONTIG, "a contig of the reference");
            return false;
        }
        String expected = bases(draft);
        if (expected.equalsIgnoreCase(draft.ref)) {
            return true;
        }
        mismatches++;
        if (settings.check == ReferenceCheck.FIX && expected.length() == draft.ref.length()) {
            ReferenceFix.apply(draft, expected, record.header());
            return true;
        }
        String found = expected.length() > 60 ? expected.substring(0, 60) + "…" : expected;
        complain(
                record,
                VcfRecord.REF,
                VcfRule.NORM_REFERENCE,
                expected.isEmpty() ? "a position on the contig" : "the bases of the reference, " + found);
        return false;
    }

    private String bases(Draft draft) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < draft.ref.length(); i++) {
            byte base = window.at(draft.pos - 1L + i);
            if (base == 0) {
                break;
            }
            text.append((char) base);
        }
        return text.toString();
    }

    private void complain(VcfRecord record, int column, Rule rule, String expected) {
        Diagnostic finding = record.finding(
                record.columnStart(column), record.columnEnd(column), VcfRecord.COLUMNS[column], rule, expected);
        if (settings.check == ReferenceCheck.ERROR) {
            throw new ParseException(finding);
        }
        settings.diagnostics.report(finding.asWarning(finding.message()));
    }
}
