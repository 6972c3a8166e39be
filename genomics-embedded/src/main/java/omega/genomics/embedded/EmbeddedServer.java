package omega.genomics.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server that runs as a separate process on this machine, with its data in a directory that can be
 * reused.
 *
 * <pre>{@code
 * try (EmbeddedServer server = EmbeddedServer.start(Path.of("genomics-data"))) {
 *     GenomicsDatabase database = GenomicsDatabase.open(server.jdbcUrl());
 * }
 * }</pre>
 *
 * <p>Several calls, also in several processes, may use one directory: the first starts the server, the others join it,
 * and the last one to close stops it. A server that outlived its JVM ({@code kill -9}) is joined, and stopped by the
 * last one to close.
 *
 * <p>Processes in several containers may share a directory. At most one server runs over it: the server's processes
 * hold a lock that is visible wherever the directory is. A process that can reach the server joins it; for one that
 * cannot, {@link #start} throws. A server is stopped only by a process that can see the server's process.
 *
 * <p>The server listens only on the loopback address, on a free port, and requires a random password, which is stored
 * in the directory and readable only by the owner. The locale is C, the encoding UTF-8. Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {
    private final DataDirectory directory;
    private final int port;
    private final String password;
    private final boolean temporary;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread closer = new Thread(this::stopQuietly, "embedded-postgresql-closer");

    private EmbeddedServer(DataDirectory directory, int port, String password, boolean temporary) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.temporary = temporary;
    }

    /**
     * Starts the server of a directory, or joins it if it is already running. Creates the directory if it does not
     * exist.
     *
     * @param directory contains the data, the log and the password; kept when the server stops
     * @return the running server, which the caller closes
     * @throws IOException if there are no binaries for this system on the class path, or the server does not start;
     *     the message contains the end of its log
     */
    public static EmbeddedServer start(Path directory) throws IOException {
        return start(Objects.requireNonNull(directory, "directory"), false);
    }

    /**
     * Returns the directory in which the command line and notebooks keep their data.
     *
     * @param environment the environment variables, such as {@link System#getenv()}
     * @return the directory in {@code GENOMICS_DATA_DIR}, or else {@code .genomics} in the home directory; it may not
     *     exist
     */
    public static Path usualDirectory(Map<String, String> environment) {
        Objects.requireNonNull(environment, "environment");
        String named = environment.get("GENOMICS_DATA_DIR");
        return named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".genomics");
    }

    /**
     * Starts a server whose data is deleted on close. It is faster because it does not wait for the disk.
     *
     * @return the running server, which the caller closes
     * @throws IOException if there are no binaries for this system on the class path, or the server does not start
     */
    public static EmbeddedServer startTemporary() throws IOException {
        return start(Files.createTempDirectory("genomics-postgresql-"), true);
    }

    static EmbeddedServer startTemporary(PostgresBinaries binaries) throws IOException {
        return start(Files.createTempDirectory("genomics-postgresql-"), true, binaries, Map.of());
    }

    private static EmbeddedServer start(Path path, boolean temporary) throws IOException {
        return start(path, temporary, Map.of());
    }

    /** Starts a server with settings that override the default ones. */
    static EmbeddedServer start(Path path, boolean temporary, Map<String, String> others) throws IOException {
        return start(path, temporary, PostgresBinaries.find(), others);
    }

    private static EmbeddedServer start(
            Path path, boolean temporary, PostgresBinaries binaries, Map<String, String> others) throws IOException {
        DataDirectory directory = new DataDirectory(path, binaries);
        DirectoryLock lock = directory.lock();
        try {
            directory.initialise(!temporary);
            OptionalInt running = directory.runningPort();
            int port = running.isPresent() ? running.getAsInt() : directory.startServer(settings(temporary, others));
            directory.join();
            EmbeddedServer server = new EmbeddedServer(directory, port, directory.password(), temporary);
            Runtime.getRuntime().addShutdownHook(server.closer);
            return server;
        } finally {
            lock.close();
        }
    }

    /**
     * Returns the server's settings, tuned for bulk loading; minimal WAL lets COPY skip the WAL for a table created in
     * the same transaction.
     */
    private static Map<String, String> settings(boolean temporary, Map<String, String> others) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "64");
        settings.put("shared_buffers", "256MB");
        settings.put("maintenance_work_mem", "256MB");
        settings.put("max_wal_size", "4GB");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("synchronous_commit", "off");
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("fsync", temporary ? "off" : "on");
        settings.put("full_page_writes", temporary ? "off" : "on");
        settings.putAll(others);
        return settings;
    }

    /**
     * Returns the server's port on the loopback address.
     *
     * @return the port number
     */
    public int port() {
        return port;
    }

    /**
     * Returns the user with which the server was created, a superuser.
     *
     * @return {@code postgres}
     */
    public String user() {
        return ClusterFiles.USER;
    }

    /**
     * Returns the password of {@link #user()}.
     *
     * @return the random password that was created with the directory
     */
    public String password() {
        return password;
    }

    /**
     * Returns the JDBC URL of the database {@code postgres}, including user and password.
     *
     * @return the URL; contains the password, so it should not be logged
     */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /**
     * Returns the JDBC URL of a database, including user and password.
     *
     * @param database the name of the database; not checked and not created
     * @return the URL; contains the password, so it should not be logged
     */
    public String jdbcUrl(String database) {
        Objects.requireNonNull(database, "database");
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user() + "&password=" + password;
    }

    /**
     * Returns the path of the server's log.
     *
     * @return a text file in the directory
     */
    public Path log() {
        return directory.log();
    }

    /** Leaves the server; the last user to leave stops it. Closing it again has no effect. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (Thread.currentThread() != closer) {
            forgetCloser();
        }
        try {
            leave();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (temporary) {
            directory.delete();
        }
    }

    private void leave() throws IOException {
        DirectoryLock lock = directory.lock();
        try {
            if (directory.leave()) {
                directory.stopServer();
            }
        } finally {
            lock.close();
        }
    }

    private void forgetCloser() {
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // The JVM is already shutting down; the hook finds the server closed.
            closed.set(true);
        }
    }

    /** Stops the server when the JVM exits, when errors can no longer be reported. */
    private void stopQuietly() {
        try {
            close();
        } catch (RuntimeException e) {
            System.getLogger(EmbeddedServer.class.getName()).log(System.Logger.Level.DEBUG, "not stopped", e);
        }
    }

    /** Returns the address and the directory, without the password. */
    @Override
    public String toString() {
        return "PostgreSQL at 127.0.0.1:" + port + " in " + directory;
    }
}
