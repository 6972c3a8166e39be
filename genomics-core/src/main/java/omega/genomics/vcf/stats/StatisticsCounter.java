package omega.genomics.vcf.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/** Counts records one by one, from their bytes. */
final class StatisticsCounter {
    /** What one takes in memory, while the arrays grow. */
    private static final int MOST_ALLELES = HeapShare.count(48);

    private static final int LONGEST_INDEL = 60;
    private static final long NOT_STATED = -1;
    private static final long WRONG = -2;

    private final boolean lenient;
    final int samples;
    long records;
    long noAlts;
    long snps;
    long mnps;
    long indels;
    long others;
    long multiallelic;
    long multiallelicSnps;
    long firstAltTransitions;
    long firstAltTransversions;
    final long[] substitutions = new long[16];

    /** By frequency; the first bin is for singletons and for what is not known. */
    private final long[] snpAlleles;

    final long[] transitions;
    final long[] transversions;
    private final long[] indelAlleles;
    private final long[] lengths = new long[2 * LONGEST_INDEL + 1];

    private final @Nullable InfoKey<int[]> alleleCount;
    private final @Nullable InfoKey<int[]> alleleNumber;
    private final @Nullable SampleTally tally;
    /** By allele number: code of {@link AlleleType}, first byte, frequency bin or allele count. */
    private int[] types = new int[8];

    private byte[] firsts = new byte[8];
    private int[] bins = new int[8];

    StatisticsCounter(VcfHeader header, boolean perSample, boolean lenient) {
        this.lenient = lenient;
        samples = header.sampleCount();
        int size = Math.max(101, samples + 1);
        snpAlleles = new long[size];
        transitions = new long[size];
        transversions = new long[size];
        indelAlleles = new long[size];
        alleleCount = integer(header.info("AC"));
        alleleNumber = integer(header.info("AN"));
        tally = perSample && samples > 0 ? new SampleTally(header) : null;
    }

    private static @Nullable InfoKey<int[]> integer(InfoDefinition definition) {
        return definition.type() == VcfType.INTEGER ? definition.asIntegers() : null;
    }

    void add(VcfRecord record) {
        int alleles = classify(record);
        int bits = 0;
        for (int i = 1; i < alleles; i++) {
            bits |= AlleleType.bits(types[i]);
        }
        if (tally != null && lenient) {
            tally.check(record, alleles);
        }
        if ((bits & (AlleleType.SNP | AlleleType.INDEL)) != 0) {
            frequencyBins(record, alleles);
        }
        records++;
        if (bits == AlleleType.REF) {
            noAlts++;
        }
        if ((bits & AlleleType.SNP) != 0) {
            snps++;
            addSnps(alleles);
        }
        if ((bits & AlleleType.INDEL) != 0) {
            indels++;
            addIndels(alleles);
        }
        if ((bits & AlleleType.MNP) != 0) {
            mnps++;
        }
        if ((bits & AlleleType.OTHER) != 0) {
            others++;
        }
        if (alleles > 2) {
            multiallelic++;
            if (bits == AlleleType.SNP) {
                multiallelicSnps++;
            }
        }
        if (tally != null) {
            tally.add(record, alleles, types, firsts);
        }
    }

    /** Fills in the types; returns the number of alleles, REF among them. */
    private int classify(VcfRecord record) {
        byte[] bytes = record.buffer();
        int ref = record.columnStart(VcfRecord.REF);
        int refEnd = record.columnEnd(VcfRecord.REF);
        int at = record.columnStart(VcfRecord.ALT);
        int end = record.columnEnd(VcfRecord.ALT);
        types[0] = AlleleType.REF;
        firsts[0] = bytes[ref];
        if (end - at == 1 && bytes[at] == '.') {
            return 1;
        }
        int n = 1;
        while (at <= end) {
            int stop = end - at == 1 ? end : ByteSearch.find(bytes, at, end, (byte) ',');
            if (n == types.length) {
                grow(record);
            }
            types[n] = at == stop ? AlleleType.OTHER : AlleleType.of(bytes, ref, refEnd, at, stop);
            firsts[n++] = at == stop ? 0 : bytes[at];
            at = stop + 1;
        }
        return n;
    }

