package omega.genomics.postgres.query.variants;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What there is of a dataset on a contig. All counts that do not say otherwise are of alleles: rows of {@code variants}.
 *
 * @param dataset its name
 * @param contig name in Ensembl style
 * @param records records of the file that have a row
 * @param alleles ALT alleles, and records without ALT
 * @param types by what the allele does to REF; no entry for none
 * @param transitions A and G, or C and T, for each other
 * @param transversions all other changes of a base
 * @param multiallelicSites records whose second ALT allele has a row
 * @param passing that passed all filters
 * @param filtered that a filter refused
 * @param unfiltered to which no filter was applied
 * @param withRsNumber that are reference SNPs
 * @param singletons with AC 1
 * @param frequencies by allele frequency
 * @param meanFrequency of those that have one; means something within one source only
 * @param meanQual of those that have one
 * @param withoutQual without QUAL
 * @param firstPosition least POS
 * @param lastPosition greatest POS
 * @param genes different genes that alleles are ascribed to
 * @param consequences by most severe consequence; {@code none} for none
 * @param clinicalClasses by clinical significance; no entry for none of a class
 */
public record VariantStatistics(
        String dataset,
        String contig,
        long records,
        long alleles,
        Map<VariantType, Long> types,
        long transitions,
        long transversions,
        long multiallelicSites,
        long passing,
        long filtered,
        long unfiltered,
        long withRsNumber,
        long singletons,
        FrequencySpectrum frequencies,
        OptionalDouble meanFrequency,
        OptionalDouble meanQual,
        long withoutQual,
        int firstPosition,
        int lastPosition,
        long genes,
        Map<String, Long> consequences,
        Map<ClinicalClass, Long> clinicalClasses) {

    /** Copies the maps. */
    public VariantStatistics {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(types, "types");
        Objects.requireNonNull(frequencies, "frequencies");
        Objects.requireNonNull(meanFrequency, "meanFrequency");
        Objects.requireNonNull(meanQual, "meanQual");
        Objects.requireNonNull(consequences, "consequences");
        Objects.requireNonNull(clinicalClasses, "clinicalClasses");
        types = Map.copyOf(types);
        consequences = Map.copyOf(consequences);
        clinicalClasses = Map.copyOf(clinicalClasses);
    }

    /**
     * Returns transitions per transversion.
     *
     * @return about 2 for a human genome, 3 for exomes; empty without transversions
     */
    public OptionalDouble tiTv() {
        return transversions == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) transitions / transversions);
    }
}
