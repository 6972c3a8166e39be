package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.header.HeaderReader;
import omega.genomics.vcf.header.VcfHeader;

/**
 * Reads a VCF file, versions 4.0 to 4.5, or a BCF file, versions 2.1 and 2.2, record by record.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(path)) {
 *     InfoKey<Integer> depth = reader.header().info("DP").asInteger();
 *     InfoKey<float[]> frequency = reader.header().info("AF").asFloats();
 *     reader.forEach(record -> {
 *         total += record.info().intOr(depth, 0);
 *         rarest = Math.min(rarest, record.info().floatForAllele(frequency, 1, 1f));
 *     });
 * }
 * }</pre>
 *
 * <p>{@link #advance()}, {@link #record()} and {@link #forEach} show a reused view; {@link #iterator()} and {@link #stream()}
 * carry owned {@link Variant}s. Use one of the ways for one reader.
 *
 * <p>A BCF record is read as the line of VCF that {@code bcftools view} makes of it; of samples and INFO fields, only those that the
 * options show are decoded. Line numbers in messages are those of that text.
 *
 * <p>Strict by default: the first violation throws a {@link ParseException}. In lenient mode a bad record goes to the
 * listener, is counted in {@link #skipped()} and passed over. Not thread-safe.
 */
public final class VcfReader implements AutoCloseable {
    private final VcfHeader header;
    private final RecordReader<VcfRecord, Variant> reader;
    private final KeptValues keptValues;

    /** @param checksContigs whether the end of the lines is that of a file, which tells what contigs it has not */
    private VcfReader(LineCursor lines, VcfHeader fileHeader, VcfReaderOptions options, boolean checksContigs) {
        List<String> samples = options.samples(fileHeader);
        this.header = samples == null ? fileHeader : fileHeader.withSamples(samples);
        Reporter reporter = new Reporter(options.mode(), options.diagnostics());
        keptValues = new KeptValues(options.brokenValues());
        VcfRecord record = new VcfRecord(
                lines.sourceName(),
                fileHeader,
                header,
                Projection.of(fileHeader, samples, options.infos(), options.formats()),
                keptValues);
        RecordFilter matching = options.matching();
        VcfLines format = new VcfLines(
                lines.sourceName(),
                record,
                options.regions(),
                options.targets(),
                checksContigs,
                matching == null ? null : matching.of(fileHeader),
                reporter,
                keptValues,
                options.refusedLines());
        this.reader = new RecordReader<>(lines, format, reporter);
    }

    /**
     * Opens a file with the usual options.
     *
     * @param path plain or compressed
     * @return a reader behind the header
     * @throws IOException if it cannot be opened
     * @throws ParseException if there is no readable header
     */
    public static VcfReader open(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        return options().open(path);
    }

    /**
     * Opens a source with the usual options.
     *
     * @param source plain or compressed
     * @return a reader behind the header
     * @throws IOException if it cannot be opened
     * @throws ParseException if there is no readable header
     */
    public static VcfReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return options().open(source);
    }

    /**
     * Returns the options to change before opening.
     *
     * @return strict, all samples, all fields
     */
    public static VcfReaderOptions options() {
        return VcfReaderOptions.DEFAULT;
    }

    static VcfReader open(InputSource source, VcfReaderOptions options) throws IOException {
        RegionFilter filter = options.regions();
        if (filter != null && filter.isIndexed()) {
            return IndexedVcf.open(source, options, filter);
        }
        return open(
                new LineCursor(new BlockReader(
                        BcfText.of(source.open(), source.name(), options.bcfChoice()),
                        source.name(),
                        options.blockSize(),
                        options.maxLineLength())),
                options);
    }

    /** Reads a header and what follows; closes the lines if there is none. */
    static VcfReader open(LineCursor lines, VcfReaderOptions options) {
        try {
            VcfHeader fileHeader = options.complete(
                    new HeaderReader(lines, options.mode(), options.diagnostics(), options.maxHeaderBytes()).read());
            return new VcfReader(lines, fileHeader, options.resolved(fileHeader, List.of(), lines.sourceName()), true);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /** Makes a reader of records whose header was read elsewhere, for part of a file. */
    static VcfReader ofRecords(LineCursor lines, VcfHeader fileHeader, VcfReaderOptions options) {
        return new VcfReader(lines, fileHeader, options, false);
    }

    /**
     * Returns the header, with the samples that projection leaves.
     *
     * @return immutable, the caller's to keep
     */
    public VcfHeader header() {
        return header;
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end, and ever after
     * @throws ParseException if strict and the record is malformed; in either mode if a line is too long or the container is damaged
     * @throws java.io.UncheckedIOException if reading fails
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        return reader.advance();
    }

    /**
     * Returns the record the reader stands on.
     *
     * @return the one view, valid until {@link #advance()} or {@link #close()}
     */
    public VcfRecord record() {
        return reader.record();
    }

    /**
     * Shows every record that is left. In lenient mode a {@link ParseException} out of the action skips the record, too.
     *
     * @param action must not keep the view
     */
    public void forEach(Consumer<? super VcfRecord> action) {
        Objects.requireNonNull(action, "action");
        reader.forEach(action);
    }

    /**
     * Returns whether bad records are skipped.
     *
     * @return false if they throw
     */
    public boolean isLenient() {
        return reader.isLenient();
    }

    /**
     * Returns an iterator over owned variants.
     *
     * @return reads ahead by one record
     */
    public Iterator<Variant> iterator() {
        return reader.iterator();
    }

    /**
     * Returns a stream of owned variants.
     *
     * @return sequential and ordered; closing it closes this reader
     */
    public Stream<Variant> stream() {
        return reader.stream();
    }

    /**
     * Returns the number of records delivered so far; {@link #skipped()} ones are not among them, nor those outside the regions.
     *
     * @return 0 or more
     */
    public long records() {
        return reader.records();
    }

    /**
     * Returns the number of records that lenient mode skipped.
     *
     * @return 0 in strict mode
     */
    public long skipped() {
        return reader.skipped();
    }

    /**
     * Returns what was kept of values that the header contradicts.
     *
     * @return counts so far; without any if they are refused, see {@link VcfReaderOptions#brokenValues}
     */
    public KeptValues keptValues() {
        return keptValues;
    }

    /** Closes what {@code open} opened; a second call does nothing. */
    @Override
    public void close() {
        reader.close();
    }
}
