package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs blocks of code in one {@code genomics shell} of the packed jar and tells what each of them printed. */
final class ShellSession {
    private static final String MARK = "@@ block %d @@";

    private ShellSession() {}

    /** Fails with what the shell said, if it said anything but answers. */
    static List<String> run(List<String> blocks, Path folder) throws IOException {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            script.append("System.out.println(\"")
                    .append(String.format(MARK, i))
                    .append("\")\n");
            script.append(blocks.get(i)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("blocks.jsh"), script.append("/exit\n"));
        Ran ran = Child.genomics(
                Map.of("GENOMICS_DATA_DIR", folder.resolve("data").toString()),
                List.of("-Djava.util.prefs.userRoot=" + folder),
                "shell",
                file.toString());
        assertThat(ran.stderr().lines().filter(line -> !line.contains("prefs") && !line.startsWith("INFO: Created")))
                .as("nothing goes wrong after: %s", ran.stdout())
                .isEmpty();
        return printed(ran.stdout(), blocks.size());
    }

    private static List<String> printed(String stdout, int blocks) {
        List<String> printed = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            String mark = String.format(MARK, i) + '\n';
            int begin = stdout.indexOf(mark);
            int end = stdout.indexOf(String.format(MARK, i + 1));
            assertThat(begin).as("block %d was reached", i).isNotNegative();
            printed.add(stdout.substring(begin + mark.length(), end < 0 ? stdout.length() : end));
        }
        return printed;
    }
}
