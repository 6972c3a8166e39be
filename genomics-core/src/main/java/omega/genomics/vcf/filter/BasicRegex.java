package omega.genomics.vcf.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.internal.scan.ByteSearch;
import org.jspecify.annotations.Nullable;

/**
 * A POSIX basic regular expression with the additions of GNU ({@code \|}, {@code \+}, {@code \?}), searched for in bytes.
 *
 * <p>Patterns become an automaton whose states are sets of positions in the pattern, made when first met, so that searching is
 * linear in the text, whatever the pattern, and allocates nothing once the states are known. Not thread-safe.
 */
final class BasicRegex {
    /** A byte costs at most as many steps as there are positions, when it leads to a state that was not met before. */
    private static final int MOST_POSITIONS = 5_000;

    private static final int MOST_STATES = 2_000;
    private static final int UNKNOWN = -1;

    // What a position of the pattern is; from 0 on it is a set of bytes.
    private static final int SPLIT = -1;
    private static final int AT_START = -2;
    private static final int AT_END = -3;
    private static final int MATCH = -4;

    private final byte[] pattern;
    private final boolean ignoresCase;
    private int at;

    /** The bytes to search for if the pattern is only text; else null. */
    private final byte @Nullable [] literal;

    private final List<BitSet> sets = new ArrayList<>();
    private int[] kinds = new int[16];
    private int[] first = new int[16];
    private int[] second = new int[16];
    private int positions;
    private final int entry;
    private final int[] stack;

    // The automaton.
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> states = new ArrayList<>();
    private int[][] next = new int[16][];
    private boolean[] accepts = new boolean[16];
    private boolean[] acceptsAtEnd = new boolean[16];
    private int initial;

    /** Says what is wrong with a pattern. */
    static final class RegexException extends Exception {
        private static final long serialVersionUID = 1L;

        RegexException(String message) {
            super(message);
        }
    }

    /** Part of an automaton: where it begins, and the ends that still lead nowhere ({@code 2 * position}, + 1 for the second). */
    private record Part(int start, List<Integer> ends) {}

    BasicRegex(byte[] pattern, boolean ignoresCase) throws RegexException {
        this.pattern = pattern;
        this.ignoresCase = ignoresCase;
        Part whole = alternatives(0);
        if (at < pattern.length) {
            throw new RegexException("\\) without \\(");
        }
        int match = add(MATCH, -1, -1);
        connect(whole.ends(), match);
        entry = whole.start();
        stack = new int[2 * positions + 2];
        literal = literalOf(pattern, ignoresCase);
        reset();
    }

    private static byte @Nullable [] literalOf(byte[] pattern, boolean ignoresCase) {
        for (byte b : pattern) {
            if ("\\.[*^$,".indexOf(b) >= 0) { // a comma ends the text that is searched
                return null;
            }
        }
        return ignoresCase || pattern.length == 0 ? null : pattern;
    }

    /** Tells whether the pattern is text without special characters, which may be searched for in a whole list. */
    boolean isLiteral() {
        return literal != null;
    }

    // ---- searching -----------------------------------------------------------------------------------------------

    /** Tells whether the pattern occurs in a text. */
    boolean isIn(byte[] bytes, int from, int to) {
        return literal != null ? contains(literal, bytes, from, to) : run(bytes, from, to);
    }

    private static boolean contains(byte[] text, byte[] bytes, int from, int to) {
        int last = to - text.length;
        int i = from;
        while (i <= last) {
            i = ByteSearch.find(bytes, i, last + 1, text[0]);
            if (i > last) {
                return false;
            }
            if (Arrays.equals(text, 0, text.length, bytes, i, i + text.length)) {
                return true;
            }
            i++;
        }
        return false;
    }

    private boolean run(byte[] bytes, int from, int to) {
        int state = initial;
        for (int i = from; i < to; i++) {
            if (accepts[state]) {
                return true;
            }
            int b = bytes[i] & 0xff;
            int target = next[state][b];
            state = target == UNKNOWN ? step(state, b) : target;
        }
        return accepts[state] || acceptsAtEnd[state];
    }

