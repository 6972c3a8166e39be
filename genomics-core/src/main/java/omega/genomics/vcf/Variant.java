package omega.genomics.vcf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.genotype.Genotype;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;

/**
 * One record of a VCF file, owned: its text and everything in it, for as long and on as many threads as wanted.
 *
 * <p>Immutable; equal if the lines are equal, so {@code AF=0.5} and {@code AF=0.50} differ. {@link VcfWriter} writes the line
 * as it was read. Fields are decoded when asked for; {@link VcfRecord#of(Variant)} gives all the typed access a view has.
 */
public final class Variant {
    private final VcfHeader header;
    private final byte[] line;

    /**
     * Takes a line that has been checked; for other rooms, not API.
     *
     * @param header what the line's columns and fields mean
     * @param line without line end; the variant's own
     */
    public Variant(VcfHeader header, byte[] line) {
        this.header = Objects.requireNonNull(header, "header");
        this.line = Objects.requireNonNull(line, "line");
    }

    /**
     * Makes a variant of a line of text.
     *
     * @param header what the line's columns and fields mean
     * @param line tab-separated, without line end
     * @return the variant
     * @throws ParseException if the line is not well-formed, or has other columns than the header
     */
    public static Variant parse(VcfHeader header, String line) {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(header, "header");
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int lineFeed = line.indexOf('\n');
        if (lineFeed >= 0 || line.endsWith("\r")) {
            int at = lineFeed >= 0
                    ? line.substring(0, lineFeed).getBytes(StandardCharsets.UTF_8).length
                    : bytes.length - 1;
            throw new ParseException(Findings.of("variant", 1, bytes, 0, bytes.length)
                    .error(at, at + 1, "record", VcfRule.RECORD_LINE, "one line without its end"));
        }
        RecordColumns columns = new RecordColumns("variant", null, header, header);
        Diagnostic problem = columns.wrap(bytes, 0, bytes.length, 1);
        if (problem != null) {
            throw new ParseException(problem);
        }
        RecordCheck.shape(columns);
        if (header.hasFormat()) {
            samples(columns).checkColumns();
        }
        return new Variant(header, bytes);
    }

    private RecordColumns columns() {
        RecordColumns columns = new RecordColumns("variant", null, header, header);
        columns.wrap(line, 0, line.length, 1);
        return columns;
    }

    private static InfoView info(RecordColumns columns) {
        InfoView info = new InfoView(columns, null, columns.fileHeader(), null);
        info.wrap(columns.buffer(), columns.columnStart(RecordColumns.INFO), columns.infoEnd());
        return info;
    }

    private static SamplesView samples(RecordColumns columns) {
        SamplesView samples = new SamplesView(columns, columns.fileHeader(), Projection.ALL);
        int end = columns.lineEnd();
        samples.wrap(columns.buffer(), Math.min(columns.infoEnd() + 1, end), end);
        return samples;
    }

    /**
     * Returns the header the record belongs to.
     *
     * @return that of the reader, or of {@link #parse}
     */
    public VcfHeader header() {
        return header;
    }

    private int columnStart(int column) {
        int from = 0;
        for (int i = 0; i < column; i++) {
            from = ByteSearch.find(line, from, line.length, (byte) '\t') + 1;
        }
        return from;
    }

    private int columnEnd(int column) {
        return ByteSearch.find(line, columnStart(column), line.length, (byte) '\t');
    }

