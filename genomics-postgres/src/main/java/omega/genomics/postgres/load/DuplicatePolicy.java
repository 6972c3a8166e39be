package omega.genomics.postgres.load;

/**
 * What a load of variants does with one that comes twice: same contig, position, REF and ALT.
 *
 * <p>What became of each is in {@link LoadReport#alleles()} and {@link LoadReport#repeatedAlleles()}. Symbolic alleles and others
 * whose ALT does not spell them out, such as {@code <DEL>}, are the same variant only if ID, end and INFO agree.
 */
public enum DuplicatePolicy {
    /**
     * Makes one row of both, so that no genotype is lost. The default.
     *
     * <ul>
     *   <li>Genotypes complete each other, sample by sample: {@code ./.} and {@code 0|1} give {@code 0/1}. Genotypes that contradict
     *       each other, such as {@code 0/1} and {@code 1/1}, end the load with both places.
     *   <li>Every other column is that of the first in file order, or of the other where the first has none. An allele with another
     *       value there counts as dropped, and the report says which columns differ.
     *   <li>Alleles that ALT does not spell out and that are not the same variant are all kept, numbered by the column
     *       {@code ordinal}.
     * </ul>
     */
    MERGE,
    /** Keeps the first in file order as it is; the report says which columns of the others differ. */
    FIRST,
    /** Keeps all, numbered by the column {@code ordinal}. */
    ALL,
    /** Ends the load at the first repetition, with both places. */
    ERROR
}
