package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/** A server without an extension: {@code real[]}, searched in this JVM. */
record ArrayDialect() implements VectorDialect {
    @Override
    public String type() {
        return "real[]";
    }

    @Override
    public String name() {
        return "real[]";
    }

    @Override
    public void put(BinaryCopyWriter row, float[] vector) {
        row.putFloats(vector);
    }

    @Override
    public String asArray(String column) {
        return column;
    }

    @Override
    public Optional<List<List<SimilarGene>>> nearest(
            Connection connection, Db db, EmbeddingModel model, List<ResidentVectors.Question> questions) {
        return Optional.empty();
    }
}
