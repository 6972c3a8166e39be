package omega.genomics.postgres.query.variants;

import java.util.Objects;
import java.util.Optional;
import omega.genomics.consequence.Impact;

/**
 * How many alleles of a dataset are ascribed to a gene, with which impact and clinical significance.
 *
 * @param dataset its name
 * @param contig name in Ensembl style
 * @param gene as the source or the annotation calls it
 * @param impact class of the most severe consequence; empty where there is none
 * @param clinicalClass class of the clinical significance
 * @param alleles how many
 */
public record GeneCount(
        String dataset,
        String contig,
        String gene,
        Optional<Impact> impact,
        ClinicalClass clinicalClass,
        long alleles) {
    /** Creates a record; nothing in it may be null. */
    public GeneCount {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(gene, "gene");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(clinicalClass, "clinicalClass");
    }
}
