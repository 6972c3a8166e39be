package omega.genomics.vcf.genotype;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * The genotypes of all samples of a cohort, seen from one ALT allele, as the database keeps them.
 *
 * <p><b>Kept</b>: of each sample how many alleles it has, how many of them are this one, and how many are missing. <b>Not
 * kept</b>: phase and the order of alleles ({@code 1|0} reads {@code 0/1}), which other allele stands beside this one (it
 * reads 0, as after {@code bcftools norm -m -}; the row of the other allele tells), the ploidy of a genotype that is
 * missing altogether, and whether that was written or left out ({@code .} and {@code ./.} read alike), and every FORMAT
 * field but GT.
 *
 * <p><b>Form.</b> Byte 0: bit 0 two-bit form, bits 1 and 2 the usual category, bit 3 refined. Byte 1: the usual ploidy.
 * If refined, bytes 2 to 5: where refinements begin. Then the categories (0 none, 1 some, 2 all copies, 3 missing), in the
 * two-bit form four samples a byte, the first in the lowest bits; in the sparse form a number for each sample whose
 * category is not the usual one: the samples skipped since the one before, times four, plus the category, as a varint (seven bits
 * a byte, lowest first, top bit set on all but the last). A refinement is: ploidy, copies and missing alleles (255: as
 * the category says), 0 for a list or 1 for a bitmap, four bytes of length, and the samples: as a list of varints of those
 * skipped, or a bit a sample. Numbers of four bytes have the highest byte first.
 *
 * <p>Immutable and thread-safe.
 */
public final class PackedGenotypes {
    public static final int TWO_BIT = 1;
    public static final int REFINED = 8;
    public static final int NONE = 0;
    public static final int SOME = 1;
    public static final int ALL = 2;
    public static final int MISSING = 3;
    public static final int AS_USUAL = 255;

    private final byte[] bytes;
    private final int samples;

    private PackedGenotypes(byte[] bytes, int samples) {
        this.bytes = bytes;
        this.samples = samples;
    }

    /**
     * Reads what {@link omega.genomics.vcf.GenotypePacker} wrote.
     *
     * @param packed the bytes; kept, not copied, and not to be changed
     * @param samples the number of samples in the cohort
     * @return the genotypes
     * @throws IllegalArgumentException if the bytes are none of a packer's
     */
    public static PackedGenotypes of(byte[] packed, int samples) {
        Objects.requireNonNull(packed, "packed");
        PackedGenotypes genotypes = new PackedGenotypes(packed, samples);
        if (!genotypes.isWhole()) {
            throw new IllegalArgumentException("expected packed genotypes, found " + packed.length + " other bytes");
        }
        return genotypes;
    }

    private boolean isWhole() {
        if (bytes.length < 2 || (bytes[0] & 0xf0) != 0 || bytes.length < begin()) {
            return false;
        }
        int twoBit = (bytes[0] & TWO_BIT) == 0 ? 0 : (samples + 3) / 4;
        return end() >= begin() + twoBit && end() <= bytes.length;
    }

    /**
     * Returns the number of samples.
     *
     * @return as given
     */
    public int samples() {
        return samples;
    }

    private int begin() {
        return (bytes[0] & REFINED) != 0 ? 6 : 2;
    }

    private int end() {
        return (bytes[0] & REFINED) != 0 ? intAt(2) : bytes.length;
    }

    private int usual() {
        return bytes[0] >> 1 & 3;
    }

    private int category(int sample) {
        Objects.checkIndex(sample, samples);
        if ((bytes[0] & TWO_BIT) != 0) {
            return bytes[begin() + (sample >> 2)] >> ((sample & 3) << 1) & 3;
        }
        int next = 0;
        for (int at = begin(); at < end(); at = after(at)) {
            int entry = varint(at);
            next += entry >>> 2;
            if (next >= sample) {
                return next == sample ? entry & 3 : usual();
            }
            next++;
        }
        return usual();
    }

