package omega.genomics.postgres.load.packed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.table.VariantColumn;

/** The blocks of a dataset that others are appended to, as rows of a temporary table of one connection. */
public final class EarlierBlocks {
    private static final String COLUMNS = String.join(", ", VariantColumn.names(List.of(VariantColumn.values())));

    private final String schema;
    private final String blocks;
    private final String table;

    /**
     * Prepares.
     *
     * @param schema of the assembly
     * @param blocks a partition of {@code variant_blocks}, with its schema, quoted
     */
    public EarlierBlocks(String schema, String blocks) {
        this.schema = schema;
        this.blocks = blocks;
        table = "pg_temp.\"earlier " + Integer.toHexString(blocks.hashCode()) + '"';
    }

    /** Returns the name of the table, for statements of the connection that made it. */
    public String table() {
        return table;
    }

    /** Makes the table, with an index by which a variant is found. */
    public void unpack(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "CREATE TABLE " + table + " AS SELECT u.* FROM " + blocks + " b CROSS JOIN LATERAL "
                        + Sql.name(schema, "unpack_block") + "(ROW(b.*)::" + Sql.name(schema, "variant_blocks")
                        + ") u");
        Sql.execute(connection, "CREATE INDEX ON " + table + " (chromosome, position)");
        Sql.execute(connection, "ANALYZE " + table);
    }

    /** Adds its rows to a table of rows, and drops it. */
    void addTo(Connection connection, String rows) throws SQLException {
        Sql.execute(connection, "INSERT INTO " + rows + " (" + COLUMNS + ") SELECT " + COLUMNS + " FROM " + table);
        drop(connection);
    }

    void drop(Connection connection) throws SQLException {
        Sql.execute(connection, "DROP TABLE " + table);
    }
}