    private int step(int state, int b) {
        BitSet from = states.get(state);
        BitSet to = new BitSet();
        for (int p = from.nextSetBit(0); p >= 0; p = from.nextSetBit(p + 1)) {
            if (kinds[p] >= 0 && sets.get(kinds[p]).get(b)) {
                close(first[p], to, false, false);
            }
        }
        close(entry, to, false, false); // a match may begin anywhere
        int number = numbers.getOrDefault(to, UNKNOWN);
        if (number == UNKNOWN) {
            if (states.size() >= MOST_STATES) {
                reset();
                return number(to);
            }
            number = number(to);
        }
        next[state][b] = number;
        return number;
    }

    private void reset() {
        numbers.clear();
        states.clear();
        BitSet start = new BitSet();
        close(entry, start, true, false);
        initial = number(start);
    }

    private int number(BitSet set) {
        Integer known = numbers.get(set);
        if (known != null) {
            return known;
        }
        int number = states.size();
        if (number == next.length) {
            next = Arrays.copyOf(next, 2 * number);
            accepts = Arrays.copyOf(accepts, 2 * number);
            acceptsAtEnd = Arrays.copyOf(acceptsAtEnd, 2 * number);
        }
        numbers.put(set, number);
        states.add(set);
        int[] targets = new int[256];
        Arrays.fill(targets, UNKNOWN);
        next[number] = targets;
        accepts[number] = isMatch(set);
        BitSet atEnd = new BitSet();
        for (int p = set.nextSetBit(0); p >= 0; p = set.nextSetBit(p + 1)) {
            close(p, atEnd, number == 0, true);
        }
        acceptsAtEnd[number] = isMatch(atEnd);
        return number;
    }

    private boolean isMatch(BitSet set) {
        for (int p = set.nextSetBit(0); p >= 0; p = set.nextSetBit(p + 1)) {
            if (kinds[p] == MATCH) {
                return true;
            }
        }
        return false;
    }

    /** Adds a position and those that are reached without a byte. */
    private void close(int position, BitSet set, boolean isStart, boolean isEnd) {
        int n = 0;
        stack[n++] = position;
        while (n > 0) {
            int p = stack[--n];
            if (p < 0 || set.get(p)) {
                continue;
            }
            set.set(p);
            if (kinds[p] == SPLIT) {
                stack[n++] = first[p];
                stack[n++] = second[p];
            } else if ((kinds[p] == AT_START && isStart) || (kinds[p] == AT_END && isEnd)) {
                stack[n++] = first[p];
            }
        }
    }

    // ---- the pattern ---------------------------------------------------------------------------------------------

    private Part alternatives(int depth) throws RegexException {
        if (depth > 100) {
            throw new RegexException("groups more than 100 deep");
        }
        Part part = sequence(depth);
        while (isNext('|')) {
            at += 2;
            Part other = sequence(depth);
            int split = add(SPLIT, part.start(), other.start());
            List<Integer> ends = new ArrayList<>(part.ends());
            ends.addAll(other.ends());
            part = new Part(split, ends);
        }
        return part;
    }

    /** Tells whether a backslash and this character come next. */
    private boolean isNext(char c) {
        return at + 1 < pattern.length && pattern[at] == '\\' && pattern[at + 1] == c;
    }

    private Part sequence(int depth) throws RegexException {
        Part whole = empty();
        boolean isFirst = true;
        while (at < pattern.length && !isNext('|') && !isNext(')')) {
            int from = at;
            boolean anchor = isFirst && pattern[at] == '^';
            Part item = anchor ? assertion(AT_START) : atom(depth);
            int to = at;
            if (!anchor) {
                item = repeated(item, from, to, depth);
                isFirst = false;
            }
            connect(whole.ends(), item.start());
            whole = new Part(whole.start(), item.ends());
        }
        return whole;
    }

    private Part empty() throws RegexException {
        int p = add(SPLIT, -1, -1);
        return new Part(p, List.of(2 * p));
    }

    private Part assertion(int kind) throws RegexException {
        at++;
        int p = add(kind, -1, -1);
        return new Part(p, List.of(2 * p));
    }

    private Part atom(int depth) throws RegexException {
        byte b = pattern[at];
        if (b == '\\') {
            return escaped(depth);
        }
        if (b == '[') {
            return bytes(bracket());
        }
        if (b == '$' && (at + 1 == pattern.length || (pattern[at + 1] == '\\' && endsSequence(at + 1)))) {
            return assertion(AT_END);
        }
        at++;
        if (b == '.') {
            BitSet any = new BitSet();
            any.set(1, 256);
            return bytes(any);
        }
        return bytes(one(b));
    }

