package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashedEmbedderTest {
    private final Embedder embedder = new HashedEmbedder();

    @Test
    void putsTextsThatShareWordsNearEachOther() {
        List<float[]> vectors = embedder.embed(
                List.of("SIRT1. sirtuin 1", "SIRT2. sirtuin 2", "TP53. tumor protein p53", "TP63. tumor protein p63"));
        double sirtuins = Vectors.dot(vectors.get(0), vectors.get(1));
        double tumors = Vectors.dot(vectors.get(2), vectors.get(3));
        assertThat(sirtuins).isGreaterThan(Vectors.dot(vectors.get(0), vectors.get(2)) + 0.3);
        assertThat(tumors).isGreaterThan(Vectors.dot(vectors.get(1), vectors.get(3)) + 0.3);
    }

    @Test
    void givesUnitVectorsOfItsDimensionForAnyText() {
        for (String text : List.of("a", "!!!", "ß → \ud83e\uddec", "x".repeat(10_000))) {
            float[] vector = embedder.embedQuestion(text);
            assertThat(vector).hasSize(384);
            assertThat(Vectors.dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    /** Stored vectors must fit those of the next release: a change of this value is a new version of the model. */
    @Test
    void givesTheSameBitsForEver() {
        assertThat(Arrays.hashCode(embedder.embedQuestion("SIRT1. sirtuin 1. protein coding")))
                .isEqualTo(-1736345538);
        assertThat(embedder.embed(List.of("b", "a")).get(1)).isEqualTo(embedder.embedQuestion("a"));
    }
}
