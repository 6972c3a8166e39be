package omega.genomics.vcf.validate;

import omega.genomics.internal.vcf.VcfRule;
import org.jspecify.annotations.Nullable;

/** Judges PSL and what stands beside it: one phase set an allele, from 4.4 on (section 1.6.2). */
final class PhaseSetCheck {
    private final GenotypeCheck genotype;
    private final ViolationLog log;

    PhaseSetCheck(GenotypeCheck genotype, ViolationLog log) {
        this.genotype = genotype;
        this.log = log;
    }

    /** Judges one sample; where a key starts is −1 if FORMAT does not have it. */
    void check(RecordFacts r, int[] keyFrom, int[] keyTo, boolean hasGenotype) {
        int psl = keyFrom[SpecialKey.PSL.slot()];
        if (psl < 0) {
            return;
        }
        byte[] b = r.buffer;
        int pslTo = keyTo[SpecialKey.PSL.slot()];
        int ps = keyFrom[SpecialKey.PS.slot()];
        boolean given = !Values.isMissing(b, psl, pslTo);
        if (given && ps >= 0 && !Values.isMissing(b, ps, keyTo[SpecialKey.PS.slot()])) {
            log.expect(VcfRule.PSL_AND_PS, psl, pslTo, "no PSL beside a PS");
        }
        if (!given || !hasGenotype) {
            return;
        }
        int psq = keyFrom[SpecialKey.PSQ.slot()];
        @Nullable
        String[] qualities = psq < 0
                ? null
                : Values.string(b, psq, keyTo[SpecialKey.PSQ.slot()]).split(",", -1);
        String[] sets = Values.string(b, psl, pslTo).split(",", -1);
        for (int i = 0; i < sets.length; i++) {
            if (!sets[i].equals(".") && i < genotype.ploidy() && !genotype.isPhased(i)) {
                log.expect(
                        VcfRule.PSL_UNPHASED,
                        psl,
                        pslTo,
                        "in PSL a missing value for allele %d, which is unphased",
                        i + 1);
            }
            if (sets[i].equals(".") && qualities != null && i < qualities.length && !".".equals(qualities[i])) {
                log.expect(
                        VcfRule.PSQ_MISSING,
                        psq,
                        keyTo[SpecialKey.PSQ.slot()],
                        "in PSQ a missing value where PSL is missing");
            }
        }
    }
}
