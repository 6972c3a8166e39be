package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the cookbook from its first line to its last, and compares what it prints with what stands there.
 *
 * <p>{@code -Dgenomics.docs.rewrite=true} writes what was printed into the page instead.
 */
class CookbookIT {
    private static final Path PAGE = Child.CLONE.resolve("docs/how-to/cookbook.md");
    private static final Pattern RECIPE = Pattern.compile("(?s)```jshell\n(.*?)```\n(?:\n```text\n(.*?)```\n)?");

    @TempDir
    private Path folder;

    @Test
    void everyRecipePrintsWhatThePageSays() throws IOException {
        String page = Files.readString(PAGE);
        List<MatchResult> recipes = RECIPE.matcher(page).results().toList();
        List<String> printed =
                ShellSession.run(recipes.stream().map(recipe -> recipe.group(1)).toList(), folder);

        if (Boolean.getBoolean("genomics.docs.rewrite")) {
            Files.writeString(PAGE, rewritten(page, printed));
        } else {
            assertThat(recipes).hasSizeGreaterThan(10);
            assertThat(rewritten(page, printed)).isEqualTo(page);
        }
    }

    private static String rewritten(String page, List<String> printed) {
        StringBuilder text = new StringBuilder();
        Matcher recipe = RECIPE.matcher(page);
        for (String answer : printed) {
            assertThat(recipe.find()).isTrue();
            String block = "```jshell\n" + recipe.group(1) + "```\n";
            String shown = answer.isEmpty() ? "" : "\n```text\n" + answer + "```\n";
            recipe.appendReplacement(text, Matcher.quoteReplacement(block + shown));
        }
        return recipe.appendTail(text).toString();
    }
}
