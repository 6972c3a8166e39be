package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs as a user would: another process, in the folder of a clone, with the packed jar. */
final class Child {
    static final Path CLONE = Path.of("..").toAbsolutePath().normalize();
    static final Path JAR = Path.of("target", "genomics.jar").toAbsolutePath();

    private Child() {}

    /** Runs {@code java -jar genomics.jar …} with options of the JVM before it. */
    static Ran genomics(Map<String, String> environment, List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return run(environment, "", command);
    }

    /** Returns a program of the JDK that runs the tests. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    static Ran run(Map<String, String> environment, String stdin, List<String> command) {
        try {
            Path in = Files.createTempFile("genomics", ".in");
            Path out = Files.createTempFile("genomics", ".out");
            Path err = Files.createTempFile("genomics", ".err");
            Files.writeString(in, stdin);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(CLONE.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("GENOMICS_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
            Ran ran = new Ran(process.exitValue(), text(out), text(err));
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
            return ran;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
