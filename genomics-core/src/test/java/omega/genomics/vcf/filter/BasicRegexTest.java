package omega.genomics.vcf.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicRegexTest {

    private static boolean finds(String pattern, String text) throws BasicRegex.RegexException {
        byte[] bytes = ("<" + text + ">").getBytes(ISO_8859_1);
        return new BasicRegex(pattern.getBytes(ISO_8859_1), false).isIn(bytes, 1, bytes.length - 1);
    }

    /** As {@code grep} says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '#',
            value = {
                "abc xabcx true",
                "a.c xa+cx true",
                "^abc xabc false",
                "^abc abcd true",
                "abc$ abcd false",
                "^$ ## true",
                "a*b b true",
                "^a*$ aab false",
                "a+b aab false",
                "a+b xa+bx true",
                "a\\+b aab true",
                "^a\\?b$ aab false",
                "^\\(ab\\|cd\\)*$ abcdab true",
                "^\\(ab\\|cd\\)*$ abcda false",
                "a|b a false",
                "a|b a|b true",
                "^a\\{2,3\\}$ aaaa false",
                "^a\\{2,3\\}$ aaa true",
                "^a\\{2,\\}$ aaaaa true",
                "^a\\{2\\}b aab true",
                "*a *a true",
                "^*a *a true",
                "a^b a^b true",
                "a$b a$b true",
                "[]a] ] true",
                "[^]a]$ a] false",
                "[[:digit:]]x 7x true",
                "[a-c]x bx true",
                "[a\\]x \\x true",
                "\\. . true",
                "\\. a false",
                "\\w\\s ab false",
                "a(b a(b true",
            })
    void findsAsGrepDoes(String pattern, String text, boolean found) throws BasicRegex.RegexException {
        assertThat(finds(pattern, text == null ? "" : text)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\(",
                "\\)",
                "[a",
                "a\\{",
                "a\\{3,2\\}",
                "\\",
                "[[:x:]]",
                "[z-a]",
                "\\(a\\)\\1",
                "\\(\\(a\\{255\\}\\)\\{255\\}\\)"
            })
    void refuses(String pattern) {
        assertThatExceptionOfType(BasicRegex.RegexException.class).isThrownBy(() -> finds(pattern, "a"));
    }

    @Test
    void agreesWithJavaOnRandomPatterns() throws BasicRegex.RegexException {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String java = pattern(random, 3);
            String basic = java.replaceAll("([()|?+])", "\\\\$1");
            String text = "";
            for (int n = random.nextInt(8); n > 0; n--) {
                text += (char) ('a' + random.nextInt(3));
            }
            assertThat(finds(basic, text))
                    .as(basic + " in " + text)
                    .isEqualTo(Pattern.compile(java).matcher(text).find());
        }
    }

    private static String pattern(Random random, int depth) {
        StringBuilder text = new StringBuilder(random.nextInt(6) == 0 ? "^" : "");
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            String atom = depth > 0 && random.nextInt(3) == 0
                    ? "(" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")"
                    : random.nextInt(4) == 0 ? "[^b]" : "" + (char) ('a' + random.nextInt(3));
            text.append(atom).append(new String[] {"", "", "*", "?", "+"}[random.nextInt(5)]);
        }
        return text.append(random.nextInt(6) == 0 ? "$" : "").toString();
    }

    @Test
    void takesLinearTimeForEveryPattern() throws BasicRegex.RegexException {
        assertThat(finds("^\\(a*\\)*b", "a".repeat(100_000))).isFalse();
    }

    /** Each byte leads to a state that was not met before, with as many positions as are allowed. */
    @Test
    @Timeout(20)
    void takesBoundedTimeForPatternsOfManyPositions() throws BasicRegex.RegexException {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        String many = "\\([ab]\\{240\\}\\)\\{9\\}c";
        assertThat(finds("a" + many, text.toString())).isFalse();
        assertThat(finds("a" + many, text + "c")).isTrue();
        assertThatExceptionOfType(BasicRegex.RegexException.class)
                .isThrownBy(() -> finds("\\(a\\{200\\}\\)\\{200\\}", "a"))
                .withMessageContaining("positions");
    }
}
