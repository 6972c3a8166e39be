package omega.genomics.postgres.load;

/** How a load ended. A load that failed throws instead. */
public enum LoadState {
    /** The rows are visible. */
    DONE,
    /** The same file with the same options is there already; nothing was changed. */
    UNCHANGED
}
