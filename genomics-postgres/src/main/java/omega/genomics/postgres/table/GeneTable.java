package omega.genomics.postgres.table;

import java.util.Locale;
import java.util.Objects;

/**
 * The tables of a gene annotation, each with the history of its rows. Keys count up from release to release, so that a release has the
 * rows whose key is not greater than its last one, unless they ended before.
 */
public enum GeneTable {
    GENES("gene_history", "gene_key", "last_gene_key"),
    TRANSCRIPTS("transcript_history", "transcript_key", "last_transcript_key"),
    EXONS("exon_history", "transcript_key", "last_transcript_key"),
    CODING_SEQUENCES("coding_sequence_history", "transcript_key", "last_transcript_key"),
    CDS("cds_history", "transcript_key", "last_transcript_key"),
    /** An alias may be that of many genes, so that it has a release of its own. */
    GENE_ALIASES("gene_alias_history", "valid_from", "release");

    private final String history;
    private final String key;
    /** Column of {@code dataset_releases}. */
    private final String lastKey;

    GeneTable(String history, String key, String lastKey) {
        this.history = history;
        this.key = key;
        this.lastKey = lastKey;
    }

    /**
     * Returns the name of the table.
     *
     * @return as in SQL, without a schema
     */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the name of the table of rows that ended.
     *
     * @return as in SQL, without a schema
     */
    public String history() {
        return history;
    }

    /**
     * Returns the column that says since when a row is there.
     *
     * @return its name
     */
    public String key() {
        return key;
    }

    /**
     * Returns the greatest key that a release has.
     *
     * @param releases the table {@code dataset_releases} with its schema, quoted
     * @param datasetId the dataset
     * @param release its number
     * @return an SQL expression
     */
    public String lastKeyOf(String releases, int datasetId, int release) {
        Objects.requireNonNull(releases, "releases");
        return "(SELECT " + lastKey + " FROM " + releases + " WHERE dataset_id = " + datasetId + " AND release = "
                + release + ")";
    }
}
