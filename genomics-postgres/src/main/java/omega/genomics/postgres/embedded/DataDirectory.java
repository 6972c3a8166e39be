package omega.genomics.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What lies in an embedded server's directory, and the server over it. Callers hold its lock. */
final class DataDirectory {
    static final String USER = "postgres";
    private static final long START_TIMEOUT_MILLIS = 60_000;
    private static final long UNREACHABLE_TIMEOUT_MILLIS = 5_000;

    private final Path root;
    private final ClusterFiles files;
    private final Path data;
    private final Path log;
    private final Path usersLock;
    private final ServerLock serverLock;
    private final PostgresBinaries binaries;

    /** Makes the folder unless there is one. */
    DataDirectory(Path folder, PostgresBinaries binaries) throws IOException {
        PrivateFiles.createFolder(folder);
        root = folder.toRealPath();
        this.binaries = binaries;
        files = new ClusterFiles(root);
        data = files.data();
        log = root.resolve("server.log");
        usersLock = root.resolve("users.lock");
        serverLock = new ServerLock(data.resolve("PG_VERSION"));
    }

    DirectoryLock lock() throws IOException {
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
            builder.build(durable, (arguments, lock) -> binaries.run(log, "initdb", arguments, lock.holder()));
        }
        files.checkThatItIsOurs();
    }

    /**
     * Returns the port of the server that runs over this data, in whatever container, waiting for one that is starting or
     * recovering; or that none runs, and that one may be started. Refuses when there may be one out of reach.
     */
    OptionalInt runningPort() throws IOException {
        ServerProbe probe = new ServerProbe(data, password());
        long begin = System.nanoTime();
        while (true) {
            PidFile file = PidFile.read(data);
            boolean isHere = Processes.isServerOver(data, file);
            boolean isAlive = isHere || serverLock.isHeld();
            if (!isAlive && (!file.exists() || isSurelyDead(file))) {
                clearTheWay(file);
                return OptionalInt.empty();
            }
            if (file.isReadable() && probe.finds(file.port())) {
                return OptionalInt.of(file.port());
            }
            boolean mayComeUp = isAlive && !file.isUp() && (file.isReadable() || !file.exists());
            long patience = mayComeUp ? START_TIMEOUT_MILLIS : UNREACHABLE_TIMEOUT_MILLIS;
            if (System.nanoTime() - begin > patience * 1_000_000) {
                throw new IOException(outOfReach(file, isHere, isAlive, probe.lastFailure()));
            }
            Waiting.pause();
        }
    }

    /**
     * Nobody that can be seen from here runs over the data, and nobody holds the server's lock. That settles it for a
     * server which held that lock, unless somebody still uses it; and for one whose process would be seen from here.
     */
    private boolean isSurelyDead(PidFile file) throws IOException {
        if (Processes.seesWholeMachine()) {
            return true;
        }
        StartRecord last = StartRecord.read(data);
        return last.isOf(file)
                && (last.namespace().equals(Processes.namespace())
                        || (last.isLocked() && serverLock.isSupported() && !DirectoryUsers.areElsewhere(usersLock)));
    }

    /**
     * PostgreSQL replaces the pid file of a dead process, but neither one that it cannot read nor one whose number is that
     * of another process by now.
     */
    private void clearTheWay(PidFile file) throws IOException {
        boolean isInTheWay = file.exists()
                && (!file.isReadable() || ProcessHandle.of(file.pid()).isPresent());
        if (isInTheWay && !DirectoryUsers.areElsewhere(usersLock)) {
            Files.deleteIfExists(PidFile.path(data));
        }
    }

    private String outOfReach(PidFile file, boolean isHere, boolean isAlive, String failure) throws IOException {
        if (!isAlive && DirectoryUsers.areElsewhere(usersLock)) {
            return data + " is still used by a program in another container, although its PostgreSQL cannot be found;"
                    + " end that program first";
        }
        if (!isAlive) {
            return PidFile.path(data)
                    + " says that a PostgreSQL may run over this folder, in a container or on a machine"
                    + " that cannot be seen from here; if you know that none does, delete that file";
        }
        String server = file.isReadable()
                ? "process " + file.pid() + " at port " + file.port() + ": " + failure
                : "postmaster.pid does not say at which port";
        return isHere
                ? "a PostgreSQL runs over " + data + " but does not answer (" + server + "); see " + log
                : data + " is in use by a PostgreSQL that cannot be reached from here, as in another container ("
                        + server + "); close it there first, or share its network";
    }

    /** Starts the server on a free port; another program may take the port in between, so try again. */
    int startServer(Map<String, String> settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                binaries.run(log, "pg_ctl", startArguments(port, settings), serverLock.holder());
                awaitReady(port);
                return port;
            } catch (IOException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    /**
     * pg_ctl takes the pid file of a killed server for that of the new one, if both have the same number and were started
     * within two seconds; so it is in containers. The port tells them apart.
     */
    private void awaitReady(int port) throws IOException {
        PidFile file = PidFile.read(data);
        while (file.port() != port || !file.isUp()) {
            if (!serverLock.isHeld() && !Processes.isServerOver(data, file)) {
                throw new IOException("PostgreSQL ended while it started; see " + log);
            }
            Waiting.pause();
            file = PidFile.read(data);
        }
    }

    private List<String> startArguments(int port, Map<String, String> settings) throws IOException {
        StringBuilder options = new StringBuilder("-p " + port);
        StartRecord record = new StartRecord(serverLock.isSupported(), Processes.namespace(), port);
        options.append(" -c '").append(record.option()).append('\'');
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

    /** Stops the server if its process is one that can be signalled from here; in another container it goes on. */
    void stopServer() throws IOException {
        if (Processes.isServer(PidFile.read(data), data)) {
            List<String> arguments = List.of("-D", data.toString(), "-m", "fast", "-w", "-t", "60", "stop");
            binaries.run(log, "pg_ctl", arguments, List.of());
        }
    }

    void join() throws IOException {
        DirectoryUsers.join(usersLock);
    }

    boolean leave() throws IOException {
        return DirectoryUsers.leave(usersLock);
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
