package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.internal.bcf.BcfChoice;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.Opening;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** How a {@link VcfReader} reads. Immutable: each method returns changed options. */
public final class VcfReaderOptions {
    static final VcfReaderOptions DEFAULT = new VcfReaderOptions();

    // Set in with() only, before anybody else sees the object.
    private ParseMode mode = ParseMode.STRICT;
    private DiagnosticListener diagnostics = diagnostic -> {};
    private @Nullable List<String> samples;
    private @Nullable UnaryOperator<List<String>> sampleChoice;
    private @Nullable List<String> infos;
    private @Nullable List<String> formats;
    private @Nullable RegionFilter regions;
    private @Nullable RegionFilter targets;
    private @Nullable RecordFilter matching;
    private int maxLineLength = BlockReader.DEFAULT_MAX_LINE_LENGTH;
    private int maxHeaderBytes = HeaderBudget.defaultLimit();
    private BrokenValues brokenValues = BrokenValues.REFUSE;
    private @Nullable BiConsumer<Diagnostic, ByteSlice> refusedLines;
    private int blockSize = BlockReader.DEFAULT_BLOCK_SIZE;
    private List<HeaderLine> moreHeaderLines = List.of();

    private VcfReaderOptions() {}

    private VcfReaderOptions with(Consumer<VcfReaderOptions> change) {
        VcfReaderOptions copy = new VcfReaderOptions();
        copy.mode = mode;
        copy.diagnostics = diagnostics;
        copy.samples = samples;
        copy.sampleChoice = sampleChoice;
        copy.infos = infos;
        copy.formats = formats;
        copy.regions = regions;
        copy.targets = targets;
        copy.matching = matching;
        copy.maxLineLength = maxLineLength;
        copy.maxHeaderBytes = maxHeaderBytes;
        copy.brokenValues = brokenValues;
        copy.refusedLines = refusedLines;
        copy.blockSize = blockSize;
        copy.moreHeaderLines = moreHeaderLines;
        change.accept(copy);
        return copy;
    }

    /**
     * Sets what happens to a bad record.
     *
     * @param newMode strict unless set
     * @return changed options
     */
    public VcfReaderOptions mode(ParseMode newMode) {
        Objects.requireNonNull(newMode, "newMode");
        return with(copy -> copy.mode = newMode);
    }

    /**
     * Sets who hears of warnings and, in lenient mode, of skipped records.
     *
     * @param listener called on the reading thread
     * @return changed options
     */
    public VcfReaderOptions diagnostics(DiagnosticListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(copy -> copy.diagnostics = listener);
    }

    /**
     * Shows some samples only. The others' columns are passed over; {@code reader.header()} has the chosen ones.
     *
     * @param names samples of the file in the order wanted; none for no samples at all
     * @return changed options
     */
    public VcfReaderOptions samples(String... names) {
        Objects.requireNonNull(names, "names");
        return samples(List.of(names));
    }

