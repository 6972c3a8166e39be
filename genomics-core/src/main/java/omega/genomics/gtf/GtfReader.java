package omega.genomics.gtf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.ScanSettings;
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
 * <p>Strict by default: the first row that breaks the format throws a {@link ParseException} with its place. In lenient mode a
 * bad row goes to the listener, is counted in {@link #skipped()} and passed over. I/O failures after opening are {@link java.io.UncheckedIOException}s. Not thread-safe.
 */
public final class GtfReader implements AutoCloseable {
    private final GtfRows rows;
    private final RecordReader<GtfRecord, Feature> reader;
    private final GtfDialect dialect;
    private final GtfRecord record;

    private GtfReader(LineCursor lines, GtfDialect dialect, Set<String> types, ScanSettings scan) {
        Reporter reporter = scan.reporter();
        this.dialect = dialect;
        this.rows = new GtfRows(
                lines.sourceName(),
                dialect,
                new TypeFilter(types, dialect),
                scan.headerBudget(lines.sourceName()),
                reporter);
        this.reader = new RecordReader<>(lines, rows, reporter);
        this.record = rows.view();
    }

    /**
     * Opens a file with the default options: strict, all rows, dialect told by the content.
     *
     * @param path plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     */
    public static GtfReader open(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
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
        Objects.requireNonNull(source, "source");
        return options().open(source);
    }

    /**
     * Returns the default options, to be changed.
     *
     * @return strict, all rows, dialect told by the content
     */
    public static Options options() {
        return Options.DEFAULTS;
    }

    /**
     * Moves to the next row.
     *
     * @return false at the end, and ever after
     * @throws ParseException if strict and the row breaks the format; in either mode if the file is a VCF, a line is too long, or the
     *     container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        return reader.advance();
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
     * Shows every row that is left. In lenient mode a {@link ParseException} out of the action skips the row, too.
     *
     * @param action called with the one reused view
     */
    public void forEach(Consumer<? super GtfRecord> action) {
        Objects.requireNonNull(action, "action");
        reader.forEach(action);
    }

    /**
     * Returns the remaining rows as owned features.
     *
     * @return moves this reader
     */
    public Iterator<Feature> iterator() {
        return reader.iterator();
    }

    /**
     * Returns the remaining rows as a stream of owned features, which closes this reader when it is closed.
     *
     * @return sequential and ordered
     */
    public Stream<Feature> stream() {
        return reader.stream();
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
        return rows.directives();
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
        if (reader.rows() > 0 || rows.hasMetadata()) {
            return null;
        }
        return Findings.at(
                Severity.ERROR,
                Location.of(sourceName(), lines() + 1, 1),
                "file",
                GtfRule.FILE_EMPTY,
                "expected a row, or a directive (## or #!) at least, found the end of the file");
    }

    /**
     * Returns the number of lines read so far, of any kind.
     *
     * @return up to and including the current one
     */
    public long lines() {
        return reader.lines();
    }

    /**
     * Returns the number of rows delivered so far: neither {@link #skipped()} nor {@link #filtered()} ones.
     *
     * @return 0 or more
     */
    public long records() {
        return reader.records();
    }

    /**
     * Returns the number of rows refused so far in lenient mode.
     *
     * @return each was reported to the listener
     */
    public long skipped() {
        return reader.skipped();
    }

    /**
     * Returns the rows refused so far in lenient mode by their contig, so far as that can be told of a row that is broken.
     *
     * @return by column 1 as written, or the empty text for a row without a tab, and of what comes after 100,000 contigs; a copy
     */
    public Map<String, Long> skippedByContig() {
        return rows.refusedByContig();
    }

    /**
     * Returns the number of rows passed over so far because of {@link Options#types(String...)}.
     *
     * @return 0 if all types are read
     */
    public long filtered() {
        return reader.filtered();
    }

    /**
     * Makes a key for {@link GtfRecord#attribute(AttributeKey)}; the same as {@link AttributeKey#of(String)}.
     *
     * @param name case-sensitive
     * @return the key
     */
    public AttributeKey key(String name) {
        Objects.requireNonNull(name, "name");
        return AttributeKey.of(name);
    }

    /**
     * Returns the name of the input, as messages show it.
     *
     * @return the source's name
     */
    public String sourceName() {
        return reader.sourceName();
    }

    /** Closes the input. May be called twice. */
    @Override
    public void close() {
        reader.close();
    }

    /** How a {@link GtfReader} reads. Immutable: each method returns changed options. */
    public static final class Options {
        private static final Options DEFAULTS = new Options(ScanSettings.DEFAULTS, null, Set.of());

        /** How much of the content may be looked at to tell the dialect. */
        private static final int HEAD = 64 * 1024;

        private final ScanSettings scan;
        private final @Nullable GtfDialect dialect;
        private final Set<String> types;

        private Options(ScanSettings scan, @Nullable GtfDialect dialect, Set<String> types) {
            this.scan = scan;
            this.dialect = dialect;
            this.types = types;
        }

        /**
         * Chooses what happens to a row that breaks the format.
         *
         * @param newMode strict (the default) throws; lenient reports to the listener, counts and skips
         * @return changed options
         */
        public Options mode(ParseMode newMode) {
            return new Options(scan.withMode(newMode), dialect, types);
        }

        /**
         * Sets who hears of refused rows; lenient reading needs one.
         *
         * @param listener called on the reading thread, before the reader moves on
         * @return changed options
         */
        public Options diagnostics(DiagnosticListener listener) {
            Objects.requireNonNull(listener, "listener");
            return new Options(scan.withListener(listener), dialect, types);
        }

        /**
         * Sets the dialect. Unless it is set, it is detected from the content.
         *
         * @param newDialect how to read column 9
         * @return changed options
         */
        public Options dialect(GtfDialect newDialect) {
            Objects.requireNonNull(newDialect, "newDialect");
            return new Options(scan, newDialect, types);
        }

        /**
         * Delivers only rows of the given types. Other rows are passed over on their third column alone, unchecked, which
         * is several times faster than reading them.
         *
         * @param newTypes values of column 3, case-sensitive; none for all rows
         * @return changed options
         */
        public Options types(String... newTypes) {
            Objects.requireNonNull(newTypes, "newTypes");
            return new Options(scan, dialect, new LinkedHashSet<>(List.of(newTypes)));
        }

        /**
         * Limits the length of a line; a longer one is damage and throws in either mode.
         *
         * @param bytes 1 or more
         * @return changed options
         * @throws IllegalArgumentException if it is below 1
         */
        public Options maxLineLength(int bytes) {
            return new Options(scan.withMaxLineLength(bytes), dialect, types);
        }

        /**
         * Limits the metadata of a file, which {@link GtfReader#directives()} keeps; more of it throws in either mode. Counted are
         * the bytes of its lines and 16 for each, each of which takes up to ten in memory.
         *
         * @param bytes 1 or more; unless set, what half of the heap holds
         * @return changed options
         * @throws IllegalArgumentException if it is below 1
         */
        public Options maxHeaderBytes(int bytes) {
            return new Options(scan.withMaxHeaderBytes(bytes), dialect, types);
        }

        /** For tests: the result must not depend on it. */
        Options blockSize(int bytes) {
            return new Options(scan.withBlockSize(bytes), dialect, types);
        }

        /**
         * Opens a file.
         *
         * @param path plain or compressed
         * @return a reader before the first row
         * @throws IOException if it cannot be opened
         * @throws IllegalStateException if reading is lenient and nobody listens
         */
        public GtfReader open(Path path) throws IOException {
            return open(InputSource.of(path));
        }

        /**
         * Opens a source.
         *
         * @param source plain or compressed
         * @return a reader before the first row
         * @throws IOException if it cannot be opened
         * @throws IllegalStateException if reading is lenient and nobody listens
         */
        public GtfReader open(InputSource source) throws IOException {
            Objects.requireNonNull(source, "source");
            scan.requireListener();
            InputStream in = source.open();
            try {
                byte[] head = in.readNBytes(HEAD);
                int mark = Texts.byteOrderMark(head, 0, head.length);
                GtfDialect told = dialect != null ? dialect : DialectDetector.detect(head, mark, head.length);
                InputStream all = new SequenceInputStream(new ByteArrayInputStream(head, mark, head.length - mark), in);
                return new GtfReader(scan.lines(all, source.name()), told, types, scan);
            } catch (IOException | RuntimeException | Error e) {
                in.close();
                throw e;
            }
        }

        /** Returns the settings for people. */
        @Override
        public String toString() {
            return scan + " dialect=" + (dialect == null ? "detected" : dialect) + " types="
                    + (types.isEmpty() ? "all" : types);
        }
    }
}
