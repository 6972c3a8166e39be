package omega.genomics.plot;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import omega.genomics.vcf.AlleleKind;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.source.SourceFields;

/**
 * How many ALT alleles have which frequency, in bins of equal width and in bins of a quarter of a power of ten.
 *
 * <p>Frequencies are read as {@link SourceFields#frequency} reads them: AF, else AC and AN, else what the source has in their
 * place. Not thread-safe while it is filled.
 */
public final class AlleleFrequencies {
    /** Bins of equal width from 0 to 1. */
    static final int EQUAL_BINS = 50;

    static final int BINS_PER_DECADE = 4;
    static final int DECADES = 7;

    /** What happens to the sequence. */
    enum Kind {
        SNV("SNV", Palette.BLUE),
        INDEL("insertion or deletion", Palette.ORANGE),
        OTHER("other", Palette.GREY);

        final String word;
        final String colour;

        Kind(String word, String colour) {
            this.word = word;
            this.colour = colour;
        }
    }

    /** What one kind of alleles has. */
    private static final class Bins {
        final long[] equal = new long[EQUAL_BINS];
        final long[] quarters = new long[DECADES * BINS_PER_DECADE];
    }

    private final Bins snvs = new Bins();
    private final Bins indels = new Bins();
    private final Bins others = new Bins();
    private long alleles;
    private long rare;
    private long zeros;
    private long missing;

    /** Makes counts of zero, to be filled by {@link #add}. */
    public AlleleFrequencies() {}

    /**
     * Reads the frequencies of a file; no sample column is looked at.
     *
     * @param reader read to its end; stays open
     * @return the counts
     * @throws omega.genomics.ParseException if a record is malformed (strict mode)
     */
    public static AlleleFrequencies of(VcfReader reader) {
        Objects.requireNonNull(reader, "reader");
        AlleleFrequencies frequencies = new AlleleFrequencies();
        SourceFields fields = SourceFields.of(reader.header());
        reader.forEach(record -> frequencies.add(record, fields));
        return frequencies;
    }

    private void add(VcfRecord record, SourceFields fields) {
        for (int alt = 0; alt < record.altCount(); alt++) {
            OptionalDouble frequency = fields.frequency(record, alt);
            if (frequency.isEmpty()) {
                missing++;
            } else {
                count(frequency.getAsDouble(), bins(record, alt));
            }
        }
    }

    private Bins bins(VcfRecord record, int alt) {
        if (record.altKind(alt) != AlleleKind.BASES) {
            return others;
        }
        int ref = record.refBytes().length();
        int length = record.altBytes(alt).length();
        return ref != length ? indels : ref == 1 ? snvs : others;
    }

    /**
     * Counts one allele, a single base exchanged for another.
     *
     * @param frequency from 0 to 1
     * @throws IllegalArgumentException if it is not
     */
    public void add(double frequency) {
        if (!(frequency >= 0 && frequency <= 1)) {
            throw new IllegalArgumentException("expected a frequency from 0 to 1, found " + frequency);
        }
        count(frequency, snvs);
    }

    private void count(double frequency, Bins bins) {
        alleles++;
        if (frequency == 0) {
            zeros++;
        }
        rare += frequency < 0.01 ? 1 : 0;
        bins.equal[(int) Math.min(EQUAL_BINS - 1, frequency * EQUAL_BINS)]++;
        if (frequency > 0) {
            double quarter = (StrictMath.log10(frequency) + DECADES) * BINS_PER_DECADE;
            bins.quarters[(int) Math.max(0, Math.min(bins.quarters.length - 1, Math.floor(quarter + 1e-9)))]++;
        }
    }

    /**
     * Returns the number of alleles with a frequency.
     *
     * @return 0 or more
     */
    public long alleles() {
        return alleles;
    }

    /**
     * Returns the number of alleles whose frequency the file does not state.
     *
     * @return 0 or more
     */
    public long missing() {
        return missing;
    }

    /**
     * Returns the number of alleles of frequency 0: known, but seen in nobody here.
     *
     * @return 0 or more
     */
    public long zeros() {
        return zeros;
    }

    /** Tells whether enough alleles are below 1 % to need bins of powers of ten. */
    boolean areMostlyRare() {
        return rare - zeros > (alleles - zeros) / 5;
    }

    long[] equal(Kind kind) {
        return bins(kind).equal;
    }

    long[] quarters(Kind kind) {
        return bins(kind).quarters;
    }

    long count(Kind kind) {
        return Arrays.stream(bins(kind).equal).sum();
    }

    private Bins bins(Kind kind) {
        return switch (kind) {
            case SNV -> snvs;
            case INDEL -> indels;
            case OTHER -> others;
        };
    }

    /** Returns the numbers, for people. */
    @Override
    public String toString() {
        return Numbers.grouped(alleles) + " alleles with a frequency, " + Numbers.grouped(missing) + " without";
    }
}
