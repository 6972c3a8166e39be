package omega.genomics.vcf.filter;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the library selects other records than bcftools 1.16 on purpose. {@code docs/reference/filter-expressions.md} gives the reasons;
 * a difference that is not listed here fails the test.
 */
enum NamedDifferences {
    /** Without the key in FORMAT bcftools takes the numbers of the last record that had it. */
    KEY_NOT_IN_FORMAT("(COUNT|SMPL_[A-Z]+|s[A-Z]+|binom)\\((FMT/[A-Za-z0-9_.]+).*"),
    /** bcftools 1.16 reads past the end of the shorter of two lists; later versions repeat a single value, as we do. */
    LIST_WITH_SCALAR("-?INFO/[A-Za-z0-9_.]+([*+][12])?(>|<=|<).*"),
    /** bcftools compares the number that BCF stores for a missing integer of a list. */
    MISSING_IN_LIST(".*INFO/[A-Za-z0-9_.]+(\\[[^]]*\\])?.*"),
    /** bcftools does not count a missing allele behind a vertical bar. */
    PHASED_MISSING("[NF]_MISSING.*"),
    /** BCF reserves the eight lowest integers; one that a file has is missing there and an error here. */
    RESERVED_INTEGER(".*-21474836[0-9]{2}");

    private final Pattern expressions;

    NamedDifferences(String expressions) {
        this.expressions = Pattern.compile(expressions);
    }

    /** Tells whether a difference is one of those, which depends on the expression and on the file. */
    static boolean explain(String expression, List<String> lines) {
        for (NamedDifferences difference : values()) {
            if (difference.expressions.matcher(expression).matches() && difference.fits(expression, lines)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(String expression, List<String> lines) {
        return switch (this) {
            case KEY_NOT_IN_FORMAT -> {
                String key = expression.replaceFirst(".*?FMT/([A-Za-z0-9_.]+).*", "$1");
                yield lines.stream().anyMatch(line -> !(":" + column(line, 8) + ":").contains(":" + key + ":"));
            }
            case LIST_WITH_SCALAR -> {
                boolean arithmetic = expression.startsWith("-") || expression.matches("INFO/[A-Za-z0-9_.]+[*+].*");
                String key = key(expression);
                yield arithmetic
                        && lines.stream().anyMatch(line -> column(line, 7).matches("(.*;)?" + key + "=[^;]*,.*"));
            }
            case MISSING_IN_LIST -> {
                String key = key(expression);
                yield lines.stream()
                        .anyMatch(line -> column(line, 7).matches("(.*;)?" + key + "=([^;]*,)?[.](,.*|;.*)?"));
            }
            case RESERVED_INTEGER -> lines.stream().anyMatch(line -> line.contains("-21474836"));
            case PHASED_MISSING -> lines.stream().anyMatch(line -> line.matches(".*\\d\\|\\..*"));
        };
    }

    private static String key(String expression) {
        return Pattern.quote(expression.replaceFirst(".*?INFO/([A-Za-z0-9_.]+).*", "$1"));
    }

    private static String column(String line, int index) {
        String[] columns = line.split("\t", -1);
        return index < columns.length ? columns[index] : "";
    }
}
