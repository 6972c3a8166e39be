package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.testing.ClassGraph;
import org.junit.jupiter.api.Test;

/** Keeps the arrows of ARCHITECTURE.md true: loading and queries do not know each other. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String ROOT = "omega.genomics.postgres";
    private static final Pattern REFERENCE =
            Pattern.compile("\\bomega\\.genomics\\.postgres((?:\\.[a-z][a-z0-9]*)*)\\.[A-Z*]");

    private static final Set<String> LOADING = Set.of("copy", "internal", "load", "load.run", "load.stage", "table");
    private static final Set<String> QUERYING = Set.of(
            "internal",
            "jooq",
            "jooq.tables",
            "jooq.tables.records",
            "jooq.routines",
            "query",
            "query.filter",
            "query.genes",
            "query.variants",
            "table");

    /** Which of our packages each package may use; the front door sees all. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry(
                    "",
                    Set.of(
                            "copy",
                            "internal",
                            "load",
                            "load.expression",
                            "load.genes",
                            "load.longevity",
                            "load.packed",
                            "load.run",
                            "load.sink",
                            "load.variants",
                            "query",
                            "query.annotation",
                            "query.cohorts",
                            "query.genes",
                            "query.studies",
                            "query.variants",
                            "vector")),
            Map.entry("internal", Set.of("copy")),
            Map.entry("copy", Set.of()),
            Map.entry("table", Set.of()),
            Map.entry("vector.file", Set.of("internal")),
            Map.entry("vector", Set.of("copy", "internal", "load", "load.run", "load.stage", "vector.file")),
            Map.entry("load", Set.of("internal", "load.run", "table")),
            Map.entry("load.stage", Set.of("copy", "internal", "load")),
            Map.entry("load.run", Set.of("copy", "internal", "load", "load.stage")),
            Map.entry("load.sink", LOADING),
            Map.entry("load.packed", LOADING),
            Map.entry("load.release", LOADING),
            Map.entry(
                    "load.variants",
                    Set.of(
                            "copy",
                            "internal",
                            "load",
                            "load.packed",
                            "load.release",
                            "load.run",
                            "load.sink",
                            "load.stage",
                            "table")),
            Map.entry(
                    "load.genes",
                    Set.of("copy", "internal", "load", "load.release", "load.run", "load.stage", "table")),
            Map.entry("load.expression", LOADING),
            Map.entry("load.longevity", LOADING),
            Map.entry("query", QUERYING),
            Map.entry("query.genes", QUERYING),
            Map.entry("query.filter", Set.of("jooq", "query")),
            Map.entry("query.variants", QUERYING),
            Map.entry("query.annotation", QUERYING),
            Map.entry("query.cohorts", QUERYING),
            Map.entry("query.studies", QUERYING));

    /** Nested classes count with their top-level class. */
    @Test
    void noClassesKnowEachOtherInACircle() throws IOException {
        assertThat(ClassGraph.of(CLASSES).cyclesBelow(ROOT)).isEmpty();
    }

    @Test
    void noRoomHasMoreThan36Files() throws IOException {
        assertThat(ClassGraph.filesByRoom(SOURCES))
                .isNotEmpty()
                .allSatisfy((room, files) -> assertThat(files).as(room).isLessThanOrEqualTo(36));
    }

    /** Distinct classes of ours in the fields of an object. */
    @Test
    void noClassHasMoreThanTenCollaborators() throws IOException {
        Map<String, Set<String>> large = new TreeMap<>();
        ClassGraph.of(CLASSES).fieldTypes().forEach((name, types) -> {
            if (types.size() > 10) {
                large.put(name, types);
            }
        });
        assertThat(large).isEmpty();
    }

    @Test
    void packagesUseOnlyWhatTheyMay() {
        List<String> wrong = new ArrayList<>();
        uses().forEach((from, targets) -> targets.stream()
                .filter(to -> !to.equals(from)
                        && !MAY_USE.getOrDefault(from, Set.of()).contains(to))
                .map(to -> from + " -> " + to)
                .forEach(wrong::add));

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPackageHasItsRow() {
        assertThat(uses().keySet()).isSubsetOf(MAY_USE.keySet());
    }

    @Test
    void theLibraryPrintsNothing() {
        Pattern printing = Pattern.compile("System\\.(out|err)\\b|printStackTrace\\(");

        assertThat(sources().filter(file -> printing.matcher(code(file)).find()))
                .isEmpty();
    }

    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        sources()
                .forEach(file -> uses.computeIfAbsent(packageOf(file), key -> new TreeSet<>())
                        .addAll(references(code(file))));
        return uses;
    }

    private static String packageOf(Path file) {
        String name = SOURCES.relativize(file.getParent())
                .toString()
                .replace(file.getFileSystem().getSeparator(), ".");
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static Set<String> references(String code) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = REFERENCE.matcher(code);
        while (matcher.find()) {
            names.add(matcher.group(1).isEmpty() ? "" : matcher.group(1).substring(1));
        }
        return names;
    }

    private static Stream<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without its comments: javadoc may point anywhere. */
    private static String code(Path file) {
        try {
            return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
