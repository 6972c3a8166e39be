package omega.genomics.postgres.vector;

import java.util.Objects;
import java.util.Optional;

/**
 * A model whose vectors the database holds.
 *
 * @param id the partition of {@code gene_embeddings} that holds them
 * @param name such as {@code bge-small-en-v1.5}
 * @param version empty if it has none
 * @param dimension length of every vector
 * @param textTemplate what the text of a gene was made of; empty for vectors made elsewhere
 * @param source the file they were loaded from; empty for vectors made here
 * @param active whether this version is asked when the model is named without one
 * @param revision counted up by each change of the vectors
 * @param indexType {@code vector} or {@code halfvec} if there is an HNSW index
 */
public record EmbeddingModel(
        int id,
        String name,
        String version,
        int dimension,
        Optional<String> textTemplate,
        Optional<String> source,
        boolean active,
        long revision,
        Optional<String> indexType) {
    /** Creates a record; nothing in it may be null. */
    public EmbeddingModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(textTemplate, "textTemplate");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(indexType, "indexType");
    }
}
