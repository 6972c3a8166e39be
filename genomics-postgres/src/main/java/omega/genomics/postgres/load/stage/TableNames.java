package omega.genomics.postgres.load.stage;

/**
 * How the staged tables of a run are called, and which of them are its own.
 *
 * @param schema the assembly's schema
 * @param datasetId whose rows they hold
 * @param runId whose work they are
 * @param suffix tells apart those of several attempts in one run; empty for the only one
 */
public record TableNames(String schema, int datasetId, long runId, String suffix) {
    public TableNames(String schema, int datasetId, long runId) {
        this(schema, datasetId, runId, "");
    }

    /** Returns the name of the table that becomes a partition of another; without its schema. */
    public String staged(String parent) {
        return parent + "_d" + datasetId + "_r" + runId + suffix;
    }
}
