package omega.genomics.vcf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;

/**
 * Counts INFO AC, AN and AF anew from the genotypes of the samples that a reader shows, since those of the file are about all of its samples.
 *
 * <p>AC and AN (VCF §1.6.1 INFO) are what {@code bcftools view --samples} writes: replaced where they are, else added; a missing
 * allele is not counted. AF is replaced where it is, by AC / AN, or by a missing value where no allele is called; bcftools leaves
 * it. A record without GT keeps what it has. Other fields about the cohort, such as NS or AF_afr, are not changed.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.options().samples("NA12878").open(in)) {
 *     AlleleRecount recount = AlleleRecount.of(reader);
 *     try (VcfWriter writer = VcfWriter.create(out, recount.header())) {
 *         reader.forEach(record -> writer.write(recount.of(record)));
 *     }
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class AlleleRecount {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private final VcfHeader header;
    private final LineBuffer line = new LineBuffer();
    private int[] counts = new int[4];
    private int called;

    private AlleleRecount(VcfHeader header) {
        this.header = header;
    }

    /**
     * Makes one for the records of a reader.
     *
     * @param reader which may show some of its samples and fields; where it shows some INFO fields, none are added
     * @return counts the samples that the reader shows
     */
    public static AlleleRecount of(VcfReader reader) {
        Objects.requireNonNull(reader, "reader");
        VcfHeader shown = reader.header();
        if (shown.sampleCount() == 0) {
            return new AlleleRecount(shown);
        }
        VcfHeader.Builder missing = VcfHeader.builder(shown.version());
        if (!isDeclared(shown, "AC")) {
            missing.info("AC", VcfNumber.A, VcfType.INTEGER, "Allele count in genotypes");
        }
        if (!isDeclared(shown, "AN")) {
            missing.info("AN", VcfNumber.ONE, VcfType.INTEGER, "Total number of alleles in called genotypes");
        }
        return new AlleleRecount(shown.withLines(missing.build().lines("INFO")));
    }

    private static boolean isDeclared(VcfHeader header, String id) {
        return header.infos().stream().anyMatch(info -> info.id().equals(id));
    }

    /**
     * Returns the header of the records: the reader's, with AC and AN declared if there are samples.
     *
     * @return to be written before the records
     */
    public VcfHeader header() {
        return header;
    }

    /**
     * Returns a record with its counts.
     *
     * @param record that the reader stands on
     * @return the caller's to keep
     * @throws ParseException if a genotype is malformed, or names an allele that the record does not have
     */
    public Variant of(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        int alleles = record.altCount() + 1;
        if (counts.length < alleles) {
            counts = new int[alleles];
        }
        Arrays.fill(counts, 0, alleles, 0);
        if (!record.samples().addAlleles(counts, alleles)) {
            return new Variant(header, record.text());
        }
        called = Arrays.stream(counts, 0, alleles).sum();
        line.clear();
        line.add(record.buffer(), record.lineStart(), record.columnStart(VcfRecord.INFO));
        int infoFrom = line.length();
        appendInfo(record, alleles);
        if (line.length() == infoFrom) {
            line.add('.');
        }
        if (record.projection().isAll()) {
            line.add(record.buffer(), record.columnEnd(VcfRecord.INFO), record.lineEnd());
        } else {
            record.samples().append(line);
        }
        return new Variant(header, line.toByteArray());
    }

    private void appendInfo(VcfRecord record, int alleles) {
        boolean needsCount = record.projection().infos() == null;
        boolean needsNumber = needsCount;
        InfoView info = record.info();
        int from = line.length();
        for (int entry = 0; entry < info.size(); entry++) {
            ByteSlice key = info.keyBytes(entry);
            if (is(key, 'A', 'C')) {
                needsCount = false;
                appendCounts(from, alleles);
            } else if (is(key, 'A', 'N')) {
                needsNumber = false;
                separate(from);
                line.add("AN=" + called);
            } else if (is(key, 'A', 'F')) {
                appendFrequencies(from, alleles);
            } else {
                separate(from);
                ByteSlice whole = info.entryBytes(entry);
                line.add(whole.array(), whole.offset(), whole.offset() + whole.length());
            }
        }
        if (needsCount) {
            appendCounts(from, alleles);
        }
        if (needsNumber) {
            separate(from);
            line.add("AN=" + called);
        }
    }

    private static boolean is(ByteSlice key, char first, char second) {
        return key.length() == 2 && key.charAt(0) == first && key.charAt(1) == second;
    }

    private void separate(int from) {
        if (line.length() > from) {
            line.add(';');
        }
    }

    /** A record without ALT has no value of Number=A, so it has no AC. */
    private void appendCounts(int from, int alleles) {
        for (int allele = 1; allele < alleles; allele++) {
            if (allele == 1) {
                separate(from);
            }
            line.add(allele == 1 ? "AC=" : ",");
            line.add(Integer.toString(counts[allele]));
        }
    }

    private void appendFrequencies(int from, int alleles) {
        if (alleles > 1 && called == 0) {
            separate(from);
            line.add("AF=.");
            return;
        }
        for (int allele = 1; allele < alleles; allele++) {
            if (allele == 1) {
                separate(from);
            }
            line.add(allele == 1 ? "AF=" : ",");
            line.add(frequency(counts[allele], called));
        }
    }

    /** Six digits, as C's {@code %g} writes a float. */
    static String frequency(int count, int of) {
        if (count == 0) {
            return "0";
        }
        BigDecimal rounded =
                new BigDecimal((float) ((double) count / of)).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + (exponent > -10 ? "e-0" : "e-") + -exponent;
    }
}
