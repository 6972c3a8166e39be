package omega.genomics.vcf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.vcf.VcfNormalizer.ReferenceCheck;
import omega.genomics.vcf.VcfNormalizer.Report;
import org.jspecify.annotations.Nullable;

/** Normalizes the records of one reader, and holds them back until none that belongs before them can come. */
final class NormalizationPass {
    /** As bcftools: a record that moves further is handed over out of order. */
    private static final int WINDOW = 1000;

    private final VcfNormalizer.Settings settings;
    private final @Nullable ReferenceWindow reference;
    private final @Nullable LeftAligner aligner;
    private final VcfHeader header;
    private final AlleleSplitter splitter;
    private final Consumer<? super Variant> out;

    private final List<Draft> waiting = new ArrayList<>();
    private final Set<String> keysAtPosition = new HashSet<>();
    private String lastChrom = "";
    private int lastPosition = -1;

    private long records;
    private long written;
    private long split;
    private long realigned;
    private long mismatches;
    private long duplicates;

    NormalizationPass(
            VcfNormalizer.Settings settings,
            @Nullable ReferenceWindow reference,
            VcfHeader header,
            Consumer<? super Variant> out) {
        this.settings = settings;
        this.reference = reference;
        this.aligner = reference == null ? null : new LeftAligner(reference);
        this.header = header;
        this.splitter = new AlleleSplitter(header, settings.otherAllele());
        this.out = out;
    }

    void add(VcfRecord record) {
        if (header.hasFormat()) {
            record.samples().checkColumns();
        }
        Draft whole = Draft.of(record);
        List<Draft> drafts = new ArrayList<>();
        boolean splits = settings.split() && whole.alts.size() > 1;
        if (splits) {
            for (int number = 1; number <= whole.alts.size(); number++) {
                if (settings.keepsStars() || !whole.alts.get(number - 1).equals("*")) {
                    drafts.add(splitter.split(record, whole, number));
                }
            }
        } else {
            drafts.add(whole);
        }
        if (settings.atomizes()) {
            drafts = drafts.stream().flatMap(draft -> Atoms.of(draft).stream()).toList();
        }
        // All or nothing: a lenient reader skips the record if one of its parts does not fit.
        int moved = 0;
        for (Draft draft : drafts) {
            moved += normalize(record, draft) ? 1 : 0;
        }
        records++;
        split += splits ? 1 : 0;
        realigned += moved;
        accept(drafts);
    }

    // ---- against the reference -----------------------------------------------------------------------------------

    private boolean normalize(VcfRecord record, Draft draft) {
        if (reference == null || aligner == null || !matches(record, draft, reference)) {
            return false;
        }
        if (draft.alts.isEmpty()) {
            return shorten(draft);
        }
        for (String alt : draft.alts) {
            if (!isBases(alt)) {
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
        if (settings.check() == ReferenceCheck.FIX && draft.alts.size() == 1) {
            draft.alts = List.of();
            draft.changed();
        } else {
            complain(record, VcfRecord.ALT, "norm-same-allele", "alleles other than REF");
        }
        return false;
    }

    static boolean isBases(String allele) {
        return allele.chars().allMatch(c -> "ACGTNacgtn".indexOf(c) >= 0);
    }

    private boolean matches(VcfRecord record, Draft draft, ReferenceWindow window) {
        if (!window.has(draft.chrom)) {
            complain(record, VcfRecord.CHROM, "norm-contig", "a contig of the reference");
            return false;
        }
        String expected = bases(window, draft);
        if (expected.equalsIgnoreCase(draft.ref)) {
            return true;
        }
        mismatches++;
        if (settings.check() == ReferenceCheck.FIX && expected.length() == draft.ref.length()) {
            ReferenceFix.apply(draft, expected, header);
            return true;
        }
        String found = expected.length() > 60 ? expected.substring(0, 60) + "…" : expected;
        complain(
                record,
                VcfRecord.REF,
                "norm-reference",
                expected.isEmpty() ? "a position on the contig" : "the bases of the reference, " + found);
        return false;
    }

    private static String bases(ReferenceWindow window, Draft draft) {
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

    private void complain(VcfRecord record, int column, String rule, String expected) {
        Diagnostic finding = record.finding(
                record.columnStart(column), record.columnEnd(column), VcfRecord.COLUMNS[column], rule, expected);
        if (settings.check() == ReferenceCheck.ERROR) {
            throw new ParseException(finding);
        }
        settings.diagnostics().report(Reporter.asWarning(finding));
    }

    // ---- order ---------------------------------------------------------------------------------------------------

    private void accept(List<Draft> drafts) {
        for (Draft draft : drafts) {
            if (!waiting.isEmpty() && !waiting.get(waiting.size() - 1).chrom.equals(draft.chrom)) {
                flush(waiting.size());
            }
            int at = waiting.size();
            while (at > 0 && waiting.get(at - 1).pos > draft.pos) {
                at--;
            }
            waiting.add(at, draft);
        }
        int ready = 0;
        int last = waiting.isEmpty() ? 0 : waiting.get(waiting.size() - 1).pos;
        while (ready < waiting.size() && last - waiting.get(ready).pos >= WINDOW) {
            ready++;
        }
        flush(ready);
    }

    private void flush(int count) {
        List<Draft> ready = waiting.subList(0, count);
        for (Draft draft : ready) {
            if (draft.pos != lastPosition || !draft.chrom.equals(lastChrom)) {
                keysAtPosition.clear();
                lastPosition = draft.pos;
                lastChrom = draft.chrom;
            }
            boolean duplicate = !keysAtPosition.add(draft.key());
            duplicates += duplicate ? 1 : 0;
            if (!duplicate || !settings.dropsDuplicates()) {
                out.accept(new Variant(header, draft.line()));
                written++;
            }
        }
        ready.clear();
    }

    Report finish() {
        flush(waiting.size());
        return new Report(records, written, split, realigned, mismatches, duplicates);
    }
}