    /**
     * Shows some samples only. The others' columns are passed over; {@code reader.header()} has the chosen ones.
     *
     * @param names samples of the file in the order wanted; none for no samples at all
     * @return changed options
     */
    public VcfReaderOptions samples(List<String> names) {
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
     * @param choice takes the samples of the file and returns those wanted, in the order wanted; called once for each reader, and may
     *     refuse with an IllegalArgumentException, which the call that opens the file passes on
     * @return changed options
     */
    public VcfReaderOptions chooseSamples(UnaryOperator<List<String>> choice) {
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
    public VcfReaderOptions info(String... ids) {
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
    public VcfReaderOptions format(String... ids) {
        Objects.requireNonNull(ids, "ids");
        List<String> chosen = List.of(ids);
        return with(copy -> copy.formats = chosen);
    }

    /**
     * Shows only records that overlap some regions, found through the index beside the file ({@code .tbi} or {@code .csi}).
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
    public VcfReaderOptions region(Region... newRegions) {
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
    public VcfReaderOptions region(TabixIndex index, Region... newRegions) {
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
    public VcfReaderOptions scanFor(Region... newRegions) {
        Objects.requireNonNull(newRegions, "newRegions");
        return regions(RegionFilter.scanning(List.of(newRegions)));
    }

    /**
     * Shows only records that overlap the regions of a file, found through the index beside the VCF file, as with
     * {@link #region(Region...)}. Regions on contigs that the VCF file does not have select nothing.
     *
     * @param file BED, VCF or a list; see {@link RegionFile}
     * @return changed options; opening throws as with {@link #region(Region...)}, and an {@link IllegalArgumentException} if the
     *     VCF file has none of the contigs
     */
    public VcfReaderOptions regions(RegionFile file) {
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
    public VcfReaderOptions scanFor(RegionFile file) {
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
    public VcfReaderOptions targets(RegionFile file) {
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
    public VcfReaderOptions targetsExcept(RegionFile file) {
        Objects.requireNonNull(file, "file");
        RegionFilter filter = RegionFilter.targets(file, false);
        return with(copy -> copy.targets = filter);
    }

    /**
     * Shows only records that a filter chooses, such as {@code VcfFilter.parse("QUAL>30 && INFO/AF<0.01")}. The filter sees whole records,
     * whatever samples and fields the reader shows. Another filter replaces it.
     *
     * @param filter looked up in the header when the file is opened
     * @return changed options; opening throws a {@link omega.genomics.ParseException} if the filter does not fit the header
     */
    public VcfReaderOptions matching(RecordFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return with(copy -> copy.matching = filter);
    }

    VcfReaderOptions regions(RegionFilter filter) {
        return with(copy -> copy.regions = filter);
    }

    /**
     * Returns options whose regions and targets know the contigs of one file.
     *
     * @param contigs names besides those the header declares
     * @param source the file, for messages
     * @throws IllegalArgumentException if the file is known to have no such contig
     */
    VcfReaderOptions resolved(VcfHeader header, Collection<String> contigs, String source) {
        RegionFilter regionsHere = regions == null ? null : regions.of(header, contigs, source);
        RegionFilter targetsHere = targets == null ? null : targets.of(header, contigs, source);
        return with(copy -> {
            copy.regions = regionsHere;
            copy.targets = targetsHere;
        });
    }

    /**
     * Sets the longest line read; a longer one throws in any mode.
     *
     * @param bytes 1 or more
     * @return changed options
     * @throws IllegalArgumentException if it is less than 1
     */
    public VcfReaderOptions maxLineLength(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a line length of 1 or more, found " + bytes);
        }
        return with(copy -> copy.maxLineLength = bytes);
    }

    /**
     * Sets the longest header read; a longer one throws in any mode. Counted are the bytes of its lines and 16 for each line, sample
     * and field, each of which takes about ten in memory.
     *
     * @param bytes 1 or more; unless set, what half of the heap holds
     * @return changed options
     * @throws IllegalArgumentException if it is less than 1
     */
    public VcfReaderOptions maxHeaderBytes(int bytes) {
        int checked = HeaderBudget.checked(bytes);
        return with(copy -> copy.maxHeaderBytes = checked);
    }

    /**
     * Sets what becomes of values that the header contradicts, and of an empty INFO column.
     *
     * @param policy refuse unless set; what is kept, {@link VcfReader#keptValues()} counts
     * @return changed options
     */
    public VcfReaderOptions brokenValues(BrokenValues policy) {
        Objects.requireNonNull(policy, "policy");
        return with(copy -> copy.brokenValues = policy);
    }

    /**
     * Sets who gets the lines that lenient mode skips while it reads them: what a listener of {@link #diagnostics} hears has only an excerpt.
     *
     * @param listener called on the reading thread with the finding and the whole line, which it must not keep
     * @return changed options
     */
    public VcfReaderOptions refusedLines(BiConsumer<Diagnostic, ByteSlice> listener) {
        Objects.requireNonNull(listener, "listener");
        return with(copy -> copy.refusedLines = listener);
    }

    /**
     * Adds header lines behind those of the file, so that files of one set are read alike although not each declares every field.
     *
     * @param lines of the other files; of several lines that declare one field the first holds, so the file's own do
     * @return changed options; {@code reader.header()} has the lines, see {@link omega.genomics.vcf.header.VcfHeader#withLines}
     */
    public VcfReaderOptions moreHeaderLines(List<HeaderLine> lines) {
        Objects.requireNonNull(lines, "lines");
        List<HeaderLine> more = List.copyOf(lines);
        return with(copy -> copy.moreHeaderLines = more);
    }

    VcfReaderOptions blockSize(int bytes) {
        return with(copy -> copy.blockSize = bytes);
    }

    /**
     * Opens a file.
     *
     * @param path plain or compressed
     * @return a reader behind the header
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
     * @return a reader behind the header
     * @throws IOException if it cannot be opened
     * @throws omega.genomics.ParseException if there is no readable header
     * @throws IllegalArgumentException if a chosen sample is not in the file
     */
    public VcfReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return Opening.checked(() -> VcfReader.open(source, this));
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
        return Opening.checked(() -> IndexedVcf.open(split, this));
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
        return Opening.checked(() -> IndexedVcf.open(split, complete(header), this));
    }

    /**
     * Opens a source to be read by several threads.
     *
     * @param source plain or compressed
     * @param threads that decode records, 1 or more; one more cuts the text into chunks of whole lines
     * @return a reader behind the header
     * @throws IOException if it cannot be opened
     * @throws omega.genomics.ParseException if there is no readable header
     * @throws IllegalArgumentException if a chosen sample is not in the file, or there are less than one thread
     */
    public VcfParallelReader openParallel(InputSource source, int threads) throws IOException {
        Objects.requireNonNull(source, "source");
        return Opening.checked(() -> VcfParallelReader.open(source, this, threads));
    }

    /** Returns what of BCF records is decoded: what the options show, or all for a filter. */
    BcfChoice bcfChoice() {
        if (matching != null) {
            return new BcfChoice(true, null, maxHeaderBytes);
        }
        return new BcfChoice(samples == null || !samples.isEmpty(), infos, maxHeaderBytes);
    }

    @Nullable
    RegionFilter regions() {
        return regions;
    }

    @Nullable
    RegionFilter targets() {
        return targets;
    }

    @Nullable
    RecordFilter matching() {
        return matching;
    }

    BrokenValues brokenValues() {
        return brokenValues;
    }

    @Nullable
    BiConsumer<Diagnostic, ByteSlice> refusedLines() {
        return refusedLines;
    }

    ParseMode mode() {
        return mode;
    }

    DiagnosticListener diagnostics() {
        return diagnostics;
    }

    /** Returns the samples shown of a file; null for all. */
    @Nullable
    List<String> samples(VcfHeader file) {
        return sampleChoice == null ? samples : List.copyOf(sampleChoice.apply(file.samples()));
    }

    @Nullable
    List<String> infos() {
        return infos;
    }

    @Nullable
    List<String> formats() {
        return formats;
    }

    int maxLineLength() {
        return maxLineLength;
    }

    int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    int blockSize() {
        return blockSize;
    }

    /** Returns a header as it was read with the lines that are to be added. */
    VcfHeader complete(VcfHeader read) {
        return moreHeaderLines.isEmpty() ? read : read.withLines(moreHeaderLines);
    }

    /** Returns the settings for people. */
    @Override
    public String toString() {
        return "mode=" + mode + " samples="
                + (sampleChoice != null ? "chosen" : samples == null ? "all" : samples) + " info="
                + (infos == null ? "all" : infos) + " format=" + (formats == null ? "all" : formats)
                + " region=" + (regions == null ? "all" : regions) + " targets=" + (targets == null ? "all" : targets)
                + " matching=" + (matching == null ? "all" : matching) + " brokenValues=" + brokenValues
                + " maxLineLength="
                + maxLineLength
                + " maxHeaderBytes=" + maxHeaderBytes;
    }
}
