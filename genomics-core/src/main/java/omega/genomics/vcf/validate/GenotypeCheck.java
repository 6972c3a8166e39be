package omega.genomics.vcf.validate;

import java.util.Arrays;
import omega.genomics.internal.vcf.VcfRule;

/** Judges GT values and counts their alleles, for AN and AC (section 1.6.2). */
final class GenotypeCheck {
    private final HeaderFacts facts;
    private final ViolationLog log;

    private int ploidy;
    private boolean allMissing;
    private boolean[] phased = new boolean[8];

    private int[] counts = new int[16];
    private long called;
    private boolean any;
    private boolean bad;

    GenotypeCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void startRecord(RecordFacts r) {
        if (counts.length < r.alts + 1) {
            counts = new int[r.alts * 2 + 1];
        } else {
            Arrays.fill(counts, 0, r.alts + 1, 0);
        }
        called = 0;
        any = false;
        bad = false;
    }

    /** The number of alleles of the last genotype. */
    int ploidy() {
        return ploidy;
    }

    /** Tells whether no allele of the last genotype was called. */
    boolean allMissing() {
        return allMissing;
    }

    boolean isPhased(int allele) {
        return phased[allele];
    }

    void check(RecordFacts r, int from, int to) {
        any = true;
        if (to - from != 3 || !isPlainDiploid(r, from)) {
            general(r, from, to);
        }
    }

    /** Counts {@code 0/1} and the like, nearly all there is; false, and nothing done, for anything else. */
    private boolean isPlainDiploid(RecordFacts r, int from) {
        byte[] b = r.buffer;
        int first = b[from] - '0';
        int second = b[from + 2] - '0';
        int most = Math.min(r.countedAlts(), 9);
        if (first < 0 || first > most || second < 0 || second > most || !isMark(b[from + 1])) {
            return false;
        }
        counts[first]++;
        counts[second]++;
        called += 2;
        ploidy = 2;
        allMissing = false;
        phased[0] = b[from + 1] == '|';
        phased[1] = phased[0];
        return true;
    }

    private void general(RecordFacts r, int from, int to) {
        byte[] b = r.buffer;
        ploidy = 0;
        allMissing = true;
        int i = from;
        boolean leads = i < to && isMark(b[i]);
        boolean lead = leads && b[i] == '|';
        boolean unphased = false;
        if (leads && facts.minor >= 4) {
            unphased = !lead;
            i++;
        }
        while (true) {
            int start = i;
            i = allele(r, i, to);
            if (i < 0) {
                bad = true;
                log.expect(
                        VcfRule.GT_SYNTAX,
                        from,
                        to,
                        "a genotype of allele numbers or the missing value . for each allele, separated by / or |");
                ploidy = Math.max(ploidy, 1);
                break;
            }
            ploidy++;
            if (i == to) {
                break;
            }
            if (!isMark(b[i])) {
                i = start;
                bad = true;
                log.expect(VcfRule.GT_SYNTAX, from, to, "a genotype of allele numbers separated by / or |");
                break;
            }
            if (i + 1 == to) {
                log.expect(
                        VcfRule.GT_TRAILING_MARK, from, to, "an allele, or . for a missing one, after the last / or |");
                break;
            }
            growPhased();
            phased[ploidy] = b[i] == '|';
            unphased |= b[i] == '/';
            i++;
        }
        phased[0] = leads ? lead : !unphased;
    }

    private void growPhased() {
        if (ploidy == phased.length) {
            phased = Arrays.copyOf(phased, ploidy * 2);
        }
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }

    /** Reads one allele; returns where it ends, or −1 if there is none. */
    private int allele(RecordFacts r, int from, int to) {
        byte[] b = r.buffer;
        if (from < to && b[from] == '.') {
            return from + 1;
        }
        int i = from;
        long allele = 0;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            allele = Math.min(allele * 10 + (b[i] - '0'), Integer.MAX_VALUE);
            i++;
        }
        if (i == from) {
            return -1;
        }
        allMissing = false;
        called++;
        if (allele <= r.alts) {
            counts[(int) allele]++;
        }
        if (allele > r.countedAlts()) {
            bad = true;
            VcfRule rule = r.noAlt && allele == 1 ? VcfRule.GT_ALLELE_NO_ALT : VcfRule.GT_ALLELE;
            log.expect(rule, from, i, "an allele number in range, from 0 to the %d alternate alleles", r.countedAlts());
        }
        return i;
    }

    /** Compares AN and AC with what the genotypes hold. */
    void endRecord(RecordFacts r) {
        if (!any || bad) {
            return;
        }
        if (r.has(SpecialKey.AN)) {
            int from = r.infoFrom[SpecialKey.AN.slot()];
            int to = r.infoTo[SpecialKey.AN.slot()];
            if (Values.integer(r.buffer, from, to) == Values.GOOD && Values.longValue(r.buffer, from, to) != called) {
                log.expect(VcfRule.INFO_AN_GENOTYPES, from, to, "AN=%d, the alleles called in the genotypes", called);
            }
        }
        if (r.has(SpecialKey.AC) && !r.noAlt) {
            alleleCounts(r);
        }
    }

    private void alleleCounts(RecordFacts r) {
        int start = r.infoFrom[SpecialKey.AC.slot()];
        int to = r.infoTo[SpecialKey.AC.slot()];
        int allele = 1;
        for (int i = start; i <= to && allele <= r.alts; i++) {
            if (i == to || r.buffer[i] == ',') {
                if (Values.integer(r.buffer, start, i) == Values.GOOD
                        && Values.longValue(r.buffer, start, i) != counts[allele]) {
                    log.expect(
                            VcfRule.INFO_AC_GENOTYPES,
                            start,
                            i,
                            "AC=%d for allele %d, its count in the genotypes",
                            counts[allele],
                            allele);
                    return;
                }
                allele++;
                start = i + 1;
            }
        }
    }
}
