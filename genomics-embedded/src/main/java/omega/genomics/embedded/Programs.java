package omega.genomics.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Runs PostgreSQL's programs within a folder. The programs pass their arguments to a shell between double quotes,
 * which do not protect backticks, so they are given only names relative to that folder.
 */
final class Programs {
    private final PostgresBinaries binaries;
    private final Path folder;

    Programs(PostgresBinaries binaries, Path folder) {
        this.binaries = binaries;
        this.folder = folder;
    }

    /**
     * Runs a program to its end.
     *
     * @param before a command that runs the program; may be empty
     * @throws ProgramException if the exit code is not 0
     */
    void run(String program, List<String> arguments, List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a separate user namespace it does not detect root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        FutureTask<String> output =
                new FutureTask<>(() -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        Thread reader = new Thread(output, "output of " + program);
        reader.setDaemon(true);
        reader.start();
        int exit = Waiting.forEnd(process);
        if (exit != 0) {
            throw new ProgramException(program + " ended with " + exit, Waiting.forResult(output));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
