package omega.genomics.postgres.load;

/** What a load does with records on a contig that the assembly does not know. */
public enum UnknownContigs {
    /** Stores them under the name as written, and names the contig in the report. The default. */
    KEEP,
    /** Refuses the file at the first such record. */
    REFUSE,
    /** Keeps each such record in {@code load_rejects} and loads the rest. */
    QUARANTINE
}
