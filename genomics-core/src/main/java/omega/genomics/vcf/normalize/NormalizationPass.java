package omega.genomics.vcf.normalize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import omega.genomics.vcf.KeptValues;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Normalizes the records of one reader, and holds them back until none that belongs before them can come. */
final class NormalizationPass {
    /** As bcftools: a record that moves further is handed over out of order. */
    private static final int WINDOW = 1000;

    private final Settings settings;
    private final @Nullable ReferenceForm reference;
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
    private long duplicates;

    NormalizationPass(
            Settings settings,
            @Nullable ReferenceForm reference,
            VcfHeader header,
            KeptValues kept,
            Consumer<? super Variant> out) {
        this.settings = settings;
        this.reference = reference;
        this.header = header;
        this.splitter = new AlleleSplitter(header, settings.otherAllele, kept);
        this.out = out;
    }

    void add(VcfRecord record) {
        Draft whole = Draft.of(record);
        List<Draft> drafts = new ArrayList<>();
        boolean splits = settings.split && whole.alts.size() > 1;
        if (splits) {
            int[] numbers = IntStream.rangeClosed(1, whole.alts.size())
                    .filter(number ->
                            settings.keepsStars || !whole.alts.get(number - 1).equals("*"))
                    .toArray();
            drafts.addAll(splitter.split(record, whole, numbers));
        } else {
            drafts.add(whole);
        }
        if (settings.atomizes) {
            drafts = drafts.stream().flatMap(draft -> Atoms.of(draft).stream()).toList();
        }
        // All or nothing: a lenient reader skips the record if one of its parts does not fit.
        int moved = 0;
        for (Draft draft : drafts) {
            moved += reference != null && reference.bring(record, draft) ? 1 : 0;
        }
        records++;
        split += splits ? 1 : 0;
        realigned += moved;
        accept(drafts);
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
            if (!duplicate || !settings.dropsDuplicates) {
                out.accept(new Variant(header, draft.line()));
                written++;
            }
        }
        ready.clear();
    }

    NormalizationReport finish() {
        flush(waiting.size());
        return new NormalizationReport(
                records, written, split, realigned, reference == null ? 0 : reference.mismatches(), duplicates);
    }
}
