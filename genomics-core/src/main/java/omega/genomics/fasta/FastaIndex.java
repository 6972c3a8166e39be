package omega.genomics.fasta;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Texts;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * An index of the sequences of a FASTA file, as in the {@code .fai} file of {@code samtools faidx}.
 *
 * <p>Immutable and thread-safe.
 */
public final class FastaIndex {
    private static final int LONGEST_LINE = 1 << 16;
    /** The memory needed for an entry, including its name. */
    private static final int MEMORY = 400;

    private static final int NAME = 128;

    private final Map<String, Entry> entries;

    /**
     * One sequence of the file.
     *
     * @param name the header up to its first whitespace
     * @param length the number of bases
     * @param offset the offset of the first base in the uncompressed text, from 0
     * @param lineBases the number of bases on each line except the last
     * @param lineBytes the number of bytes of such a line, including its line terminator
     */
    public record Entry(String name, long length, long offset, int lineBases, int lineBytes) {
        /** Creates a record; nothing in it may be null. */
        public Entry {
            Objects.requireNonNull(name, "name");
        }

        /** Returns the offset in the uncompressed text of a base, given as a 0-based position. */
        long offsetOf(long base0) {
            return lineBases == 0 ? offset : offset + base0 / lineBases * lineBytes + base0 % lineBases;
        }

        /** Returns whether the offset of the last line is within the range of a {@code long}. */
        private boolean endsInAFile() {
            return lineBases == 0
                    || (offset <= Long.MAX_VALUE / 4 && length / lineBases <= Long.MAX_VALUE / 4 / lineBytes);
        }
    }

