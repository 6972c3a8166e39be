package omega.genomics.model;

import java.util.List;
import java.util.OptionalInt;
import omega.genomics.Interval;

/**
 * Converts between positions on a contig and positions along a chain of blocks, both 1-based.
 *
 * <p>Blocks are in reading order, each with its own direction, and may overlap or leave gaps. Immutable.
 */
final class Projection {
    private final int[] starts;
    private final int[] ends;
    private final boolean[] reverse;
    private final int[] before;

    Projection(List<Interval> blocks, boolean[] reverse) {
        int n = blocks.size();
        this.starts = new int[n];
        this.ends = new int[n];
        this.reverse = reverse;
        this.before = new int[n + 1];
        for (int i = 0; i < n; i++) {
            starts[i] = blocks.get(i).start();
            ends[i] = blocks.get(i).end();
            before[i + 1] = before[i] + blocks.get(i).length();
        }
    }

    int length() {
        return before[starts.length];
    }

    /** Returns the position along the chain; if blocks share the base, the first one counts. */
    OptionalInt fromGenome(int position) {
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] <= position && position <= ends[i]) {
                int offset = reverse[i] ? ends[i] - position : position - starts[i];
                return OptionalInt.of(before[i] + offset + 1);
            }
        }
        return OptionalInt.empty();
    }

    OptionalInt toGenome(int position) {
        if (position < 1 || position > length()) {
            return OptionalInt.empty();
        }
        int i = 0;
        while (before[i + 1] < position) {
            i++;
        }
        int offset = position - before[i] - 1;
        return OptionalInt.of(reverse[i] ? ends[i] - offset : starts[i] + offset);
    }
}
