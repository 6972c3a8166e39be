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
     * Returns the locks that dropping partitions takes, and attaching others in their place. Where something is
     * dropped and more than one partitioned table below a root changes, the change has the root to itself: a reader who holds the
     * root sees all of it or nothing.
     *
     * @param dropped partitions that go
     * @param attachedTo the root of each table that gets a partition, by that table; with their schemas, quoted
     * @return the locks; none that keeps readers out if no partition is dropped
     */
    public static TableLocks of(List<DatasetPartition> dropped, Map<String, String> attachedTo) {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        Map<String, Set<String>> changed = new LinkedHashMap<>();
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (DatasetPartition partition : dropped) {
            parents.computeIfAbsent(partition.root(), root -> new LinkedHashSet<>())
                    .add(partition.parent());
            changed.computeIfAbsent(partition.root(), root -> new LinkedHashSet<>())
                    .add(partition.parent());
            below.computeIfAbsent(partition.root(), root -> new ArrayList<>()).add(partition.name());
        }
        attachedTo.forEach((table, root) ->
                changed.computeIfAbsent(root, key -> new LinkedHashSet<>()).add(table));
        List<String> gates = new ArrayList<>();
        List<String> exclusive = new ArrayList<>();
        changed.forEach((root, tables) -> {
            Set<String> of = parents.getOrDefault(root, Set.of());
            if (tables.size() > 1 && !of.isEmpty()) {
                gates.add(root);
            } else {
                gates.addAll(of);
            }
            of.stream().filter(parent -> !gates.contains(parent)).forEach(exclusive::add);
            exclusive.addAll(below.getOrDefault(root, List.of()));
        });
        return of(gates, exclusive, attachedTo.keySet());
    }

    /**
     * Returns the locks with which partitions are attached such that no statement sees some of them only. PostgreSQL looks up
     * partitions while it plans, one table after the other, and attaching keeps nobody from planning.
     *
     * @param attachedTo as for {@link #of(List, Map)}
     * @return the roots to itself, which whoever plans must name first
     */
    public static TableLocks attaching(Map<String, String> attachedTo) {
        return of(List.copyOf(new LinkedHashSet<>(attachedTo.values())), List.of(), attachedTo.keySet());
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