    private boolean endsSequence(int backslash) {
        return backslash + 1 < pattern.length && (pattern[backslash + 1] == ')' || pattern[backslash + 1] == '|');
    }

    private Part escaped(int depth) throws RegexException {
        if (at + 1 == pattern.length) {
            throw new RegexException("a trailing backslash");
        }
        byte b = pattern[at + 1];
        if (b == '(') {
            at += 2;
            Part inside = alternatives(depth + 1);
            if (!isNext(')')) {
                throw new RegexException("\\( without \\)");
            }
            at += 2;
            return inside;
        }
        if ((b >= '1' && b <= '9') || "bB<>{".indexOf(b) >= 0) {
            throw new RegexException("\\" + (char) b + ", which is not supported here");
        }
        at += 2;
        return switch (b) {
            case 'w', 'W' -> bytes(word(b == 'W'));
            case 's', 'S' -> bytes(space(b == 'S'));
            case '`', '\'' -> {
                at--;
                yield assertion(b == '`' ? AT_START : AT_END);
            }
            default -> bytes(one(b));
        };
    }

    private static BitSet word(boolean negated) {
        BitSet set = new BitSet();
        set.set('0', '9' + 1);
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('_');
        return negated(set, negated);
    }

    private static BitSet space(boolean negated) {
        BitSet set = new BitSet();
        set.set('\t', '\r' + 1);
        set.set(' ');
        return negated(set, negated);
    }

    private static BitSet negated(BitSet set, boolean negated) {
        if (negated) {
            set.flip(1, 256);
        }
        return set;
    }

    private BitSet one(byte b) {
        BitSet set = new BitSet();
        add(set, b & 0xff);
        return set;
    }

    private void add(BitSet set, int b) {
        set.set(b);
        if (ignoresCase && isLetter(b)) {
            set.set(b ^ 0x20);
        }
    }

