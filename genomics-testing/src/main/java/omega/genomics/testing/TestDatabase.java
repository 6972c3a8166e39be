package omega.genomics.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty database for one test class, dropped after it.
 *
 * @param url JDBC address with user and password
 */
public record TestDatabase(String url) {

    /** Opens a connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Gives one connection again and again, and never closes it: what a pool of one would do, for measurements. */
    public static DataSource keeping(Connection kept) {
        return new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() {
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            if (method.getName().equals("close")) {
                                return null;
                            }
                            try {
                                return method.invoke(kept, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        };
    }

    /** Runs statements, separated as JDBC does. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first column of the first row as text, null for SQL's null. */
    public @Nullable String value(String sql) throws SQLException {
        List<String> rows = rows(sql);
        return rows.isEmpty() || rows.get(0).equals("null") ? null : rows.get(0);
    }

    /** Says whether a schema has a table. */
    public boolean hasTable(String schema, String table) throws SQLException {
        return value("SELECT to_regclass('" + schema + '.' + table + "')") != null;
    }

    /** Empties a migrated schema: no dataset and nothing staged is left. */
    public void clear(String schema) throws SQLException {
        execute("DO $$ DECLARE t text; BEGIN FOR t IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r'"
                + " AND relnamespace = '" + schema + "'::regnamespace AND relname ~ '_d[0-9]+_r[0-9]+$|^staged_r[0-9]'"
                + " LOOP EXECUTE 'DROP TABLE ' || t; END LOOP; END $$;"
                + "TRUNCATE " + schema + ".datasets, " + schema + ".load_runs CASCADE;"
                + "TRUNCATE " + schema + ".chromosome_metadata, " + schema + ".research_papers;"
                + "DELETE FROM " + schema + ".gene_sets WHERE dataset_id IS NOT NULL");
    }

    /** Returns every row, its columns joined by {@code |}; a null is {@code null}. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i > 1 ? "|" : "").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }
}
