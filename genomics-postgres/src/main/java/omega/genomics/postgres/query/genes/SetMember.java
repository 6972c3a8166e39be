package omega.genomics.postgres.query.genes;

import java.util.List;
import java.util.Objects;

/**
 * A member of a gene set and the genes it stands for.
 *
 * @param symbol as the set has it
 * @param genes loci that go by this name, or by an alias of it where none does; empty if the member is not found
 */
public record SetMember(String symbol, List<StoredGene> genes) {

    /** Copies the list. */
    public SetMember {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(genes, "genes");
        genes = List.copyOf(genes);
    }

    /**
     * Tells whether a gene goes by this name.
     *
     * @return false for a member that the annotation does not have
     */
    public boolean isFound() {
        return !genes.isEmpty();
    }
}
