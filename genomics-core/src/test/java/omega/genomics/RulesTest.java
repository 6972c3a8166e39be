package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Rule;
import org.junit.jupiter.api.Test;

/** Each rule a finding can name stands in the one catalogue of its format. */
class RulesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Set<String> MAKE_DIAGNOSTICS = Set.of("Diagnostic.java", "Findings.java", "Reporter.java");

    @Test
    void everyRuleHasItsOwnNameInItsCatalogue() throws Exception {
        Map<String, List<String>> catalogues = catalogues();
        assertThat(catalogues)
                .containsKeys("GtfRule", "VcfRule", "GctRule", "FastaRule", "HagrRule", "InputRule", "TableRule");
        catalogues.forEach((name, ids) -> {
            assertThat(ids).as(name).isNotEmpty().doesNotHaveDuplicates();
            assertThat(ids).as(name).allMatch(id -> id.matches("[a-z]+(-[a-z0-9]+)*"));
        });
    }

    /** Findings take a constant of a catalogue; only the views make findings by other people's rules. */
    @Test
    void noRuleIsWrittenBesideItsCatalogue() throws Exception {
        Set<String> ids = new TreeSet<>();
        catalogues().values().forEach(ids::addAll);
        ids.removeIf(id -> !id.contains("-")); // a word alone is a field's name, too
        List<String> wrong = new ArrayList<>();
        for (Path file : sources(false)) {
            String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
            ids.stream()
                    .filter(id -> code.contains('"' + id + '"'))
                    .map(id -> file.getFileName() + ": " + id)
                    .forEach(wrong::add);
            if (!MAKE_DIAGNOSTICS.contains(file.getFileName().toString()) && code.contains("new Diagnostic(")) {
                wrong.add(file.getFileName() + ": new Diagnostic");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** {@code docs/reference/interpretation.md} has the rules of GTF; {@code -Dgenomics.regenerate=true} writes them anew. */
    @Test
    void theDocumentListsEveryRuleOfGtf() throws IOException {
        Path page = Path.of("..", "docs", "reference", "interpretation.md");
        String text = Files.readString(page);
        int from = text.indexOf("<!-- gtf rules -->\n") + "<!-- gtf rules -->\n".length();
        int to = text.indexOf("<!-- /gtf rules -->\n");
        StringBuilder table = new StringBuilder("| Rule | Validation | What holds |\n|---|---|---|\n");
        for (GtfRule rule : GtfRule.values()) {
            String level = rule.level() == GtfRule.Level.NONE
                    ? "-"
                    : rule.level().name().toLowerCase(java.util.Locale.ROOT);
            table.append("| `")
                    .append(rule.id())
                    .append("` | ")
                    .append(level)
                    .append(" | ")
                    .append(rule.says())
                    .append(" |\n");
        }
        if (Boolean.getBoolean("genomics.regenerate")) {
            Files.writeString(page, text.substring(0, from) + table + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to)).isEqualTo(table.toString());
    }

    private static Map<String, List<String>> catalogues() throws Exception {
        Map<String, List<String>> catalogues = new TreeMap<>();
        Pattern enums = Pattern.compile("\\benum (\\w+) implements Rule\\b");
        for (Path file : sources(true)) {
            if (enums.matcher(Files.readString(file)).find()) {
                String name = SOURCES.relativize(file).toString().replace(".java", "");
                Class<?> type = Class.forName(name.replace(file.getFileSystem().getSeparator(), "."));
                List<String> ids = Arrays.stream(type.getEnumConstants())
                        .map(rule -> ((Rule) rule).id())
                        .toList();
                catalogues.put(type.getSimpleName(), ids);
            }
        }
        return catalogues;
    }

    private static List<Path> sources(boolean catalogues) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> catalogues == file.toString().endsWith("Rule.java"))
                    .filter(file -> !file.toString().endsWith("Diagnostic.java"))
                    .toList();
        }
    }
}
