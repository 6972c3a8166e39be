package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixIndex;

/**
 * Builds the index of a sorted BGZF VCF file: {@code .tbi} or {@code .csi}.
 *
 * <pre>{@code
 * VcfIndex.write(path, TabixIndex.Format.TBI);
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
    public static Path write(Path vcf, TabixIndex.Format format) throws IOException {
        Path path = Path.of(vcf + format.suffix());
        build(vcf, format).write(path);
        return path;
    }

    /**
     * Builds the index of a file. Each record reaches from POS to {@link VcfRecord#end()}.
     *
     * @param vcf a BGZF file
     * @param format of the index
     * @return the index
     * @throws IOException if the file cannot be read
     * @throws ParseException if it is no BGZF file, a record is malformed, or records are not in order
     */
    public static TabixIndex build(Path vcf, TabixIndex.Format format) throws IOException {
        LineStarts starts = new LineStarts(BgzfInputStream.open(vcf));
        LineCursor lines = new LineCursor(new BlockReader(
                starts, vcf.toString(), BlockReader.DEFAULT_BLOCK_SIZE, BlockReader.DEFAULT_MAX_LINE_LENGTH));
        try (VcfReader reader = VcfReader.open(lines, VcfReader.options())) {
            TabixBuilder builder = TabixIndex.builder(format, TabixIndex.Layout.VCF);
            reader.forEach(record -> add(builder, record, starts));
            return builder.build();
        }
    }

    private static void add(TabixBuilder builder, VcfRecord record, LineStarts starts) {
        starts.moveTo(record.lineNumber());
        try {
            builder.add(record.contig(), record.position(), record.end(), starts.start(), starts.end());
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            boolean contig = reason.contains("contig");
            int column = contig ? VcfRecord.CHROM : VcfRecord.POS;
            String message = reason.replaceFirst("^expected ", "").replaceFirst(", found.*", "");
            throw new ParseException(record.finding(
                    record.columnStart(column),
                    record.columnEnd(column),
                    VcfRecord.COLUMNS[column],
                    "index-order",
                    message));
        }
    }
}
