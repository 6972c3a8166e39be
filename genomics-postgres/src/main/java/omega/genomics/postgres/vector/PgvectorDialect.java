package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

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
    public Optional<List<List<SimilarGene>>> nearest(
            Connection connection, Db db, EmbeddingModel model, List<ResidentVectors.Question> questions)
            throws SQLException {
        int count = questions.size();
        String[] vectors = new String[count];
        Integer[] limits = new Integer[count];
        @Nullable Double[] distances = new Double[count];
        @Nullable String[] types = new String[count];
        @Nullable Boolean[] exact = new Boolean[count];
        List<List<SimilarGene>> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ResidentVectors.Question question = questions.get(i);
            Vectors.checkDimension(model.dimension(), question.vector().length, model.name());
            vectors[i] = VectorDialect.text(Vectors.unit(question.vector(), "the question"));
            limits[i] = question.limit();
            distances[i] =
                    question.maxDistance().isPresent() ? question.maxDistance().getAsDouble() : null;
            types[i] = question.type().orElse(null);
            exact[i] = question.exact();
            found.add(new ArrayList<>());
        }
        Sql.query(
                connection,
                row -> found.get(row.getInt(5) - 1).add(read(row)),
                "SELECT s.gene_id, s.gene_name, s.biotype, s.distance, q.number FROM unnest(?::text[], ?::int[], ?::float8[],"
                        + " ?::text[], ?::boolean[]) WITH ORDINALITY q(vector, most, distance, biotype, exact, number), LATERAL "
                        + db.name("find_similar_genes") + "(q.vector::" + extension
                        + ".vector, q.most, q.distance, q.biotype, ?, q.exact) s ORDER BY q.number, s.distance, s.gene_id",
                vectors,
                limits,
                distances,
                types,
                exact,
                model.name());
        return Optional.of(found);
    }

    static SimilarGene read(ResultSet row) throws SQLException {
        return new SimilarGene(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                row.getDouble(4));
    }
}
