package omega.genomics.vcf.stats;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import omega.genomics.vcf.VcfReader;

/**
 * The numbers of a VCF file, counted as {@code bcftools stats} counts them.
 *
 * <p>A record with alleles of several types counts once for each type. Breakends, {@code *} and {@code <*>} are of no counted
 * type. Allele frequencies come from INFO AC and AN; with {@link #withSamples} from the genotypes where those are absent.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(path)) {
 *     VcfStatistics statistics = VcfStatistics.of(reader);
 *     System.out.println(statistics.snps() + " SNPs, Ti/Tv " + statistics.transitionTransversionRatio());
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class VcfStatistics {
    private final StatisticsCounter counter;
    private final long skipped;

    private VcfStatistics(StatisticsCounter counter, long skipped) {
        this.counter = counter;
        this.skipped = skipped;
    }

    /**
     * Counts sites; no sample column is looked at.
     *
     * @param reader read to its end; stays open
     * @return the numbers of the records that were left
     * @throws omega.genomics.ParseException if a record is malformed (strict mode)
     */
    public static VcfStatistics of(VcfReader reader) {
        Objects.requireNonNull(reader, "reader");
        return read(reader, new StatisticsCounter(reader.header(), false, reader.isLenient()));
    }

    /**
     * Counts sites and, for every sample the reader shows, genotypes and depths.
     *
     * @param reader read to its end; stays open
     * @return the numbers of the records that were left
     * @throws omega.genomics.ParseException if a record is malformed (strict mode)
     */
    public static VcfStatistics withSamples(VcfReader reader) {
        Objects.requireNonNull(reader, "reader");
        return read(reader, new StatisticsCounter(reader.header(), true, reader.isLenient()));
    }

    private static VcfStatistics read(VcfReader reader, StatisticsCounter counter) {
        reader.forEach(counter::add);
        return new VcfStatistics(counter, reader.skipped());
    }

    /**
     * Returns the number of records counted.
     *
     * @return 0 or more
     */
    public long records() {
        return counter.records;
    }

    /**
     * Returns the number of records that lenient mode skipped.
     *
     * @return 0 in strict mode
     */
    public long skipped() {
        return skipped;
    }

    /**
     * Returns the number of sample columns shown.
     *
     * @return 0 for a sites file
     */
    public int samples() {
        return counter.samples;
    }

    /**
     * Returns the records without a variant: ALT is {@code .}, {@code <*>} or equal to REF.
     *
     * @return 0 or more
     */
    public long noAlts() {
        return counter.noAlts;
    }

    /**
     * Returns the records with an SNP.
     *
     * @return 0 or more
     */
    public long snps() {
        return counter.snps;
    }

    /**
     * Returns the records with a substitution of several bases.
     *
     * @return 0 or more
     */
    public long mnps() {
        return counter.mnps;
    }

    /**
     * Returns the records with an insertion or deletion.
     *
     * @return 0 or more
     */
    public long indels() {
        return counter.indels;
    }

    /**
     * Returns the records with a symbolic allele or a substitution that changes the length.
     *
     * @return 0 or more
     */
    public long others() {
        return counter.others;
    }

    /**
     * Returns the records with two or more ALT alleles.
     *
     * @return 0 or more
     */
    public long multiallelicSites() {
        return counter.multiallelic;
    }

    /**
     * Returns the records with two or more ALT alleles, all SNPs.
     *
     * @return 0 or more
     */
    public long multiallelicSnpSites() {
        return counter.multiallelicSnps;
    }

    /**
     * Returns the ALT alleles that exchange A and G, or C and T.
     *
     * @return 0 or more
     */
    public long transitions() {
        return counter.sum(counter.transitions);
    }

    /**
     * Returns the ALT alleles that exchange one base and are no transitions.
     *
     * @return 0 or more
     */
    public long transversions() {
        return counter.sum(counter.transversions);
    }

    /**
     * Returns the transitions among first ALT alleles.
     *
     * @return 0 or more
     */
    public long firstAltTransitions() {
        return counter.firstAltTransitions;
    }

    /**
     * Returns the transversions among first ALT alleles.
     *
     * @return 0 or more
     */
    public long firstAltTransversions() {
        return counter.firstAltTransversions;
    }

    /**
     * Returns transitions per transversion.
     *
     * @return empty if there are no transversions
     */
    public OptionalDouble transitionTransversionRatio() {
        long below = transversions();
        return below == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) transitions() / below);
    }

    /**
     * Returns the ALT alleles seen once, and those whose count is not known.
     *
     * @return one bin of frequency 0
     */
    public FrequencyBin singletons() {
        return counter.bin(0, 0);
    }

    /**
     * Returns the ALT alleles by frequency: a hundred bins, or as many as samples if they are more.
     *
     * @return bins that are not empty, lowest first; singletons are part of the first
     */
    public List<FrequencyBin> frequencies() {
        return counter.bins();
    }

    /**
     * Returns the exchanges of one base by another.
     *
     * @param ref one of A, C, G, T
     * @param alt one of A, C, G, T
     * @return ALT alleles
     * @throws IllegalArgumentException if a letter is no base
     */
    public long substitutions(char ref, char alt) {
        int from = AlleleType.base((byte) ref);
        int to = AlleleType.base((byte) alt);
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("expected two of A, C, G, T, found " + ref + " and " + alt);
        }
        return counter.substitutions[from << 2 | to];
    }

    /**
     * Returns insertions and deletions by length.
     *
     * @return ALT alleles by bases inserted, deletions negative; 60 stands for 60 and more, −60 likewise
     */
    public SortedMap<Integer, Long> indelLengths() {
        return counter.indelLengths();
    }

    /**
     * Returns the numbers of every sample.
     *
     * @return in column order; empty unless asked for with {@link #withSamples}
     */
    public List<SampleCounts> sampleCounts() {
        return counter.sampleCounts();
    }

    /** Returns the numbers of records. */
    @Override
    public String toString() {
        return records() + " records, " + snps() + " SNPs, " + mnps() + " MNPs, " + indels() + " indels, " + others()
                + " others";
    }
}
