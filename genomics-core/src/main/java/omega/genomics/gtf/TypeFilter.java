package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Texts;
import omega.genomics.internal.scan.Words;

/**
 * Tells from column 3 alone whether a line is wanted. The first eight bytes of the type are compared as one word, so that
 * most lines cost two tab searches and one comparison; what passes is compared exactly.
 */
final class TypeFilter {
    private final List<String> names;
    private final byte[][] types;
    private final long[] words;
    private final long[] masks;
    private final boolean gff3;

    TypeFilter(Set<String> wanted, GtfDialect dialect) {
        names = List.copyOf(wanted);
        gff3 = dialect == GtfDialect.GFF3;
        types = new byte[names.size()][];
        words = new long[types.length];
        masks = new long[types.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(types[i], Math.max(8, types[i].length));
            words[i] = Words.load(padded, 0);
            masks[i] = Words.first(types[i].length);
        }
    }

    boolean isEmpty() {
        return types.length == 0;
    }

    /**
     * Finds column 3 of a line in its first 32 bytes and tells whether the line is surely unwanted, and longer than
     * {@link RowScanner#WINDOW}.
     */
    boolean isUnwanted(byte[] buf, int from, int limit) {
        if (from > buf.length - RowScanner.WINDOW || RowScanner.isUnusual(buf[from])) {
            return false;
        }
        long bits = 0;
        for (int i = 0; i < 32; i += 8) {
            bits |= Words.gather(Words.controls(Words.load(buf, from + i))) << i;
        }
        long rest = bits & (bits - 1);
        if (rest == 0) {
            return false;
        }
        int first = from + Long.numberOfTrailingZeros(bits);
        int second = from + Long.numberOfTrailingZeros(rest);
        return buf[first] == '\t'
                && buf[second] == '\t'
                && RowScanner.hasNoLineFeed(buf, from)
                && RowScanner.hasNoLineFeed(buf, from + 32)
                && from + RowScanner.WINDOW <= limit
                && !matches(buf, second + 1);
    }

    private boolean matches(byte[] buf, int at) {
        long word = Words.load(buf, at);
        for (int i = 0; i < words.length; i++) {
            if (((word ^ words[i]) & masks[i]) == 0) {
                return true;
            }
        }
        return gff3 && hasPercent(buf, at);
    }

    private static boolean hasPercent(byte[] buf, int at) {
        int p = at;
        while (p < buf.length && buf[p] > ' ' && buf[p] != '%') {
            p++;
        }
        return p == buf.length || buf[p] == '%';
    }

    /** Tells whether a row is wanted, whose columns are known. */
    boolean isWanted(GtfRecord record) {
        return names.isEmpty() || names.contains(record.type());
    }

    /** Tells the same of a line, the slow and exact way; true if it has no third column. */
    boolean isWanted(byte[] buf, int from, int to) {
        int first = ByteSearch.indexOf(buf, from, to, (byte) '\t');
        int second = first < 0 ? -1 : ByteSearch.indexOf(buf, first + 1, to, (byte) '\t');
        if (names.isEmpty() || second < 0) {
            return true;
        }
        int third = ByteSearch.indexOf(buf, second + 1, to, (byte) '\t');
        int length = (third < 0 ? to : third) - second - 1;
        byte[] type = Arrays.copyOfRange(buf, second + 1, second + 1 + length);
        int decoded = gff3 ? Escapes.percentDecode(type, 0, length, type, 0) : length;
        return names.contains(Texts.decode(type, 0, decoded));
    }
}
