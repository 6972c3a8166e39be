package omega.genomics.postgres.load;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which contigs of a file one server loads, and how it keeps step with the others. */
final class ShardPart {
    /** All of the file, on one server. */
    static final ShardPart WHOLE = new ShardPart(Set.of(), false, null);

    private final Set<String> contigs;
    private final boolean isShard;
    private final @Nullable ShardSteps steps;

    private ShardPart(Set<String> contigs, boolean isShard, @Nullable ShardSteps steps) {
        this.contigs = contigs;
        this.isShard = isShard;
        this.steps = steps;
    }

    /** The contigs that live on a shard. */
    static ShardPart shard(Set<String> contigs, ShardSteps steps) {
        return new ShardPart(contigs, true, steps);
    }

    /** All contigs but those that live on shards. */
    static ShardPart rest(Set<String> onShards, ShardSteps steps) {
        return new ShardPart(onShards, false, steps);
    }

    boolean isShard() {
        return isShard;
    }

    boolean holds(String contig) {
        return contigs.contains(contig) == isShard;
    }

    /** What it adds to the options of a load: with other contigs the same file is another load. */
    String text() {
        return contigs.isEmpty() ? "" : (isShard ? " only=" : " without=") + String.join(",", new TreeSet<>(contigs));
    }

    /** Returns the number that the dataset must have here, as on the coordinator; null where it is free. */
    @Nullable
    Integer datasetId() {
        return steps == null || !isShard ? null : steps.awaitDatasetId();
    }

    void begun(int datasetId) {
        if (steps != null && !isShard) {
            steps.begun(datasetId);
        }
    }

    /** Everything is staged here; returns when it is everywhere, and on the coordinator when all others are switched. */
    void staged() {
        if (steps != null) {
            steps.staged();
            if (!isShard) {
                steps.awaitSwitched();
            }
        }
    }

    void switched() {
        if (steps != null && isShard) {
            steps.switched();
        }
    }
}
