package omega.genomics.vcf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One record of a VCF file, owned: its text and everything in it, for as long and on as many threads as wanted.
 *
 * <p>Immutable; equal if the lines are equal, so {@code AF=0.5} and {@code AF=0.50} differ. {@link VcfWriter} writes the line
 * as it was read.
 */
public final class Variant {
    private final VcfHeader header;
    private final byte[] line;
    /** The tabs before INFO and, if there are samples, those behind INFO and FORMAT. */
    private final int[] tabs;

    private Variant(VcfHeader header, byte[] line) {
        this.header = header;
        this.line = line;
        this.tabs = IntStream.range(0, line.length)
                .filter(i -> line[i] == '\t')
                .limit(9)
                .toArray();
    }

    static Variant copy(VcfRecord record) {
        return new Variant(record.header(), Arrays.copyOfRange(record.buffer(), record.lineStart(), record.lineEnd()));
    }

    private String column(int column) {
        int from = column == 0 ? 0 : tabs[column - 1] + 1;
        int to = column < tabs.length ? tabs[column] : line.length;
        return PercentEncoding.decode(line, from, to, false);
    }

    /**
     * Returns the contig's name.
     *
     * @return CHROM
     */
    public String chrom() {
        return column(VcfRecord.CHROM);
    }

    /**
     * Returns the position of the first base of REF.
     *
     * @return 1-based; 0 for a telomere
     */
    public int pos() {
        return VcfNumbers.parsePosition(line, tabs[0] + 1, tabs[1]);
    }

    /**
     * Returns the identifiers.
     *
     * @return empty if ID is missing
     */
    public List<String> ids() {
        return list(column(VcfRecord.ID), ";");
    }

    private static List<String> list(String text, String separator) {
        return text.equals(".") ? List.of() : List.of(text.split(separator, -1));
    }

    /**
     * Returns the reference allele.
     *
     * @return REF
     */
    public Allele ref() {
        return Allele.of(column(VcfRecord.REF));
    }

    /**
     * Returns the ALT alleles.
     *
     * @return in file order; empty if ALT is {@code .}
     */
    public List<Allele> alts() {
        return list(column(VcfRecord.ALT), ",").stream().map(Allele::of).toList();
    }

    /**
     * Returns the quality.
     *
     * @return empty if QUAL is missing
     */
    public OptionalDouble qual() {
        String text = column(VcfRecord.QUAL);
        int from = tabs[4] + 1;
        return text.equals(".")
                ? OptionalDouble.empty()
                : OptionalDouble.of(VcfNumbers.parseDouble(line, from, tabs[5]));
    }

    /**
     * Returns the entries of FILTER.
     *
     * @return {@code PASS} alone, or the filters that failed; empty if FILTER is missing
     */
    public List<String> filters() {
        return list(column(VcfRecord.FILTER), ";");
    }

    /**
     * Returns what stands behind an INFO key, not decoded.
     *
     * @param id such as {@code DP}
     * @return empty text for a flag; nothing if the key is absent
     */
    public Optional<String> info(String id) {
        for (String entry : list(column(VcfRecord.INFO), ";")) {
            if (entry.equals(id)) {
                return Optional.of("");
            }
            if (entry.startsWith(id) && entry.charAt(id.length()) == '=') {
                return Optional.of(entry.substring(id.length() + 1));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the header the record was read with.
     *
     * @return the file's header
     */
    public VcfHeader header() {
        return header;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Variant that && Arrays.equals(line, that.line);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(line);
    }

    /** Returns the line without its line end. */
    @Override
    public String toString() {
        return PercentEncoding.decode(line, 0, line.length, false);
    }
}
