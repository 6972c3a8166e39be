package omega.genomics.postgres.query.variants;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;

/**
 * What an allele does to one transcript, as the database has it. Positions are as annotations write them: {@code 12},
 * {@code 12-14}, counted from 1.
 *
 * @param rank place by severity among the consequences of the allele, from 1
 * @param isPicked whether this one speaks for the variant
 * @param impact the class of the worst term
 * @param terms Sequence Ontology terms, worst first; of a file also terms that only its annotator has
 * @param gene symbol; empty where the annotation has none, and for an intergenic variant
 * @param geneId stable id of the gene
 * @param transcriptId the transcript, or other feature of an annotator; empty for an intergenic variant
 * @param biotype of the transcript
 * @param cdnaPosition in the spliced transcript; of an insertion the two beside it
 * @param cdsPosition in the coding sequence, the stop codon included
 * @param proteinPosition amino acids that are touched
 * @param aminoAcids before and after: {@code A/V}; one text if equal
 * @param codons before and after: {@code gCa/gTa}
 * @param hgvsCoding HGVS name on the transcript, where a file has it or names were computed
 * @param hgvsProtein HGVS name of the protein, likewise
 */
public record StoredConsequence(
        int rank,
        boolean isPicked,
        Optional<Impact> impact,
        List<String> terms,
        Optional<String> gene,
        Optional<String> geneId,
        Optional<String> transcriptId,
        Optional<String> biotype,
        Optional<String> cdnaPosition,
        Optional<String> cdsPosition,
        Optional<String> proteinPosition,
        Optional<String> aminoAcids,
        Optional<String> codons,
        Optional<String> hgvsCoding,
        Optional<String> hgvsProtein) {

    /** Copies the list. */
    public StoredConsequence {
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(gene, "gene");
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(transcriptId, "transcriptId");
        Objects.requireNonNull(biotype, "biotype");
        Objects.requireNonNull(cdnaPosition, "cdnaPosition");
        Objects.requireNonNull(cdsPosition, "cdsPosition");
        Objects.requireNonNull(proteinPosition, "proteinPosition");
        Objects.requireNonNull(aminoAcids, "aminoAcids");
        Objects.requireNonNull(codons, "codons");
        Objects.requireNonNull(hgvsCoding, "hgvsCoding");
        Objects.requireNonNull(hgvsProtein, "hgvsProtein");
        terms = List.copyOf(terms);
    }

    /**
     * Returns the worst term.
     *
     * @return empty if the annotator has only words of its own
     */
    public Optional<ConsequenceTerm> mostSevere() {
        return terms.stream().findFirst().flatMap(ConsequenceTerm::parse);
    }
}