    /**
     * Tells whether a sample has the allele.
     *
     * @param sample from 0
     * @return true for {@code 0/1}, {@code 1/1}, {@code ./1}, {@code 1}
     */
    public boolean carries(int sample) {
        int category = category(sample);
        return category == SOME || category == ALL;
    }

    /**
     * Tells whether it is unknown if a sample has the allele.
     *
     * @param sample from 0
     * @return true for {@code ./.}, {@code .}, {@code ./0}, and without a genotype
     */
    public boolean isMissing(int sample) {
        return category(sample) == MISSING;
    }

    /**
     * Counts a sample's alleles.
     *
     * @param sample from 0
     * @return 1 or more; of a genotype that is missing altogether that of most samples
     */
    public int ploidy(int sample) {
        int at = refinement(sample);
        return at < 0 ? bytes[1] & 0xff : bytes[at] & 0xff;
    }

    /**
     * Counts a sample's copies of the allele.
     *
     * @param sample from 0
     * @return those that are known
     */
    public int copies(int sample) {
        int at = refinement(sample);
        if (at >= 0 && (bytes[at + 1] & 0xff) != AS_USUAL) {
            return bytes[at + 1] & 0xff;
        }
        int category = category(sample);
        return category == ALL ? ploidy(sample) : category == SOME ? 1 : 0;
    }

    /**
     * Counts a sample's missing alleles.
     *
     * @param sample from 0
     * @return 0 to {@link #ploidy}
     */
    public int missing(int sample) {
        int at = refinement(sample);
        if (at >= 0 && (bytes[at + 2] & 0xff) != AS_USUAL) {
            return bytes[at + 2] & 0xff;
        }
        return category(sample) == MISSING ? ploidy(sample) : 0;
    }

    /**
     * Writes a sample's genotype as VCF does, without phase: missing alleles, then 0 for every other allele, then 1 for this
     * one.
     *
     * @param sample from 0
     * @return such as {@code 0/1}, {@code 1/1}, {@code ./1}, {@code 0}
     */
    public String genotype(int sample) {
        int ploidy = ploidy(sample);
        int missing = missing(sample);
        int firstCopy = ploidy - copies(sample);
        StringBuilder text = new StringBuilder(2 * ploidy);
        for (int i = 0; i < ploidy; i++) {
            text.append(i > 0 ? "/" : "").append(i < missing ? '.' : i < firstCopy ? '0' : '1');
        }
        return text.toString();
    }

    /**
     * Returns the samples that have the allele.
     *
     * @return their numbers from 0, ascending; the caller's to keep
     */
    public int[] carriers() {
        int[] found = new int[Math.min(samples, 16)];
        int[] size = {0};
        int[][] grown = {found};
        forEachCarrier(sample -> {
            if (size[0] == grown[0].length) {
                grown[0] = Arrays.copyOf(grown[0], Math.min(samples, 2 * size[0]));
            }
            grown[0][size[0]++] = sample;
        });
        return Arrays.copyOf(grown[0], size[0]);
    }

    /**
     * Hands over the samples that have the allele, in a time that depends on their number alone where they are few.
     *
     * @param action is given each sample's number from 0, ascending
     */
    public void forEachCarrier(IntConsumer action) {
        Objects.requireNonNull(action, "action");
        if ((bytes[0] & TWO_BIT) != 0) {
            eachOfTwoBits(action);
            return;
        }
        boolean usual = usual() == SOME || usual() == ALL;
        int next = 0;
        for (int at = begin(); at < end(); at = after(at)) {
            int entry = varint(at);
            int sample = next + (entry >>> 2);
            for (; usual && next < sample; next++) {
                action.accept(next);
            }
            int category = entry & 3;
            if (category == SOME || category == ALL) {
                action.accept(sample);
            }
            next = sample + 1;
        }
        for (; usual && next < samples; next++) {
            action.accept(next);
        }
    }

    private void eachOfTwoBits(IntConsumer action) {
        int begin = begin();
        for (int sample = 0; sample < samples; sample++) {
            int category = bytes[begin + (sample >> 2)] >> ((sample & 3) << 1) & 3;
            if (category == SOME || category == ALL) {
                action.accept(sample);
            }
        }
    }

