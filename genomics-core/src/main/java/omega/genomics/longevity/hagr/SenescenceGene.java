package omega.genomics.longevity.hagr;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A gene of CellAge: what it does to cellular senescence, in one experiment. Immutable.
 *
 * @param entrezId NCBI's number; empty if there is none
 * @param symbol as CellAge has it
 * @param name the gene's full name; empty if not given
 * @param isCancerCell whether the cells were cancer cells; empty if not given
 * @param senescenceType such as {@code Replicative}, {@code Oncogene-induced}; empty if not given
 * @param effect what the gene does
 * @param references the studies as written: PubMed ids, mostly
 */
public record SenescenceGene(
        OptionalInt entrezId,
        String symbol,
        Optional<String> name,
        Optional<Boolean> isCancerCell,
        Optional<String> senescenceType,
        Effect effect,
        List<String> references) {

    /** What a gene does to senescence. */
    public enum Effect {
        /** Drives cells into senescence. */
        INDUCES,
        /** Keeps cells from it. */
        INHIBITS,
        /** Experiments disagree. */
        UNCLEAR
    }

    /** Copies the references. */
    public SenescenceGene {
        references = List.copyOf(references);
    }

    /**
     * Returns the references that are PubMed ids.
     *
     * @return in the order of the file
     */
    public List<Integer> pubmedIds() {
        return references.stream()
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf)
                .toList();
    }
}
