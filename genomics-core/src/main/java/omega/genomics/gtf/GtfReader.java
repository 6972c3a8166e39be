package omega.genomics.gtf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.OwnedRecords;
import omega.genomics.internal.scan.Texts;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads GTF and GFF3 row by row.
 *
 * <pre>{@code
 * try (GtfReader reader = GtfReader.open(path)) {
 *     AttributeKey geneId = reader.key("gene_id");
 *     while (reader.advance()) {
 *         GtfRecord row = reader.record();
 *         … row.start(), row.attribute(geneId) …
 *     }
 * }
 * }</pre>
 *
 * <p>{@link #record()} is one reused view; {@link #iterator()} and {@link #stream()} carry owned features. All of them
 * move the same reader, so use one. The reader stops at {@code ##FASTA} (GFF3: also at a line that starts with
 * {@code >}); comments, blank lines and UCSC's {@code track} and {@code browser} lines are passed over.
 *
 * <p>A row that breaks the format throws a {@link ParseException} with its place, or, in lenient mode, is reported, counted
 * and skipped. I/O failures after opening are {@link java.io.UncheckedIOException}s. Not thread-safe.
 */
public final class GtfReader implements AutoCloseable {
    /** Contigs that refused rows are counted by; a broken column 1 may be anything. */
    private static final int MOST_SKIPPED_CONTIGS = 100_000;

    private final BlockReader blocks;
    private final GtfReaderOptions options;
    private final GtfRecord record;
    private final RowParser rows;
    private final List<String> directives = new ArrayList<>();
    private final HeaderBudget budget;
    private final TypeFilter types;
    private final boolean filters;
    private final RowScanner scanner;
    private final GtfDialect dialect;

    private byte[] buffer = {};
    private int next;
    private int limit;
    private long lines;
    private long records;
    private long skipped;
    private final Map<String, Long> skippedByContig = new HashMap<>();
    private long filtered;
    private boolean ended;
    private boolean closed;

    GtfReader(BlockReader blocks, GtfDialect dialect, GtfReaderOptions options) {
        this.blocks = blocks;
        this.options = options;
        this.dialect = dialect;
        this.budget = new HeaderBudget(blocks.sourceName(), options.maxHeaderBytes());
        this.types = new TypeFilter(options.types(), dialect);
        this.filters = !types.isEmpty();
        this.scanner = new RowScanner(dialect);
        this.rows = new RowParser(blocks.sourceName(), dialect);
        this.record = new GtfRecord(blocks.sourceName(), dialect);
    }

    /**
     * Opens a file with the default options: strict, all rows, dialect told by the content.
     *
     * @param path plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     */
    public static GtfReader open(Path path) throws IOException {
        return options().open(path);
    }

    /**
     * Opens a source with the default options: strict, all rows, dialect told by the content.
     *
     * @param source plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     */
    public static GtfReader open(InputSource source) throws IOException {
        return options().open(source);
    }

    /**
     * Returns the default options, to be changed.
     *
     * @return strict, all rows, dialect told by the content
     */
    public static GtfReaderOptions options() {
        return GtfReaderOptions.DEFAULTS;
    }

    /**
     * Moves to the next row.
     *
     * @return false at the end, and ever after
     * @throws ParseException if strict and the row breaks the format, if the file is a VCF, or the container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        while (next < limit || (!ended && nextBlock())) {
            int from = next;
            lines++;
            if (filters && passOver(from)) {
                continue;
            }
            if (scanner.scan(buffer, from, limit, lines, record)) {
                next = scanner.next();
                records++;
                if (types.isWanted(record)) {
                    return true;
                }
                filtered++;
            } else if (slowLine(from)) {
                return true;
            }
        }
        ended = true;
        assert record.expire();
        return false;
    }

    /** Tells whether the line was of another type, and goes behind it. */
    private boolean passOver(int from) {
        if (!types.isUnwanted(buffer, from, limit)) {
            return false;
        }
        int lineFeed = RowScanner.lineFeed(buffer, from + RowScanner.WINDOW, limit);
        next = lineFeed < 0 ? limit : lineFeed + 1;
        records++;
        filtered++;
        return true;
    }

    private boolean slowLine(int from) {
        int lineFeed = RowScanner.lineFeed(buffer, from, limit);
        int end = lineFeed < 0 ? limit : lineFeed;
        next = lineFeed < 0 ? limit : lineFeed + 1;
        return row(from, end > from && buffer[end - 1] == '\r' ? end - 1 : end);
    }

    private boolean nextBlock() {
        record.scanner().forget();
        if (!blocks.next()) {
            return false;
        }
        buffer = blocks.buffer();
        next = blocks.start();
        limit = blocks.limit();
        return true;
    }

    /** Tells whether the record now shows the line. */
    private boolean row(int start, int end) {
        if (isNoRow(start, end)) {
            return false;
        }
        records++;
        if (!types.isWanted(buffer, start, end)) {
            filtered++;
            return false;
        }
        Diagnostic bad = rows.parse(buffer, start, end, lines, record);
        if (bad != null) {
            refuse(bad, start, end);
        }
        return bad == null;
    }

    private void refuse(Diagnostic bad, int start, int end) {
        if (options.mode() == ParseMode.STRICT) {
            throw new ParseException(bad);
        }
        skipped++;
        int tab = ByteSearch.indexOf(buffer, start, end, (byte) '\t');
        String contig = tab < 0 ? "" : Texts.decode(buffer, start, tab);
        boolean isKept = skippedByContig.size() < MOST_SKIPPED_CONTIGS || skippedByContig.containsKey(contig);
        skippedByContig.merge(isKept ? contig : "", 1L, Long::sum);
        java.util.Objects.requireNonNull(options.diagnostics()).report(bad);
    }

    private boolean isNoRow(int start, int end) {
        int p = start;
        while (p < end && buffer[p] <= ' ' && buffer[p] >= 0) {
            p++;
        }
        if (p == end) {
            return true;
        }
        if (buffer[p] == '#') {
            comment(start, end);
            return true;
        }
        if (buffer[start] == '>' && dialect == GtfDialect.GFF3) {
            stop();
            return true;
        }
        return isDisplayLine(start, end);
    }

    /** What follows is sequence. */
    private void stop() {
        ended = true;
        next = limit;
    }

    private void comment(int start, int end) {
        String text = Texts.decode(buffer, start, end);
        if (lines == 1 && text.startsWith("##fileformat=VCF")) {
            throw new ParseException(Findings.error(
                    blocks.sourceName(),
                    lines,
                    buffer,
                    start,
                    end,
                    start,
                    end,
                    "header",
                    "not-an-annotation",
                    "GTF or GFF3"));
        }
        if (text.startsWith("##FASTA")) {
            stop();
        } else if (!text.startsWith("###") && (records == 0 || isMetadata(text))) {
            addDirective(text);
        }
    }

    private void addDirective(String text) {
        budget.add(lines, text.length(), 0);
        directives.add(text);
    }

    /** UCSC's custom tracks begin with {@code track …} and {@code browser …} lines. */
    private boolean isDisplayLine(int start, int end) {
        if (buffer[start] != 't' && buffer[start] != 'b') {
            return false;
        }
        String text = Texts.decode(buffer, start, end);
        boolean display = text.matches("(track|browser)( [^\\t]*)?");
        if (display) {
            addDirective(text);
        }
        return display;
    }

    /**
     * Returns the view of the current row.
     *
     * @return always the same object
     */
    public GtfRecord record() {
        return record;
    }

    /**
     * Reads all remaining rows.
     *
     * @param action called with the one reused view
     */
    public void forEach(Consumer<? super GtfRecord> action) {
        while (advance()) {
            action.accept(record);
        }
    }

    /**
     * Returns the remaining rows as owned features.
     *
     * @return moves this reader
     */
    public Iterator<Feature> iterator() {
        return new OwnedRecords<>(this::read);
    }

    private @Nullable Feature read() {
        return advance() ? record.toFeature() : null;
    }

    /**
     * Returns the remaining rows as a stream of owned features, which closes this reader when it is closed.
     *
     * @return sequential and ordered
     */
    public Stream<Feature> stream() {
        return new OwnedRecords<>(this::read).stream(this::close);
    }

    /**
     * Returns how column 9 is read.
     *
     * @return told by the content unless the options fix it
     */
    public GtfDialect dialect() {
        return dialect;
    }

    /**
     * Returns the metadata seen so far: every comment before the first row, later ones that start with {@code ##} or
     * {@code #!}, and UCSC's {@code track} and {@code browser} lines; not {@code ###}.
     *
     * @return whole lines in file order; an unmodifiable view that grows
     */
    public List<String> directives() {
        return Collections.unmodifiableList(directives);
    }

    /**
     * Refuses what turned out to hold nothing: call it at the end of what must not be taken for an annotation by mistake, such as
     * the output of a program that died. A file of directives ({@code ##…}, {@code #!…}) is an annotation without rows; one
     * of blank lines and plain comments is none.
     *
     * @throws ParseException if neither a row nor a directive was read so far, in either mode
     */
    public void requireContent() {
        Diagnostic nothing = nothing();
        if (nothing != null) {
            throw new ParseException(nothing);
        }
    }

    /** Returns what is wrong with a file that holds neither a row nor a directive, or null. */
    @Nullable
    public Diagnostic nothing() {
        if (records > 0 || directives.stream().anyMatch(GtfReader::isMetadata)) {
            return null;
        }
        return new Diagnostic(
                Severity.ERROR,
                Location.of(blocks.sourceName(), lines + 1, 1),
                "file",
                "file-empty",
                "expected a row, or a directive (## or #!) at least, found the end of the file",
                "");
    }

    private static boolean isMetadata(String directive) {
        return directive.startsWith("##") || directive.startsWith("#!");
    }

    /**
     * Returns the number of lines read so far, of any kind.
     *
     * @return up to and including the current one
     */
    public long lines() {
        return lines;
    }

    /**
     * Returns the number of rows read so far: delivered + {@link #skipped()} + {@link #filtered()}.
     *
     * @return lines that are neither comment nor blank nor display line
     */
    public long records() {
        return records;
    }

    /**
     * Returns the number of rows refused so far in lenient mode.
     *
     * @return each was reported to the listener
     */
    public long skipped() {
        return skipped;
    }

    /**
     * Returns the rows refused so far in lenient mode by their contig, so far as that can be told of a row that is broken.
     *
     * @return by column 1 as written, or the empty text for a row without a tab, and of what comes after 100,000 contigs; a copy
     */
    public Map<String, Long> skippedByContig() {
        return Map.copyOf(skippedByContig);
    }

    /**
     * Returns the number of rows passed over so far because of {@link GtfReaderOptions#types(String...)}.
     *
     * @return 0 if all types are read
     */
    public long filtered() {
        return filtered;
    }

    /**
     * Makes a key for {@link GtfRecord#attribute(AttributeKey)}; the same as {@link AttributeKey#of(String)}.
     *
     * @param name case-sensitive
     * @return the key
     */
    public AttributeKey key(String name) {
        return AttributeKey.of(name);
    }

    public String sourceName() {
        return blocks.sourceName();
    }

    /** Closes the input. May be called twice. */
    @Override
    public void close() {
        closed = true;
        assert record.expire();
        blocks.close();
    }
}
