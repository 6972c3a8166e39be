package omega.genomics.vcf.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.tools.RecordOrder.Placed;

/**
 * Compares two or more sorted VCF files record by record, as {@code bcftools isec} does: records are the same if CHROM, POS, REF and
 * ALT are, or if {@link VcfCollapse} takes them for the same.
 *
 * <pre>{@code
 * VcfIntersection.inAll().write(List.of(ours, theirs), out); // records of ours that theirs has, too
 * }</pre>
 *
 * <p>REF and ALT are compared as they are written, ignoring case and the order of ALT alleles; normalize files first if they may write one variant in different
 * ways. Memory holds the records at one position. Immutable.
 */
public final class VcfIntersection {
    private final String name;
    /** Decides by which files have a record. */
    private final Predicate<boolean[]> isWanted;

    private final VcfCollapse collapse;

    private VcfIntersection(String name, Predicate<boolean[]> isWanted, VcfCollapse collapse) {
        this.name = name;
        this.isWanted = isWanted;
        this.collapse = collapse;
    }

    private static int count(boolean[] have) {
        int count = 0;
        for (boolean one : have) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /**
     * Selects records of the first file that all files have.
     *
     * @return as {@code bcftools isec -n =N -w1} of N files
     */
    public static VcfIntersection inAll() {
        return new VcfIntersection("inAll", have -> count(have) == have.length, VcfCollapse.NONE);
    }

    /**
     * Selects records of the first file that no other file has.
     *
     * @return as {@code bcftools isec -C -w1}
     */
    public static VcfIntersection complement() {
        return new VcfIntersection("complement", have -> count(have) == 1, VcfCollapse.NONE);
    }

    /**
     * Selects records of the first file by how many files have them, the first among them.
     *
     * @param least the fewest, 1 or more
     * @param most the most, {@code least} or more
     * @return as {@code bcftools isec -n +N -w1} and {@code -n -N}
     * @throws IllegalArgumentException if a number is out of range
     */
    public static VcfIntersection inFiles(int least, int most) {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("expected 1 <= least <= most, found " + least + " and " + most);
        }
        return new VcfIntersection(
                "inFiles(" + least + ", " + most + ")",
                have -> count(have) >= least && count(have) <= most,
                VcfCollapse.NONE);
    }

    /**
     * Selects records that exactly these files have.
     *
     * @param files of each file, whether it has the record; writing with another number of files throws an IllegalArgumentException
     * @return as {@code bcftools isec -n ~110}
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static VcfIntersection inExactly(boolean... files) {
        Objects.requireNonNull(files, "files");
        if (files.length < 2) {
            throw new IllegalArgumentException("expected 2 files or more, found " + files.length);
        }
        boolean[] wanted = files.clone();
        Predicate<boolean[]> areWanted = have -> {
            if (have.length != wanted.length) {
                throw new IllegalArgumentException("expected " + wanted.length + " files, found " + have.length);
            }
            return Arrays.equals(have, wanted);
        };
        return new VcfIntersection("inExactly(" + Arrays.toString(wanted) + ")", areWanted, VcfCollapse.NONE);
    }

    /**
     * Sets which records are taken for the same. Each record of a file has at most one counterpart in another one, the closest that is
     * left.
     *
     * @param logic {@link VcfCollapse#NONE} unless set
     * @return a changed selection, as {@code bcftools isec -c}
     */
    public VcfIntersection collapse(VcfCollapse logic) {
        Objects.requireNonNull(logic, "logic");
        return new VcfIntersection(name, isWanted, logic);
    }

    /**
     * Writes the selected records of the first file.
     *
     * @param readers of two files or more, before their first records; read to their ends. Files are sorted, with their contigs in the
     *     order of the first one's header
     * @param out gets the header of the first file and records; not closed
     * @return the number of records written
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed, or out of order (rule {@code index-order})
     * @throws IllegalArgumentException if there are fewer than two files
     */
    public long write(List<VcfReader> readers, OutputStream out) throws IOException {
        return write(readers, 0, out);
    }