    private void grow(VcfRecord record) {
        if (types.length > MOST_ALLELES) {
            throw new ParseException(record.finding(
                    record.columnStart(VcfRecord.ALT),
                    record.columnEnd(VcfRecord.ALT),
                    "ALT",
                    VcfRule.ALT_COUNT,
                    "at most " + MOST_ALLELES + " ALT alleles, as many as half of the heap holds"));
        }
        types = Arrays.copyOf(types, types.length * 2);
        firsts = Arrays.copyOf(firsts, firsts.length * 2);
        bins = Arrays.copyOf(bins, bins.length * 2);
    }

    private void addSnps(int alleles) {
        int ref = AlleleType.base(firsts[0]);
        for (int i = 1; i < alleles && ref >= 0; i++) {
            int alt = AlleleType.base(firsts[i]);
            if ((AlleleType.bits(types[i]) & AlleleType.SNP) == 0 || alt < 0 || alt == ref) {
                continue;
            }
            substitutions[ref << 2 | alt]++;
            snpAlleles[bins[i]]++;
            boolean transition = AlleleType.isTransition(ref, alt);
            (transition ? transitions : transversions)[bins[i]]++;
            if (i == 1 && transition) {
                firstAltTransitions++;
            } else if (i == 1) {
                firstAltTransversions++;
            }
        }
    }

    private void addIndels(int alleles) {
        for (int i = 1; i < alleles; i++) {
            if ((AlleleType.bits(types[i]) & AlleleType.INDEL) != 0) {
                indelAlleles[bins[i]]++;
                int length = AlleleType.length(types[i]);
                lengths[Math.max(-LONGEST_INDEL, Math.min(LONGEST_INDEL, length)) + LONGEST_INDEL]++;
            }
        }
    }

    // ---- frequencies ---------------------------------------------------------------------------------------------

    private void frequencyBins(VcfRecord record, int alleles) {
        Arrays.fill(bins, 0, alleles, 0);
        long number = infoCounts(record, alleles);
        if (number == NOT_STATED && tally != null) {
            number = tally.alleleCounts(record, bins, alleles);
        }
        if (number < 0) {
            Arrays.fill(bins, 0, alleles, 0);
            return;
        }
        for (int i = 1; i < alleles; i++) {
            bins[i] = frequencyBin(bins[i], number);
        }
    }

    /** Fills in INFO AC; returns AN, or that one of them is absent, or that AC is not one number for each ALT allele. */
    private long infoCounts(VcfRecord record, int alleles) {
        InfoView info = record.info();
        if (alleleCount == null
                || alleleNumber == null
                || info.isMissing(alleleNumber, 0)
                || !info.isPresent(alleleCount)) {
            return NOT_STATED;
        }
        if (info.count(alleleCount) != alleles - 1) {
            return WRONG;
        }
        for (int i = 1; i < alleles; i++) {
            if (info.isMissing(alleleCount, i - 1)) {
                return WRONG;
            }
            bins[i] = info.intValue(alleleCount, i - 1);
        }
        return info.intValue(alleleNumber, 0);
    }

    private int frequencyBin(int count, long number) {
        if (count == 1) {
            return 0;
        }
        if (number == 0) {
            return 1;
        }
        float frequency = Math.max(0, Math.min(1, (float) count / number));
        return (int) (frequency * (snpAlleles.length - 2)) + 1;
    }

    long sum(long[] byBin) {
        return Arrays.stream(byBin).sum();
    }

    FrequencyBin bin(int index, double frequency) {
        return new FrequencyBin(
                frequency, snpAlleles[index], transitions[index], transversions[index], indelAlleles[index]);
    }

    List<FrequencyBin> bins() {
        List<FrequencyBin> list = new ArrayList<>();
        int size = snpAlleles.length;
        for (int i = 1; i < size; i++) {
            FrequencyBin bin = bin(i, (double) (i - 1) / (size - 1));
            if (i == 1) {
                FrequencyBin single = bin(0, 0);
                bin = new FrequencyBin(
                        0,
                        bin.snps() + single.snps(),
                        bin.transitions() + single.transitions(),
                        bin.transversions() + single.transversions(),
                        bin.indels() + single.indels());
            }
            if (bin.snps() + bin.indels() > 0) {
                list.add(bin);
            }
        }
        return list;
    }

    SortedMap<Integer, Long> indelLengths() {
        SortedMap<Integer, Long> map = new TreeMap<>();
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                map.put(i - LONGEST_INDEL, lengths[i]);
            }
        }
        return map;
    }

    List<SampleCounts> sampleCounts() {
        return tally == null ? List.of() : tally.counts();
    }
}
