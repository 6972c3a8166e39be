package omega.genomics.postgres.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The locks that a change of tables takes.
 *
 * @param gates tables that readers of the others name first: who has these to himself needs hardly wait for the others
 * @param exclusive tables that nobody else may use, each below a gate
 * @param shared tables that others may read meanwhile
 */
public record TableLocks(List<String> gates, List<String> exclusive, Set<String> shared) {

    /**
     * Returns the locks that dropping partitions takes, and attaching others in their place.
     *
     * @param dropped partitions that go
     * @param attachedTo tables that get a partition, with their schema, quoted
     * @return the locks; none that keeps readers out if no partition is dropped
     */
    public static TableLocks of(List<DatasetPartition> dropped, Collection<String> attachedTo) {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (DatasetPartition partition : dropped) {
            parents.computeIfAbsent(partition.root(), root -> new LinkedHashSet<>())
                    .add(partition.parent());
            below.computeIfAbsent(partition.root(), root -> new ArrayList<>()).add(partition.name());
        }
        List<String> gates = new ArrayList<>();
        List<String> exclusive = new ArrayList<>();
        parents.forEach((root, of) -> {
            String gate = of.size() == 1 ? of.iterator().next() : root;
            gates.add(gate);
            of.stream().filter(parent -> !parent.equals(gate)).forEach(exclusive::add);
            exclusive.addAll(below.getOrDefault(root, List.of()));
        });
        return of(gates, exclusive, attachedTo);
    }

    /**
     * Returns locks.
     *
     * @param gates as {@link #gates}
     * @param exclusive as {@link #exclusive}
     * @param shared as {@link #shared}; those that are in another list as well are taken twice, first like these
     * @return the locks
     */
    public static TableLocks of(List<String> gates, List<String> exclusive, Collection<String> shared) {
        Set<String> all = new TreeSet<>(shared);
        all.addAll(gates);
        all.addAll(exclusive);
        return new TableLocks(List.copyOf(gates), List.copyOf(exclusive), all);
    }
}
