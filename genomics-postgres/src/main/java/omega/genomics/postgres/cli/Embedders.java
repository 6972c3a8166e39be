package omega.genomics.postgres.cli;

import omega.genomics.postgres.vector.BgeSmallEmbedder;
import omega.genomics.postgres.vector.Embedder;
import omega.genomics.postgres.vector.HashedEmbedder;

/** The embedders that the command knows. */
enum Embedders {
    HASHED,
    BGE_SMALL;

    /** Makes it; the caller closes it. */
    Embedder open() {
        return this == HASHED ? new HashedEmbedder() : new BgeSmallEmbedder();
    }
}
