package omega.genomics.gtf;

import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Words;
import org.jspecify.annotations.Nullable;

/**
 * The fast way through a row: all that is usual, in one pass over its bytes. What is unusual (a comment, a blank line, a
 * broken row, a backslash, the last bytes of the buffer) is left to {@link RowParser}, which knows everything; so this
 * class accepts nothing that {@code RowParser} would refuse or read differently, and a test holds the two together.
 *
 * <p>The tabs of the fixed columns nearly always lie in the first 64 bytes of a line. Their positions are gathered as bits
 * of one long, eight words without a branch, as the lengths of the columns vary and a loop a column mispredicts.
 */
final class RowScanner {
    /** The first bytes of a line, where the tabs are. */
    static final int WINDOW = 64;

    private static final long LINE_FEEDS = Words.repeat('\n');
    private static final long QUOTES = Words.repeat('"');
    private static final long BACKSLASHES = Words.repeat('\\');

    private final boolean quotesMatter;
    /** One past the line feed of the line last scanned. */
    private int next;

    RowScanner(GtfDialect dialect) {
        quotesMatter = dialect == GtfDialect.GTF;
    }

    /** Returns where the next line starts, after {@link #scan} returned true. */
    int next() {
        return next;
    }

    /** Points the record at the line that starts here; false if this is not a usual row. */
    boolean scan(byte[] buf, int from, int limit, long lineNumber, GtfRecord record) {
        if (from > buf.length - WINDOW - 16 || isUnusual(buf[from])) {
            return false;
        }
        long bits = 0;
        for (int i = 0; i < WINDOW; i += 8) {
            bits |= Words.gather(Words.controls(Words.load(buf, from + i))) << i;
        }
        if (Long.bitCount(bits) < 8) {
            return false;
        }
        int[] columns = record.columns();
        columns[0] = from;
        int others = 0;
        for (int i = 1; i < 9; i++) {
            int tab = from + Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
            columns[i] = tab + 1;
            others |= buf[tab] ^ '\t';
        }
        return others == 0 && fields(buf, columns, limit, lineNumber, record);
    }

    /** A line that begins so may be a comment, a blank line or the start of the sequences. */
    static boolean isUnusual(byte first) {
        return first <= ' ' || first == '#' || first == '>';
    }

    private boolean fields(byte[] buf, int[] columns, int limit, long lineNumber, GtfRecord record) {
        int start = base(buf, columns[3], columns[4] - 1);
        int end = base(buf, columns[4], columns[5] - 1);
        int strandAt = columns[6];
        int frameAt = columns[7];
        double score = Scores.parse(buf, columns[5], columns[6] - 1);
        boolean usual = start > 0
                && end >= start
                && score != Scores.BAD
                && frameAt - strandAt == 2
                && isStrand(buf[strandAt])
                && columns[8] - frameAt == 2
                && isFrame(buf[frameAt])
                && columns[1] - columns[0] > 1
                && columns[2] - columns[1] > 1
                && columns[3] - columns[2] > 1;
        if (!usual) {
            return false;
        }
        RowTemplate read = quotesMatter ? attributes(buf, columns, limit, record) : null;
        if (read != null) {
            columns[9] = read.end() + 1;
            next = read.next();
            record.point(buf, lineNumber, start, end, score, read);
            return true;
        }
        usual = lineEnd(buf, columns) && next <= limit;
        if (usual) {
            record.point(buf, lineNumber, start, end, score);
        }
        return usual;
    }

    private static @Nullable RowTemplate attributes(byte[] buf, int[] columns, int limit, GtfRecord record) {
        long type = Words.load(buf, columns[2]) & Words.first(columns[3] - columns[2] - 1);
        return record.scanner().read(buf, columns[8], limit, type);
    }

    static boolean isStrand(byte b) {
        return b == '+' || b == '-' || b == '.' || b == '?';
    }

    static boolean isFrame(byte b) {
        return b == '.' || (b >= '0' && b <= '2');
    }

