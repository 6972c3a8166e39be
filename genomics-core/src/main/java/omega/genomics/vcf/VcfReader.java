package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.bed.RegionOverlap;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Opening;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.ScanSettings;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.HeaderLine;
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

    private VcfReader(VcfRecords records) {
        header = records.header();
        reader = records.reader();
        keptValues = records.kept();
    }

    /**
     * Opens a file with the usual options.
     *
     * @param path plain or compressed
     * @return a reader that has read the header and stands before the first record
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
     * @return a reader that has read the header and stands before the first record
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
    public static Options options() {
        return Options.DEFAULTS;
    }

    /** Reads a whole file with the usual options; closes the lines if there is no header. */
    static VcfReader open(LineCursor lines) {
        return new VcfReader(VcfRecords.ofFile(lines, ReadSettings.DEFAULTS));
    }

    /** Makes a reader of records whose header was read elsewhere, with the usual options. */
    static VcfReader ofRecords(LineCursor lines, VcfHeader fileHeader) {
        return new VcfReader(VcfRecords.ofPart(lines, fileHeader, ReadSettings.DEFAULTS));
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
     * @return counts so far; without any if they are refused, see {@link Options#brokenValues}
     */
    public KeptValues keptValues() {
        return keptValues;
    }

    /** Closes what {@code open} opened; a second call does nothing. */
    @Override
    public void close() {
        reader.close();
    }

    /** How a {@link VcfReader} reads. Immutable: each method returns changed options. */
    public static final class Options {
        private static final Options DEFAULTS = new Options(ReadSettings.DEFAULTS);

        private final ReadSettings settings;

        private Options(ReadSettings settings) {
            this.settings = settings;
        }

        private Options with(Consumer<ReadSettings> change) {
            return new Options(settings.with(change));
        }

        /**
         * Sets what happens to a bad record.
         *
         * @param newMode strict unless set
         * @return changed options
         */
        public Options mode(ParseMode newMode) {
            ScanSettings scan = settings.scan.withMode(newMode);
            return with(copy -> copy.scan = scan);
        }

        /**
         * Sets who hears of warnings and, in lenient mode, of skipped records.
         *
         * @param listener called on the reading thread
         * @return changed options
         */
        public Options diagnostics(DiagnosticListener listener) {
            Objects.requireNonNull(listener, "listener");
            ScanSettings scan = settings.scan.withListener(listener);
            return with(copy -> copy.scan = scan);
        }

        /**
         * Shows some samples only. The others' columns are passed over; {@code reader.header()} has the chosen ones.
         *
         * @param names samples of the file in the order wanted; none for no samples at all
         * @return changed options
         */
        public Options samples(String... names) {
            Objects.requireNonNull(names, "names");
            return samples(List.of(names));
        }

        /**
         * Shows some samples only. The others' columns are passed over; {@code reader.header()} has the chosen ones.
         *
         * @param names samples of the file in the order wanted; none for no samples at all
         * @return changed options
         */
        public Options samples(List<String> names) {
            Objects.requireNonNull(names, "names");
            List<String> chosen = List.copyOf(names);
            return with(copy -> {
                copy.samples = chosen;
                copy.sampleChoice = null;
            });
        }

        /**
         * Shows samples that are chosen when the header has been read, such as all but some.
         *
         * @param choice takes the samples of the file and returns those wanted, in the order wanted; called once for each reader, and
         *     may refuse with an IllegalArgumentException, which the call that opens the file passes on
         * @return changed options
         */
        public Options chooseSamples(UnaryOperator<List<String>> choice) {
            Objects.requireNonNull(choice, "choice");
            return with(copy -> {
                copy.samples = null;
                copy.sampleChoice = choice;
            });
        }

        /**
         * Shows some INFO fields only, as if the records had no others.
         *
         * @param ids such as {@code AC} and {@code AF}
         * @return changed options
         */
        public Options info(String... ids) {
            Objects.requireNonNull(ids, "ids");
            List<String> chosen = List.of(ids);
            return with(copy -> copy.infos = chosen);
        }

        /**
         * Shows some FORMAT fields only, as if the records had no others.
         *
         * @param ids such as {@code GT} and {@code DP}
         * @return changed options
         */
        public Options format(String... ids) {
            Objects.requireNonNull(ids, "ids");
            List<String> chosen = List.of(ids);
            return with(copy -> copy.formats = chosen);
        }

        /**
         * Shows only records that overlap some regions, found through the index of the file ({@code .tbi} or {@code .csi}).
         *
         * <p>A record reaches from POS to {@link VcfRecord#end()}. Each is shown once, in file order. Line numbers in messages
         * then count the lines read. A contig may be named as the file names it, or by another of its names in a bundled
         * {@link omega.genomics.contig.Assembly}: {@code chr17} for {@code 17}.
         *
         * @param newRegions 1-based, inclusive; of any contigs, in any order
         * @return changed options; opening throws {@link java.io.FileNotFoundException} without an index, a
         *     {@link omega.genomics.ParseException} (rule {@code index-stale}) if it is of another file, and an
         *     {@link IllegalArgumentException} if the file has no such contig
         */
        public Options region(Region... newRegions) {
            Objects.requireNonNull(newRegions, "newRegions");
            return regions(RegionFilter.indexed(List.of(newRegions)));
        }

        /**
         * Shows only records that overlap some regions, found through an index that was read before. For many readers of one file, one
         * after the other or at once: reading the index takes most of the time in which a reader of a region opens.
         *
         * @param index of the file, as {@link TabixIndex#of(Path)} reads it
         * @param newRegions 1-based, inclusive; of any contigs, in any order
         * @return changed options; opening throws a {@link omega.genomics.ParseException} (rule {@code index-stale}) if the index is of
         *     another file, and an {@link IllegalArgumentException} if the file has no such contig
         */
        public Options region(TabixIndex index, Region... newRegions) {
            Objects.requireNonNull(index, "index");
            Objects.requireNonNull(newRegions, "newRegions");
            return regions(RegionFilter.indexed(index, List.of(newRegions)));
        }

        /**
         * Shows only records that overlap some regions. Reads the whole input, so it needs neither order nor index. Contigs may have other names, as
         * with {@link #region(Region...)}.
         *
         * @param newRegions 1-based, inclusive; of any contigs, in any order
         * @return changed options; at its end, reading throws an {@link IllegalArgumentException} if the header declares no such contig
         *     and no record was of one
         */
        public Options scanFor(Region... newRegions) {
            Objects.requireNonNull(newRegions, "newRegions");
            return regions(RegionFilter.scanning(List.of(newRegions)));
        }

        /**
         * Shows only records that overlap the regions of a file, found through the index of the VCF file, as with
         * {@link #region(Region...)}. Regions on contigs that the VCF file does not have select nothing.
         *
         * @param file BED, VCF or a list; see {@link RegionFile}
         * @return changed options; opening throws as with {@link #region(Region...)}, and an {@link IllegalArgumentException} if the
         *     VCF file has none of the contigs
         */
        public Options regions(RegionFile file) {
            Objects.requireNonNull(file, "file");
            return regions(RegionFilter.of(file, true));
        }

        /**
         * Shows only records that overlap the regions of a file. Reads the whole input, so it needs neither order nor index.
         *
         * @param file BED, VCF or a list; see {@link RegionFile}
         * @return changed options; at its end, reading throws an {@link IllegalArgumentException} if none of the contigs was declared
         *     or met
         */
        public Options scanFor(RegionFile file) {
            Objects.requireNonNull(file, "file");
            return regions(RegionFilter.of(file, false));
        }

        /**
         * Shows only records whose POS is in the regions of a file, as {@code bcftools view -T} does. Records are checked while reading, so
         * this needs neither order nor index, and may be combined with regions.
         *
         * @param file BED, VCF or a list; see {@link RegionFile}
         * @return changed options; at its end, reading throws an {@link IllegalArgumentException} if none of the contigs was declared
         *     or met
         */
        public Options targets(RegionFile file) {
            Objects.requireNonNull(file, "file");
            RegionFilter filter = RegionFilter.targets(file, true);
            return with(copy -> copy.targets = filter);
        }

        /**
         * Shows only records whose POS is in none of the regions of a file, as {@code bcftools view -T ^…} does.
         *
         * @param file BED, VCF or a list; see {@link RegionFile}
         * @return changed options, as with {@link #targets}
         */
        public Options targetsExcept(RegionFile file) {
            Objects.requireNonNull(file, "file");
            RegionFilter filter = RegionFilter.targets(file, false);
            return with(copy -> copy.targets = filter);
        }

        /**
         * Sets which part of a record has to be inside a region, whether regions are set before or after.
         *
         * @param rule {@link RegionOverlap#RECORD} unless set, as for {@code bcftools view -r}
         * @return changed options
         */
        public Options regionsOverlap(RegionOverlap rule) {
            Objects.requireNonNull(rule, "rule");
            return with(copy -> copy.regionsOverlap = rule);
        }

        /**
         * Sets which part of a record has to be inside a target, whether targets are set before or after; of
         * {@link #targetsExcept}, this part is in none.
         *
         * @param rule {@link RegionOverlap#POSITION} unless set, as for {@code bcftools view -t}
         * @return changed options
         */
        public Options targetsOverlap(RegionOverlap rule) {
            Objects.requireNonNull(rule, "rule");
            return with(copy -> copy.targetsOverlap = rule);
        }

        /**
         * Shows only records that a filter chooses, such as {@code VcfFilter.parse("QUAL>30 && INFO/AF<0.01")}. The filter sees whole records,
         * whatever samples and fields the reader shows. Another filter replaces it.
         *
         * @param filter looked up in the header when the file is opened
         * @return changed options; opening throws a {@link omega.genomics.ParseException} if the filter does not fit the header
         */
        public Options matching(RecordFilter filter) {
            Objects.requireNonNull(filter, "filter");
            return with(copy -> copy.matching = filter);
        }

        private Options regions(RegionFilter filter) {
            return with(copy -> copy.regions = filter);
        }

        /**
         * Sets the longest line read; a longer one throws in any mode.
         *
         * @param bytes 1 or more
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxLineLength(int bytes) {
            ScanSettings scan = settings.scan.withMaxLineLength(bytes);
            return with(copy -> copy.scan = scan);
        }

        /**
         * Sets the longest header read; a longer one throws in any mode. Counted are the bytes of its lines and 16 for each line, sample
         * and field, each of which takes about ten in memory.
         *
         * @param bytes 1 or more; unless set, what half of the heap holds
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxHeaderBytes(int bytes) {
            ScanSettings scan = settings.scan.withMaxHeaderBytes(bytes);
            return with(copy -> copy.scan = scan);
        }

        /**
         * Sets what becomes of values that the header contradicts, and of an empty INFO column.
         *
         * @param policy refuse unless set; what is kept, {@link VcfReader#keptValues()} counts
         * @return changed options
         */
        public Options brokenValues(BrokenValues policy) {
            Objects.requireNonNull(policy, "policy");
            return with(copy -> copy.brokenValues = policy);
        }

        /**
         * Sets who gets the lines that lenient mode skips while it reads them: what a listener of {@link #diagnostics} hears has only
         * an excerpt.
         *
         * @param listener called on the reading thread with the finding and the whole line, which it must not keep
         * @return changed options
         */
        public Options refusedLines(BiConsumer<Diagnostic, ByteSlice> listener) {
            Objects.requireNonNull(listener, "listener");
            return with(copy -> copy.refusedLines = listener);
        }

        /**
         * Adds header lines after those of the file, so that all files of a set can be read in the same way, even if some do not declare every field.
         *
         * @param lines of the other files; of several lines that declare one field the first holds, so the file's own do
         * @return changed options; {@code reader.header()} has the lines, see {@link omega.genomics.vcf.header.VcfHeader#withLines}
         */
        public Options moreHeaderLines(List<HeaderLine> lines) {
            Objects.requireNonNull(lines, "lines");
            List<HeaderLine> more = List.copyOf(lines);
            return with(copy -> copy.moreHeaderLines = more);
        }

        /** For tests: the result must not depend on it. */
        Options blockSize(int bytes) {
            ScanSettings scan = settings.scan.withBlockSize(bytes);
            return with(copy -> copy.scan = scan);
        }

        /**
         * Opens a file.
         *
         * @param path plain or compressed
         * @return a reader that has read the header and stands before the first record
         * @throws IOException if it cannot be opened
         * @throws omega.genomics.ParseException if there is no readable header
         * @throws IllegalArgumentException if a chosen sample is not in the file
         */
        public VcfReader open(Path path) throws IOException {
            return open(InputSource.of(path));
        }

        /**
         * Opens a source.
         *
         * @param source plain or compressed
         * @return a reader that has read the header and stands before the first record
         * @throws IOException if it cannot be opened
         * @throws omega.genomics.ParseException if there is no readable header
         * @throws IllegalArgumentException if a chosen sample is not in the file
         */
        public VcfReader open(InputSource source) throws IOException {
            Objects.requireNonNull(source, "source");
            return Opening.checked(() -> new VcfReader(records(source)));
        }

        private VcfRecords records(InputSource source) throws IOException {
            RegionFilter filter = settings.regions;
            return filter != null && filter.isIndexed()
                    ? IndexedVcf.open(source, settings, filter)
                    : VcfRecords.ofFile(source, settings);
        }

        /**
         * Opens a part of a file.
         *
         * @param split made by {@link VcfSplit#of}
         * @return a reader before the first record of the part; its header is the file's
         * @throws IOException if the file cannot be opened
         * @throws omega.genomics.ParseException if there is no readable header
         * @throws IllegalArgumentException if a chosen sample is not in the file
         */
        public VcfReader open(VcfSplit split) throws IOException {
            Objects.requireNonNull(split, "split");
            return Opening.checked(() -> new VcfReader(IndexedVcf.open(split, settings)));
        }

        /**
         * Opens a part of a file whose header was read before, so that not each part reads it again.
         *
         * @param split made by {@link VcfSplit#of}, here or in another process
         * @param header of the file, with all of its samples; {@link #moreHeaderLines} are added to it
         * @return a reader before the first record of the part
         * @throws IOException if the file cannot be opened
         * @throws IllegalArgumentException if a chosen sample is not in the file
         */
        public VcfReader open(VcfSplit split, VcfHeader header) throws IOException {
            Objects.requireNonNull(split, "split");
            Objects.requireNonNull(header, "header");
            return Opening.checked(() -> new VcfReader(IndexedVcf.open(split, settings.complete(header), settings)));
        }

        /**
         * Opens a source to be read by several threads.
         *
         * @param source plain or compressed
         * @param threads that decode records, 1 or more; one more cuts the text into chunks of whole lines
         * @return a reader that has read the header and stands before the first record
         * @throws IOException if it cannot be opened
         * @throws omega.genomics.ParseException if there is no readable header
         * @throws IllegalArgumentException if a chosen sample is not in the file, or there are less than one thread
         */
        public VcfParallelReader openParallel(InputSource source, int threads) throws IOException {
            Objects.requireNonNull(source, "source");
            return Opening.checked(() -> VcfParallelReader.open(source, settings, threads));
        }

        /** Returns the settings for people. */
        @Override
        public String toString() {
            return settings.toString();
        }
    }
}
