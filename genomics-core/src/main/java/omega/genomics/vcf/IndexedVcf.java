package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Location;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfHeader;
import omega.genomics.internal.bcf.BcfRecords;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Opens parts of BGZF files: regions through an index, and splits. */
final class IndexedVcf {
    private IndexedVcf() {}

    static VcfRecords open(InputSource source, ReadSettings settings, RegionFilter filter) throws IOException {
        requireBgzf(source);
        @Nullable TabixIndex held = filter.index();
        TabixIndex index = held != null ? held : TabixIndex.of(source);
        BcfHeader bcf = bcf(source, settings);
        VcfHeader header = header(source, settings);
        if (held == null && source.path().isPresent()) {
            warnIfOlder(source.path().get(), settings);
        }
        index = index.withContigs(
                bcf != null
                        ? bcf.contigNames()
                        : header.contigs().stream().map(ContigDefinition::id).toList());
        ReadSettings here = settings.resolved(header, index.contigs(), source.name());
        RegionFilter regions = Objects.requireNonNull(here.regions);
        String name = source.name() + " (" + filter + ")";
        if (bcf == null) {
            return VcfRecords.ofPart(settings.scan.lines(index.open(source, regions.regions()), name), header, here);
        }
        InputStream records = BcfChunks.open(source, index, regions.regions(), bcf.contigNames());
        return VcfRecords.ofPart(BcfRecords.of(records, name, 0, bcf, settings.scan.maxLineLength(), 0), header, here);
    }

    static VcfRecords open(VcfSplit split, ReadSettings settings) throws IOException {
        return open(split, splitHeader(split.source(), settings), settings);
    }

    static VcfRecords open(VcfSplit split, VcfHeader header, ReadSettings settings) throws IOException {
        ReadSettings here = settings.resolved(header, List.of(), split.name());
        PushbackInputStream in = new PushbackInputStream(split.open(), BcfFile.START);
        try {
            byte[] start = in.readNBytes(BcfFile.START);
            in.unread(start);
            if (BcfFile.mayBeRecord(start) && BcfFile.is(split.source())) {
                BcfHeader bcf = BcfFile.header(split.source(), settings.bcfChoice());
                BcfRecords records =
                        BcfRecords.of(in, split.name(), 0, bcf, settings.scan.maxLineLength(), split.linesBefore());
                return VcfRecords.ofPart(records, bcf.hasSamples() ? header : header.withSamples(List.of()), here);
            }
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
        return VcfRecords.ofPart(settings.scan.lines(in, split.name(), split.linesBefore()), header, here);
    }

    private static VcfHeader splitHeader(InputSource source, ReadSettings settings) throws IOException {
        if (source.compression() == Compression.BGZF) {
            return header(source, settings);
        }
        try (LineCursor lines = settings.lines(source)) {
            return settings.header(lines);
        }
    }

    private static void requireBgzf(InputSource source) throws IOException {
        Compression compression = source.compression();
        if (compression != Compression.BGZF) {
            throw new IOException(
                    source.name() + ": expected a BGZF file for reading regions, found " + compression + "; see bgzip");
        }
    }

    /** Reads the header on this thread, and not a block more. */
    static VcfHeader header(InputSource source, ReadSettings settings) throws IOException {
        try (LineCursor lines = settings.scan.lines(
                BcfText.of(BgzfInputStream.open(source), source.name(), settings.bcfChoice()), source.name())) {
            return settings.header(lines);
        }
    }

    /** Reads the dictionaries of a BCF file; null for text. */
    private static @Nullable BcfHeader bcf(InputSource source, ReadSettings settings) throws IOException {
        if (!BcfFile.is(source)) {
            return null;
        }
        return BcfFile.header(source, settings.bcfChoice());
    }

    private static void warnIfOlder(Path path, ReadSettings settings) throws IOException {
        Optional<Path> index = TabixIndex.find(path);
        if (index.isPresent()
                && Files.getLastModifiedTime(index.get()).compareTo(Files.getLastModifiedTime(path)) < 0) {
            settings.scan
                    .listenerOrNone()
                    .report(Findings.at(
                            Severity.WARNING,
                            Location.of(index.get().toString(), 0, 0),
                            "index",
                            InputRule.INDEX_OLDER,
                            "expected an index at least as new as its file, found an older one"));
        }
    }
}
