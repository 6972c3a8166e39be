package omega.genomics.cli.load;

import omega.genomics.postgres.vector.BgeSmallEmbedder;
import omega.genomics.postgres.vector.Embedder;
import omega.genomics.postgres.vector.HashedEmbedder;

/** The embedders that the command knows. */
public enum Embedders {
    HASHED,
    BGE_SMALL;

    /** Makes it; the caller closes it. */
    public Embedder open() {
        return this == HASHED ? new HashedEmbedder() : new BgeSmallEmbedder();
    }
}
