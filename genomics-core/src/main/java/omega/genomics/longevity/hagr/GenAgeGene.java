package omega.genomics.longevity.hagr;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A gene of GenAge, human. Immutable.
 *
 * @param id the number in GenAge
 * @param symbol the symbol in GenAge, which may be outdated: {@code H2AFX}, {@code CTGF}
 * @param name the gene's full name
 * @param entrezId NCBI's GeneID; empty if there is none
 * @param uniprot the UniProt entry name, such as {@code P53_HUMAN}; empty for a gene without a protein
 * @param evidence the evidence for ageing, one or more of {@code human}, {@code mammal}, {@code model}, {@code cell},
 *     {@code functional}, {@code upstream}, {@code downstream}, {@code putative}, {@code human_link}; an open set
 */
public record GenAgeGene(
        int id, String symbol, String name, OptionalInt entrezId, Optional<String> uniprot, List<String> evidence) {
    /** Creates a record; copies the evidence. */
    public GenAgeGene {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(entrezId, "entrezId");
        Objects.requireNonNull(uniprot, "uniprot");
        Objects.requireNonNull(evidence, "evidence");
        evidence = List.copyOf(evidence);
    }
}
