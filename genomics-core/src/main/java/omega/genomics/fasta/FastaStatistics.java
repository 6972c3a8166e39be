package omega.genomics.fasta;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.io.InputSource;

/**
 * The length, base composition and checksum of one sequence of a FASTA file. Lower-case (soft-masked) bases are
 * counted as upper-case ones.
 *
 * <pre>{@code
 * FastaStatistics.forEach(InputSource.of(path), s -> System.out.println(s.name() + " " + s.length() + " " + s.md5()));
 * }</pre>
 *
 * @param name the header up to its first whitespace
 * @param description the rest of the header; may be empty
 * @param length the number of bases of any kind
 * @param a the number of A
 * @param c the number of C
 * @param g the number of G
 * @param t the number of T
 * @param n the number of N
 * @param other the number of all other characters: U, the other IUPAC codes, gaps
 * @param md5 the MD5 of the upper-cased sequence without whitespace, in hexadecimal, as {@code M5} in a SAM header
 *     (SAM specification §1.3.2)
 */
public record FastaStatistics(
        String name, String description, long length, long a, long c, long g, long t, long n, long other, String md5) {
    /** What the statistics of a sequence take in memory, with its header. */
    private static final int MEMORY = 512;

    private static final int TEXT = 200;

    /** Creates a record; nothing in it may be null. */
    public FastaStatistics {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(md5, "md5");
    }

    /**
     * Returns the fraction of G and C among A, C, G and T; N and other codes are not counted.
     *
     * @return a fraction from 0 to 1; empty if there are no such bases
     */
    public OptionalDouble gc() {
        long acgt = a + c + g + t;
        return acgt == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (g + c) / acgt);
    }

    /**
     * Reads a file once, and passes on the statistics of each sequence as soon as it ends. Memory does not depend on
     * the length of the sequences.
     *
     * @param source FASTA text, compressed or not, with lines of any length
     * @param action receives each sequence, in file order, on the calling thread
     * @throws IOException if the file cannot be read
     * @throws omega.genomics.ParseException if the text does not begin with a header, a name is missing, or a byte is
     *     neither printable ASCII nor whitespace
     */
    public static void forEach(InputSource source, Consumer<? super FastaStatistics> action) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(action, "action");
        forEachWithLine(source, (sequence, line) -> action.accept(sequence));
    }

    /**
     * Reads a file as {@link #forEach} does, with the line of each header, for messages of the caller's own.
     *
     * @param source FASTA text, compressed or not, with lines of any length
     * @param action receives each sequence and the number of its header's line, from 1
     * @throws IOException if the file cannot be read
     * @throws omega.genomics.ParseException if the text is not FASTA, see {@link #forEach}
     */
    public static void forEachWithLine(InputSource source, ObjLongConsumer<? super FastaStatistics> action)
            throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(action, "action");
        Counter counter = new Counter(source.name(), action);
        counter.scanner.scan(source);
    }

    /**
     * Reads a file of as many sequences as half of the heap holds, once.
     *
     * @param source FASTA text, compressed or not, with lines of any length
     * @return the statistics of every sequence, in file order
     * @throws IOException if the file cannot be read
     * @throws omega.genomics.ParseException if the text is not FASTA, see {@link #forEach}, or there are more sequences, which
     *     {@code forEach} reads
     */
    public static List<FastaStatistics> of(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        int limit = HeapShare.count(MEMORY);
        List<FastaStatistics> all = new ArrayList<>();
        long[] texts = new long[1];
        forEach(source, one -> {
            texts[0] += one.name.length() + one.description.length();
            if (all.size() == limit || texts[0] > (long) TEXT * limit) {
                throw new ParseException(
                        Findings.at(
                                Severity.ERROR,
                                Location.of(source.name(), 0, 0),
                                "fasta",
                                FastaRule.FASTA_LENGTH,
                                "expected at most " + limit + " sequences, with headers of at most " + TEXT
                                        + " bytes on average, as half of the heap holds, found more; forEach reads any number"));
            }
            all.add(one);
        });
        return List.copyOf(all);
    }

    private static final class Counter implements FastaScanner.Handler {
        /** The upper case of a byte; 0 for whitespace, which is not counted; −1 for invalid bytes. */
        private static final byte[] UPPER = new byte[256];

        static {
            for (int b = 0; b < 256; b++) {
                boolean isBlank = b == ' ' || (b >= '\t' && b <= '\r');
                boolean isGraph = b > ' ' && b < 0x7f;
                UPPER[b] = (byte) (isBlank ? 0 : !isGraph ? -1 : b >= 'a' && b <= 'z' ? b - 32 : b);
            }
        }

        private final FastaScanner scanner;
        private final ObjLongConsumer<? super FastaStatistics> action;
        private final MessageDigest md5 = md5();
        private final long[] counts = new long[128];
        private byte[] upper = new byte[0];
        private String name = "";
        private String description = "";
        private long line;

        Counter(String source, ObjLongConsumer<? super FastaStatistics> action) {
            this.scanner = new FastaScanner(source, this);
            this.action = action;
        }

        private static MessageDigest md5() {
            try {
                return MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has MD5", e);
            }
        }

        @Override
        public void begin(String newName, String newDescription, long offset) {
            end();
            name = newName;
            line = scanner.line();
            description = newDescription;
        }

        @Override
        public void bases(byte[] buffer, int from, int to) {
            if (upper.length < to - from) {
                upper = new byte[buffer.length];
            }
            int n = 0;
            for (int i = from; i < to; i++) {
                byte base = UPPER[buffer[i] & 0xff];
                if (base <= 0) {
                    checkBlank(base, buffer[i], i - from);
                    continue;
                }
                upper[n++] = base;
                counts[base]++;
            }
            md5.update(upper, 0, n);
        }

        private void checkBlank(byte kind, byte found, int column) {
            if (kind < 0) {
                String hex = String.format("a base, found byte 0x%02x", found & 0xff);
                throw scanner.error(FastaRule.BASE, hex, scanner.lineBytes() + column + 1);
            }
        }

        @Override
        public void endLine(long bytes, boolean hasLineFeed) {}

        @Override
        public void end() {
            if (name.isEmpty()) {
                return;
            }
            long length = 0;
            for (long count : counts) {
                length += count;
            }
            long acgtn = counts['A'] + counts['C'] + counts['G'] + counts['T'] + counts['N'];
            String digest = HexFormat.of().formatHex(md5.digest());
            FastaStatistics sequence = new FastaStatistics(
                    name,
                    description,
                    length,
                    counts['A'],
                    counts['C'],
                    counts['G'],
                    counts['T'],
                    counts['N'],
                    length - acgtn,
                    digest);
            action.accept(sequence, line);
            Arrays.fill(counts, 0);
        }
    }
}
