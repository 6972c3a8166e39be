package omega.genomics.postgres.query.filter;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A POSIX basic regular expression as PostgreSQL's.
 *
 * @param advanced the pattern in PostgreSQL's syntax
 * @param literal the text that it stands for, if it has no special characters; else null
 * @param ignoresCase whether it ended in {@code /i}
 */
record SqlRegex(String advanced, @Nullable String literal, boolean ignoresCase) {
    private static final String ESCAPED = "+?|(){}";

    /** Translates a pattern of common characters; null if it has others. */
    static @Nullable SqlRegex of(String pattern) {
        boolean ignoresCase = pattern.endsWith("/i") && pattern.length() > 2;
        String bare = ignoresCase ? pattern.substring(0, pattern.length() - 2) : pattern;
        if (bare.isEmpty() || !bare.chars().allMatch(c -> c >= ' ' && c < 127) || bare.indexOf('\\') >= 0) {
            return null;
        }
        StringBuilder advanced = new StringBuilder();
        boolean isLiteral = true;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            boolean isAnchor = (c == '^' && i == 0) || (c == '$' && i == bare.length() - 1);
            if (c == '[') {
                int end = bracketEnd(bare, i);
                if (end < 0) {
                    return null;
                }
                advanced.append(bare, i, end + 1);
                i = end;
                isLiteral = false;
            } else if (c == '*' && (i == 0 || "^*".indexOf(bare.charAt(i - 1)) >= 0)) {
                return null; // a star that stands for itself, or is one too many
            } else if ((c == '^' || c == '$') && !isAnchor) {
                return null;
            } else {
                isLiteral &= !isAnchor && c != '.' && c != '*';
                advanced.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return new SqlRegex(advanced.toString(), isLiteral ? bare : null, ignoresCase);
    }

    /** Finds the end of a set of characters and ranges; −1 if it has classes or does not end. */
    private static int bracketEnd(String pattern, int start) {
        int first = pattern.startsWith("^", start + 1) ? start + 2 : start + 1;
        int end = pattern.indexOf(']', first + 1);
        return end < 0 || pattern.substring(first, end).indexOf('[') >= 0 || pattern.charAt(first) == ']' ? -1 : end;
    }

    Condition matches(Field<String> text) {
        String operator = ignoresCase ? "~*" : "~";
        return DSL.condition("({0} COLLATE \"C\") " + operator + " {1}", text, DSL.inline(advanced));
    }
}
