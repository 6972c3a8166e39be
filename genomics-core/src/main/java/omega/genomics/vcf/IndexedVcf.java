package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Location;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfHeader;
import omega.genomics.internal.bcf.BcfInputStream;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.HeaderReader;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Opens parts of BGZF files: regions through an index, and splits. */
final class IndexedVcf {
    private IndexedVcf() {}

    static VcfReader open(InputSource source, VcfReaderOptions options, RegionFilter filter) throws IOException {
        requireBgzf(source);
        @Nullable TabixIndex held = filter.index();
        TabixIndex index = held != null ? held : TabixIndex.of(source);
        BcfHeader bcf = bcf(source, options);
        VcfHeader header = header(source, options);
        if (held == null && source.path().isPresent()) {
            warnIfOlder(source.path().get(), options);
        }
        index = index.withContigs(
                bcf != null
                        ? bcf.contigNames()
                        : header.contigs().stream().map(ContigDefinition::id).toList());
        VcfReaderOptions here = options.resolved(header, index.contigs(), source.name());
        RegionFilter regions = Objects.requireNonNull(here.regions());
        String name = source.name() + " (" + filter + ")";
        InputStream records = bcf == null
                ? index.open(source, regions.regions())
                : BcfInputStream.ofRecords(
                        BcfChunks.open(source, index, regions.regions(), bcf.contigNames()), name, bcf);
        return records(records, name, header, here);
    }

    static VcfReader open(VcfSplit split, VcfReaderOptions options) throws IOException {
        return open(split, splitHeader(split.source(), options), options);
    }

    static VcfReader open(VcfSplit split, VcfHeader header, VcfReaderOptions options) throws IOException {
        VcfReaderOptions here = options.resolved(header, List.of(), split.name());
        return records(split.open(), split.name(), header, here, split.linesBefore());
    }

    private static VcfHeader splitHeader(InputSource source, VcfReaderOptions options) throws IOException {
        if (source.compression() == Compression.BGZF) {
            return header(source, options);
        }
        try (VcfReader reader = VcfReader.options()
                .mode(options.mode())
                .diagnostics(options.diagnostics())
                .maxHeaderBytes(options.maxHeaderBytes())
                .open(source)) {
            return options.complete(reader.header());
        }
    }

    private static VcfReader records(InputStream in, String name, VcfHeader header, VcfReaderOptions options) {
        return records(in, name, header, options, 0);
    }

    private static VcfReader records(
            InputStream in, String name, VcfHeader header, VcfReaderOptions options, long linesBefore) {
        LineCursor lines =
                new LineCursor(new BlockReader(in, name, options.blockSize(), options.maxLineLength()), linesBefore);
        try {
            return VcfReader.ofRecords(lines, header, options);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
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
    static VcfHeader header(InputSource source, VcfReaderOptions options) throws IOException {
        try (LineCursor lines = new LineCursor(new BlockReader(
                BcfText.of(BgzfInputStream.open(source), source.name(), options.bcfChoice()),
                source.name(),
                options.blockSize(),
                options.maxLineLength()))) {
            return options.complete(
                    new HeaderReader(lines, options.mode(), options.diagnostics(), options.maxHeaderBytes()).read());
        }
    }

    /** Reads the dictionaries of a BCF file; null for text. */
    private static @Nullable BcfHeader bcf(InputSource source, VcfReaderOptions options) throws IOException {
        if (!BcfChunks.isBcf(source)) {
            return null;
        }
        try (BgzfInputStream in = BgzfInputStream.open(source)) {
            return BcfInputStream.header(in, source.name(), options.bcfChoice());
        }
    }

    private static void warnIfOlder(Path path, VcfReaderOptions options) throws IOException {
        Optional<Path> index = TabixIndex.find(path);
        if (index.isPresent()
                && Files.getLastModifiedTime(index.get()).compareTo(Files.getLastModifiedTime(path)) < 0) {
            options.diagnostics()
                    .report(Findings.at(
                            Severity.WARNING,
                            Location.of(index.get().toString(), 0, 0),
                            "index",
                            InputRule.INDEX_OLDER,
                            "expected an index at least as new as its file, found an older one"));
        }
    }
}
