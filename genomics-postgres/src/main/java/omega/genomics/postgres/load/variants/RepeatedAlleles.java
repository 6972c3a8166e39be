package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.vcf.VcfRecord;

/**
 * Settles what becomes of an allele that an earlier row has, as the policy says, while both rows are still in the block that is
 * being written. What is not at hand there, {@link RepeatedVariants} settles on the server by the same rules.
 */
final class RepeatedAlleles {
    private final DuplicatePolicy policy;
    private final RowMerger rows;
    private final RepeatedPlaces places;

    /** @param columns of the rows, in the order of COPY */
    RepeatedAlleles(DuplicatePolicy policy, List<String> columns, RepeatedPlaces places) {
        this.policy = policy;
        this.places = places;
        rows = new RowMerger(columns);
    }

    /**
     * Settles the alleles of a record whose rows were just written.
     *
     * @return how many of their rows were taken out again
     * @throws omega.genomics.ParseException if two rows contradict each other
     */
    int settle(VcfRecord record, VariantContig contig, BinaryCopyWriter out, RowAlleles alleles, int count) {
        int gone = 0;
        PositionKeys keys = contig.keys();
        for (int i = 0; i < count; i++) {
            // first within the record: the copies of alleles that spell the same add up before they are compared
            if (alleles.get(i).isRepeated && isSettled(record, contig, out, keys.key(0), keys.key(i))) {
                gone++;
            }
        }
        for (int i = 0; i < count && keys.isExact(); i++) {
            if (alleles.get(i).isRepeated && keys.hasRow(keys.key(i))) {
                if (isSettled(record, contig, out, 0, keys.key(i))) {
                    gone++;
                } else {
                    // its first row was handed on, or there are several variants with one REF and ALT: the server's
                    // work
                    keys.giveUp();
                }
            }
        }
        return gone;
    }

    /** Takes out the row of an allele if one from a key on is of the same variant. */
    private boolean isSettled(VcfRecord record, VariantContig contig, BinaryCopyWriter out, int from, int key) {
        PositionKeys keys = contig.keys();
        for (int at = keys.repeated(from, key); at >= 0; at = keys.repeated(at + 1, key)) {
            if (!out.holds(keys.row(at))) {
                return false;
            }
            rows.compare(out.block(), out.offset(keys.row(at)), out.block(), out.offset(keys.row(key)));
            if (policy == DuplicatePolicy.FIRST || rows.isSameVariant()) {
                combine(record, contig, out, at, key);
                return true;
            }
        }
        return false;
    }

    private void combine(VcfRecord record, VariantContig contig, BinaryCopyWriter out, int first, int key) {
        PositionKeys keys = contig.keys();
        rows.merge(keys.isOfRecord(first));
        if (policy == DuplicatePolicy.MERGE && rows.contradicting() >= 0) {
            throw VcfFindings.refusal(
                    record,
                    "GT",
                    "genotype-contradicts",
                    places.contradiction(
                            rows, contig.name(), places.name(keys.place(first)), places.name(keys.place(key))));
        }
        boolean changes = policy == DuplicatePolicy.MERGE && !rows.completing().isEmpty();
        places.add(
                contig,
                rows,
                keys.place(key),
                OptionalLong.of(keys.place(first)),
                changes ? rows.differing() : differences(rows));
        if (changes) {
            rows.build();
        }
        long firstRow = keys.row(first);
        long row = keys.row(key);
        int firstLength = rows.firstEnd() - out.offset(firstRow);
        int length = rows.secondEnd() - out.offset(row);
        out.remove(row, row + length);
        keys.removed(key, length);
        if (changes) {
            out.replace(firstRow, firstRow + firstLength, rows.merged(), rows.mergedLength());
            keys.moved(firstRow, rows.mergedLength() - firstLength);
        }
    }

    /** Returns what is lost if the first row stays as it is. */
    static List<String> differences(RowMerger rows) {
        List<String> differences = new ArrayList<>(rows.differing());
        differences.addAll(rows.completing());
        return differences;
    }
}
