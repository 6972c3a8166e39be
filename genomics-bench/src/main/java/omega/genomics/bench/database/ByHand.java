package omega.genomics.bench.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import omega.genomics.bench.peer.Programs;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * Loads prepared rows without this library: each connection makes its share of the tables in one transaction (create, rows, indexes,
 * {@code ANALYZE}), then one transaction attaches them all.
 */
final class ByHand {
    /** Sends the rows of a part into its table. */
    interface Rows {
        void send(Connection connection, Part part) throws SQLException, IOException;
    }

    private final Server server;
    private final Prepared prepared;
    private final int connections;

    ByHand(Server server, Prepared prepared, int connections) {
        this.server = server;
        this.prepared = prepared;
        this.connections = connections;
    }

    /** The fastest there is: {@code \copy … FREEZE} by psql, or without psql what does the same through the driver. */
    Loader copy(Part.Format format) {
        String name = format.name().toLowerCase(Locale.ROOT);
        return Programs.find("psql")
                .map(psql -> loader("psql \\copy, " + name, () -> psql(psql, format)))
                .orElseGet(() -> throughDriver("CopyManager, " + name, Map.of(), (connection, part) -> {
                    try (InputStream in = Files.newInputStream(part.file(format))) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(part.copy(format, "STDIN"), in, 1 << 16);
                    }
                }));
    }

    /** Rows that go through the driver some other way. */
    Loader throughDriver(String name, Map<String, String> settings, Rows rows) {
        return loader(name, () -> {
            Properties properties = new Properties();
            properties.putAll(settings);
            inParallel(share -> {
                try (Connection connection = DriverManager.getConnection(server.url(), properties);
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute(workersOfIndexes());
                    for (Part part : share) {
                        statement.execute(part.create());
                        rows.send(connection, part);
                        for (String sql : part.finish()) {
                            statement.execute(sql);
                        }
                    }
                    connection.commit();
                }
            });
            server.executeTogether(prepared.parts().stream().map(Part::attach).toList());
        });
    }

    private Loader loader(String name, Loader.Step work) {
        return new Loader(
                name,
                work,
                () -> prepared.parts().get(0).datasetId(),
                () -> server.execute(prepared.parts().stream()
                        .map(part -> "DROP TABLE IF EXISTS " + part.table())
                        .toList()));
    }

    /** As in this library: of several connections none takes workers for its indexes, one takes what the server gives. */
    private String workersOfIndexes() {
        return connections > 1
                ? "SET LOCAL max_parallel_maintenance_workers = 0"
                : "SET LOCAL max_parallel_maintenance_workers = DEFAULT";
    }

    private interface Share {
        void load(List<Part> parts) throws Exception;
    }

    private void inParallel(Share share) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (List<Part> parts : prepared.shares(connections)) {
                tasks.add(() -> {
                    share.load(parts);
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void psql(Path psql, Part.Format format) throws Exception {
        inParallel(share -> {
            List<String> script = new ArrayList<>(List.of("BEGIN;", workersOfIndexes() + ";"));
            for (Part part : share) {
                script.add(part.create() + ";");
                script.add("\\" + part.copy(format, "'" + part.file(format) + "'"));
                part.finish().forEach(sql -> script.add(sql + ";"));
            }
            script.add("COMMIT;");
            run(psql, script);
        });
        List<String> script = new ArrayList<>(List.of("BEGIN;"));
        prepared.parts().forEach(part -> script.add(part.attach() + ";"));
        script.add("COMMIT;");
        run(psql, script);
    }

    private void run(Path psql, List<String> script) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(psql.toString(), "-X", "-q", "-v", "ON_ERROR_STOP=1").redirectErrorStream(true);
        Properties address = Driver.parseURL(server.url(), new Properties());
        if (address == null) {
            throw new IllegalArgumentException("expected an address of PostgreSQL, found " + server.url());
        }
        Map.of(
                        "PGHOST",
                        "PGHOST",
                        "PGPORT",
                        "PGPORT",
                        "PGDBNAME",
                        "PGDATABASE",
                        "user",
                        "PGUSER",
                        "password",
                        "PGPASSWORD")
                .forEach((property, variable) -> {
                    if (address.getProperty(property) != null) {
                        builder.environment().put(variable, address.getProperty(property));
                    }
                });
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(String.join("\n", script).concat("\n").getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("psql ended with " + process.exitValue() + ": " + printed);
        }
    }
}
