package omega.genomics.vcf.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/**
 * Counts genotypes and depths by sample.
 *
 * <p>Most genotypes are {@code 0/0}: they are not counted but what is left of the records when all others are. In GT-only
 * columns of one-digit diploid calls two samples are told to be {@code 0|0} by comparing one long.
 */
final class SampleTally {
    private static final long REF_PAIR = 0x30_00_30_09_30_00_30_09L;
    private static final long TAB_PAIR = 0x00_00_00_09_00_00_00_09L;
    private static final long TAB_MASK = 0x00_00_00_ff_00_00_00_ffL;
    private static final long MARKS = 0x00_01_00_00_00_01_00_00L;

    private static final int MISSING = 0;
    private static final int HAPLOID_REF = 1;
    private static final int HAPLOID_ALT = 2;
    private static final int HOM_REF = 3;
    private static final int HET = 4;
    private static final int HET_ALTS = 5;
    private static final int HOM_ALT = 6;

    private final List<String> names;
    private final int samples;
    private final FormatKey<?> genotypeKey;
    private final @Nullable FormatKey<int[]> depthKey;
    private final @Nullable FormatKey<int[]> alleleDepthKey;

    private long genotypeRecords;
    /** Diploid genotypes that are not {@code 0/0}, and all others that are not counted as such. */
    private final long[] notHomRef;

    private final long[] homAlt;
    private final long[] het;
    private final long[] transitions;
    private final long[] transversions;
    private final long[] indels;
    private final long[] depth;
    private final long[] depths;
    private final long[] singletons;
    private final long[] haploidRef;
    private final long[] haploidAlt;
    private final long[] missing;

    // The genotype looked at last, and the record's state.
    private int first;
    private int second;
    private int carriers;
    private int carrier;
    private int[] types = {};
    private byte[] firsts = {};
    private int ref;
    private int alleles;

    SampleTally(VcfHeader header) {
        names = header.samples();
        samples = names.size();
        genotypeKey = header.format("GT").asAny();
        depthKey = integer(header.format("DP"));
        alleleDepthKey = integer(header.format("AD"));
        notHomRef = new long[samples];
        homAlt = new long[samples];
        het = new long[samples];
        transitions = new long[samples];
        transversions = new long[samples];
        indels = new long[samples];
        depth = new long[samples];
        depths = new long[samples];
        singletons = new long[samples];
        haploidRef = new long[samples];
        haploidAlt = new long[samples];
        missing = new long[samples];
    }

    private static @Nullable FormatKey<int[]> integer(FormatDefinition definition) {
        return definition.type() == VcfType.INTEGER ? definition.asIntegers() : null;
    }

    /** Reads all of the record that {@link #add} will count, so that a bad one is counted nowhere. */
    void check(VcfRecord record, int alleleCount) {
        alleles = alleleCount;
        SamplesView view = record.samples();
        if (view.hasKey(genotypeKey)) {
            walk(record, (sample, bytes, from, to) -> classify(record, bytes, from, to));
        }
        depths(view, (sample, value) -> {});
    }

    void add(VcfRecord record, int alleleCount, int[] alleleTypes, byte[] firstBytes) {
        alleles = alleleCount;
        types = alleleTypes;
        firsts = firstBytes;
        ref = AlleleType.base(firstBytes[0]);
        carriers = 0;
        SamplesView view = record.samples();
        if (view.hasKey(genotypeKey)) {
            genotypeRecords++;
            walk(record, (sample, bytes, from, to) -> count(sample, classify(record, bytes, from, to)));
            if (carriers == 1) {
                singletons[carrier]++;
            }
        }
        depths(view, (sample, value) -> {
            depth[sample] += value;
            depths[sample]++;
        });
    }

    // ---- genotypes -----------------------------------------------------------------------------------------------

    private interface Visitor {
        void genotype(int sample, byte[] bytes, int from, int to);
    }

