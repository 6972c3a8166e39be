package omega.genomics.vcf.genotype;

import java.util.Objects;

/**
 * The order of the values of a {@code Number=G} field: genotypes as multisets of alleles, counted from 0 (VCF 4.5 §1.6.2).
 *
 * <p>For ploidy 2 it is 0/0, 0/1, 1/1, 0/2, 1/2, 2/2, …; for any ploidy the index of {@code k₁ ≤ k₂ ≤ … ≤ k_P} is the sum
 * of {@code C(k_m + m − 1, m)}.
 */
public final class GenotypeOrder {
    private GenotypeOrder() {}

    /**
     * Returns the index of a diploid genotype.
     *
     * @param a an allele, 0 for REF
     * @param b the other allele
     * @return from 0
     * @throws ArithmeticException if it does not fit an int
     */
    public static int index(int a, int b) {
        int low = Math.min(a, b);
        long high = Math.max(a, b);
        return Math.toIntExact(high * (high + 1) / 2 + low);
    }

    /**
     * Returns the index of a genotype of any ploidy.
     *
     * @param alleles in any order, each 0 or more
     * @return from 0
     * @throws ArithmeticException if it does not fit an int
     */
    public static int index(int... alleles) {
        Objects.requireNonNull(alleles, "alleles");
        int[] sorted = alleles.clone();
        java.util.Arrays.sort(sorted);
        long index = 0;
        for (int m = 1; m <= sorted.length; m++) {
            index = Math.addExact(index, choose(sorted[m - 1] + m - 1L, m));
        }
        return Math.toIntExact(index);
    }

    /**
     * Returns the genotype at an index.
     *
     * @param index from 0
     * @param ploidy 1 or more
     * @return its alleles in ascending order
     */
    public static int[] alleles(int index, int ploidy) {
        int[] alleles = new int[ploidy];
        long rest = index;
        for (int m = ploidy; m >= 1; m--) {
            int k = 0;
            while (choose(k + (long) m, m) <= rest) {
                k++;
            }
            alleles[m - 1] = k;
            rest -= choose(k + m - 1L, m);
        }
        return alleles;
    }

    /**
     * Counts the possible genotypes.
     *
     * @param alleles how many alleles there are, REF among them
     * @param ploidy how many of them make a genotype
     * @return {@code C(alleles + ploidy − 1, ploidy)}
     * @throws ArithmeticException if it does not fit an int
     */
    public static int count(int alleles, int ploidy) {
        return Math.toIntExact(choose(alleles + ploidy - 1L, ploidy));
    }

    /** n over k, exact. */
    private static long choose(long n, int k) {
        if (k > n) {
            return 0;
        }
        long value = 1;
        for (int i = 1; i <= k; i++) {
            value = Math.multiplyExact(value, n - k + i) / i;
        }
        return value;
    }
}
