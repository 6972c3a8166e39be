package omega.genomics.postgres.query.cohorts;

import java.util.Objects;
import java.util.Optional;

/**
 * A variant that a sample has, with its genotype.
 *
 * @param dataset name of the dataset
 * @param sample name of the sample
 * @param contig name in Ensembl style
 * @param position POS, 1-based
 * @param end the last base on the reference, inclusive
 * @param id ID as written
 * @param ref REF
 * @param alt the allele that the sample has
 * @param genotype without phase, seen from this allele: missing alleles, 0 for every other one, 1 for each copy of this one, such
 *     as {@code 0/1}, {@code ./1}, or {@code 1} of a haploid
 */
public record SampleGenotype(
        String dataset,
        String sample,
        String contig,
        int position,
        int end,
        Optional<String> id,
        String ref,
        String alt,
        String genotype) {
    /** Creates a record; nothing in it may be null. */
    public SampleGenotype {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        Objects.requireNonNull(genotype, "genotype");
    }
}