    /** Shows every genotype, but may leave out {@code 0/0} and {@code 0|0}. */
    private void walk(VcfRecord record, Visitor visitor) {
        ByteSlice format = record.samples().formatBytes();
        int at = format.offset() + format.length();
        byte[] bytes = record.buffer();
        boolean narrow = record.projection().samples() == null
                && format.contentEquals("GT")
                && record.lineEnd() - at == 4 * samples;
        if (narrow && isStride(bytes, at)) {
            walkPairs(bytes, at, visitor);
            return;
        }
        SamplesView view = record.samples();
        for (int sample = 0; sample < samples; sample++) {
            ByteSlice text = view.bytes(genotypeKey, sample);
            if (text == null) {
                visitor.genotype(sample, bytes, 0, 0);
            } else {
                visitor.genotype(sample, bytes, text.offset(), text.offset() + text.length());
            }
        }
    }

    /** A tab every four bytes; if there are more of them, one stands where a genotype should and is found there. */
    private boolean isStride(byte[] bytes, int from) {
        for (int sample = 0, at = from; sample + 1 < samples; sample += 2, at += 8) {
            if ((Words.load(bytes, at) & TAB_MASK) != TAB_PAIR) {
                return false;
            }
        }
        return bytes[from + 4 * (samples - 1)] == '\t';
    }

    private void walkPairs(byte[] bytes, int from, Visitor visitor) {
        long phased = REF_PAIR | MARKS * '|';
        long unphased = REF_PAIR | MARKS * '/';
        int at = from;
        int sample = 0;
        for (; sample + 1 < samples; sample += 2, at += 8) {
            long word = Words.load(bytes, at);
            if (word != phased && word != unphased) {
                visitor.genotype(sample, bytes, at + 1, at + 4);
                visitor.genotype(sample + 1, bytes, at + 5, at + 8);
            }
        }
        if (sample < samples) {
            visitor.genotype(sample, bytes, at + 1, at + 4);
        }
    }

