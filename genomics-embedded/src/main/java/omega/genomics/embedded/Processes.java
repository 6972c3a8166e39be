package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The processes that can be seen from here, which in a container are its own. */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");
    private static final Path OWN_NAMESPACE = PROC.resolve("self/ns/pid");

    /** The first namespace of a machine; Linux gives it this number ({@code PROC_PID_INIT_INO}). */
    private static final String WHOLE_MACHINE = "pid:[4026531836]";

    private Processes() {}

    /** Which processes can be seen from here: the machine since it was booted, and the namespace of process ids. */
    static String namespace() throws IOException {
        return Files.isSymbolicLink(OWN_NAMESPACE) && Files.isReadable(BOOT)
                ? Files.readString(BOOT).strip() + ":" + Files.readSymbolicLink(OWN_NAMESPACE)
                : "";
    }

    /** Whether every process of the machine can be seen from here. */
    static boolean seesWholeMachine() throws IOException {
        return ServerLock.isLinux() ? namespace().endsWith(":" + WHOLE_MACHINE) : true;
    }

    /** Whether a process of a PostgreSQL works on this data. It need not be the one of the pid file. */
    static boolean isServerOver(Path data, PidFile file) throws IOException {
        return Files.isSymbolicLink(PROC.resolve("self/cwd")) ? isAnyIn(data) : looksLikeServer(file);
    }

    /** PostgreSQL's processes have their data as working directory, by whatever path it was named. */
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
            // it has ended since its folder was listed
            return false;
        }
    }

    private static boolean isIn(Path data, Path process) {
        try {
            return Files.isSameFile(process.resolve("cwd"), data);
        } catch (IOException e) {
            // ended, a zombie, or of another user, who cannot open our data
            return false;
        }
    }

    /** Where processes do not show their working directory, any PostgreSQL of that number may be it. */
    private static boolean looksLikeServer(PidFile file) {
        return file.pid() > 0
                && ProcessHandle.of(file.pid())
                        .filter(ProcessHandle::isAlive)
                        .map(process ->
                                process.info().command().orElse("postgres").contains("postgres"))
                        .orElse(false);
    }

    /** Whether the server can be signalled by the number in the pid file. */
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
