package omega.genomics.internal.vcf;

import java.util.Arrays;

/** The genotypes of one record that are not {@code 0/0}, allele by allele; all others are. Reused. */
public final class GenotypeList {
    public static final int MISSING = -1;
    private static final int MAX_PLOIDY = 254;

    private int samples;
    private int maxAllele;
    private int size;
    private int[] who = new int[64];
    /** Where the alleles of each begin; one more entry than there are genotypes. */
    private int[] starts = new int[65];

    private int[] alleles = new int[128];

    public void clear(int sampleCount, int altCount) {
        samples = sampleCount;
        maxAllele = altCount;
        size = 0;
    }

    /** Adds a sample's GT field, empty if it has none; samples come in order. False if it is no genotype of this record. */
    public boolean add(int sample, byte[] bytes, int from, int to) {
        if (size == who.length) {
            who = Arrays.copyOf(who, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
        }
        int start = starts[size];
        int end = parse(bytes, from, to, start);
        if (end < 0) {
            return false;
        }
        if (end - start == 2 && alleles[start] == 0 && alleles[start + 1] == 0) {
            return true;
        }
        who[size++] = sample;
        starts[size] = end;
        return true;
    }

    /** Adds a sample by what it has of allele 1; samples come in order. */
    public void add(int sample, int ploidy, int copies, int missing) {
        if (ploidy == 2 && copies == 0 && missing == 0) {
            return;
        }
        if (size == who.length) {
            who = Arrays.copyOf(who, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
        }
        int start = starts[size];
        if (start + ploidy > alleles.length) {
            alleles = Arrays.copyOf(alleles, 2 * alleles.length + MAX_PLOIDY);
        }
        for (int i = 0; i < ploidy; i++) {
            alleles[start + i] = i < missing ? MISSING : i < missing + copies ? 1 : 0;
        }
        who[size++] = sample;
        starts[size] = start + ploidy;
    }

    /** Returns where the alleles end, −1 if the text is no genotype. */
    private int parse(byte[] bytes, int from, int to, int start) {
        int at = from < to && isMark(bytes[from]) ? from + 1 : from;
        if (at == to) {
            return at == from ? start : -1;
        }
        int n = start;
        while (true) {
            if (n - start == MAX_PLOIDY) {
                return -1;
            }
            if (n == alleles.length) {
                alleles = Arrays.copyOf(alleles, 2 * n);
            }
            int digits = at;
            int allele = 0;
            if (bytes[at] == '.') {
                allele = MISSING;
                at++;
            } else {
                while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                    allele = allele * 10 + bytes[at++] - '0';
                }
                if (at == digits || at - digits > 9 || allele > maxAllele) {
                    return -1;
                }
            }
            alleles[n++] = allele;
            if (at == to) {
                return n;
            }
            if (!isMark(bytes[at]) || ++at == to) {
                return -1;
            }
        }
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }

    public int samples() {
        return samples;
    }

    public int size() {
        return size;
    }

    public int sample(int i) {
        return who[i];
    }

    /** Returns how many alleles the sample has; 0 if it has no genotype. */
    public int ploidy(int i) {
        return starts[i + 1] - starts[i];
    }

    public int copies(int i, int allele) {
        int n = 0;
        for (int at = starts[i]; at < starts[i + 1]; at++) {
            n += alleles[at] == allele ? 1 : 0;
        }
        return n;
    }
}