    /** Tells the kind of a genotype, and its one or two ALT alleles. */
    private int classify(VcfRecord record, byte[] bytes, int from, int to) {
        first = 0;
        second = 0;
        boolean hasRef = false;
        boolean different = false;
        int ploidy = 0;
        int at = from < to && isMark(bytes[from]) ? from + 1 : from;
        while (at < to) {
            if (bytes[at] == '.') {
                return MISSING;
            }
            int allele = 0;
            int start = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 9) {
                allele = allele * 10 + bytes[at++] - '0';
            }
            if (at == start || (at < to && !isMark(bytes[at])) || at + 1 == to) {
                throw bad(record, from, to, "a genotype such as 0/1");
            }
            if (allele >= alleles && alleles > 1) {
                throw bad(record, from, to, "allele numbers up to " + (alleles - 1));
            }
            at++;
            ploidy++;
            if (allele == 0) {
                hasRef = true;
            } else if (first == 0) {
                first = allele;
            } else if (allele != first) {
                different = true;
                second = Math.max(allele, first);
                first = Math.min(allele, first);
            }
        }
        if (ploidy < 2) {
            return ploidy == 0 ? MISSING : hasRef ? HAPLOID_REF : HAPLOID_ALT;
        }
        if (!hasRef) {
            return different ? HET_ALTS : HOM_ALT;
        }
        return first == 0 ? HOM_REF : HET;
    }

    private static ParseException bad(VcfRecord record, int from, int to, String expected) {
        return new ParseException(record.finding(from, to, "samples", VcfRule.GT_SYNTAX, expected));
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }

    private void count(int sample, int kind) {
        if (kind == HOM_REF) {
            return;
        }
        notHomRef[sample]++;
        switch (kind) {
            case MISSING -> missing[sample]++;
            case HAPLOID_REF -> haploidRef[sample]++;
            case HAPLOID_ALT -> haploidAlt[sample]++;
            default -> countCarrier(sample, kind);
        }
    }

    private void countCarrier(int sample, int kind) {
        carriers++;
        carrier = sample;
        int firstBits = bits(first);
        int bits = firstBits | bits(second);
        if ((bits & AlleleType.SNP) != 0 || bits == AlleleType.REF) {
            (kind == HOM_ALT ? homAlt : het)[sample]++;
            if ((firstBits & AlleleType.SNP) != 0) {
                int alt = AlleleType.base(firsts[first]);
                if (alt < 0) {
                    return;
                }
                (AlleleType.isTransition(ref, alt) ? transitions : transversions)[sample]++;
            }
        }
        if ((bits & AlleleType.INDEL) != 0) {
            indels[sample]++;
        }
    }

    /** Where ALT is missing, an allele number says that there is one, but not what it is. */
    private int bits(int allele) {
        return allele < alleles ? AlleleType.bits(types[allele]) : AlleleType.REF;
    }

    /** Adds up the alleles of all genotypes; returns their number, or −1 if there are no genotypes. */
    long alleleCounts(VcfRecord record, int[] counts, int alleleCount) {
        SamplesView view = record.samples();
        if (!view.hasKey(genotypeKey)) {
            return -1;
        }
        long number = 0;
        for (int sample = 0; sample < samples; sample++) {
            ByteSlice genotype = view.bytes(genotypeKey, sample);
            if (genotype != null && genotype.length() > 0) {
                number += alleleCounts(record, genotype, counts, alleleCount);
            }
        }
        return number;
    }

    private static long alleleCounts(VcfRecord record, ByteSlice genotype, int[] counts, int alleleCount) {
        byte[] bytes = genotype.array();
        int end = genotype.offset() + genotype.length();
        int from = isMark(bytes[genotype.offset()]) ? genotype.offset() + 1 : genotype.offset();
        long number = 0;
        while (from <= end) {
            int to = from;
            while (to < end && !isMark(bytes[to])) {
                to++;
            }
            if (to > from && !(to - from == 1 && bytes[from] == '.')) {
                int allele = VcfNumbers.parsePosition(bytes, from, to);
                if (allele < 0) {
                    throw bad(record, from, to, "an allele number");
                }
                if (allele < alleleCount) {
                    counts[allele]++;
                    number++;
                }
            }
            from = to + 1;
        }
        return number;
    }

    // ---- depths --------------------------------------------------------------------------------------------------

    private interface DepthVisitor {
        void depth(int sample, long value);
    }

    private void depths(SamplesView view, DepthVisitor visitor) {
        if (depthKey != null && view.hasKey(depthKey)) {
            for (int sample = 0; sample < samples; sample++) {
                if (!view.isMissing(depthKey, sample, 0)) {
                    visitor.depth(sample, view.intValue(depthKey, sample, 0));
                }
            }
        } else if (alleleDepthKey != null && view.hasKey(alleleDepthKey)) {
            alleleDepths(view, alleleDepthKey, visitor);
        }
    }

    private void alleleDepths(SamplesView view, FormatKey<int[]> key, DepthVisitor visitor) {
        for (int sample = 0; sample < samples; sample++) {
            int n = view.count(key, sample);
            long sum = 0;
            boolean any = false;
            for (int i = 0; i < n; i++) {
                if (!view.isMissing(key, sample, i)) {
                    sum += view.intValue(key, sample, i);
                    any = true;
                }
            }
            if (any) {
                visitor.depth(sample, sum);
            }
        }
    }

    List<SampleCounts> counts() {
        List<SampleCounts> list = new ArrayList<>(samples);
        IntStream.range(0, samples).forEach(i -> list.add(counts(i)));
        return list;
    }

    private SampleCounts counts(int i) {
        return new SampleCounts(
                names.get(i),
                genotypeRecords - notHomRef[i],
                homAlt[i],
                het[i],
                transitions[i],
                transversions[i],
                indels[i],
                depths[i] == 0 ? 0 : (double) depth[i] / depths[i],
                singletons[i],
                haploidRef[i],
                haploidAlt[i],
                missing[i]);
    }
}
