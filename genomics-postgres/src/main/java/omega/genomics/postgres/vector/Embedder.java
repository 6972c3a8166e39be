package omega.genomics.postgres.vector;

import java.util.List;
import java.util.Objects;

/**
 * Makes vectors of texts.
 *
 * <p>An implementation is thread-safe and deterministic: the same text gives the same vector, in a batch or alone.
 */
public interface Embedder extends AutoCloseable {
    /**
     * Names the model.
     *
     * @return such as {@code bge-small-en-v1.5}
     */
    String name();

    /**
     * Returns the version of the model.
     *
     * @return empty if it has none
     */
    default String version() {
        return "";
    }

    /**
     * Returns the length of every vector.
     *
     * @return 1 or more
     */
    int dimension();

    /**
     * Makes vectors of texts to be stored.
     *
     * @param texts any texts, none of them blank
     * @return one vector a text, in their order, of {@link #dimension()}
     */
    List<float[]> embed(List<String> texts);

    /**
     * Makes the vector of a question; some models want another wording for these.
     *
     * @param text what to look for
     * @return a vector of {@link #dimension()}
     */
    default float[] embedQuestion(String text) {
        Objects.requireNonNull(text, "text");
        return embed(List.of(text)).get(0);
    }

    /** Gives back what the model holds. By default nothing. */
    @Override
    default void close() {}
}
