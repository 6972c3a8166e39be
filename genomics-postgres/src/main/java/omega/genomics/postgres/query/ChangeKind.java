package omega.genomics.postgres.query;

/** What happened to a variant, a gene or a transcript between two releases of its dataset. */
public enum ChangeKind {
    /** The later release has it, the earlier one has not. */
    ADDED,
    /** The earlier release has it, the later one has not. */
    REMOVED,
    /** Both have it, with other content. */
    CHANGED
}
