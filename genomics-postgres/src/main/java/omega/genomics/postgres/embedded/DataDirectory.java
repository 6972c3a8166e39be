package omega.genomics.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What lies in an embedded server's directory, and the server over it. Callers hold its lock. */
final class DataDirectory {
    static final String USER = "postgres";
    private static final long START_TIMEOUT_MILLIS = 60_000;

    private final Path root;
    private final ClusterFiles files;
    private final Path data;
    private final Path log;
    private final PostgresBinaries binaries;

    DataDirectory(Path root, PostgresBinaries binaries) {
        this.root = root;
        this.binaries = binaries;
        files = new ClusterFiles(root);
        data = files.data();
        log = root.resolve("server.log");
    }

    DirectoryLock lock() throws IOException {
        PrivateFiles.createFolder(root);
        return DirectoryLock.take(root.resolve("start.lock"));
    }

    Path log() {
        return log;
    }

    String password() throws IOException {
        return files.password();
    }

    /** Makes the cluster, unless a call has done so before; refuses what was not made here. */
    void initialise(boolean durable) throws IOException {
        ClusterBuilder builder = new ClusterBuilder(root, files);
        builder.finishOrDiscard();
        if (files.hasNoData()) {
            files.checkThatNothingIsInTheWay();
            builder.build(durable, arguments -> binaries.run(log, "initdb", arguments));
        }
        files.checkThatItIsOurs();
    }

    /** Returns the port of a server that runs over this data, waiting for one that is starting or recovering. */
    OptionalInt runningPort() throws IOException {
        long giveUp = System.currentTimeMillis() + START_TIMEOUT_MILLIS;
        while (isServerAlive()) {
            OptionalInt port = portOfReadyServer();
            if (port.isPresent() && answers(port.getAsInt())) {
                return port;
            }
            if (System.currentTimeMillis() > giveUp) {
                throw new IOException("a PostgreSQL process holds " + data + " but does not answer; see " + log);
            }
            pause();
        }
        Files.deleteIfExists(pidFile());
        return OptionalInt.empty();
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    /** A pid is reused, most of all in containers, so the process must also look like ours. */
    private boolean isServerAlive() throws IOException {
        List<String> lines = pidLines();
        if (lines.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        if (process.isEmpty() || !process.get().isAlive()) {
            return false;
        }
        ProcessHandle.Info info = process.get().info();
        Optional<String[]> arguments = info.arguments();
        if (arguments.isPresent()) {
            return List.of(arguments.get()).contains(data.toString());
        }
        return info.command().map(command -> command.contains("postgres")).orElse(true);
    }

    /** Line 1 is the pid, 4 the port, 8 the state. */
    private List<String> pidLines() throws IOException {
        return Files.exists(pidFile()) ? Files.readAllLines(pidFile()) : List.of();
    }

    private OptionalInt portOfReadyServer() throws IOException {
        List<String> lines = pidLines();
        return lines.size() >= 8 && lines.get(7).strip().equals("ready")
                ? OptionalInt.of(Integer.parseInt(lines.get(3).strip()))
                : OptionalInt.empty();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while waiting for PostgreSQL");
        }
    }

    /** Starts the server on a free port; another program may take the port in between, so try again. */
    int startServer(Map<String, String> settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                binaries.run(log, "pg_ctl", startArguments(port, settings));
                return port;
            } catch (IOException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    private List<String> startArguments(int port, Map<String, String> settings) {
        StringBuilder options = new StringBuilder("-p " + port);
        settings.forEach((key, value) ->
                options.append(" -c ").append(key).append("='").append(value).append('\''));
        String seconds = Long.toString(START_TIMEOUT_MILLIS / 1000);
        return List.of(
                "-D", data.toString(), "-l", log.toString(), "-w", "-t", seconds, "-o", options.toString(), "start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void stopServer() throws IOException {
        if (isServerAlive()) {
            binaries.run(log, "pg_ctl", List.of("-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop"));
        }
    }

    void join() throws IOException {
        DirectoryUsers.join(root.resolve("users.lock"));
    }

    boolean leave() throws IOException {
        return DirectoryUsers.leave(root.resolve("users.lock"));
    }

    void delete() {
        try {
            PrivateFiles.deleteTree(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
