package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.tools.json.ContainerFactory;
import org.jooq.tools.json.JSONParser;
import org.jooq.tools.json.ParseException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each notebook from its first cell to its last in JShell, and compares what the cells print with the outputs that are kept
 * in it. A kernel's own lines ({@code %jar}) are left out: the library is on the class path here.
 *
 * <p>{@code -Dgenomics.docs.rewrite=true} keeps what was printed instead.
 */
class NotebooksIT {
    private static final Path FOLDER = Child.CLONE.resolve("docs").resolve("notebooks");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"annotation", "variants", "database", "releases"})
    void everyCellPrintsWhatIsKept(String name) throws Exception {
        Path file = FOLDER.resolve(name + ".ipynb");
        Map<String, Object> notebook = read(file);
        List<Map<String, Object>> cells = code(notebook);
        List<String> printed =
                ShellSession.run(cells.stream().map(NotebooksIT::source).toList(), folder);
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).put("outputs", outputs(printed.get(i)));
        }

        String run = text(notebook);
        if (Boolean.getBoolean("genomics.docs.rewrite")) {
            Files.writeString(file, run);
        } else {
            assertThat(run).isEqualTo(Files.readString(file));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> code(Map<String, Object> notebook) {
        return ((List<Map<String, Object>>) notebook.get("cells"))
                .stream().filter(cell -> "code".equals(cell.get("cell_type"))).toList();
    }

    private static String source(Map<String, Object> cell) {
        return ((List<?>) cell.get("source"))
                .stream()
                        .map(String::valueOf)
                        .filter(line -> !line.startsWith("%"))
                        .collect(Collectors.joining());
    }

    private static List<Map<String, Object>> outputs(String printed) {
        if (printed.isEmpty()) {
            return List.of();
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", "stdout");
        output.put("output_type", "stream");
        output.put("text", printed.lines().map(line -> line + '\n').toList());
        return List.of(output);
    }

    private static String text(Map<String, Object> notebook) {
        StringBuilder text = new StringBuilder();
        new JsonWriter(text).value(notebook);
        return text.append('\n').toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(Path file) throws IOException, ParseException {
        return (Map<String, Object>) new JSONParser().parse(Files.readString(file), new ContainerFactory() {
            @Override
            @SuppressWarnings("rawtypes")
            public Map createObjectContainer() {
                return new LinkedHashMap<String, Object>();
            }

            @Override
            @SuppressWarnings({"rawtypes", "JdkObsolete"})
            public List createArrayContainer() {
                return new LinkedList<>();
            }
        });
    }
}