    private static boolean isLetter(int b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    private BitSet bracket() throws RegexException {
        int i = at + 1;
        boolean negated = i < pattern.length && pattern[i] == '^';
        i += negated ? 1 : 0;
        BitSet set = new BitSet();
        for (boolean isFirst = true; ; isFirst = false) {
            if (i >= pattern.length) {
                throw new RegexException("[ without ]");
            }
            if (pattern[i] == ']' && !isFirst) {
                break;
            }
            if (pattern[i] == '[' && i + 1 < pattern.length && ":.=".indexOf(pattern[i + 1]) >= 0) {
                i = namedClass(i, set);
            } else if (i + 2 < pattern.length && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
                int low = pattern[i] & 0xff;
                int high = pattern[i + 2] & 0xff;
                if (high < low || high == '[') {
                    throw new RegexException("a range whose end is before its start");
                }
                for (int b = low; b <= high; b++) {
                    add(set, b);
                }
                i += 3;
            } else {
                add(set, pattern[i++] & 0xff);
            }
        }
        at = i + 1;
        return negated(set, negated);
    }

    private int namedClass(int from, BitSet set) throws RegexException {
        int end = from + 2;
        while (end + 1 < pattern.length && !(pattern[end] == pattern[from + 1] && pattern[end + 1] == ']')) {
            end++;
        }
        if (end + 1 >= pattern.length) {
            throw new RegexException("[" + (char) pattern[from + 1] + " without its end");
        }
        String name = new String(pattern, from + 2, end - from - 2, StandardCharsets.ISO_8859_1);
        if (pattern[from + 1] != ':') {
            if (name.length() != 1) {
                throw new RegexException("a collating element of more than one character");
            }
            add(set, name.charAt(0));
            return end + 2;
        }
        for (int b = 1; b < 128; b++) {
            if (isIn(name, b)) {
                add(set, b);
            }
        }
        return end + 2;
    }

    private static boolean isIn(String name, int b) throws RegexException {
        boolean digit = b >= '0' && b <= '9';
        boolean graph = b > ' ' && b < 127;
        return switch (name) {
            case "alpha" -> isLetter(b);
            case "digit" -> digit;
            case "alnum" -> isLetter(b) || digit;
            case "upper" -> b >= 'A' && b <= 'Z';
            case "lower" -> b >= 'a' && b <= 'z';
            case "space" -> b == ' ' || (b >= '\t' && b <= '\r');
            case "blank" -> b == ' ' || b == '\t';
            case "punct" -> graph && !isLetter(b) && !digit;
            case "print" -> graph || b == ' ';
            case "graph" -> graph;
            case "cntrl" -> b < ' ' || b == 127;
            case "xdigit" -> digit || ((b | 0x20) >= 'a' && (b | 0x20) <= 'f');
            default -> throw new RegexException("[:" + name + ":], which is no class");
        };
    }

    private Part bytes(BitSet set) throws RegexException {
        sets.add(set);
        int p = add(sets.size() - 1, -1, -1);
        return new Part(p, List.of(2 * p));
    }

    // ---- repetition ----------------------------------------------------------------------------------------------

    private Part repeated(Part item, int from, int to, int depth) throws RegexException {
        Part part = item;
        while (at < pattern.length) {
            if (pattern[at] == '*') {
                at++;
                part = star(part);
            } else if (isNext('+')) {
                at += 2;
                part = plus(part);
            } else if (isNext('?')) {
                at += 2;
                part = optional(part);
            } else if (isNext('{')) {
                if (at != to) {
                    throw new RegexException("a repetition of a repetition, which is not supported here");
                }
                part = counted(part, from, to, depth);
            } else {
                return part;
            }
        }
        return part;
    }

    private Part star(Part part) throws RegexException {
        int split = add(SPLIT, part.start(), -1);
        connect(part.ends(), split);
        return new Part(split, List.of(2 * split + 1));
    }

    private Part plus(Part part) throws RegexException {
        int split = add(SPLIT, part.start(), -1);
        connect(part.ends(), split);
        return new Part(part.start(), List.of(2 * split + 1));
    }

    private Part optional(Part part) throws RegexException {
        int split = add(SPLIT, part.start(), -1);
        List<Integer> ends = new ArrayList<>(part.ends());
        ends.add(2 * split + 1);
        return new Part(split, ends);
    }

    /** Reads {@code \{m,n\}}; the item is read again for each copy. */
    private Part counted(Part item, int from, int to, int depth) throws RegexException {
        int i = at + 2;
        int end = i;
        while (end + 1 < pattern.length && !(pattern[end] == '\\' && pattern[end + 1] == '}')) {
            end++;
        }
        if (end + 1 >= pattern.length) {
            throw new RegexException("\\{ without \\}");
        }
        String inside = new String(pattern, i, end - i, StandardCharsets.ISO_8859_1);
        int comma = inside.indexOf(',');
        int least = number(comma < 0 ? inside : inside.substring(0, comma), 0);
        int most = comma < 0 ? least : number(inside.substring(comma + 1), Integer.MAX_VALUE);
        if (most < least || least > 255 || (most > 255 && most != Integer.MAX_VALUE)) {
            throw new RegexException("a repetition of less than 0 or more than 255");
        }
        int behind = end + 2;
        Part whole = empty();
        int copies = most == Integer.MAX_VALUE ? least + 1 : most;
        for (int copy = 0; copy < copies; copy++) {
            Part part = copy == 0 ? item : again(from, to, depth);
            if (copy >= least) {
                part = most == Integer.MAX_VALUE ? star(part) : optional(part);
            }
            connect(whole.ends(), part.start());
            whole = new Part(whole.start(), part.ends());
        }
        at = behind;
        return whole;
    }

    private Part again(int from, int to, int depth) throws RegexException {
        at = from;
        Part part = atom(depth);
        at = to;
        return part;
    }

    private static int number(String digits, int ifNone) throws RegexException {
        if (digits.isEmpty()) {
            return ifNone;
        }
        if (digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RegexException("\\{" + digits);
        }
        return Integer.parseInt(digits);
    }

    // ---- positions -----------------------------------------------------------------------------------------------

    private int add(int kind, int to, int orTo) throws RegexException {
        if (positions == MOST_POSITIONS) {
            throw new RegexException("more than " + MOST_POSITIONS + " positions");
        }
        if (positions == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * positions);
            first = Arrays.copyOf(first, 2 * positions);
            second = Arrays.copyOf(second, 2 * positions);
        }
        kinds[positions] = kind;
        first[positions] = to;
        second[positions] = orTo;
        return positions++;
    }

    private void connect(List<Integer> ends, int target) {
        for (int end : ends) {
            if ((end & 1) == 0) {
                first[end >> 1] = target;
            } else {
                second[end >> 1] = target;
            }
        }
    }
}
