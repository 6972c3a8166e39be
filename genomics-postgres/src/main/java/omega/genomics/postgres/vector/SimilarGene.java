package omega.genomics.postgres.vector;

import java.util.Objects;
import java.util.Optional;

/**
 * A gene near a vector.
 *
 * @param geneId stable id without version; the name as written where the gene was not known when its vector was stored
 * @param name symbol; empty if it had none
 * @param biotype empty if it was not known
 * @param distance 1 − cosine: 0 for the same direction, 1 for unrelated, 2 for opposite
 */
public record SimilarGene(String geneId, Optional<String> name, Optional<String> biotype, double distance) {
    /** Creates a record; nothing in it may be null. */
    public SimilarGene {
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(biotype, "biotype");
    }

    /**
     * Returns the symbol, or the id where there is none.
     *
     * @return never empty
     */
    public String displayName() {
        return name.orElse(geneId);
    }
}
