package omega.genomics.postgres.query.variants;

import java.util.Objects;

/**
 * A place in the order of answers: contig, position, dataset, record, allele. What stands behind it is found by index, however
 * many stand before it, and nothing is missed or repeated while nothing is loaded.
 *
 * @param contig name in Ensembl style
 * @param position POS
 * @param datasetId the dataset
 * @param recordNumber number of the record in its file
 * @param alleleIndex number of the allele in its record
 * @param ordinal number of the repetition
 * @param ref REF
 * @param alt ALT; {@code .} where the record has none
 */
public record VariantCursor(
        String contig,
        int position,
        int datasetId,
        int recordNumber,
        int alleleIndex,
        int ordinal,
        String ref,
        String alt) {
    private static final int PARTS = 8;

    /** Creates a record; nothing in it may be null. */
    public VariantCursor {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param text of a cursor
     * @return the cursor
     * @throws IllegalArgumentException if it is none
     */
    public static VariantCursor parse(String text) {
        Objects.requireNonNull(text, "text");
        String[] parts = text.split("~", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("expected a cursor as a page gave it, found \"" + text + "\"");
        }
        try {
            return new VariantCursor(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Integer.parseInt(parts[4]),
                    Integer.parseInt(parts[5]),
                    parts[6],
                    parts[7]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a cursor as a page gave it, found \"" + text + "\"", e);
        }
    }

    /**
     * Writes a token to hand out and to read back with {@link #parse}.
     *
     * @return one line of text, without blanks, as long as the alleles are
     */
    @Override
    public String toString() {
        return String.join(
                "~",
                contig,
                Integer.toString(position),
                Integer.toString(datasetId),
                Integer.toString(recordNumber),
                Integer.toString(alleleIndex),
                Integer.toString(ordinal),
                ref,
                alt);
    }
}
