package omega.genomics.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code genomics shell}: JShell with the library on its class path and the imports made. */
@Command(
        name = "shell",
        description = "Opens JShell with the library on its class path and the imports done. Needs a JDK.",
        footer = {"", "In it: database(\"grch38\"), file(PATH), show(ROWS), table(ROWS), progress(STREAM)."})
final class ShellCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "SCRIPT", description = "JShell scripts to run first.")
    private List<String> scripts = List.of();

    @Override
    public Integer call() throws Exception {
        Path startup = startup();
        try {
            List<String> arguments = new ArrayList<>(List.of("--startup", startup.toString()));
            arguments.addAll(List.of("--class-path", System.getProperty("java.class.path"), "--execution", "local"));
            arguments.addAll(scripts);
            return JavaShellToolBuilder.builder().start(arguments.toArray(String[]::new));
        } finally {
            Files.deleteIfExists(startup);
        }
    }

    private static Path startup() throws IOException {
        Path file = Files.createTempFile("genomics", ".jsh");
        try (InputStream script = ShellCommand.class.getResourceAsStream("startup.jsh")) {
            if (script == null) {
                throw new IllegalStateException("startup.jsh is missing in the package");
            }
            Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
