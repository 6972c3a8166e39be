package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The processes visible to this one; in a container these are only the container's. */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");
    private static final Path OWN_NAMESPACE = PROC.resolve("self/ns/pid");

    /** The initial pid namespace of a machine, which has this number in Linux ({@code PROC_PID_INIT_INO}). */
    private static final String WHOLE_MACHINE = "pid:[4026531836]";

    private Processes() {}

    /** Returns an identifier of the set of visible processes: the boot of the machine, and the pid namespace. */
    static String namespace() throws IOException {
        return Files.isSymbolicLink(OWN_NAMESPACE) && Files.isReadable(BOOT)
                ? Files.readString(BOOT).strip() + ":" + Files.readSymbolicLink(OWN_NAMESPACE)
                : "";
    }

    /** Returns whether all processes of the machine are visible. */
    static boolean seesWholeMachine() throws IOException {
        return ServerLock.isLinux() ? namespace().endsWith(":" + WHOLE_MACHINE) : true;
    }

    /** Returns whether a PostgreSQL process uses this data. It need not be the one in the pid file. */
    static boolean isServerOver(Path data, PidFile file) throws IOException {
        return Files.isSymbolicLink(PROC.resolve("self/cwd")) ? isAnyIn(data) : looksLikeServer(file);
    }

    /**
     * Returns whether a visible process runs in the data directory: PostgreSQL's processes have it as their working
     * directory, whatever path was used to name it.
     */
    private static boolean isAnyIn(Path data) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isServer(process) && isIn(data, process)) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isServer(Path process) {
        try {
            return Set.of("postgres", "postmaster")
                    .contains(Files.readString(process.resolve("comm")).strip());
        } catch (IOException e) {
            // the process has ended since its folder was listed
            return false;
        }
    }

    private static boolean isIn(Path data, Path process) {
        try {
            return Files.isSameFile(process.resolve("cwd"), data);
        } catch (IOException e) {
            // ended, a zombie, or owned by another user, who cannot open our data
            return false;
        }
    }

    /**
     * Returns whether the process in the pid file is a PostgreSQL process; used where the working directory is not
     * visible.
     */
    private static boolean looksLikeServer(PidFile file) {
        return file.pid() > 0
                && ProcessHandle.of(file.pid())
                        .filter(ProcessHandle::isAlive)
                        .map(process ->
                                process.info().command().orElse("postgres").contains("postgres"))
                        .orElse(false);
    }

    /** Returns whether the server can be signalled by the process id in the pid file. */
    static boolean isServer(PidFile file, Path data) {
        if (file.pid() <= 0) {
            return false;
        }
        Path process = PROC.resolve(Long.toString(file.pid()));
        return Files.isSymbolicLink(PROC.resolve("self/cwd"))
                ? isServer(process) && isIn(data, process)
                : looksLikeServer(file);
    }
}