    private FastaIndex(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * Returns the sequences by name.
     *
     * @return an unmodifiable map in file order
     */
    public Map<String, Entry> entries() {
        return entries;
    }

    /**
     * Finds a sequence by name.
     *
     * @param name the name as written in the file, case-sensitive
     * @return its entry; empty if there is no such sequence
     */
    public Optional<Entry> entry(String name) {
        Objects.requireNonNull(name, "name");
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * Reads a {@code .fai} file, using at most half of the heap; the extra column of a FASTQ index is ignored.
     *
     * @param source the index file
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if a line does not have five columns, a number is out of range, or there are too many
     *     sequences
     */
    public static FastaIndex read(InputSource source) throws IOException {
        return read(source, defaultSequences());
    }

    /**
     * Reads a {@code .fai} file; the extra column of a FASTQ index is ignored.
     *
     * @param source the index file
     * @param maxSequences the largest permitted number of sequences; their names may take 128 bytes on average
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if a line does not have five columns, a number is out of range, or there are too many
     *     sequences
     */
    public static FastaIndex read(InputSource source, int maxSequences) throws IOException {
        Objects.requireNonNull(source, "source");
        Entries entries = new Entries(source.name(), maxSequences);
        try (LineCursor lines = new LineCursor(
                new BlockReader(source.open(), source.name(), BlockReader.DEFAULT_BLOCK_SIZE, LONGEST_LINE))) {
            while (lines.advance()) {
                Entry entry = parse(Texts.decode(lines.buffer(), lines.start(), lines.end()));
                if (entry == null || !entries.add(entry, lines.lineNumber())) {
                    throw new ParseException(
                            Findings.of(source.name(), lines.lineNumber(), lines.buffer(), lines.start(), lines.end())
                                    .error(
                                            lines.start(),
                                            lines.end(),
                                            "fai",
                                            FastaRule.FAI_LINE,
                                            "a new name, length, offset, bases and bytes of a line"));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new FastaIndex(entries.byName);
    }

    private static int defaultSequences() {
        return HeapShare.count(MEMORY);
    }

    /** The sequences read so far, and the total length of their names. */
    private static final class Entries {
        private final Map<String, Entry> byName = new LinkedHashMap<>();
        private final String source;
        private final int limit;
        private long names;

        Entries(String source, int limit) {
            this.source = source;
            this.limit = limit;
        }

        /** Adds an entry; returns false if the name already exists. */
        boolean add(Entry entry, long line) {
            names += entry.name.length();
            if (byName.size() == limit || names > (long) NAME * limit) {
                throw new ParseException(Findings.at(
                        Severity.ERROR,
                        Location.of(source, line, 1),
                        "fai",
                        FastaRule.FAI_LENGTH,
                        "expected at most " + limit + " sequences, with names of at most " + NAME
                                + " bytes on average, found more; the limit is half of the heap unless FastaIndex.read or"
                                + " FastaIndex.build (source, maxSequences) sets it"));
            }
            return byName.putIfAbsent(entry.name, entry) == null;
        }
    }

    private static @Nullable Entry parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < 5 || columns[0].isEmpty()) {
            return null;
        }
        try {
            Entry entry = new Entry(
                    columns[0],
                    Long.parseLong(columns[1]),
                    Long.parseLong(columns[2]),
                    Integer.parseInt(columns[3]),
                    Integer.parseInt(columns[4]));
            boolean isSound = entry.length >= 0
                    && entry.offset >= 0
                    && entry.lineBases >= 0
                    && entry.lineBytes >= entry.lineBases
                    && (entry.lineBases > 0 || entry.length == 0)
                    && entry.endsInAFile();
            return isSound ? entry : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Builds the index of a FASTA file in one pass, using at most half of the heap. A sequence without bases is listed
     * with length 0.
     *
     * @param fasta the file, compressed or not
     * @return its index
     * @throws IOException if it cannot be read
     * @throws ParseException if the lines of a sequence differ in length (except the last), a line contains
     *     whitespace, a name occurs twice, or there are too many sequences
     */
    public static FastaIndex build(InputSource fasta) throws IOException {
        return build(fasta, defaultSequences());
    }

    /**
     * Builds the index of a FASTA file in one pass. A sequence without bases is listed with length 0.
     *
     * @param fasta the file, compressed or not
     * @param maxSequences the largest permitted number of sequences; their names may take 128 bytes on average
     * @return its index
     * @throws IOException if it cannot be read
     * @throws ParseException if the lines of a sequence differ in length (except the last), a line contains
     *     whitespace, a name occurs twice, or there are too many sequences
     */
    public static FastaIndex build(InputSource fasta, int maxSequences) throws IOException {
        Objects.requireNonNull(fasta, "fasta");
        Builder builder = new Builder(fasta.name(), maxSequences);
        builder.scanner.scan(fasta);
        return new FastaIndex(builder.entries.byName);
    }

    /**
     * Writes the index in the format of {@code samtools faidx}.
     *
     * @param out receives the bytes; not closed
     * @throws IOException if writing fails
     */
    public void write(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        StringBuilder text = new StringBuilder();
        for (Entry e : entries.values()) {
            text.append(e.name).append('\t').append(e.length).append('\t').append(e.offset);
            text.append('\t')
                    .append(e.lineBases)
                    .append('\t')
                    .append(e.lineBytes)
                    .append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static final class Builder implements FastaScanner.Handler {
        private final FastaScanner scanner;
        private final Entries entries;
        private String name = "";
        private long offset;
        private long length;
        private long lineBases;
        private long lineBytes;
        private long bases;
        private boolean sawReturn;
        private boolean lastLineSeen;

        Builder(String source, int maxSequences) {
            this.scanner = new FastaScanner(source, this);
            this.entries = new Entries(source, maxSequences);
        }

        @Override
        public void begin(String newName, String description, long newOffset) {
            end();
            name = newName;
            offset = newOffset;
            length = 0;
            lineBases = 0;
            lineBytes = 0;
            lastLineSeen = false;
        }

        @Override
        public void bases(byte[] buffer, int from, int to) {
            for (int i = from; i < to; i++) {
                boolean isBase = buffer[i] > ' ' && buffer[i] < 0x7f;
                if (sawReturn || (!isBase && buffer[i] != '\r')) {
                    throw scanner.error(
                            FastaRule.BASE,
                            "bases up to the end of the line, found a blank or the like",
                            scanner.lineBytes() + i - from + 1);
                }
                sawReturn = !isBase;
            }
            bases += to - from - (sawReturn && to > from ? 1 : 0);
        }

        @Override
        public void endLine(long bytes, boolean hasLineFeed) {
            if (bases > 0) {
                if (lastLineSeen) {
                    throw scanner.error(
                            FastaRule.LINE_LENGTH,
                            "lines of the same length up to the last of a sequence, found a shorter one before");
                }
                long whole = bytes + (hasLineFeed ? 0 : sawReturn ? 0 : 1);
                if (lineBases == 0) {
                    lineBases = bases;
                    lineBytes = whole;
                } else if (bases > lineBases || (bases == lineBases && hasLineFeed && whole != lineBytes)) {
                    throw scanner.error(
                            FastaRule.LINE_LENGTH,
                            "a line of " + lineBases + " bases and " + lineBytes + " bytes, found " + bases + " and "
                                    + bytes);
                }
                lastLineSeen = bases < lineBases;
                length += bases;
            } else if (lineBases > 0) {
                lastLineSeen = true;
            } else {
                offset += bytes; // an empty line between header and bases
            }
            if (lineBytes > Integer.MAX_VALUE - 16) {
                throw scanner.error(
                        FastaRule.LINE_LENGTH, "lines of less than 2^31 bytes to index, found a longer one");
            }
            bases = 0;
            sawReturn = false;
        }

        @Override
        public void end() {
            if (name.isEmpty()) {
                return;
            }
            Entry entry = new Entry(name, length, offset, (int) lineBases, (int) lineBytes);
            if (!entries.add(entry, scanner.line())) {
                throw scanner.error(FastaRule.NAME_REPEATED, "a new name, found \"" + name + "\" again before");
            }
        }
    }
}
