package omega.genomics.vcf.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfWriter;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.VcfHeader;

/**
 * Writes the records of several VCF files one after the other, as {@code bcftools concat} does: parts of a genome, such as one file a
 * contig, with the same samples.
 *
 * <pre>{@code
 * VcfConcatenation.write(List.of(chr1, chr2), out);
 * }</pre>
 *
 * <p>The header is that of the first file, with the lines of the others that define something new. {@link #merge} is for sorted files that
 * overlap, {@link VcfSorter} for others.
 */
public final class VcfConcatenation {
    private VcfConcatenation() {}

    /**
     * Writes all records.
     *
     * @param readers before their first records; read to their ends, in this order
     * @param out gets one header and all records; not closed
     * @return the number of records
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed
     * @throws IllegalArgumentException if there are no files, or they have other samples than the first, or the same ones in another
     *     order, or declare a field with another Number or Type
     */
    public static long write(List<VcfReader> readers, OutputStream out) throws IOException {
        Objects.requireNonNull(readers, "readers");
        Objects.requireNonNull(out, "out");
        try (VcfWriter writer = VcfWriter.to(out, header(readers))) {
            readers.forEach(reader -> reader.forEach(writer::write));
            return writer.records();
        }
    }

    /**
     * Writes all records of sorted files whose regions may overlap, in one order, as {@code bcftools concat -a} does. Records of one place come by
     * REF and ALT, the same ones in the order of the files; none is left out. Memory holds the records at one position.
     *
     * @param readers before their first records; read to their ends. Files are sorted, with their contigs in one order
     * @param out gets one header and all records; not closed
     * @return the number of records
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed, or out of order (rule {@code index-order})
     * @throws IllegalArgumentException as {@link #write}
     */
    public static long merge(List<VcfReader> readers, OutputStream out) throws IOException {
        Objects.requireNonNull(readers, "readers");
        Objects.requireNonNull(out, "out");
        header(readers).writeTo(out);
        long[] written = new long[1];
        try {
            new MergedFiles(readers)
                    .forEach(files -> files.forEach(records -> {
                        records.forEach(record -> SortedRun.writeLineUnchecked(record, out));
                        written[0] += records.size();
                    }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written[0];
    }

    /**
     * Merges headers.
     *
     * @param readers of files with the same samples
     * @return the header of the first, with the lines of the others that define something new
     * @throws IllegalArgumentException if there are no files, or they do not fit together
     */
    public static VcfHeader header(List<VcfReader> readers) {
        Objects.requireNonNull(readers, "readers");
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("expected a file, found none");
        }
        VcfHeader first = readers.get(0).header();
        VcfHeader.Builder merged = first.toBuilder();
        Set<String> defined = new HashSet<>();
        first.lines().forEach(line -> defined.add(key(line)));
        for (int i = 1; i < readers.size(); i++) {
            VcfHeader header = readers.get(i).header();
            check(first, header, i + 1);
            for (HeaderLine line : header.lines()) {
                if (line.id().isPresent() && defined.add(key(line))) {
                    merged.add(line);
                }
            }
        }
        return merged.build();
    }

    private static String key(HeaderLine line) {
        return line.key() + '\t' + line.id().orElse(line.value());
    }

    private static void check(VcfHeader first, VcfHeader other, int number) {
        if (!first.samples().equals(other.samples()) || first.hasFormat() != other.hasFormat()) {
            throw new IllegalArgumentException(
                    "expected the samples of the first file in the same order, found others in file " + number
                            + ": " + other.samples().stream().limit(5).toList() + " instead of "
                            + first.samples().stream().limit(5).toList());
        }
        other.infos().forEach(info -> {
            boolean isOther = first.infos().stream()
                    .anyMatch(known -> known.id().equals(info.id())
                            && !(known.number().equals(info.number()) && known.type() == info.type()));
            if (isOther) {
                throw differs("INFO", info.id(), number);
            }
        });
        other.formats().forEach(format -> {
            boolean isOther = first.formats().stream()
                    .anyMatch(known -> known.id().equals(format.id())
                            && !(known.number().equals(format.number()) && known.type() == format.type()));
            if (isOther) {
                throw differs("FORMAT", format.id(), number);
            }
        });
    }

    private static IllegalArgumentException differs(String kind, String id, int number) {
        return new IllegalArgumentException("expected " + kind + " " + id
                + " with the Number and Type of the first file, found others in file " + number);
    }
}
