package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/** Reads models and vectors. Thread-safe. */
final class Store {
    private static final String MODEL =
            "dataset_id, model, version, dimension, text_template, source, active, revision, index_type";

    private final Db db;

    Store(Db db) {
        this.db = db;
    }

    List<EmbeddingModel> models(Connection connection) throws SQLException {
        return Sql.query(
                connection,
                Store::model,
                "SELECT " + MODEL + " FROM " + db.name("embedding_metadata") + " ORDER BY model, version");
    }

    /** Finds the active model of a name, or the only active one; the function says in its error which there are. */
    EmbeddingModel active(Connection connection, @Nullable String name) throws SQLException {
        return Sql.query(
                        connection,
                        Store::model,
                        "SELECT " + MODEL + " FROM " + db.name("embedding_model") + "(NULL, ?)",
                        name)
                .get(0);
    }

    Optional<EmbeddingModel> find(Connection connection, String name, String version) throws SQLException {
        return models(connection).stream()
                .filter(model -> model.name().equals(name) && model.version().equals(version))
                .findFirst();
    }

    private static EmbeddingModel model(ResultSet row) throws SQLException {
        return new EmbeddingModel(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                row.getBoolean(7),
                row.getLong(8),
                Optional.ofNullable(row.getString(9)));
    }

    /** A gene's own vector. */
    @SuppressWarnings("ArrayRecordComponent") // carries arrays from here to there; never compared
    record Stored(String geneId, float[] vector) {}

    /**
     * Finds the vectors of genes by id, symbol, previous symbol, or alias, whichever comes first.
     *
     * @return by the names in their order, without those that no gene with a vector has
     */
    Map<String, Stored> genes(Connection connection, EmbeddingModel model, Collection<String> names)
            throws SQLException {
        String vector = VectorDialect.of(connection, db).asArray("e.embedding");
        String embeddings = " FROM " + db.name("gene_embeddings") + " e";
        Map<String, Stored> found = new LinkedHashMap<>();
        Sql.query(
                connection,
                row -> {
                    found.putIfAbsent(row.getString(3), new Stored(row.getString(1), floats(row)));
                    return true;
                },
                "SELECT f.gene_id, f.vector, w.name FROM unnest(?::text[]) WITH ORDINALITY w(name, number), LATERAL ("
                        + "SELECT e.gene_id, " + vector + " AS vector, 0 AS tier" + embeddings
                        + " WHERE e.dataset_id = ? AND e.gene_id = w.name"
                        + " UNION ALL SELECT e.gene_id, " + vector + ", 1" + embeddings
                        + " WHERE e.dataset_id = ? AND e.gene_name = w.name"
                        + " UNION ALL SELECT e.gene_id, " + vector
                        + ", CASE WHEN a.source LIKE '%previous symbol' THEN 2 ELSE 3 END" + embeddings
                        + " JOIN " + db.name("gene_aliases")
                        + " a ON a.symbol = e.gene_name WHERE e.dataset_id = ? AND a.alias = w.name"
                        + " ORDER BY tier, gene_id LIMIT 1) f ORDER BY w.number",
                names.toArray(new String[0]),
                model.id(),
                model.id(),
                model.id());
        return found;
    }

    private static float[] floats(ResultSet row) throws SQLException {
        Float[] boxed = (Float[]) row.getArray(2).getArray();
        float[] vector = new float[boxed.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = boxed[i];
        }
        return vector;
    }

    /** Reads all vectors of a model into memory, ordered by biotype and id. */
    ResidentVectors resident(Connection connection, EmbeddingModel model) throws SQLException {
        ResidentVectors.Builder builder = new ResidentVectors.Builder(model);
        String vector = VectorDialect.of(connection, db).asArray("embedding");
        try (CopyRows rows = CopyRows.open(
                connection,
                "COPY (SELECT gene_id, gene_name, biotype, " + vector + " FROM " + db.name("gene_embeddings")
                        + " WHERE dataset_id = " + model.id()
                        + " ORDER BY biotype, gene_id) TO STDOUT (FORMAT binary)")) {
            while (rows.advance()) {
                String id = rows.text();
                ResidentVectors.Row row = new ResidentVectors.Row(id == null ? "" : id, rows.text(), rows.text());
                builder.add(row, rows.floats());
            }
        }
        return builder.build();
    }
}
