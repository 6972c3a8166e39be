package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;

/**
 * A column that its owner has turned into {@code ruvector}: read and asked through the extension's documented functions, without
 * an index of ours. Never met in the tests, which have no such server.
 *
 * @param extension the schema of the extension, quoted
 */
record RuvectorDialect(String extension) implements VectorDialect {
    @Override
    public String type() {
        return "ruvector";
    }

    @Override
    public String name() {
        return "ruvector";
    }

    @Override
    public void put(BinaryCopyWriter row, float[] vector) {
        throw new VectorException("vectors cannot be written to a ruvector column: its binary format is not documented;"
                + " load into real[] and turn the column into ruvector after");
    }

    @Override
    public String asArray(String column) {
        return "translate(" + column + "::text, '[]', '{}')::real[]";
    }

    @Override
    public Optional<List<List<SimilarGene>>> nearest(
            Connection connection, Db db, EmbeddingModel model, List<ResidentVectors.Question> questions)
            throws SQLException {
        List<List<SimilarGene>> found = new ArrayList<>();
        for (ResidentVectors.Question question : questions) {
            found.add(nearest(connection, db, model, question));
        }
        return Optional.of(found);
    }

    private List<SimilarGene> nearest(
            Connection connection, Db db, EmbeddingModel model, ResidentVectors.Question question) throws SQLException {
        Vectors.checkDimension(model.dimension(), question.vector().length, model.name());
        return Sql.query(
                connection,
                PgvectorDialect::read,
                "SELECT * FROM (SELECT gene_id, gene_name, biotype, " + extension
                        + ".ruvector_cosine_distance(embedding, ?::" + extension
                        + ".ruvector)::float8 AS distance FROM "
                        + db.name("gene_embeddings") + " WHERE dataset_id = ? AND (?::text IS NULL OR biotype = ?)) n"
                        + " WHERE ?::float8 IS NULL OR distance <= ? ORDER BY distance, gene_id LIMIT ?",
                VectorDialect.text(Vectors.unit(question.vector(), "the question")),
                model.id(),
                question.type().orElse(null),
                question.type().orElse(null),
                question.maxDistance().isPresent() ? question.maxDistance().getAsDouble() : null,
                question.maxDistance().isPresent() ? question.maxDistance().getAsDouble() : null,
                question.limit());
    }
}
