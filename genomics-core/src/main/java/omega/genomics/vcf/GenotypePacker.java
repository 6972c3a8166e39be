package omega.genomics.vcf;

import java.util.Arrays;
import java.util.Objects;
import omega.genomics.internal.vcf.GenotypeList;
import omega.genomics.vcf.genotype.PackedGenotypes;

/**
 * Packs the genotypes of all samples, seen from one ALT allele, into the few bytes that {@link PackedGenotypes} reads.
 *
 * <pre>{@code
 * GenotypePacker packer = new GenotypePacker();
 * if (packer.read(record.samples())) {
 *     for (int allele = 1; allele <= record.altCount(); allele++) {
 *         packer.pack(allele);
 *         store(packer.array(), packer.length(), packer.het() + packer.homAlt());
 *     }
 * }
 * }</pre>
 *
 * <p>A record is read once for all its alleles. Reused for record after record without allocation; not thread-safe.
 */
public final class GenotypePacker {
    private final GenotypeList list = new GenotypeList();
    private final int[] counts = new int[4];
    private final int[] ploidies = new int[256];
    private byte[] categories = {};
    private byte[] bytes = new byte[256];
    private int length;
    private long[] exceptions = {};
    private int exceptionCount;

    /** Makes a packer. */
    public GenotypePacker() {}

    /**
     * Reads the genotypes of a record.
     *
     * @param samples of the record; not kept
     * @return false if its FORMAT has no GT: there is nothing to pack
     * @throws omega.genomics.ParseException if a genotype is malformed, has an allele that the record has not or more than 254
     *     alleles, or the number of columns is wrong
     */
    public boolean read(SamplesView samples) {
        Objects.requireNonNull(samples, "samples");
        return samples.genotypes(list);
    }

    /**
     * Packs the genotypes of the record last read.
     *
     * @param allele the ALT allele to look from, from 1
     */
    public void pack(int allele) {
        int base = countAll(allele);
        int usual = usual();
        length = 2;
        int head = usual << 1;
        int sparse = sparseLength(usual);
        int twoBit = (list.samples() + 3) / 4;
        findExceptions(allele, base);
        if (exceptionCount > 0) {
            head |= PackedGenotypes.REFINED;
            length = 6;
        }
        ensure(Math.min(sparse, twoBit));
        if (twoBit < sparse) {
            head |= PackedGenotypes.TWO_BIT;
            putTwoBit(twoBit);
        } else {
            putSparse(usual);
        }
        bytes[0] = (byte) head;
        bytes[1] = (byte) base;
        if (exceptionCount > 0) {
            setInt(2, length);
            putExceptions();
        }
    }

    /**
     * Packs what two records of the same variant say together: for each sample the genotype that both agree on. A missing genotype
     * agrees with every other one, and {@code ./1} with {@code 0/1} and {@code 1/1}; the one that says more is packed. Genotypes
     * of different ploidy, or with more copies of the allele than the other allows, contradict each other.
     *
     * @param one as one record has it
     * @param other as the other record has it, of the same samples
     * @param isOneRecord whether both are alleles of one record that spell the same: copies of one are not copies of the other
     *     then, and add up
     * @return the first sample whose genotypes contradict each other, from 0; −1 if none does, and {@link #array()} and
     *     the counts hold the result
     */
    public int packBoth(PackedGenotypes one, PackedGenotypes other, boolean isOneRecord) {
        Objects.requireNonNull(one, "one");
        Objects.requireNonNull(other, "other");
        int n = one.samples();
        if (other.samples() != n) {
            throw new IllegalArgumentException("expected genotypes of " + n + " samples, found " + other.samples());
        }
        int[] ofOne = one.unpack();
        int[] ofOther = other.unpack();
        list.clear(n, 1);
        for (int sample = 0; sample < n; sample++) {
            int both = isOneRecord ? sum(ofOne[sample], ofOther[sample]) : agreement(ofOne[sample], ofOther[sample]);
            if (both < 0) {
                return sample;
            }
            list.add(sample, both >>> 16, both >>> 8 & 0xff, both & 0xff);
        }
        pack(1);
        return -1;
    }

