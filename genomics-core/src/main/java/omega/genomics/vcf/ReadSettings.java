package omega.genomics.vcf;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.bed.RegionOverlap;
import omega.genomics.internal.bcf.BcfChoice;
import omega.genomics.internal.bcf.BcfInput;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.ScanSettings;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.HeaderReader;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** What the options of a reader say, for all that read with them. Immutable: {@link #with} returns changed settings. */
final class ReadSettings {
    static final ReadSettings DEFAULTS = new ReadSettings();

    // Set in with() only, before anybody else sees the object.
    ScanSettings scan = ScanSettings.DEFAULTS;

    @Nullable
    List<String> samples;

    @Nullable
    UnaryOperator<List<String>> sampleChoice;

    @Nullable
    List<String> infos;

    @Nullable
    List<String> formats;

    @Nullable
    RegionFilter regions;

    @Nullable
    RegionFilter targets;

    RegionOverlap regionsOverlap = RegionOverlap.RECORD;
    RegionOverlap targetsOverlap = RegionOverlap.POSITION;

    @Nullable
    RecordFilter matching;

    BrokenValues brokenValues = BrokenValues.REFUSE;
    List<HeaderLine> moreHeaderLines = List.of();

    @Nullable
    BiConsumer<Diagnostic, ByteSlice> refusedLines;

    private ReadSettings() {}

    ReadSettings with(Consumer<ReadSettings> change) {
        ReadSettings copy = new ReadSettings();
        copy.scan = scan;
        copy.samples = samples;
        copy.sampleChoice = sampleChoice;
        copy.infos = infos;
        copy.formats = formats;
        copy.regions = regions;
        copy.targets = targets;
        copy.regionsOverlap = regionsOverlap;
        copy.targetsOverlap = targetsOverlap;
        copy.matching = matching;
        copy.brokenValues = brokenValues;
        copy.refusedLines = refusedLines;
        copy.moreHeaderLines = moreHeaderLines;
        change.accept(copy);
        copy.regions = copy.regions == null ? null : copy.regions.overlap(copy.regionsOverlap);
        copy.targets = copy.targets == null ? null : copy.targets.overlap(copy.targetsOverlap);
        return copy;
    }

    /**
     * Returns settings whose regions and targets know the contigs of one file.
     *
     * @param contigs names besides those the header declares
     * @param source the file, for messages
     * @throws IllegalArgumentException if the file is known to have no such contig
     */
    ReadSettings resolved(VcfHeader header, Collection<String> contigs, String source) {
        RegionFilter regionsHere = regions == null ? null : regions.of(header, contigs, source);
        RegionFilter targetsHere = targets == null ? null : targets.of(header, contigs, source);
        return with(copy -> {
            copy.regions = regionsHere;
            copy.targets = targetsHere;
        });
    }

    /** Returns what of BCF records is decoded: what the options show, or all for a filter. */
    BcfChoice bcfChoice() {
        if (matching != null) {
            return new BcfChoice(true, null, scan.maxHeaderBytes());
        }
        return new BcfChoice(samples == null || !samples.isEmpty(), infos, scan.maxHeaderBytes());
    }

    /** Opens a whole file. */
    BcfInput input(InputSource source) throws java.io.IOException {
        return BcfInput.of(source.open(), source.name(), bcfChoice(), scan.maxLineLength());
    }

    /** Opens a whole file as lines of text. */
    LineCursor lines(InputSource source) throws java.io.IOException {
        return scan.lines(BcfText.of(source.open(), source.name(), bcfChoice()), source.name());
    }

    /** Reads a header, and adds the lines that the options add. */
    VcfHeader header(LineCursor lines) {
        return complete(new HeaderReader(lines, scan.mode(), scan.listenerOrNone(), scan.maxHeaderBytes()).read());
    }

    /** Returns a header as it was read with the lines that are to be added. */
    VcfHeader complete(VcfHeader read) {
        return moreHeaderLines.isEmpty() ? read : read.withLines(moreHeaderLines);
    }

    /** Returns the samples shown of a file; null for all. */
    @Nullable
    List<String> samples(VcfHeader file) {
        return sampleChoice == null ? samples : List.copyOf(sampleChoice.apply(file.samples()));
    }

    /** Throws if reading to the end of a file has shown that it has none of the contigs. */
    void checkContigs() {
        if (regions != null) {
            regions.checkContigs();
        }
        if (targets != null) {
            targets.checkContigs();
        }
    }

    /** Returns the settings for people. */
    @Override
    public String toString() {
        String shown = sampleChoice != null ? "chosen" : samples == null ? "all" : samples.toString();
        return scan + " samples=" + shown + " info=" + (infos == null ? "all" : infos)
                + " format=" + (formats == null ? "all" : formats) + " region=" + (regions == null ? "all" : regions)
                + " targets=" + (targets == null ? "all" : targets) + " matching="
                + (matching == null ? "all" : matching) + " brokenValues=" + brokenValues;
    }
}
