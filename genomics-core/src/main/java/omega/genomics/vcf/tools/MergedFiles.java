package omega.genomics.vcf.tools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.vcf.RecordText;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.tools.RecordOrder.Placed;
import org.jspecify.annotations.Nullable;

/** Records of sorted files, those of one place and the same alleles at once. */
final class MergedFiles {
    private final List<VcfReader> readers;
    private final RecordOrder order;
    private final @Nullable Placed[] heads;

    MergedFiles(List<VcfReader> readers) {
        this.readers = readers;
        this.order = new RecordOrder(readers.stream().map(VcfReader::header).toList());
        this.heads = new @Nullable Placed[readers.size()];
        for (int i = 0; i < heads.length; i++) {
            advance(i);
        }
    }

    private void advance(int file) {
        VcfReader reader = readers.get(file);
        Placed last = heads[file];
        if (!reader.advance()) {
            heads[file] = null;
            return;
        }
        VcfRecord record = reader.record();
        Placed next = new Placed(order.rank(record), record.position(), RecordText.of(record));
        if (last != null
                && (next.rank() < last.rank() || (next.rank() == last.rank() && next.position() < last.position()))) {
            throw new ParseException(record.finding(
                    Severity.ERROR,
                    next.rank() == last.rank() ? "POS" : "CHROM",
                    InputRule.INDEX_ORDER.id(),
                    "expected a sorted file with the contigs in the order of the first file's header; see vcf sort"));
        }
        heads[file] = next;
    }

    /** Hears of records at one place: of those with the same REF and ALT, or of all. */
    interface Group {
        /**
         * Takes a group.
         *
         * @param records of each file, in file order; none of files that have no such record
         */
        void accept(List<List<Placed>> records);
    }

    /** Calls a group for all records at a place, whatever their alleles. */
    void forEachPlace(Group group) {
        for (Placed first = first(); first != null; first = first()) {
            group.accept(here(first));
        }
    }

    void forEach(Group group) {
        forEachPlace(here -> {
            List<Placed> all = new ArrayList<>();
            here.forEach(all::addAll);
            all.sort(Placed.ORDER);
            for (int i = 0; i < all.size(); i++) {
                Placed alleles = all.get(i);
                if (i == 0 || RecordOrder.compareAlleles(all.get(i - 1), alleles) != 0) {
                    group.accept(here.stream()
                            .map(list -> list.stream()
                                    .filter(record -> RecordOrder.compareAlleles(record, alleles) == 0)
                                    .toList())
                            .toList());
                }
            }
        });
    }

    private @Nullable Placed first() {
        return Arrays.stream(heads)
                .filter(head -> head != null)
                .min((one, other) -> Integer.compare(one.rank(), other.rank()) != 0
                        ? Integer.compare(one.rank(), other.rank())
                        : Integer.compare(one.position(), other.position()))
                .orElse(null);
    }

    /** Takes all records at a place. */
    private List<List<Placed>> here(Placed place) {
        List<List<Placed>> here = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            List<Placed> records = new ArrayList<>();
            for (Placed head = heads[i];
                    head != null && head.rank() == place.rank() && head.position() == place.position();
                    head = heads[i]) {
                records.add(head);
                advance(i);
            }
            here.add(records);
        }
        return here;
    }
}
