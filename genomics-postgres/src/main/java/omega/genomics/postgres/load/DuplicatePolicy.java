package omega.genomics.postgres.load;

/** What a load of variants does with one that the file has twice: same contig, position, REF and ALT. */
public enum DuplicatePolicy {
    /** Ends the load at the first repetition. */
    ERROR,
    /** Keeps the first in file order, and counts the others. The default. */
    FIRST,
    /** Keeps all, numbered by the column {@code ordinal}. */
    ALL
}