    /** Of ploidy, copies and missing alleles, a byte each; −1 if the two contradict each other. */
    private static int agreement(int one, int other) {
        int ploidy = one >>> 16;
        if (isMissing(one)) {
            return other;
        }
        if (isMissing(other) || one == other) {
            return one;
        }
        int copies = Math.max(one >>> 8 & 0xff, other >>> 8 & 0xff);
        int others = Math.max(others(one), others(other));
        boolean isPossible = ploidy == other >>> 16 && copies + others <= ploidy;
        return isPossible ? ploidy << 16 | copies << 8 | ploidy - copies - others : -1;
    }

    private static int sum(int one, int other) {
        int ploidy = one >>> 16;
        int missing = one & 0xff;
        int copies = (one >>> 8 & 0xff) + (other >>> 8 & 0xff);
        boolean isPossible = ploidy == other >>> 16 && missing == (other & 0xff) && copies + missing <= ploidy;
        return isPossible ? ploidy << 16 | copies << 8 | missing : -1;
    }

    private static boolean isMissing(int genotype) {
        return genotype >>> 16 == (genotype & 0xff);
    }

    private static int others(int genotype) {
        return (genotype >>> 16) - (genotype >>> 8 & 0xff) - (genotype & 0xff);
    }

    /**
     * Returns the packed bytes.
     *
     * @return holds them from 0 to {@link #length()}; the same array until it has to grow, overwritten by the next
     *     {@link #pack}
     */
    public byte[] array() {
        return bytes;
    }

    /**
     * Returns how many bytes the genotypes take.
     *
     * @return 2 or more
     */
    public int length() {
        return length;
    }

    /**
     * Counts the samples that have no copy of the allele and no missing one.
     *
     * @return {@code 0/0}; of a record with several ALT alleles also those with others only, such as {@code 0/2}
     */
    public int homRef() {
        return counts[PackedGenotypes.NONE];
    }

    /**
     * Counts the samples that have the allele and something else.
     *
     * @return {@code 0/1}, and {@code 1/2}, and {@code ./1}
     */
    public int het() {
        return counts[PackedGenotypes.SOME];
    }

    /**
     * Counts the samples that have nothing but the allele.
     *
     * @return {@code 1/1}, and {@code 1} of a haploid
     */
    public int homAlt() {
        return counts[PackedGenotypes.ALL];
    }

    /**
     * Counts the samples of which it is not known whether they have the allele.
     *
     * @return {@code ./.}, {@code .}, {@code ./0}, and those without a genotype
     */
    public int missing() {
        return counts[PackedGenotypes.MISSING];
    }

    // ---- categories ----------------------------------------------------------------------------------------------

    /** Fills in each sample's category and the counts; returns the usual ploidy. */
    private int countAll(int allele) {
        int n = list.samples();
        if (categories.length < n) {
            categories = new byte[n];
        }
        Arrays.fill(categories, 0, n, (byte) PackedGenotypes.NONE);
        Arrays.fill(counts, 0);
        Arrays.fill(ploidies, 0);
        counts[PackedGenotypes.NONE] = n - list.size();
        ploidies[2] = n - list.size();
        for (int i = 0; i < list.size(); i++) {
            int ploidy = list.ploidy(i);
            int copies = list.copies(i, allele);
            int missing = list.copies(i, GenotypeList.MISSING);
            int category = category(ploidy, copies, missing);
            categories[list.sample(i)] = (byte) category;
            counts[category]++;
            ploidies[missing == ploidy ? 0 : ploidy]++;
        }
        int base = 2;
        for (int ploidy = 1; ploidy < ploidies.length; ploidy++) {
            base = ploidies[ploidy] > ploidies[base] ? ploidy : base;
        }
        return base;
    }

    private static int category(int ploidy, int copies, int missing) {
        if (copies > 0) {
            return copies == ploidy ? PackedGenotypes.ALL : PackedGenotypes.SOME;
        }
        return missing > 0 || ploidy == 0 ? PackedGenotypes.MISSING : PackedGenotypes.NONE;
    }

    private int usual() {
        int usual = 0;
        for (int category = 1; category < 4; category++) {
            usual = counts[category] > counts[usual] ? category : usual;
        }
        return usual;
    }

