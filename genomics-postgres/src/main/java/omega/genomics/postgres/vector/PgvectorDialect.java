package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;

/**
 * A server with pgvector: asked through {@code find_similar_genes}, so that Java and SQL have the same answer.
 *
 * @param extension the schema of the extension, quoted
 */
record PgvectorDialect(String extension, String version) implements VectorDialect {
    @Override
    public String type() {
        return "vector";
    }

    @Override
    public String name() {
        return "pgvector " + version;
    }

    @Override
    public void put(BinaryCopyWriter row, float[] vector) {
        row.putVector(vector);
    }

    @Override
    public String asArray(String column) {
        return column + "::real[]";
    }

    @Override
    public boolean hasIndex() {
        return true;
    }

    @Override
    public Optional<List<SimilarGene>> nearest(
            Connection connection, Db db, EmbeddingModel model, ResidentVectors.Question question) throws SQLException {
        Vectors.checkDimension(model.dimension(), question.vector().length, model.name());
        float[] query = Vectors.unit(question.vector(), "the question");
        return Optional.of(Sql.query(
                connection,
                PgvectorDialect::read,
                "SELECT gene_id, gene_name, biotype, distance FROM " + db.name("find_similar_genes") + "(?::"
                        + extension + ".vector, ?, ?, ?, ?, ?)",
                VectorDialect.text(query),
                question.limit(),
                question.maxDistance().isPresent() ? question.maxDistance().getAsDouble() : null,
                question.type().orElse(null),
                model.name(),
                question.exact()));
    }

    static SimilarGene read(ResultSet row) throws SQLException {
        return new SimilarGene(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                row.getDouble(4));
    }
}
