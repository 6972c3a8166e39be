package omega.genomics.longevity.hagr;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A gene of CellAge: its effect on cellular senescence in one experiment. Immutable.
 *
 * @param entrezId NCBI's GeneID; empty if there is none
 * @param symbol the symbol in CellAge
 * @param name the gene's full name; empty if not given
 * @param isCancerCell whether the cells were cancer cells; empty if not given
 * @param senescenceType the type, such as {@code Replicative} or {@code Oncogene-induced}; empty if not given
 * @param effect the effect of the gene on senescence
 * @param references the studies as written, mostly PubMed ids
 */
public record SenescenceGene(
        OptionalInt entrezId,
        String symbol,
        Optional<String> name,
        Optional<Boolean> isCancerCell,
        Optional<String> senescenceType,
        Effect effect,
        List<String> references) {

    /** The effect of a gene on senescence. */
    public enum Effect {
        /** The gene induces senescence. */
        INDUCES,
        /** The gene inhibits senescence. */
        INHIBITS,
        /** Experiments are contradictory. */
        UNCLEAR
    }

    /** Creates a record; copies the references. */
    public SenescenceGene {
        Objects.requireNonNull(entrezId, "entrezId");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(isCancerCell, "isCancerCell");
        Objects.requireNonNull(senescenceType, "senescenceType");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(references, "references");
        references = List.copyOf(references);
    }

    /**
     * Returns the references that are PubMed ids.
     *
     * @return the PubMed ids in file order
     */
    public List<Integer> pubmedIds() {
        return references.stream()
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf)
                .toList();
    }
}
