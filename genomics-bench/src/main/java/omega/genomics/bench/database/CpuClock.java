package omega.genomics.bench.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * CPU time as Linux tells it in {@code /proc}, to a hundredth of a second; it stands still where there is no {@code /proc}, or
 * the server is on another machine.
 */
final class CpuClock {
    private static final long TICK = 10_000_000;
    /** Fields of {@code /proc/PID/stat} behind the name: the parent, and user and system time from {@link #TIMES} on. */
    private static final int PARENT = 1;

    private static final int TIMES = 11;
    private static final int OWN = 2;
    /** With the children that ended and were waited for. */
    private static final int WITH_ENDED = 4;

    /** The first process of the server; 0 for this process, −1 for none. */
    private final long process;

    private CpuClock(long process) {
        this.process = process;
    }

    /** The time of this process and of the programs that it ran to their end. */
    static CpuClock ofClient() {
        return new CpuClock(0);
    }

    /** The time of the server's first process and of all that it has started, backends that have ended included. */
    static CpuClock ofServer(Server server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            String @Nullable [] backend = stat(row.getLong(1));
            // A server in a container, or on another machine, counts its processes in its own way.
            return new CpuClock(
                    backend != null && backend[0].startsWith("postgres") ? Long.parseLong(backend[1 + PARENT]) : -1);
        }
    }

    boolean ticks() {
        return process >= 0 && Files.exists(Path.of("/proc/self/stat"));
    }

    /** Returns the time in nanoseconds; only differences mean something. */
    long nanos() {
        if (process < 0) {
            return 0;
        }
        if (process == 0) {
            return TICK * sum(ProcessHandle.current().pid(), WITH_ENDED);
        }
        LongStream children = ProcessHandle.of(process).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(child -> sum(child.pid(), OWN));
        return TICK * (sum(process, WITH_ENDED) + children.sum());
    }

    private static long sum(long pid, int fields) {
        String @Nullable [] stat = stat(pid);
        long ticks = 0;
        for (int i = 0; stat != null && i < fields; i++) {
            ticks += Long.parseLong(stat[1 + TIMES + i]);
        }
        return ticks;
    }

    /** Returns the name of a process, then the fields behind it; null if there is no such process. */
    private static String @Nullable [] stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            return (line.substring(open + 1, close) + line.substring(close + 1)).split(" ", -1);
        } catch (IOException e) {
            return null;
        }
    }
}
