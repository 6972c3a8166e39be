package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import omega.genomics.internal.scan.IntColumn;

/**
 * Notes what becomes of each row: on reading for those that are not filed, and for the others where the model takes them up or
 * leaves them out. Nothing here is a remainder of something else.
 */
final class RowFates {
    private static final int KEPT = 0;
    private static final int REPEATED = 1;
    private static final int REFUSED = 2;
    private static final int FOLDED = 3;

    private final IntColumn read = new IntColumn();
    private final IntColumn refused = new IntColumn();
    private final IntColumn folded = new IntColumn();

    private final BitSet keptNodes = new BitSet();
    private final BitSet refusedNodes = new BitSet();
    private final BitSet keptParts = new BitSet();
    private final BitSet repeatedParts = new BitSet();
    private final BitSet refusedParts = new BitSet();

    /** Parts that come from the same row as the part before: a GFF3 row of several parents. */
    private final BitSet sharedRows = new BitSet();

    void read(int contig) {
        while (read.size() <= contig) {
            read.add(0);
            refused.add(0);
            folded.add(0);
        }
        increment(read, contig);
    }

    private static void increment(IntColumn column, int contig) {
        column.set(contig, column.get(contig) + 1);
    }

    void refuse(int contig) {
        increment(refused, contig);
    }

    void fold(int contig) {
        increment(folded, contig);
    }

    void keepNode(int node) {
        keptNodes.set(node);
    }

    void refuseNode(int node) {
        refusedNodes.set(node);
    }

    void keepPart(int part) {
        keptParts.set(part);
    }

    void refusePart(int part) {
        refusedParts.set(part);
    }

    void repeatPart(int part) {
        repeatedParts.set(part);
    }

    void sharesRow(int part) {
        sharedRows.set(part);
    }

    /** Returns the counts by contig, once the genes are made. */
    List<RowCounts> counts(AssemblyTables tables) {
        long[][] counts = new long[tables.contigs.size()][4];
        nodes(tables, counts);
        parts(tables, counts);
        List<RowCounts> list = new ArrayList<>();
        for (int contig = 0; contig < counts.length; contig++) {
            long[] of = counts[contig];
            list.add(new RowCounts(
                    tables.contigs.get(contig),
                    read.get(contig),
                    of[KEPT],
                    of[REPEATED],
                    of[REFUSED] + refused.get(contig),
                    of[FOLDED] + folded.get(contig)));
        }
        return list;
    }

    private void nodes(AssemblyTables tables, long[][] counts) {
        for (int slot = 0; slot < tables.slots(); slot++) {
            int[] nodes = tables.nodes(slot);
            for (int node : nodes) {
                counts[tables.slotContig.get(slot)][fateOfNode(tables, node, nodes[0])]++;
            }
        }
    }

    private int fateOfNode(AssemblyTables tables, int node, int first) {
        if (keptNodes.get(node)) {
            return KEPT;
        }
        if (refusedNodes.get(node)) {
            return REFUSED;
        }
        boolean same = node != first
                && tables.nodeStart.get(node) == tables.nodeStart.get(first)
                && tables.nodeEnd.get(node) == tables.nodeEnd.get(first)
                && tables.nodeStrand.get(node) == tables.nodeStrand.get(first);
        return same ? REPEATED : FOLDED;
    }

    private void parts(AssemblyTables tables, long[][] counts) {
        int next;
        for (int part = 0; part < tables.parts(); part = next) {
            next = sharedRows.nextClearBit(part + 1);
            counts[tables.slotContig.get(tables.partSlot.get(part))][fateOfParts(part, next)]++;
        }
    }

    /** A row is kept if any of its parents keeps it. */
    private int fateOfParts(int from, int to) {
        if (isAnySet(keptParts, from, to)) {
            return KEPT;
        }
        if (isAnySet(refusedParts, from, to)) {
            return REFUSED;
        }
        return isAnySet(repeatedParts, from, to) ? REPEATED : FOLDED;
    }

    private static boolean isAnySet(BitSet bits, int from, int to) {
        int found = bits.nextSetBit(from);
        return found >= 0 && found < to;
    }
}
