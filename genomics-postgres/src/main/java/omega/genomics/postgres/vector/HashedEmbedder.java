package omega.genomics.postgres.vector;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Vectors without a model: words and their pieces of three to five letters are hashed, and each hash adds its own row of a random
 * projection. Texts that share words or word stems come near each other; meaning it does not know. For offline use and tests.
 *
 * <p>The same text gives the same bits on every machine. Thread-safe.
 */
public final class HashedEmbedder implements Embedder {
    private static final int DIMENSION = 384;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;
    private static final double WORD = 1;
    private static final double PIECE = 0.35;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** Makes an embedder; it holds nothing. */
    public HashedEmbedder() {}

    @Override
    public String name() {
        return "hashed-ngrams";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        Objects.requireNonNull(texts, "texts");
        return texts.stream().map(HashedEmbedder::embed).toList();
    }

    private static float[] embed(String text) {
        Map<Long, Double> weights = new HashMap<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                weights.merge(hash("=" + word), WORD, Double::sum);
                addPieces("<" + word + ">", weights);
            }
        }
        if (weights.isEmpty()) {
            weights.put(hash(text), WORD);
        }
        double[] sums = new double[DIMENSION];
        // in the order of the hashes, so that the sums round the same everywhere
        weights.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> addProjected(entry.getKey(), 1 + StrictMath.log(entry.getValue() / PIECE), sums));
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) sums[i];
        }
        return Vectors.unit(vector, "a text");
    }

    private static void addPieces(String word, Map<Long, Double> weights) {
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int i = 0; i + length <= word.length(); i++) {
                weights.merge(hash(word.substring(i, i + length)), PIECE, Double::sum);
            }
        }
    }

    /** FNV-1a with a finisher: fixed for ever, unlike {@code hashCode}'s 32 bits long enough not to collide. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    /** Adds a row of signs, 64 at a time from a counter behind the hash. */
    private static void addProjected(long hash, double weight, double[] sums) {
        long state = hash;
        for (int i = 0; i < DIMENSION; i += Long.SIZE) {
            state += GOLDEN;
            long bits = mix(state);
            for (int j = 0; j < Long.SIZE; j++) {
                sums[i + j] += (bits >>> j & 1) == 0 ? weight : -weight;
            }
        }
    }
}
