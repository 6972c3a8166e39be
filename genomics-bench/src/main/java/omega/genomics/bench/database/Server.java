package omega.genomics.bench.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that is measured: the one of {@code bench.postgres}, or an embedded one whose data lies beside the corpus. */
final class Server implements AutoCloseable {
    /** All tables of a run are in it; it goes when the server is closed. */
    static final String SCHEMA = "genomics_bench";

    private final String url;
    private final @Nullable EmbeddedServer own;
    /** For questions between the turns: a new connection costs more than most of these. */
    private @Nullable Connection kept;

    private Server(String url, @Nullable EmbeddedServer own) {
        this.url = url;
        this.own = own;
    }

    /** Opens the server, without any table of an earlier run. */
    static Server open(Path folder) throws IOException, SQLException {
        String given = System.getProperty("bench.postgres", "");
        @Nullable EmbeddedServer own = given.isEmpty() ? EmbeddedServer.start(folder.resolve("postgresql")) : null;
        Server server = new Server(own == null ? given : own.jdbcUrl(), own);
        server.dropSchema();
        return server;
    }

    /** Opens a server that waits for no disk and leaves nothing behind: for tests, not for measuring. */
    static Server temporary() throws IOException {
        EmbeddedServer own = EmbeddedServer.startTemporary();
        return new Server(own.jdbcUrl(), own);
    }

    String url() {
        return url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    private Connection kept() throws SQLException {
        Connection connection = kept;
        if (connection == null) {
            connection = connect();
            kept = connection;
        }
        return connection;
    }

    /** Migrates and returns the schema. */
    AssemblyDatabase migrated() {
        AssemblyDatabase assembly = GenomicsDatabase.open(url).assembly(SCHEMA);
        assembly.migrate();
        return assembly;
    }

    /** Runs statements, each committed. */
    void execute(Iterable<String> statements) throws SQLException {
        try (Statement statement = kept().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs statements in one transaction. */
    void executeTogether(Iterable<String> statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    /** A row of a query, read. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(Row<T> row, String sql) throws SQLException {
        try (Statement statement = kept().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        }
    }

    String text(String sql) throws SQLException {
        return query(row -> row.getString(1), sql).get(0);
    }

    int datasetId(String name) throws SQLException {
        return Integer.parseInt(text("SELECT dataset_id FROM " + SCHEMA + ".datasets WHERE name = '" + name + "'"));
    }

    /** Says what the partitions of a dataset take. */
    String sizes(int datasetId, long rows) throws SQLException {
        String of = " FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = '" + SCHEMA
                + "'::regnamespace AND pg_get_expr(c.relpartbound, c.oid) = 'FOR VALUES IN (" + datasetId + ")'";
        double heap = Double.parseDouble(text("SELECT sum(pg_table_size(c.oid))" + of)) / rows;
        double indexes = Double.parseDouble(text("SELECT sum(pg_indexes_size(c.oid))" + of)) / rows;
        return String.format(
                Locale.ROOT,
                "%n%.0f bytes a row in the heap, %.0f in the indexes: 150 million rows take %.0f and %.0f GB.%n",
                heap,
                indexes,
                heap * 0.15,
                indexes * 0.15);
    }

    /** Lets the server write what earlier turns left in its buffers, so that the next one does not pay for it. */
    void settle() {
        try {
            execute(List.of("CHECKPOINT"));
        } catch (SQLException e) {
            System.err.println("turns are not parted by a checkpoint: " + e.getMessage());
        }
    }

    String describe() throws SQLException {
        String settings = text(
                "SELECT string_agg(name || ' ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings"
                        + " WHERE name IN ('shared_buffers', 'maintenance_work_mem', 'wal_level', 'fsync', 'synchronous_commit')");
        return String.format(
                Locale.ROOT,
                "PostgreSQL %s, %s: %s.",
                text("SHOW server_version"),
                own == null ? "as given" : "embedded",
                settings);
    }

    private void dropSchema() throws SQLException {
        execute(List.of("SET client_min_messages = warning", "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE"));
    }

    @Override
    public void close() throws SQLException {
        try {
            dropSchema();
        } finally {
            kept().close();
            if (own != null) {
                own.close();
            }
        }
    }
}
