package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;

/** What differs between servers that have a type for vectors and those that have none. */
sealed interface VectorDialect permits ArrayDialect, PgvectorDialect, RuvectorDialect {

    /** Returns the dialect of the column that holds the vectors. */
    static VectorDialect of(Connection connection, Db db) throws SQLException {
        List<VectorDialect> found = Sql.query(
                connection,
                row -> switch (row.getString(1)) {
                    case "vector" -> new PgvectorDialect(row.getString(2), row.getString(3));
                    case "ruvector" -> new RuvectorDialect(row.getString(2));
                    default -> new ArrayDialect();
                },
                "SELECT t.typname, quote_ident(n.nspname), e.extversion FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
                        + " JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_extension e ON e.extname = t.typname"
                        + " WHERE a.attrelid = to_regclass(?) AND a.attname = 'embedding'",
                db.name("gene_embeddings"));
        if (found.isEmpty()) {
            throw new VectorException("the schema " + db.schema() + " has no table gene_embeddings: migrate it first");
        }
        return found.get(0);
    }

    /** Names the dialect for people: {@code pgvector 0.8.0}, {@code real[]}. */
    String name();

    /** Names the type of the column: {@code real[]}, {@code vector}. */
    String type();

    /** Puts a vector into a row of a binary COPY to {@code gene_embeddings}. */
    void put(BinaryCopyWriter row, float[] vector);

    /** Returns SQL for the stored vector as {@code real[]}. */
    String asArray(String column);

    /** Tells whether the server can build an HNSW index. */
    default boolean hasIndex() {
        return false;
    }

    /** Asks the server each of the questions, one or more, in their order; empty if this JVM has to search by itself. */
    Optional<List<List<SimilarGene>>> nearest(
            Connection connection, Db db, EmbeddingModel model, List<ResidentVectors.Question> questions)
            throws SQLException;

    /** Writes a vector as the text that pgvector and ruvector read. */
    static String text(float[] vector) {
        StringBuilder text = new StringBuilder(vector.length * 12).append('[');
        for (float value : vector) {
            text.append(value).append(',');
        }
        text.setCharAt(text.length() - 1, ']');
        return text.toString();
    }
}
