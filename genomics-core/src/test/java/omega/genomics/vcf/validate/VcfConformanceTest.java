package omega.genomics.vcf.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.Severity;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Judges the files of other projects' conformance suites, walked from the folder, so that a new file is a new test.
 * Without the folder it says so, and {@link VcfRulesTest} stands alone.
 */
class VcfConformanceTest {
    private static final Path DATA =
            Path.of(System.getProperty("genomics.data", "no-data")).resolve("vcf-conformance");

    /** Stands for all files where there is none, so that there is a test to skip. */
    private static final String NOTHING = "no files";

    /** Suite, verdict and version → files judged as the suite does, and all. */
    private static final Map<String, int[]> SCORES = new TreeMap<>();

    static Stream<String> files() throws IOException {
        if (!Files.isDirectory(DATA)) {
            return Stream.of(NOTHING);
        }
        try (Stream<Path> walk = Files.walk(DATA)) {
            return walk
                    .filter(Files::isRegularFile)
                    .map(p -> DATA.relativize(p).toString().replace('\\', '/'))
                    .filter(p -> p.contains("/valid/") || p.contains("/invalid/"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<String> validFiles() throws IOException {
        Set<String> gaps = gaps().keySet();
        return files().filter(file -> file.equals(NOTHING) || (file.contains("/valid/") && !gaps.contains(file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isJudgedAsItsSuiteSays(String file) throws IOException {
        Needs.data("vcf-conformance");
        boolean expected = file.contains("/valid/");
        ValidationReport report = validate(file);
        boolean agrees = report.isValid() == expected;
        int[] score = SCORES.computeIfAbsent(group(file), k -> new int[2]);
        score[0] += agrees ? 1 : 0;
        score[1]++;
        String reason = gaps().get(file);
        if (reason != null) {
            assertThat(agrees)
                    .as("%s is judged as its suite says now: take it off conformance-gaps.tsv", file)
                    .isFalse();
            return;
        }
        assertThat(report.findings())
                .filteredOn(f -> expected && f.severity() == Severity.ERROR)
                .isEmpty();
        if (!expected) {
            assertThat(errors(report)).as("error rules of %s", cause(file)).containsAnyElementsOf(rulesFor(file));
        }
    }

    /** The reader is strict by default, and still must not stop at what a suite calls valid. */
    @ParameterizedTest
    @MethodSource("validFiles")
    void validFilesReadToTheirEnd(String file) throws IOException {
        Needs.data("vcf-conformance");
        long read = 0;
        try (VcfReader reader = VcfReader.open(DATA.resolve(file))) {
            while (reader.advance()) {
                read++;
            }
        }
        assertThat(read).as("records of %s", file).isEqualTo(validate(file).records());
    }

    @Test
    void everyListedGapIsAFile() throws IOException {
        if (Files.isDirectory(DATA)) {
            assertThat(gaps().keySet()).allMatch(f -> Files.isRegularFile(DATA.resolve(f)));
        }
        assertThat(gaps().values()).allMatch(reason -> reason.matches("(disputed|uncovered): .{10,}"));
    }

    @Test
    void everyRuleNamedForACauseExists() throws IOException {
        Set<String> rules = Stream.of(VcfRule.values()).map(VcfRule::id).collect(Collectors.toSet());
        for (List<String> named : causes().values()) {
            assertThat(rules).containsAll(named);
        }
    }

    @AfterAll
    static void printScores() {
        SCORES.forEach((group, score) -> System.out.printf(
                "conformance %-42s %4d of %4d as the suite says (%.1f %%)%n",
                group, score[0], score[1], 100.0 * score[0] / score[1]));
    }

    private static ValidationReport validate(String file) throws IOException {
        return new VcfValidator().validate(InputSource.of(DATA.resolve(file)));
    }

    private static Set<String> errors(ValidationReport report) {
        return report.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(omega.genomics.Diagnostic::rule)
                .collect(Collectors.toSet());
    }

    /** Suite, verdict, and version where the suite sorts its files by version. */
    private static String group(String file) {
        String[] parts = file.split("/", -1);
        return parts[0] + " " + parts[1] + (parts[2].matches("4\\.\\d") ? " " + parts[2] : "");
    }

    private static String cause(String file) throws IOException {
        String text = Files.readString(DATA.resolve(file), StandardCharsets.ISO_8859_1);
        return text.lines()
                .filter(l -> l.startsWith("##CauseOfFailure="))
                .map(l -> l.substring("##CauseOfFailure=".length()).strip())
                .findFirst()
                .orElse(file);
    }

    private static List<String> rulesFor(String file) throws IOException {
        String cause = cause(file);
        List<String> rules = new ArrayList<>();
        causes().forEach((pattern, named) -> {
            if (Pattern.matches(pattern, cause)) {
                rules.addAll(named);
            }
        });
        assertThat(rules)
                .as("conformance-causes.tsv has no rule for: %s", cause)
                .isNotEmpty();
        return rules;
    }

    private static Map<String, String> gaps() throws IOException {
        return table("conformance-gaps.tsv");
    }

    private static Map<String, List<String>> causes() throws IOException {
        Map<String, List<String>> causes = new LinkedHashMap<>();
        table("conformance-causes.tsv").forEach((pattern, rules) -> causes.put(pattern, List.of(rules.split(" ", -1))));
        return causes;
    }

    private static Map<String, String> table(String name) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        try (InputStream in = VcfConformanceTest.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).forEach(l -> {
                String[] cells = l.split("\t", -1);
                rows.put(cells[0], cells[1]);
            });
        }
        return rows;
    }
}
