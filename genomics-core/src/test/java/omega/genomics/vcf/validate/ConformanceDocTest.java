package omega.genomics.vcf.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import omega.genomics.internal.vcf.VcfRule;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/reference/conformance.md} is {@link VcfRule}'s; {@code -Dgenomics.regenerate=true} writes it anew. */
class ConformanceDocTest {
    private static final String BEGIN = "<!-- rules -->\n";
    private static final String END = "<!-- /rules -->\n";

    @Test
    void theDocumentListsEveryRuleWithItsSectionAndSeverities() throws IOException {
        Path page = page();
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (Boolean.getBoolean("genomics.regenerate")) {
            Files.writeString(page, text.substring(0, from) + table() + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to)).isEqualTo(table());
    }

    @Test
    void everyLevelIsALetterAVersion() {
        for (VcfRule rule : VcfRule.values()) {
            assertThat(rule.levels()).as(rule.id()).matches("[EW-]{6}");
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| Rule | Section | 4.0–4.5 | What holds |\n|---|---|---|---|\n");
        for (VcfRule rule : VcfRule.values()) {
            table.append("| `%s` | %s | `%s` | %s |%n"
                    .formatted(rule.id(), rule.section(), rule.levels(), escape(rule.says()))
                    .replace("\r", ""));
        }
        return table.toString();
    }

    private static String escape(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }

    private static Path page() {
        Path docs = Path.of("..", "docs", "reference", "conformance.md");
        return Files.exists(docs) ? docs : Path.of("docs", "reference", "conformance.md");
    }
}
