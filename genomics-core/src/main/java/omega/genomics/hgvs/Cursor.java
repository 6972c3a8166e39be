package omega.genomics.hgvs;

import java.nio.charset.StandardCharsets;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Findings;

/** A place in the text of a name, and the tokens that all kinds of names share. */
final class Cursor {
    /** Lists in lists are read by recursion; nobody nests deeper than this. */
    private static final int MAX_DEPTH = 32;

    private static final byte DNA = 1;
    private static final byte RNA = 2;
    private static final byte DIGIT = 4;
    private static final byte NAME = 8;
    private static final byte[] CLASSES = new byte[128];

    static {
        for (char c : "ACGTRYMKWSBDHVNacgtrymkwsbdhvn".toCharArray()) {
            CLASSES[c] |= DNA;
        }
        for (char c : "ACGURYMKWSBDHVNacgurymkwsbdhvn".toCharArray()) {
            CLASSES[c] |= RNA;
        }
        for (char c = '0'; c <= '9'; c++) {
            CLASSES[c] |= DIGIT | NAME;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            CLASSES[c] |= NAME;
            CLASSES[c - 32] |= NAME;
        }
    }

    final String text;
    private final int length;
    int at;
    private int depth;

    Cursor(String text) {
        this.text = text;
        this.length = text.length();
    }

    /** Returns the character here, or 0 at the end; a 0 in the text is refused by whoever sees it. */
    char peek() {
        return at < length ? text.charAt(at) : 0;
    }

    char peek(int ahead) {
        return at + ahead < length ? text.charAt(at + ahead) : 0;
    }

    boolean atEnd() {
        return at >= length;
    }

    boolean skip(char c) {
        if (at < length && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    boolean skip(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        return false;
    }

    boolean looksAt(String word) {
        return text.startsWith(word, at);
    }

    void expect(char c, HgvsRule rule) {
        if (!skip(c)) {
            throw expected("\"" + c + "\"", rule);
        }
    }

    void deeper() {
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " brackets inside each other", HgvsRule.HGVS_ALLELE);
        }
    }

    void shallower() {
        depth--;
    }

    boolean isDigit() {
        return isDigit(peek());
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isName(char c) {
        return c < 128 && (CLASSES[c] & NAME) != 0;
    }

    /** Reads a number from 1 to 2147483647. */
    int number(String what) {
        int start = at;
        long value = 0;
        while (at < length && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at) - '0';
            if (value > Integer.MAX_VALUE) {
                at = start;
                throw expected(what + " up to 2147483647", HgvsRule.HGVS_POSITION);
            }
            at++;
        }
        if (value == 0) {
            at = start;
            throw expected(what + " from 1", HgvsRule.HGVS_POSITION);
        }
        return (int) value;
    }

    /** Reads as many bases as there are; upper case for DNA, lower case for RNA. */
    String bases(HgvsKind kind) {
        boolean rna = kind == HgvsKind.RNA;
        byte wanted = rna ? RNA : DNA;
        int start = at;
        boolean otherCase = false;
        while (at < length) {
            char c = text.charAt(at);
            if (c >= 128 || (CLASSES[c] & wanted) == 0) {
                break;
            }
            otherCase |= c >= 'a' != rna;
            at++;
        }
        if (start + 1 == at) {
            return single(text.charAt(start), rna);
        }
        String bases = text.substring(start, at);
        return otherCase ? changeCase(bases, rna) : bases;
    }

    private static String single(char base, boolean rna) {
        char c = rna ? (char) (base | 32) : (char) (base & ~32);
        return switch (c) {
            case 'A' -> "A";
            case 'C' -> "C";
            case 'G' -> "G";
            case 'T' -> "T";
            default -> String.valueOf(c);
        };
    }

    private static String changeCase(String bases, boolean lower) {
        return lower ? bases.toLowerCase(java.util.Locale.ROOT) : bases.toUpperCase(java.util.Locale.ROOT);
    }

    /** Tells whether a reference and a colon begin here. */
    boolean isReference() {
        int i = at;
        while (i < length) {
            char c = text.charAt(i);
            if (c == ':') {
                return i > at && text.charAt(i - 1) != '(' && (i + 1 >= length || text.charAt(i + 1) != ':');
            }
            if (!isName(c) && c != '_' && c != '.' && c != '-' && c != '(' && c != ')') {
                return false;
            }
            i++;
        }
        return false;
    }

    /** Reads an accession, a symbol or a contig name, with what is in parentheses after it. */
    HgvsReference reference() {
        int start = at;
        while (at < length) {
            char c = text.charAt(at);
            if (!isName(c)) {
                if (c == '.' && at > start && !isDigit(peek(1))) {
                    at++;
                    throw expected("the digits of a version", HgvsRule.HGVS_REFERENCE);
                }
                boolean joins = (c == '_' || c == '-' || c == '.') && at > start && isName(peek(1));
                if (!joins) {
                    break;
                }
            }
            at++;
        }
        if (at == start || (isDigit(text.charAt(start)) && !isContigNumber(start))) {
            at = start;
            throw expected("an accession, a gene symbol or a contig", HgvsRule.HGVS_REFERENCE);
        }
        String accession = text.substring(start, at);
        if (peek() != '(') {
            return new HgvsReference(accession, null);
        }
        at++;
        deeper();
        if (isDigit()) {
            throw expected("a transcript or a gene symbol", HgvsRule.HGVS_REFERENCE);
        }
        HgvsReference selector = reference();
        shallower();
        expect(')', HgvsRule.HGVS_REFERENCE);
        return new HgvsReference(accession, selector);
    }

    private boolean isContigNumber(int start) {
        for (int i = start; i < at; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Reads {@code [23]}, {@code [36_39]}, {@code [?]}, {@code [(80_120)]}. */
    HgvsCount bracketed() {
        expect('[', HgvsRule.HGVS_COUNT);
        HgvsCount count = count();
        expect(']', HgvsRule.HGVS_COUNT);
        return count;
    }

    HgvsCount count() {
        boolean parenthesis = skip('(');
        int min = limit();
        int max = min;
        if (skip('_')) {
            int start = at;
            max = limit();
            if (max >= 0 && max < min) {
                at = start;
                throw expected("a number from " + min, HgvsRule.HGVS_COUNT);
            }
        }
        if (parenthesis) {
            expect(')', HgvsRule.HGVS_COUNT);
        }
        return new HgvsCount(min, max);
    }

    private int limit() {
        if (skip('?')) {
            return -1;
        }
        if (!isDigit()) {
            throw expected("a number or \"?\"", HgvsRule.HGVS_COUNT);
        }
        return peek() == '0' && !isDigit(peek(1)) ? zero() : number("a number");
    }

    private int zero() {
        at++;
        return 0;
    }

    /** Makes the refusal: what was expected here. */
    ParseException expected(String what, HgvsRule rule) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        return new ParseException(
                Findings.of("name", 1, bytes, 0, bytes.length).error(from, bytes.length, "HGVS", rule, what));
    }
}
