package omega.genomics.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server that runs beside this JVM, with its data in a directory that may be kept between calls.
 *
 * <pre>{@code
 * try (EmbeddedServer server = EmbeddedServer.start(Path.of("genomics-data"))) {
 *     GenomicsDatabase database = GenomicsDatabase.open(server.jdbcUrl());
 * }
 * }</pre>
 *
 * <p>Several calls, also from several processes, may use one directory: the first starts the server, the others join it,
 * the last one to close stops it. A server that outlived its JVM ({@code kill -9}) is joined, and stopped by the next
 * one to close.
 *
 * <p>Users in other containers may share a directory, too. At most one server runs over it: its processes hold a lock
 * that is seen wherever the directory is. Who can reach that server joins it; who cannot is refused. A server is
 * stopped only by a process that sees its process.
 *
 * <p>The server listens on the loopback address only, on a free port, and asks for a random password that is kept in the
 * directory, readable by its owner. Locale is C, encoding UTF-8. Thread-safe.
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
     * Starts the server of a directory, or joins it if it runs already; makes the directory if there is none.
     *
     * @param directory kept between calls; holds data, log and password
     * @return the running server; the caller closes it
     * @throws IOException if there are no binaries for this system on the class path, or the server does not start; the
     *     message carries the end of its log
     */
    public static EmbeddedServer start(Path directory) throws IOException {
        return start(directory, false);
    }

    /**
     * Names the directory that the command and notebooks keep their data in.
     *
     * @param environment such as {@link System#getenv()}
     * @return what {@code GENOMICS_DATA_DIR} says, else {@code .genomics} in the home directory; it need not exist
     */
    public static Path usualDirectory(Map<String, String> environment) {
        String named = environment.get("GENOMICS_DATA_DIR");
        return named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".genomics");
    }

    /**
     * Starts a server whose data is deleted on close, faster because it does not wait for the disk.
     *
     * @return the running server; the caller closes it
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

    /** With settings of the server that take the place of the usual ones. */
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

    /** What a loader gains from; minimal WAL lets COPY into a table of its own transaction skip it. */
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
     * Returns the port on the loopback address.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    /**
     * Returns the user the server was made with, a superuser.
     *
     * @return {@code postgres}
     */
    public String user() {
        return DataDirectory.USER;
    }

    /**
     * Returns the password of {@link #user()}.
     *
     * @return the random text made with the directory
     */
    public String password() {
        return password;
    }

    /**
     * Returns the address of the database {@code postgres}, user and password included.
     *
     * @return a JDBC URL
     */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /**
     * Returns the address of a database, user and password included.
     *
     * @param database its name; not checked, not created
     * @return a JDBC URL
     */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user() + "&password=" + password;
    }

    /**
     * Returns the server's own log.
     *
     * @return a text file in the directory
     */
    public Path log() {
        return directory.log();
    }

    /** Leaves the server; the last one to leave stops it. May be called twice. */
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
            // The JVM is going down already; the hook finds the server closed.
            closed.set(true);
        }
    }

    /** At the end of the JVM there is nobody left to tell. */
    private void stopQuietly() {
        try {
            close();
        } catch (RuntimeException e) {
            System.getLogger(EmbeddedServer.class.getName()).log(System.Logger.Level.DEBUG, "not stopped", e);
        }
    }

    /** Returns address and directory, without the password. */
    @Override
    public String toString() {
        return "PostgreSQL at 127.0.0.1:" + port + " in " + directory;
    }
}