    /**
     * Finds the end of column 9, which is the end of the line, and on the way counts whether its quotes come in pairs. The
     * parity of each of the eight byte lanes is kept by exclusive or, and added up at the end.
     */
    private boolean lineEnd(byte[] buf, int[] columns) {
        int p = quotesMatter ? columns[8] : nearControl(buf, columns[8]);
        int last = buf.length - 8;
        long parity = 0;
        long backslashes = 0;
        while (p <= last) {
            long word = Words.load(buf, p);
            long controls = Words.controls(word);
            backslashes |= Words.equal(word, BACKSLASHES);
            long others = Words.differ(word, QUOTES);
            if (controls != 0) {
                int inWord = Long.numberOfTrailingZeros(controls) >>> 3;
                parity ^= ~others & Words.first(inWord);
                boolean odd = (Long.bitCount(parity & Words.HIGH) & 1) != 0;
                return endsAt(buf, p + inWord, columns) && (!quotesMatter || (!odd && (backslashes & Words.HIGH) == 0));
            }
            parity ^= others;
            p += 8;
        }
        return false;
    }

    /** Skips bytes among which there is surely no control character. */
    private static int nearControl(byte[] buf, int from) {
        int p = from;
        int last = buf.length - 32;
        while (p <= last
                && !Words.mayHaveControls(
                        Words.load(buf, p), Words.load(buf, p + 8), Words.load(buf, p + 16), Words.load(buf, p + 24))) {
            p += 32;
        }
        return p;
    }

    private boolean endsAt(byte[] buf, int at, int[] columns) {
        int lineFeed = buf[at] == '\r' && at + 1 < buf.length ? at + 1 : at;
        columns[9] = at + 1;
        next = lineFeed + 1;
        return buf[lineFeed] == '\n';
    }

    /** Reads a coordinate of 1 to 10 digits; −1 if it is anything else. Eight digits are added up in three products. */
    private static int base(byte[] buf, int from, int to) {
        int length = to - from;
        long high = 0;
        int at = from;
        if (length > 8) {
            if (length > 10) {
                return -1;
            }
            for (; at < to - 8; at++) {
                int digit = buf[at] - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                high = high * 10 + digit;
            }
            length = 8;
        }
        if (length == 0) {
            return -1;
        }
        long x = (Words.load(buf, at) ^ 0x3030_3030_3030_3030L) << (64 - (length << 3));
        if ((((x + 0x7676_7676_7676_7676L) | x) & Words.HIGH) != 0) {
            return -1;
        }
        x = (x * 2561) >>> 8;
        x = ((x & 0x00ff_00ff_00ff_00ffL) * 6553601) >>> 16;
        x = ((x & 0x0000_ffff_0000_ffffL) * 42949672960001L) >>> 32;
        long value = high * 100_000_000 + x;
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    /**
     * Finds the line feed, or −1; fastest from behind the tabs of a line on, where the next control character is most likely its
     * end, so that the cheap test for any of them is made first.
     */
    static int lineFeed(byte[] buf, int from, int limit) {
        int p = from;
        for (int last = buf.length - 32; p <= last; p += 32) {
            if (Words.mayHaveControls(
                    Words.load(buf, p), Words.load(buf, p + 8), Words.load(buf, p + 16), Words.load(buf, p + 24))) {
                for (int i = p; i < p + 32; i += 8) {
                    long hits = Words.equal(Words.load(buf, i), LINE_FEEDS) & Words.HIGH;
                    if (hits != 0) {
                        int at = i + (Long.numberOfTrailingZeros(hits) >>> 3);
                        return at < limit ? at : -1;
                    }
                }
            }
        }
        return ByteSearch.indexOf(buf, p, limit, (byte) '\n');
    }

    /** Tells whether there is none in the 32 bytes from here on. */
    static boolean hasNoLineFeed(byte[] buf, int from) {
        long any = Words.equal(Words.load(buf, from), LINE_FEEDS)
                | Words.equal(Words.load(buf, from + 8), LINE_FEEDS)
                | Words.equal(Words.load(buf, from + 16), LINE_FEEDS)
                | Words.equal(Words.load(buf, from + 24), LINE_FEEDS);
        return (any & Words.HIGH) == 0;
    }
}
