package omega.genomics.postgres.load.variants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.run.LoadRun;

/** How the database has a dataset of variants. */
final class StoredLayout {
    private StoredLayout() {}

    /** Returns the layout of a dataset; nothing if there is none. */
    static Optional<VariantLayout> of(DataSource dataSource, String schema, String kind, String dataset) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.query(
                            connection,
                            row -> of(row.getBoolean(1)),
                            "SELECT " + Sql.name(schema, "is_packed") + "(row_counts) FROM "
                                    + Sql.name(schema, "datasets") + " WHERE kind = ? AND name = ?",
                            kind,
                            dataset)
                    .stream()
                    .findFirst();
        } catch (SQLException e) {
            throw new LoadException("could not look for the dataset \"" + dataset + "\"", e);
        }
    }

    /** Returns the layout of the dataset of a run, which nobody else changes until the run ends. */
    static Optional<VariantLayout> of(LoadRun run) throws SQLException {
        return run
                .ask(
                        row -> of(row.getBoolean(1)),
                        "SELECT " + run.qualified("is_packed") + "(row_counts) FROM " + run.qualified("datasets")
                                + " WHERE dataset_id = ?",
                        run.datasetId())
                .stream()
                .findFirst();
    }

    private static VariantLayout of(boolean isPacked) {
        return isPacked ? VariantLayout.PACKED : VariantLayout.ROWS;
    }
}
