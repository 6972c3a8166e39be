package omega.genomics.postgres.load.stage;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How the staged tables of a run are called, and whose rows they hold. */
public final class TableNames {
    private final String schema;
    private final int datasetId;
    private final long runId;
    /** Of one of several attempts; null where a run has one table for each parent. */
    private final @Nullable String prefix;

    private final AtomicInteger tables = new AtomicInteger();

    private TableNames(String schema, int datasetId, long runId, @Nullable String prefix) {
        this.schema = schema;
        this.datasetId = datasetId;
        this.runId = runId;
        this.prefix = prefix;
    }

    /** Those of a run: they keep their names when they become partitions. */
    public TableNames(String schema, int datasetId, long runId) {
        this(schema, datasetId, runId, null);
    }

    /**
     * Those of an attempt: short, since the names of contigs may be long, and numbered in the order in which they are made.
     *
     * @param prefix what no other attempt's begin with
     */
    public static TableNames ofAttempt(String schema, int datasetId, long runId, String prefix) {
        return new TableNames(schema, datasetId, runId, prefix);
    }

    String schema() {
        return schema;
    }

    int datasetId() {
        return datasetId;
    }

    long runId() {
        return runId;
    }

    /** Returns a name for a table that becomes a partition of another; without its schema. */
    public String staged(String parent) {
        return prefix == null ? parent + "_d" + datasetId + "_r" + runId : prefix + tables.incrementAndGet();
    }
}
