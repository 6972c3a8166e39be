package omega.genomics.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * Connections to PostgreSQL that have faults at given points of the protocol, in whichever process comes there first: the driver makes this of an
 * address with {@code socketFactory=omega.genomics.spark.FaultySockets&socketFactoryArg=FOLDER}. A fault is a file of that folder, written by
 * {@link #arm}; the process that deletes it has the fault.
 */
public final class FaultySockets extends SocketFactory {
    /** Set in the process of the driver. */
    static final String DRIVER = "genomics.faults.driver";

    /** The points of one connection, in their order. */
    enum Point {
        /** An executor's COPY is about to be sent. */
        BEFORE_COPY,
        /** Half a block of rows has been sent. */
        IN_COPY,
        /** All rows have been sent, and ANALYZE is about to be. */
        AFTER_COPY,
        /** The line in {@code load_attempts}, or the driver's last statement, was written; COMMIT is about to be sent. */
        BEFORE_COMMIT,
        /** COMMIT was sent, its result was not read. */
        IN_COMMIT,
        /** The result of COMMIT was read. */
        AFTER_COMMIT
    }

    /** What happens there. */
    enum Action {
        HALT,
        /** The connection breaks. */
        BREAK,
        /** The thread waits for {@link #release}, whatever interrupts it. */
        WAIT
    }

    private static final int MOST_PASSING = 8;

    private final Path folder;

    /** Made by the driver of PostgreSQL. */
    public FaultySockets(String folder) {
        this.folder = Path.of(folder);
    }

    // ---- in the test ---------------------------------------------------------------------------------------------

    /** Writes down a fault for the process that passes the point after so many others. */
    static void arm(Path folder, boolean ofDriver, Point point, Action action, int passing) throws IOException {
        String name = name(ofDriver, point);
        for (int i = 0; i < passing; i++) {
            Files.writeString(folder.resolve(name + ".pass" + i), "");
        }
        Files.writeString(folder.resolve(name), action.name());
    }

    /** Returns whether the fault has happened. */
    static boolean happened(Path folder, boolean ofDriver, Point point) {
        return Files.exists(folder.resolve(name(ofDriver, point) + ".happened"));
    }

    /** Lets everybody go on who waits. */
    static void release(Path folder) throws IOException {
        Files.writeString(folder.resolve("released"), "");
    }

    static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String name(boolean ofDriver, Point point) {
        return (ofDriver ? "driver." : "executor.") + point;
    }

    // ---- in the process that has the fault -----------------------------------------------------------------------

    private boolean takes(Path file) throws IOException {
        return Files.exists(file) && Files.deleteIfExists(file);
    }

    private void pass(Point point) throws IOException {
        String name = name(Boolean.getBoolean(DRIVER), point);
        Path file = folder.resolve(name);
        Action action;
        try {
            String text = Files.readString(file);
            for (int i = 0; i < MOST_PASSING; i++) {
                if (takes(folder.resolve(name + ".pass" + i))) {
                    return;
                }
            }
            if (text.isEmpty() || !takes(file)) {
                return;
            }
            action = Action.valueOf(text);
        } catch (NoSuchFileException e) {
            return;
        }
        if (point == Point.IN_COMMIT) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // the server commits
        }
        Files.writeString(
                folder.resolve(name + ".happened"),
                String.valueOf(ProcessHandle.current().pid()));
        switch (action) {
            case HALT -> Runtime.getRuntime().halt(137);
            case BREAK -> throw new IOException("fault at " + name);
            case WAIT -> {
                while (!Files.exists(folder.resolve("released"))) {
                    Thread.interrupted(); // such that it waits the next time, too
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
        }
    }

    /** Follows what is sent. */
    private final class Watched extends Socket {
        private boolean isCopying;
        private boolean isLast;
        private boolean isCommitting;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    send(out, bytes, offset, length);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (!isCommitting) {
                        return in.read(bytes, offset, length);
                    }
                    pass(Point.IN_COMMIT);
                    int count = in.read(bytes, offset, length);
                    isCommitting = false;
                    pass(Point.AFTER_COMMIT);
                    return count;
                }
            };
        }

        private void send(OutputStream out, byte[] bytes, int offset, int length) throws IOException {
            if (isCopying && length > 100) { // rows, without what precedes them
                isCopying = false;
                out.write(bytes, offset, length / 2);
                out.flush();
                pass(Point.IN_COPY);
                out.write(bytes, offset + length / 2, length - length / 2);
                return;
            }
            String text = new String(bytes, offset, Math.min(length, 400), ISO_8859_1);
            if (text.contains("COPY \"")) {
                pass(Point.BEFORE_COPY);
                isCopying = true;
            } else if (text.contains("ANALYZE \"")) {
                pass(Point.AFTER_COPY);
            } else if (text.contains("load_attempts")
                    && (text.contains("INSERT INTO") || text.contains("DELETE FROM"))) {
                isLast = true;
            } else if (isLast && text.contains("COMMIT")) {
                isLast = false;
                pass(Point.BEFORE_COMMIT);
                out.write(bytes, offset, length);
                isCommitting = true;
                return;
            }
            out.write(bytes, offset, length);
        }
    }

    @Override
    public Socket createSocket() {
        return new Watched();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UncheckedIOException(new IOException("the driver connects by itself"));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return createSocket(host.getHostName(), port);
    }
}
