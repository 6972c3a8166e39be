package omega.genomics.vcf.validate;

import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.validate.RecordFacts.Allele;
import org.jspecify.annotations.Nullable;

/** Judges the keys of {@code <CNV:TR>} alleles: lists of lists, flattened, whose lengths RN gives (sections 3 and 5.7). */
final class TandemRepeatCheck {
    private final ViolationLog log;

    TandemRepeatCheck(ViolationLog log) {
        this.log = log;
    }

    void check(RecordFacts r) {
        int alleles = 0;
        for (int i = 0; i < r.alts; i++) {
            if (r.altKind[i] == Allele.REPEAT) {
                alleles++;
                unit(r, i);
            }
        }
        if (alleles == 0) {
            return;
        }
        long sequences = sequences(r, alleles);
        counted(r, SpecialKey.RUS, sequences, 1);
        counted(r, SpecialKey.RUL, sequences, 1);
        counted(r, SpecialKey.RUC, sequences, 1);
        counted(r, SpecialKey.RB, sequences, 1);
        counted(r, SpecialKey.CIRUC, sequences, 2);
        counted(r, SpecialKey.CIRB, sequences, 2);
        sequencesOfUnits(r);
        interval(r, SpecialKey.CIRUC, SpecialKey.RUC);
        interval(r, SpecialKey.CIRB, SpecialKey.RB);
        units(r);
    }

    private void unit(RecordFacts r, int i) {
        if (!r.has(SpecialKey.RUS) && !r.has(SpecialKey.RUL)) {
            log.expect(VcfRule.TR_UNIT, r.altFrom[i], r.altTo[i], "RUS or RUL for a CNV:TR allele");
        }
    }

    private static String @Nullable [] values(RecordFacts r, SpecialKey key) {
        return r.has(key) ? r.values(key) : null;
    }

    /** The sum of RN; without RN one sequence an allele. */
    private static long sequences(RecordFacts r, int alleles) {
        String[] rn = values(r, SpecialKey.RN);
        if (rn == null) {
            return alleles;
        }
        long sum = 0;
        for (String n : rn) {
            sum += n.matches("[0-9]{1,9}") ? Long.parseLong(n) : 0;
        }
        return sum;
    }

    private void counted(RecordFacts r, SpecialKey key, long sequences, int factor) {
        String[] values = values(r, key);
        if (values != null && values.length != sequences * factor && !(values.length == 1 && values[0].equals("."))) {
            expect(
                    r,
                    VcfRule.TR_NUMBER,
                    key,
                    "%s of %s as the sum of RN says, not %d",
                    Values.plural(sequences * factor),
                    key,
                    values.length);
        }
    }

    private void expect(RecordFacts r, VcfRule rule, SpecialKey key, String expected, Object... args) {
        log.expect(rule, r.infoFrom[key.slot()], r.infoTo[key.slot()], expected, args);
    }

    private void sequencesOfUnits(RecordFacts r) {
        String[] rus = values(r, SpecialKey.RUS);
        String[] rul = values(r, SpecialKey.RUL);
        if (rus == null) {
            return;
        }
        for (int i = 0; i < rus.length; i++) {
            if (!rus[i].equals(".") && !rus[i].matches("[ACGTUNRYSWKMBDHVacgtunryswkmbdhv]+")) {
                expect(r, VcfRule.TR_SEQUENCE, SpecialKey.RUS, "RUS of IUPAC nucleotide codes");
                return;
            }
            if (rul != null
                    && i < rul.length
                    && !rus[i].equals(".")
                    && rul[i].matches("[0-9]{1,9}")
                    && Integer.parseInt(rul[i]) != rus[i].length()) {
                expect(r, VcfRule.TR_SEQUENCE, SpecialKey.RUS, "RUS of %s bases as RUL says", rul[i]);
                return;
            }
        }
    }

    private void interval(RecordFacts r, SpecialKey key, SpecialKey of) {
        String[] bounds = values(r, key);
        if (bounds == null) {
            return;
        }
        String[] centres = values(r, of);
        for (int i = 0; i < bounds.length; i++) {
            Double bound = Values.number(bounds[i]);
            boolean wrong = bound != null && (i % 2 == 0 ? bound > 0 : bound < 0);
            boolean alone =
                    bound != null && (centres == null || (i / 2 < centres.length && centres[i / 2].equals(".")));
            if (wrong || alone) {
                expect(
                        r,
                        VcfRule.TR_INTERVAL,
                        key,
                        alone
                                ? "no %s where there is no %s"
                                : "%s as a bound of at most 0 and one of at least 0 around %s",
                        key,
                        of);
                return;
            }
        }
    }

    private void units(RecordFacts r) {
        String[] rub = values(r, SpecialKey.RUB);
        if (rub == null || (rub.length == 1 && rub[0].equals("."))) {
            return;
        }
        String[] ruc = values(r, SpecialKey.RUC);
        if (ruc == null) {
            expect(r, VcfRule.TR_UNITS, SpecialKey.RUB, "RUC beside RUB");
            return;
        }
        long sum = 0;
        for (String count : ruc) {
            Double n = Values.number(count);
            if (n != null && n != Math.rint(n)) {
                expect(r, VcfRule.TR_UNITS, SpecialKey.RUC, "integer values of RUC beside RUB");
                return;
            }
            sum += n == null ? 0 : n.longValue();
        }
        if (sum != rub.length) {
            expect(
                    r,
                    VcfRule.TR_UNITS,
                    SpecialKey.RUB,
                    "%s of RUB as RUC sums to, not %d",
                    Values.plural(sum),
                    rub.length);
        }
    }
}
