package omega.genomics.postgres.load;

/** What a load is busy with. */
public enum LoadPhase {
    /** Reading the file. */
    READING,
    /** Sending rows. */
    WRITING,
    /** Building keys and indexes over the staged tables, and gathering their statistics. */
    INDEXING,
    /** Making the staged tables visible. */
    SWITCHING
}
