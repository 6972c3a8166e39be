package omega.genomics.gtf.assembly;

import java.util.BitSet;

/**
 * Finds the features of a GFF3 file that are among their own ancestors, through whichever of their parents.
 *
 * <p>These are the members of a strongly connected component of more than one feature, and the features that are their own
 * parent. Tarjan's algorithm finds them in time linear in the number of Parent values; it keeps its own stack, since a chain of
 * parents may be as long as the file.
 */
final class ParentCycles {
    private static final int NONE = AssemblyTables.NONE;

    private final AssemblyTables tables;
    /** Second and further parents: those of slot s are {@code more[starts[s]] .. more[starts[s + 1] - 1]}. */
    private final int[] starts;

    private final int[] more;

    private final BitSet cyclic = new BitSet();
    /** Order in which a slot was met, from 1; 0 for one that was not. */
    private final int[] order;

    private final int[] lowest;
    /** The next edge of a slot to follow: 0 is the first parent, 1 the first of {@link #more}. */
    private final int[] edge;

    private final int[] path;
    private final int[] open;
    private final BitSet isOpen = new BitSet();
    private int met;
    private int openSize;

    public ParentCycles(AssemblyTables tables, int[] starts, int[] more) {
        this.tables = tables;
        this.starts = starts;
        this.more = more;
        int n = tables.slots();
        order = new int[n];
        lowest = new int[n];
        edge = new int[n];
        path = new int[n];
        open = new int[n];
    }

    public BitSet find() {
        for (int slot = 0; slot < order.length; slot++) {
            if (order[slot] == 0) {
                walk(slot);
            }
        }
        return cyclic;
    }

    private void walk(int from) {
        int depth = 0;
        path[0] = from;
        enter(from);
        while (depth >= 0) {
            int slot = path[depth];
            int parent = nextParent(slot);
            if (parent == NONE) {
                leave(slot);
                if (--depth >= 0) {
                    lowest[path[depth]] = Math.min(lowest[path[depth]], lowest[slot]);
                }
            } else if (parent == slot) {
                cyclic.set(slot);
            } else if (order[parent] == 0) {
                path[++depth] = parent;
                enter(parent);
            } else if (isOpen.get(parent)) {
                lowest[slot] = Math.min(lowest[slot], order[parent]);
            }
        }
    }

    private int nextParent(int slot) {
        int next = edge[slot]++;
        if (next == 0) {
            return tables.slotParent.get(slot);
        }
        int at = starts[slot] + next - 1;
        return at < starts[slot + 1] ? more[at] : NONE;
    }

    private void enter(int slot) {
        order[slot] = ++met;
        lowest[slot] = met;
        open[openSize++] = slot;
        isOpen.set(slot);
    }

    /** The slot that was met first closes its component. */
    private void leave(int slot) {
        if (lowest[slot] != order[slot]) {
            return;
        }
        boolean several = open[openSize - 1] != slot;
        int member;
        do {
            member = open[--openSize];
            isOpen.clear(member);
            if (several) {
                cyclic.set(member);
            }
        } while (member != slot);
    }
}