    private String column(int column) {
        int from = columnStart(column);
        int to = ByteSearch.find(line, from, line.length, (byte) '\t');
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private List<String> list(int column, String separator) {
        String text = column(column);
        return text.equals(".") ? List.of() : List.of(text.split(separator, -1));
    }

    /**
     * Returns the contig's name.
     *
     * @return CHROM
     */
    public String contig() {
        return column(RecordColumns.CHROM);
    }

    /**
     * Returns the position of the first base of REF.
     *
     * @return 1-based; 0 or the contig's length + 1 for a telomere
     */
    public int position() {
        return VcfNumbers.parsePosition(line, columnStart(RecordColumns.POS), columnEnd(RecordColumns.POS));
    }

    /**
     * Returns where the record ends on its contig; see {@link VcfRecord#end()}.
     *
     * @return 1-based, inclusive
     * @throws ParseException if END, SVLEN or LEN is no integer
     */
    public int end() {
        RecordColumns columns = columns();
        return new RecordEnd(columns, () -> info(columns), () -> samples(columns), KeptValues.NONE).ofRecord();
    }

    /**
     * Returns the identifiers.
     *
     * @return empty if ID is missing
     */
    public List<String> ids() {
        return list(RecordColumns.ID, ";");
    }

    /**
     * Returns the reference allele.
     *
     * @return REF as text
     */
    public String ref() {
        return column(RecordColumns.REF);
    }

    /**
     * Returns the ALT alleles.
     *
     * @return their texts in file order; empty if ALT is {@code .}
     */
    public List<String> alts() {
        return list(RecordColumns.ALT, ",");
    }

    /**
     * Returns the alleles in the order in which genotypes count them.
     *
     * @return REF first, then the ALT alleles
     */
    public List<Allele> alleles() {
        List<Allele> alleles = new ArrayList<>();
        alleles.add(Allele.of(ref()));
        alts().forEach(alt -> alleles.add(Allele.of(alt)));
        return List.copyOf(alleles);
    }

    /**
     * Returns the quality, a Phred score.
     *
     * @return empty if QUAL is missing
     */
    public OptionalDouble qual() {
        int from = columnStart(RecordColumns.QUAL);
        int to = columnEnd(RecordColumns.QUAL);
        return to - from == 1 && line[from] == '.'
                ? OptionalDouble.empty()
                : OptionalDouble.of(AsciiNumbers.parseDouble(line, from, to));
    }

    /**
     * Returns the entries of FILTER.
     *
     * @return {@code PASS} alone, or the filters that failed; empty if FILTER is missing
     */
    public List<String> filters() {
        return list(RecordColumns.FILTER, ";");
    }

    /**
     * Returns the keys of INFO.
     *
     * @return in file order; empty if INFO is missing
     */
    public List<String> infoKeys() {
        return list(RecordColumns.INFO, ";").stream()
                .map(entry -> entry.indexOf('=') < 0 ? entry : entry.substring(0, entry.indexOf('=')))
                .toList();
    }

    /**
     * Returns what stands behind an INFO key, commas and all, percent-decoded from VCF 4.3 on.
     *
     * @param id such as {@code DP}
     * @return empty text for a flag, {@code .} for a missing value; nothing if the key is absent
     */
    public Optional<String> info(String id) {
        Objects.requireNonNull(id, "id");
        for (String entry : list(RecordColumns.INFO, ";")) {
            if (entry.equals(id)) {
                return Optional.of("");
            }
            if (entry.startsWith(id) && entry.charAt(id.length()) == '=') {
                return Optional.of(decode(entry.substring(id.length() + 1)));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether an INFO flag is set.
     *
     * @param key resolved by the header: {@code header.info("DB").asFlag()}
     * @return true if the key is present
     */
    public boolean infoFlag(InfoKey<Boolean> key) {
        Objects.requireNonNull(key, "key");
        return info(columns()).flag(key);
    }

    /**
     * Returns an integer of INFO.
     *
     * @param key resolved by the header: {@code header.info("DP").asInteger()}
     * @return empty if the key is absent or its value is missing
     * @throws ParseException if the value is not an integer in range
     */
    public OptionalInt infoInt(InfoKey<Integer> key) {
        Objects.requireNonNull(key, "key");
        InfoView info = info(columns());
        return info.has(key) ? OptionalInt.of(info.intValue(key)) : OptionalInt.empty();
    }

    /**
     * Returns a floating-point number of INFO.
     *
     * @param key resolved by the header: {@code header.info("MQ").asFloat()}
     * @return empty if the key is absent or its value is missing
     * @throws ParseException if the value is not a number
     */
    public OptionalDouble infoFloat(InfoKey<Float> key) {
        Objects.requireNonNull(key, "key");
        InfoView info = info(columns());
        return info.has(key) ? OptionalDouble.of(info.doubleValue(key)) : OptionalDouble.empty();
    }

    /**
     * Returns the integers of an INFO list.
     *
     * @param key resolved by the header: {@code header.info("AC").asIntegers()}
     * @return one for each value in file order, empty where the value is missing; an empty list if the key has no value
     * @throws ParseException if a value is not an integer in range
     */
    public List<OptionalInt> infoInts(InfoKey<int[]> key) {
        Objects.requireNonNull(key, "key");
        InfoView info = info(columns());
        List<OptionalInt> values = new ArrayList<>();
        for (int i = 0; i < info.count(key); i++) {
            values.add(info.isMissing(key, i) ? OptionalInt.empty() : OptionalInt.of(info.intValue(key, i)));
        }
        return List.copyOf(values);
    }

    /**
     * Returns the floating-point numbers of an INFO list.
     *
     * @param key resolved by the header: {@code header.info("AF").asFloats()}; the value of ALT allele {@code i} of a
     *     {@code Number=A} field is number {@code i}, of a {@code Number=R} field {@code i + 1}
     * @return one for each value in file order, empty where the value is missing; an empty list if the key has no value
     * @throws ParseException if a value is not a number
     */
    public List<OptionalDouble> infoFloats(InfoKey<float[]> key) {
        Objects.requireNonNull(key, "key");
        InfoView info = info(columns());
        List<OptionalDouble> values = new ArrayList<>();
        for (int i = 0; i < info.count(key); i++) {
            values.add(info.isMissing(key, i) ? OptionalDouble.empty() : OptionalDouble.of(info.doubleValue(key, i)));
        }
        return List.copyOf(values);
    }

    private String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PercentEncoding.decode(bytes, 0, bytes.length, header.version().isPercentEncoded());
    }

    /**
     * Returns the keys of FORMAT.
     *
     * @return in file order; empty for a sites file
     */
    public List<String> formatKeys() {
        return samples(columns()).formatKeys();
    }

    /**
     * Returns a field of a sample, commas and all, percent-decoded from VCF 4.3 on.
     *
     * @param sample from 0
     * @param id such as {@code DP}
     * @return empty if FORMAT lacks the key, or the value is missing
     */
    public Optional<String> sample(int sample, String id) {
        Objects.requireNonNull(id, "id");
        SamplesView samples = samples(columns());
        return Optional.ofNullable(samples.string(header.format(id).asString(), sample));
    }

    /**
     * Returns the genotypes of all samples.
     *
     * @return one for each sample; empty for one without a GT field
     * @throws ParseException if one is malformed
     */
    public List<Optional<Genotype>> genotypes() {
        SamplesView samples = samples(columns());
        List<Optional<Genotype>> genotypes = new ArrayList<>(samples.count());
        for (int sample = 0; sample < samples.count(); sample++) {
            genotypes.add(Optional.ofNullable(samples.genotype(sample)));
        }
        return List.copyOf(genotypes);
    }

    byte[] line() {
        return line;
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
        return new String(line, StandardCharsets.UTF_8);
    }
}