    /**
     * Returns the genotypes of all samples, in a time that is linear in their number.
     *
     * @return a number for each sample: {@link #ploidy} times 65,536, plus {@link #copies} times 256, plus {@link #missing}
     */
    public int[] unpack() {
        int[] all = categories();
        int ploidy = bytes[1] & 0xff;
        int[] categories = (bytes[0] & REFINED) == 0 ? all : all.clone();
        for (int sample = 0; sample < samples; sample++) {
            all[sample] = genotype(all[sample], ploidy, AS_USUAL, AS_USUAL);
        }
        if ((bytes[0] & REFINED) != 0) {
            for (int at = end(); at < bytes.length; at += 8 + intAt(at + 4)) {
                refine(all, categories, at);
            }
        }
        return all;
    }

    private int[] categories() {
        int[] all = new int[samples];
        if ((bytes[0] & TWO_BIT) != 0) {
            int begin = begin();
            for (int sample = 0; sample < samples; sample++) {
                all[sample] = bytes[begin + (sample >> 2)] >> ((sample & 3) << 1) & 3;
            }
            return all;
        }
        Arrays.fill(all, usual());
        int next = 0;
        for (int at = begin(); at < end(); at = after(at)) {
            int entry = varint(at);
            next += entry >>> 2;
            all[next++] = entry & 3;
        }
        return all;
    }

    private static int genotype(int category, int ploidy, int copies, int missing) {
        int ofAllele = copies != AS_USUAL ? copies : category == ALL ? ploidy : category == SOME ? 1 : 0;
        int unknown = missing != AS_USUAL ? missing : category == MISSING ? ploidy : 0;
        return ploidy << 16 | ofAllele << 8 | unknown;
    }

    private void refine(int[] all, int[] categories, int at) {
        int ploidy = bytes[at] & 0xff;
        int copies = bytes[at + 1] & 0xff;
        int missing = bytes[at + 2] & 0xff;
        int from = at + 8;
        if (bytes[at + 3] != 0) {
            for (int sample = 0; sample < samples; sample++) {
                if ((bytes[from + (sample >> 3)] >> (sample & 7) & 1) != 0) {
                    all[sample] = genotype(categories[sample], ploidy, copies, missing);
                }
            }
            return;
        }
        int sample = 0;
        for (int i = from; i < from + intAt(at + 4); i = after(i)) {
            sample += varint(i);
            all[sample] = genotype(categories[sample], ploidy, copies, missing);
            sample++;
        }
    }

    /** Returns where the refinement that holds a sample begins, −1 if none does. */
    private int refinement(int sample) {
        Objects.checkIndex(sample, samples);
        if ((bytes[0] & REFINED) == 0) {
            return -1;
        }
        for (int at = end(); at < bytes.length; at += 8 + intAt(at + 4)) {
            boolean holds = bytes[at + 3] == 0
                    ? listed(sample, at + 8, at + 8 + intAt(at + 4))
                    : (bytes[at + 8 + (sample >> 3)] >> (sample & 7) & 1) != 0;
            if (holds) {
                return at;
            }
        }
        return -1;
    }

    private boolean listed(int sample, int from, int to) {
        int next = 0;
        for (int at = from; at < to && next <= sample; at = after(at)) {
            next += varint(at);
            if (next == sample) {
                return true;
            }
            next++;
        }
        return false;
    }

    private int varint(int from) {
        int value = 0;
        int at = from;
        for (int shift = 0; ; shift += 7) {
            value |= (bytes[at] & 127) << shift;
            if (bytes[at++] >= 0) {
                return value;
            }
        }
    }

    private int after(int varint) {
        int at = varint;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    private int intAt(int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedGenotypes that && samples == that.samples && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the numbers of samples and bytes. */
    @Override
    public String toString() {
        return "genotypes of " + samples + " samples in " + bytes.length + " bytes";
    }
}
