package omega.genomics.gtf.assembly;

import java.util.BitSet;
import omega.genomics.internal.scan.IntColumn;

/**
 * Notes what becomes of each row: on reading for those that are not filed, and for the others where the model takes them up or
 * leaves them out. Nothing here is a remainder of something else.
 */
final class RowFates {
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

    int rowsOf(int contig) {
        return read.get(contig);
    }

    int refusedOf(int contig) {
        return refused.get(contig);
    }

    int foldedOf(int contig) {
        return folded.get(contig);
    }

    boolean isKeptNode(int node) {
        return keptNodes.get(node);
    }

    boolean isRefusedNode(int node) {
        return refusedNodes.get(node);
    }

    /** Returns the part after all those of the same row. */
    int afterRow(int part) {
        return sharedRows.nextClearBit(part + 1);
    }

    boolean isAnyKept(int fromPart, int toPart) {
        return isAnySet(keptParts, fromPart, toPart);
    }

    boolean isAnyRefused(int fromPart, int toPart) {
        return isAnySet(refusedParts, fromPart, toPart);
    }

    boolean isAnyRepeated(int fromPart, int toPart) {
        return isAnySet(repeatedParts, fromPart, toPart);
    }

    private static boolean isAnySet(BitSet bits, int from, int to) {
        int found = bits.nextSetBit(from);
        return found >= 0 && found < to;
    }
}