    /**
     * Writes the selected records of one of the files.
     *
     * @param readers of two files or more, before their first records; read to their ends. Files are sorted, with their contigs in the
     *     order of the first one's header
     * @param file whose records are written, from 0
     * @param out gets the header of that file and records; not closed
     * @return the number of records written
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed, or out of order (rule {@code index-order})
     * @throws IllegalArgumentException if there are fewer than two files, or no such file
     */
    public long write(List<VcfReader> readers, int file, OutputStream out) throws IOException {
        Objects.requireNonNull(readers, "readers");
        Objects.requireNonNull(out, "out");
        if (readers.size() < 2) {
            throw new IllegalArgumentException("expected 2 files or more, found " + readers.size());
        }
        if (file < 0 || file >= readers.size()) {
            throw new IllegalArgumentException("expected a file from 0 to " + (readers.size() - 1) + ", found " + file);
        }
        readers.get(file).header().writeTo(out);
        long[] written = new long[1];
        boolean[] have = new boolean[readers.size()];
        try {
            new MergedFiles(readers).forEachPlace(here -> {
                for (List<List<Placed>> records : SameRecords.of(here, collapse)) {
                    for (int i = 0; i < have.length; i++) {
                        have[i] = !records.get(i).isEmpty();
                    }
                    if (have[file] && isWanted.test(have)) {
                        records.get(file).forEach(record -> SortedRun.writeLineUnchecked(record, out));
                        written[0] += records.get(file).size();
                    }
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written[0];
    }

    /** Where {@link #separate} writes the records of two files. Streams are not closed. */
    public record Outputs(
            OutputStream onlyFirst, OutputStream onlySecond, OutputStream sharedFirst, OutputStream sharedSecond) {
        /**
         * Creates outputs.
         *
         * @param onlyFirst gets the records of the first file that the second has not
         * @param onlySecond gets those of the second file that the first has not
         * @param sharedFirst gets those of the first file that the second has, too
         * @param sharedSecond gets the same ones as the second file has them
         */
        public Outputs {
            Objects.requireNonNull(onlyFirst, "onlyFirst");
            Objects.requireNonNull(onlySecond, "onlySecond");
            Objects.requireNonNull(sharedFirst, "sharedFirst");
            Objects.requireNonNull(sharedSecond, "sharedSecond");
        }
    }

    /**
     * Separates the records of two files, as {@code bcftools isec -p} does. Records with the same alleles are the same.
     *
     * @param first before its first record; read to its end
     * @param second with its contigs in the order of the first one's header
     * @param outputs each gets the header of its file and records
     * @return the numbers of records in the order of the outputs
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed, or out of order (rule {@code index-order})
     */
    public static long[] separate(VcfReader first, VcfReader second, Outputs outputs) throws IOException {
        return separate(first, second, VcfCollapse.NONE, outputs);
    }

    /**
     * Separates the records of two files, as {@code bcftools isec -p -c} does.
     *
     * @param first before its first record; read to its end
     * @param second with its contigs in the order of the first one's header
     * @param collapse which records at one position are taken for the same
     * @param outputs each gets the header of its file and records
     * @return the numbers of records in the order of the outputs
     * @throws IOException if writing fails
     * @throws omega.genomics.ParseException if a record is malformed, or out of order (rule {@code index-order})
     */
    public static long[] separate(VcfReader first, VcfReader second, VcfCollapse collapse, Outputs outputs)
            throws IOException {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(collapse, "collapse");
        Objects.requireNonNull(outputs, "outputs");
        first.header().writeTo(outputs.onlyFirst());
        first.header().writeTo(outputs.sharedFirst());
        second.header().writeTo(outputs.onlySecond());
        second.header().writeTo(outputs.sharedSecond());
        long[] written = new long[4];
        try {
            new MergedFiles(List.of(first, second))
                    .forEachPlace(here -> SameRecords.of(here, collapse).forEach(records -> {
                        boolean isShared = records.stream().noneMatch(List::isEmpty);
                        OutputStream[] to = isShared
                                ? new OutputStream[] {outputs.sharedFirst(), outputs.sharedSecond()}
                                : new OutputStream[] {outputs.onlyFirst(), outputs.onlySecond()};
                        for (int file = 0; file < to.length; file++) {
                            for (Placed record : records.get(file)) {
                                SortedRun.writeLineUnchecked(record, to[file]);
                            }
                            written[(isShared ? 2 : 0) + file] +=
                                    records.get(file).size();
                        }
                    }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written;
    }

    /** Returns what is selected. */
    @Override
    public String toString() {
        return collapse == VcfCollapse.NONE ? name : name + ".collapse(" + collapse + ")";
    }
}
