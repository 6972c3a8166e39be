package omega.genomics.gtf.assembly;

import java.util.Arrays;
import omega.genomics.internal.scan.IntColumn;

/** Ids on contigs, each with a set of flags, in a table of ints. */
final class IdTable {
    private final IntColumn texts = new IntColumn();
    private final IntColumn contigs = new IntColumn();
    private final IntColumn flags = new IntColumn();
    private int[] table = new int[1 << 10];

    public IdTable() {
        Arrays.fill(table, -1);
    }

    /** Returns the place of an id, new or known. */
    public int slot(int text, int contig) {
        int at = hash(text, contig) & (table.length - 1);
        while (table[at] >= 0) {
            if (texts.get(table[at]) == text && contigs.get(table[at]) == contig) {
                return table[at];
            }
            at = (at + 1) & (table.length - 1);
        }
        texts.add(text);
        contigs.add(contig);
        int slot = flags.add(0);
        table[at] = slot;
        if (flags.size() * 2 > table.length) {
            grow();
        }
        return slot;
    }

    public void flag(int slot, int flag) {
        flags.set(slot, flags.get(slot) | flag);
    }

    /** Counts the ids that have a flag and none of some others. */
    public long count(int with, int without) {
        long count = 0;
        for (int slot = 0; slot < flags.size(); slot++) {
            int has = flags.get(slot);
            count += (has & with) != 0 && (has & without) == 0 ? 1 : 0;
        }
        return count;
    }

    private void grow() {
        table = new int[table.length * 2];
        Arrays.fill(table, -1);
        for (int slot = 0; slot < flags.size(); slot++) {
            int at = hash(texts.get(slot), contigs.get(slot)) & (table.length - 1);
            while (table[at] >= 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = slot;
        }
    }

    private static int hash(int text, int contig) {
        int h = (text * 31 + contig) * 0x9E3779B9;
        return h ^ h >>> 15;
    }
}
