package omega.genomics;

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

/** Keeps the arrows of ARCHITECTURE.md true: packages use packages to their left only. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String ROOT = "omega.genomics";
    private static final Pattern REFERENCE = Pattern.compile("\\bomega\\.genomics((?:\\.[a-z][a-z0-9]*)*)\\.[A-Z*]");

    /** Left to right; packages of one set do not know each other. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of(""),
            Set.of("io"),
            Set.of("internal.scan"),
            Set.of("internal.bcf", "internal.gtf", "internal.vcf", "interval"),
            Set.of("contig", "geneset", "model"),
            Set.of("consequence", "hgvs"),
            Set.of("hgvs.names"),
            Set.of("bed", "expression", "fasta", "gtf", "longevity.hagr", "longevity.trajectory", "vcf.header"),
            Set.of("gtf.assembly", "vcf.genotype"),
            Set.of("gtf.census", "vcf"),
            Set.of("vcf.filter", "vcf.source", "vcf.normalize", "vcf.stats", "vcf.tools", "vcf.validate", "geneinfo"),
            Set.of("vcf.annotate"));

    /** What points to the left's right on purpose. */
    private static final Set<String> EXCEPTIONS = Set.of("io -> internal.scan", "internal.vcf -> vcf.header");

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        assertThat(uses().keySet())
                .isSubsetOf(ORDER.stream().flatMap(Set::stream).toList());
    }

    @Test
    void packagesUseOnlyPackagesToTheirLeft() {
        List<String> wrong = new ArrayList<>();
        uses().forEach((from, targets) -> targets.stream()
                .filter(to -> !to.equals(from) && level(to) >= level(from))
                .map(to -> from + " -> " + to)
                .filter(arrow -> !EXCEPTIONS.contains(arrow))
                .forEach(wrong::add));

        assertThat(wrong).isEmpty();
    }

    @Test
    void theLibraryPrintsNothing() {
        Pattern printing = Pattern.compile("System\\.(out|err)\\b|printStackTrace\\(");

        assertThat(sources().filter(file -> printing.matcher(code(file)).find()))
                .isEmpty();
    }

    /** Nested classes count with their top-level class; {@link ClassGraph} says what a reference is. */
    @Test
    void noClassesKnowEachOtherInACircle() throws IOException {
        assertThat(ClassGraph.of(CLASSES).cyclesBelow(ROOT)).isEmpty();
    }

    @Test
    void noRoomHasMoreThan36Files() throws IOException {
        assertThat(ClassGraph.filesByRoom(SOURCES))
                .allSatisfy((room, files) -> assertThat(files).as(room).isLessThanOrEqualTo(36));
    }

    /** Distinct classes of ours in the fields of an object. */
    @Test
    void noClassHasMoreThanTenCollaborators() throws IOException {
        assertThat(ClassGraph.of(CLASSES).fieldTypes())
                .allSatisfy((name, types) -> assertThat(types).as(name).hasSizeLessThanOrEqualTo(10));
    }

    private static int level(String name) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (ORDER.get(i).contains(name)) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        sources()
                .filter(file -> !file.endsWith("module-info.java"))
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
