package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.TabixLayout;

/**
 * Builds the index of a sorted BGZF VCF file: {@code .tbi} or {@code .csi}.
 *
 * <pre>{@code
 * VcfIndex.write(path, TabixFormat.TBI);
 * VcfReader reader = VcfReader.options().region(Region.parse("17:43044295-43125364")).open(path);
 * }</pre>
 */
public final class VcfIndex {
    private VcfIndex() {}

    /**
     * Builds the index of a file and writes it beside it.
     *
     * @param vcf a BGZF file
     * @param format of the index
     * @return the path of the index: the file's with {@code .tbi} or {@code .csi} added
     * @throws IOException if the file cannot be read, or the index not be written
     * @throws ParseException if it is no BGZF file, a record is malformed, or records are not in order
     */
    public static Path write(Path vcf, TabixFormat format) throws IOException {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(vcf, "vcf");
        Path path = Path.of(vcf + format.suffix());
        build(vcf, format).write(path);
        return path;
    }

    /**
     * Builds the index of a file. Each record reaches from POS to {@link VcfRecord#end()}; one of BCF as far as the length that is stored with it.
     *
     * @param vcf a BGZF file, VCF or BCF
     * @param format of the index; BCF has {@link TabixFormat#CSI} only
     * @return the index; of BCF one without names, see {@link TabixIndex#withContigs}
     * @throws IOException if the file cannot be read
     * @throws ParseException if it is no BGZF file, a record is malformed, or records are not in order
     * @throws IllegalArgumentException if the file is BCF and the format is not CSI
     */
    public static TabixIndex build(Path vcf, TabixFormat format) throws IOException {
        Objects.requireNonNull(vcf, "vcf");
        Objects.requireNonNull(format, "format");
        InputSource source = InputSource.of(vcf);
        if (BcfFile.is(source)) {
            if (format != TabixFormat.CSI) {
                throw new IllegalArgumentException(vcf + ": expected a .csi index for BCF, found " + format.suffix());
            }
            return BcfPlaces.index(source);
        }
        LineStarts starts = new LineStarts(BgzfInputStream.open(vcf));
        LineCursor lines = new LineCursor(new BlockReader(
                starts, vcf.toString(), BlockReader.DEFAULT_BLOCK_SIZE, BlockReader.DEFAULT_MAX_LINE_LENGTH));
        try (VcfReader reader = VcfReader.open(lines)) {
            Builder builder = new Builder(new TabixBuilder(format, TabixLayout.VCF), starts);
            reader.forEach(builder::add);
            return builder.index.build();
        }
    }

    /** Adds records, and says which column of which record is out of order. */
    private static final class Builder {
        private final TabixBuilder index;
        private final LineStarts starts;
        private final Set<String> contigs = new HashSet<>();
        private String contig = "";

        Builder(TabixBuilder index, LineStarts starts) {
            this.index = index;
            this.starts = starts;
        }

        void add(VcfRecord record) {
            starts.moveTo(record.lineNumber());
            if (!record.contigBytes().contentEquals(contig)) {
                contig = record.contig();
                if (!contigs.add(contig)) {
                    throw refusal(record, "CHROM", "expected all lines of contig " + contig + " together, found more");
                }
            }
            try {
                index.add(contig, record.position(), record.end(), starts.start(), starts.end());
            } catch (IllegalArgumentException e) {
                throw refusal(record, "POS", String.valueOf(e.getMessage()));
            }
        }

        private static ParseException refusal(VcfRecord record, String field, String message) {
            return new ParseException(record.finding(Severity.ERROR, field, InputRule.INDEX_ORDER.id(), message));
        }
    }
}
