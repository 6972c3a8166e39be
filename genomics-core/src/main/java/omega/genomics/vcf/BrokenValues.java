package omega.genomics.vcf;

/**
 * What becomes of a value that its own header contradicts: not of the declared Type, or not as many as the declared Number. Many files
 * have a key that their producer breaks in each record.
 *
 * <p>A record that is broken otherwise, with too few columns or a POS that is no number, is the business of
 * {@link omega.genomics.ParseMode}.
 */
public enum BrokenValues {
    /** The value breaks its record, as any other violation does. The default of readers. */
    REFUSE,
    /**
     * The value stays as text, or is missing where a number is needed, and {@link KeptValues} counts it. So is an empty INFO column
     * read as {@code .}. The default of loads and of {@code genomics vcf norm}.
     */
    KEEP
}
