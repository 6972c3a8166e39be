package omega.genomics.postgres.load.genes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The genes of the previous release by their digests. Those that are left after all genes of a file were taken are not in the new release. */
final class KnownGenes {
    private final Map<Long, Deque<Integer>> keys = new HashMap<>();

    void add(long digest, int key) {
        keys.computeIfAbsent(digest, of -> new ArrayDeque<>(1)).add(key);
    }

    /** Takes a gene with this digest; false if there is none left. */
    boolean take(long digest) {
        Deque<Integer> same = keys.get(digest);
        return same != null && same.poll() != null;
    }

    /** Returns the keys of the genes that are left. */
    Integer[] left() {
        return keys.values().stream().flatMap(Deque::stream).toArray(Integer[]::new);
    }
}
