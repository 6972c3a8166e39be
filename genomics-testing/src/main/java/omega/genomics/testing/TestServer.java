package omega.genomics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import omega.genomics.embedded.EmbeddedServer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL of a test run: the given one, else a container, else an embedded one. */
public final class TestServer implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String adminUrl;
    private final UnaryOperator<String> urlOfDatabase;
    private final Runnable stop;

    private TestServer(String what, String adminUrl, UnaryOperator<String> urlOfDatabase, Runnable stop) {
        this.adminUrl = adminUrl;
        this.urlOfDatabase = urlOfDatabase;
        this.stop = stop;
        announce(what);
    }

    /** Starts the first of the three that there is; the caller closes it. */
    public static TestServer start() {
        String given = System.getenv("GENOMICS_TEST_JDBC_URL");
        if (given != null && !given.isBlank()) {
            return new TestServer(
                    "the server of GENOMICS_TEST_JDBC_URL", given, name -> withDatabase(given, name), () -> {});
        }
        return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    private static TestServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer("pgvector/pgvector:pg18");
        container.start();
        String url = container.getJdbcUrl();
        String full = url + (url.contains("?") ? "&" : "?") + "user=" + container.getUsername() + "&password="
                + container.getPassword();
        return new TestServer("a container", full, name -> withDatabase(full, name), container::stop);
    }

    private static TestServer embedded() {
        try {
            EmbeddedServer server = EmbeddedServer.startTemporary();
            return new TestServer("an embedded server (no Docker)", server.jdbcUrl(), server::jdbcUrl, server::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes an embedded server, which is closed with this one. */
    static TestServer of(String what, EmbeddedServer server) {
        return new TestServer(what, server.jdbcUrl(), server::jdbcUrl, server::close);
    }

    boolean offers(String extension) {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT FROM pg_available_extensions WHERE name = '" + extension + "'")) {
            return row.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void announce(String what) {
        try (Connection connection = DriverManager.getConnection(adminUrl)) {
            System.out.println("Database tests run on " + what + ", PostgreSQL "
                    + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to " + what, e);
        }
    }

    private static String withDatabase(String url, String name) {
        return url.replaceFirst("^(jdbc:postgresql://[^/?]*/)[^?]*", "$1" + name);
    }

    /** Makes an empty database. */
    public TestDatabase createDatabase() throws SQLException {
        String name = "genomics_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        admin("CREATE DATABASE " + name);
        return new TestDatabase(urlOfDatabase.apply(name));
    }

    /** Drops a database with everyone still connected to it. */
    public void dropDatabase(TestDatabase database) throws SQLException {
        String name = database.url().replaceFirst("^jdbc:postgresql://[^/?]*/([^?]*).*", "$1");
        admin("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void admin(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
