package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.List;

/** Counts what became of each row, once the genes are made. */
final class RowTally {
    private static final int KEPT = 0;
    private static final int REPEATED = 1;
    private static final int REFUSED = 2;
    private static final int FOLDED = 3;

    private final AssemblyTables tables;
    private final RowFates fates;

    RowTally(AssemblyTables tables) {
        this.tables = tables;
        this.fates = tables.fates;
    }

    /** Returns the counts by contig, in the order of the file's first rows. */
    List<RowCounts> counts() {
        long[][] counts = new long[tables.contigs.size()][4];
        nodes(counts);
        parts(counts);
        List<RowCounts> list = new ArrayList<>();
        for (int contig = 0; contig < counts.length; contig++) {
            long[] of = counts[contig];
            list.add(new RowCounts(
                    tables.contigs.get(contig),
                    fates.rowsOf(contig),
                    of[KEPT],
                    of[REPEATED],
                    of[REFUSED] + fates.refusedOf(contig),
                    of[FOLDED] + fates.foldedOf(contig)));
        }
        return list;
    }

    private void nodes(long[][] counts) {
        for (int slot = 0; slot < tables.slots(); slot++) {
            int[] nodes = tables.nodes(slot);
            for (int node : nodes) {
                counts[tables.slotContig.get(slot)][fateOfNode(node, nodes[0])]++;
            }
        }
    }

    private int fateOfNode(int node, int first) {
        if (fates.isKeptNode(node)) {
            return KEPT;
        }
        if (fates.isRefusedNode(node)) {
            return REFUSED;
        }
        boolean same = node != first
                && tables.nodeStart.get(node) == tables.nodeStart.get(first)
                && tables.nodeEnd.get(node) == tables.nodeEnd.get(first)
                && tables.nodeStrand.get(node) == tables.nodeStrand.get(first);
        return same ? REPEATED : FOLDED;
    }

    private void parts(long[][] counts) {
        int next;
        for (int part = 0; part < tables.parts(); part = next) {
            next = fates.afterRow(part);
            counts[tables.slotContig.get(tables.partSlot.get(part))][fateOfParts(part, next)]++;
        }
    }

    /** A row is kept if any of its parents keeps it. */
    private int fateOfParts(int from, int to) {
        if (fates.isAnyKept(from, to)) {
            return KEPT;
        }
        if (fates.isAnyRefused(from, to)) {
            return REFUSED;
        }
        return fates.isAnyRepeated(from, to) ? REPEATED : FOLDED;
    }
}
