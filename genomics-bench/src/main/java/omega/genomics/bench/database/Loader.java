package omega.genomics.bench.database;

/**
 * A way to get rows into attached, indexed, analysed partitions.
 *
 * @param name short, for tables
 * @param work loads
 * @param datasetId of what was loaded, asked after it
 * @param away takes it away again
 */
record Loader(String name, Step work, Dataset datasetId, Step away) {
    /** Something to do, which may fail in any way. */
    interface Step {
        void run() throws Exception;
    }

    /** Tells where the rows are. */
    interface Dataset {
        int id() throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