    private int sparseLength(int usual) {
        int bytesNeeded = 0;
        int next = 0;
        for (int sample = 0; sample < list.samples(); sample++) {
            if (categories[sample] != usual) {
                bytesNeeded += varintLength((sample - next) << 2);
                next = sample + 1;
            }
        }
        return bytesNeeded;
    }

    private static int varintLength(int value) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
    }

    private void putSparse(int usual) {
        int next = 0;
        for (int sample = 0; sample < list.samples(); sample++) {
            if (categories[sample] != usual) {
                putVarint((sample - next) << 2 | categories[sample]);
                next = sample + 1;
            }
        }
    }

    private void putTwoBit(int count) {
        Arrays.fill(bytes, length, length + count, (byte) 0);
        for (int sample = 0; sample < list.samples(); sample++) {
            bytes[length + (sample >> 2)] |= (byte) (categories[sample] << ((sample & 3) << 1));
        }
        length += count;
    }

    // ---- what four categories and one ploidy do not say ----------------------------------------------------------

    private void findExceptions(int allele, int base) {
        exceptionCount = 0;
        int sample = 0;
        for (int i = 0; i < list.size(); i++) {
            for (; base != 2 && sample < list.sample(i); sample++) {
                except(sample, 2, PackedGenotypes.AS_USUAL, PackedGenotypes.AS_USUAL);
            }
            sample = list.sample(i) + 1;
            examine(i, allele, base);
        }
        for (; base != 2 && sample < list.samples(); sample++) {
            except(sample, 2, PackedGenotypes.AS_USUAL, PackedGenotypes.AS_USUAL);
        }
        Arrays.sort(exceptions, 0, exceptionCount);
    }

    private void examine(int i, int allele, int base) {
        int ploidy = list.ploidy(i);
        int copies = list.copies(i, allele);
        int missing = list.copies(i, GenotypeList.MISSING);
        if (missing == ploidy) {
            return;
        }
        if (missing > 0 || (copies > 1 && copies < ploidy)) {
            except(list.sample(i), ploidy, copies, missing);
        } else if (ploidy != base) {
            except(list.sample(i), ploidy, PackedGenotypes.AS_USUAL, PackedGenotypes.AS_USUAL);
        }
    }

    private void except(int sample, int ploidy, int copies, int missing) {
        if (exceptionCount == exceptions.length) {
            exceptions = Arrays.copyOf(exceptions, Math.max(64, 2 * exceptionCount));
        }
        exceptions[exceptionCount++] = (long) (ploidy << 16 | copies << 8 | missing) << 32 | sample;
    }

    /** One set of samples for each distinct exception, as a list or as a bit a sample, whichever is shorter. */
    private void putExceptions() {
        int bitmap = (list.samples() + 7) / 8;
        for (int from = 0; from < exceptionCount; ) {
            long kind = exceptions[from] >>> 32;
            int to = from;
            int next = 0;
            int sparse = 0;
            while (to < exceptionCount && exceptions[to] >>> 32 == kind) {
                sparse += varintLength((int) exceptions[to] - next);
                next = (int) exceptions[to++] + 1;
            }
            boolean asList = sparse <= bitmap;
            ensure(8 + Math.min(sparse, bitmap));
            putInt((int) kind << 8 | (asList ? 0 : 1));
            putInt(Math.min(sparse, bitmap));
            if (asList) {
                putList(from, to);
            } else {
                putBitmap(from, to, bitmap);
            }
            from = to;
        }
    }

    private void putList(int from, int to) {
        int next = 0;
        for (int i = from; i < to; i++) {
            putVarint((int) exceptions[i] - next);
            next = (int) exceptions[i] + 1;
        }
    }

    private void putBitmap(int from, int to, int count) {
        Arrays.fill(bytes, length, length + count, (byte) 0);
        for (int i = from; i < to; i++) {
            int sample = (int) exceptions[i];
            bytes[length + (sample >> 3)] |= (byte) (1 << (sample & 7));
        }
        length += count;
    }

    // ---- bytes ---------------------------------------------------------------------------------------------------

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    private void putVarint(int value) {
        int rest = value;
        while (rest > 127) {
            bytes[length++] = (byte) (rest | 128);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void putInt(int value) {
        setInt(length, value);
        length += 4;
    }

    private void setInt(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }
}
