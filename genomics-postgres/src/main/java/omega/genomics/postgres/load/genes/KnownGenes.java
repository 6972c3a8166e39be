package omega.genomics.postgres.load.genes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The genes of the release before by their digests. What is left when all genes of a file were looked for ends with the new release. */
final class KnownGenes {
    private final Map<Long, Deque<Integer>> keys = new HashMap<>();

    void add(long digest, int key) {
        keys.computeIfAbsent(digest, of -> new ArrayDeque<>(1)).add(key);
    }

    /** Takes a gene; false if there is none that is just so. */
    boolean take(long digest) {
        Deque<Integer> same = keys.get(digest);
        return same != null && same.poll() != null;
    }

    /** Returns the keys of the genes that are left. */
    Integer[] left() {
        return keys.values().stream().flatMap(Deque::stream).toArray(Integer[]::new);
    }
}
