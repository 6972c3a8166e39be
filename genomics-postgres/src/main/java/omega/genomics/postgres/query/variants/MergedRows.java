package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import omega.genomics.postgres.query.ContigOrder;
import org.jspecify.annotations.Nullable;

/** Puts the results of several sources in one order. */
final class MergedRows implements Iterator<StoredVariant> {
    /** The order of all results. */
    static final Comparator<StoredVariant> ORDER = Comparator.comparing(StoredVariant::contig, ContigOrder.BY_RANK)
            .thenComparingInt(StoredVariant::position)
            .thenComparingInt(StoredVariant::datasetId)
            .thenComparingInt(StoredVariant::recordNumber)
            .thenComparingInt(StoredVariant::alleleIndex)
            .thenComparingInt(StoredVariant::ordinal)
            .thenComparing(StoredVariant::ref)
            .thenComparing(variant -> variant.alt().orElse("."));

    private final List<PartRows> sources;
    private final List<@Nullable StoredVariant> heads = new ArrayList<>();
    private final Runnable onNothing;
    private boolean isEmpty = true;

    /**
     * Merges.
     *
     * @param sources each in order
     * @param onNothing runs where no source has anything
     */
    MergedRows(List<PartRows> sources, Runnable onNothing) {
        this.sources = sources;
        this.onNothing = onNothing;
    }

    /** Reads the first rows when the first is asked for. */
    private int least() {
        while (heads.size() < sources.size()) {
            heads.add(null);
            advance(heads.size() - 1);
        }
        int least = -1;
        for (int i = 0; i < heads.size(); i++) {
            StoredVariant head = heads.get(i);
            StoredVariant before = least < 0 ? null : heads.get(least);
            if (head != null && (before == null || ORDER.compare(head, before) < 0)) {
                least = i;
            }
        }
        return least;
    }

    private void advance(int source) {
        PartRows rows = sources.get(source);
        heads.set(source, rows.hasNext() ? rows.next() : null);
    }

    @Override
    public boolean hasNext() {
        if (least() >= 0) {
            return true;
        }
        if (isEmpty) {
            isEmpty = false;
            onNothing.run();
        }
        return false;
    }

    @Override
    public StoredVariant next() {
        int least = least();
        StoredVariant next = least < 0 ? null : heads.get(least);
        if (next == null) {
            throw new NoSuchElementException("expected a row, found the end of the result");
        }
        isEmpty = false;
        advance(least);
        return next;
    }

    void close() {
        sources.forEach(PartRows::close);
    }
}
