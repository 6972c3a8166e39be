package omega.genomics.vcf.filter;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.vcf.filter.ExpressionText.Place;

/** Reads a format string into directives and the text between them. */
final class TemplateParser {
    private final ExpressionText source;
    private final String text;
    private final List<Directive> directives = new ArrayList<>();
    private int at;
    /** Numbers the brackets; 0 outside. */
    private int group;

    private int groups;

    TemplateParser(ExpressionText source) {
        this.source = source;
        this.text = source.text();
    }

    /**
     * A directive, or text.
     *
     * @param name what stands after the percent sign, {@code INFO/} and the arguments of functions included; empty for text
     * @param text to write; the argument of N_PASS and PBINOM
     * @param subscript the number in braces, or −1
     * @param group which brackets it is in; 0 outside
     * @param place in the format string
     */
    record Directive(String name, String text, int subscript, int group, Place place) {
        boolean isText() {
            return name.isEmpty();
        }

        /** Tells whether it is a function of filter expressions. */
        boolean isFunction() {
            return name.endsWith(")");
        }

        /** The key it is about. */
        String heading() {
            boolean isGenotype = group > 0 && (name.equals("TGT") || name.equals("IUPACGT"));
            return isGenotype ? "GT" : name.startsWith("INFO/") ? name.substring("INFO/".length()) : name;
        }
    }

    List<Directive> parse() {
        int open = -1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '[') {
                if (group > 0) {
                    throw error(at, at + 1, "no brackets inside brackets");
                }
                open = at++;
                group = ++groups;
            } else if (c == ']') {
                if (group == 0) {
                    throw error(at, at + 1, "an opening bracket before");
                }
                at++;
                group = 0;
            } else if (c == '%') {
                directive();
            } else {
                plain();
            }
        }
        if (group > 0) {
            throw error(open, text.length(), "a closing bracket");
        }
        return List.copyOf(directives);
    }

    private void plain() {
        int from = at;
        StringBuilder plain = new StringBuilder();
        while (at < text.length() && "[]%".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            if (c == '\\') {
                if (at == text.length()) {
                    throw error(at - 1, at, "a character after the backslash");
                }
                char escaped = text.charAt(at++);
                c = escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
            }
            plain.append(c);
        }
        directives.add(new Directive("", plain.toString(), -1, group, new Place(from, at)));
    }

    private void directive() {
        int from = at++;
        String name = name(from);
        if (name.equals("INFO") && at < text.length() && text.charAt(at) == '/') {
            at++;
            name = "INFO/" + name(from);
        }
        String argument = "";
        if (name.equals("N_PASS") || name.equals("PBINOM")) {
            argument = argument(from, name);
        } else if (at < text.length() && text.charAt(at) == '(' && FilterExpression.Function.of(name) != null) {
            ExpressionParser parser = new ExpressionParser(source, from + 1);
            parser.parseCall();
            at = parser.position();
            name = text.substring(from + 1, at);
        }
        int subscript = subscript();
        directives.add(new Directive(name, argument, subscript, group, new Place(from, at)));
    }

    private String name(int from) {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw error(from, Math.min(at + 1, text.length()), "a directive such as %CHROM or %INFO/AF");
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '.';
    }

    /** Reads an expression in parentheses. */
    private String argument(int from, String name) {
        if (at >= text.length() || text.charAt(at) != '(') {
            throw error(from, at, name.equals("N_PASS") ? "%N_PASS(expression)" : "%PBINOM(key)");
        }
        int start = at;
        ExpressionParser parser = new ExpressionParser(source, start);
        parser.parseInParentheses();
        at = parser.position();
        return text.substring(start + 1, at - 1);
    }

    private int subscript() {
        int end = at < text.length() && text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
        if (end < 0) {
            return -1;
        }
        String number = text.substring(at + 1, end);
        if (number.isEmpty() || number.length() > 9 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        at = end + 1;
        return Integer.parseInt(number);
    }

    private ParseException error(int from, int to, String expected) {
        return source.error(from, to, ExpressionRule.FORMAT_STRING_SYNTAX, expected);
    }
}
