package omega.genomics.vcf;

import java.util.Arrays;
import omega.genomics.vcf.VcfNumber.Kind;
import org.jspecify.annotations.Nullable;

/** Judges FORMAT and the sample columns: one plan for each FORMAT string, kept while it repeats (section 1.6.2). */
final class SampleCheck {
    private final HeaderFacts facts;
    private final ViolationLog log;
    private final GenotypeCheck genotype;

    private byte[] planText = {};
    private FieldRule[] plan = {};

    private int localAlts = -1;
    private boolean hasGenotype;
    private final int[] keyFrom = new int[SpecialKey.SIZE];
    private final int[] keyTo = new int[SpecialKey.SIZE];

    SampleCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
        this.genotype = new GenotypeCheck(facts, log);
    }

    /** Judges the FORMAT column. */
    void format(RecordFacts r, int from, int to) {
        if (Arrays.equals(planText, 0, planText.length, r.buffer, from, to) && to > from) {
            return;
        }
        long errors = log.errors();
        planText = Arrays.copyOfRange(r.buffer, from, to);
        plan = new FieldRule[Values.countOf(r.buffer, from, to, ':')];
        if (Values.isMissing(r.buffer, from, to)) {
            plan = new FieldRule[] {new FieldRule(".", VcfNumber.UNKNOWN, VcfType.STRING, true)};
            return;
        }
        int start = from;
        int column = 0;
        for (int i = from; i <= to; i++) {
            if (i == to || r.buffer[i] == ':') {
                plan[column] = key(r, start, i, column);
                column++;
                start = i + 1;
            }
        }
        together(from, to);
        if (log.errors() > errors) {
            // A bad FORMAT is reported for every record it stands in, not only for the first.
            planText = new byte[0];
        }
    }

    private FieldRule key(RecordFacts r, int from, int to, int column) {
        byte[] b = r.buffer;
        FieldRule rule = facts.format(b, from, to);
        if (!rule.declared) {
            undeclared(b, from, to);
        }
        if (rule.special == SpecialKey.GT && column > 0) {
            log.expect(VcfRule.FORMAT_GT_FIRST, from, to, "GT as the first key of FORMAT");
        }
        for (int i = 0; i < column; i++) {
            if (plan[i] == rule) {
                log.say(
                        VcfRule.FORMAT_REPEATED,
                        from,
                        to,
                        "key %s comes twice in FORMAT: duplicate keys are not allowed",
                        rule.id);
                break;
            }
        }
        return rule;
    }

    private void undeclared(byte[] b, int from, int to) {
        boolean letters = from < to;
        boolean good = from < to;
        for (int i = from; i < to; i++) {
            int c = b[i];
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean digit = c >= '0' && c <= '9';
            boolean sign = c == '_' || c == '.' || c == '%';
            good &= letter || digit || sign;
            letters &= letter || digit;
            if (facts.minor >= 3 && i == from) {
                good &= letter || c == '_';
            }
        }
        if (!good) {
            log.expect(
                    VcfRule.FORMAT_KEY,
                    from,
                    to,
                    "a FORMAT key: letters, digits, underscores and dots%s, no white space, not empty",
                    facts.minor >= 3 ? ", a letter or underscore first" : "");
            return;
        }
        if (!letters && (facts.minor < 3 || MetaLine.indexOf(b, from, to, '%') >= 0)) {
            log.expect(VcfRule.FORMAT_KEY_LETTERS, from, to, "an alphanumeric FORMAT key");
        }
        log.expect(VcfRule.FORMAT_UNDEFINED, from, to, "a key that has a ##FORMAT line");
    }

    /** Judges keys that need each other. */
    private void together(int from, int to) {
        boolean laa = false;
        boolean cn = false;
        boolean cicn = false;
        for (FieldRule rule : plan) {
            boolean local = rule.count == Kind.LA || rule.count == Kind.LR || rule.count == Kind.LG;
            if (local && !laa) {
                log.expect(
                        VcfRule.FORMAT_LOCAL_ALLELES, from, to, "LAA before %s, which counts local alleles", rule.id);
            }
            laa |= rule.special == SpecialKey.LAA;
            cn |= rule.special == SpecialKey.CN;
            cicn |= rule.special == SpecialKey.CICN;
        }
        if (cicn && !cn) {
            log.expect(VcfRule.FORMAT_CICN, from, to, "CN beside CICN, its confidence interval");
        }
    }

    /** Tells whether FORMAT has a key. */
    boolean hasKey(SpecialKey key) {
        for (FieldRule rule : plan) {
            if (rule.special == key) {
                return true;
            }
        }
        return false;
    }

    void startRecord(RecordFacts r) {
        genotype.startRecord(r);
    }

    void endRecord(RecordFacts r) {
        genotype.endRecord(r);
    }

    /** Judges one sample column. */
    void sample(RecordFacts r, int from, int to) {
        localAlts = -1;
        hasGenotype = false;
        boolean structural = facts.minor >= 4;
        if (structural) {
            Arrays.fill(keyFrom, -1);
        }
        byte[] b = r.buffer;
        int start = from;
        int field = 0;
        for (int i = from; i <= to; i++) {
            if (i < to && b[i] != ':') {
                continue;
            }
            if (field == plan.length) {
                log.expect(
                        VcfRule.SAMPLE_EXTRA_FIELD,
                        start,
                        to,
                        "no more fields in the sample than the %d of FORMAT",
                        plan.length);
                break;
            }
            FieldRule rule = plan[field++];
            if (rule.special != null && structural) {
                keyFrom[rule.special.slot()] = start;
                keyTo[rule.special.slot()] = i;
            }
            field(r, rule, start, i);
            start = i + 1;
        }
        if (structural) {
            phaseSets(r);
        }
    }

    private void field(RecordFacts r, FieldRule rule, int from, int to) {
        if (from == to) {
            log.expect(VcfRule.SAMPLE_EMPTY, from, to, "a value of %s, or the missing value", rule.id);
            return;
        }
        if (rule.special == SpecialKey.GT) {
            hasGenotype = true;
            genotype.check(r, from, to);
            return;
        }
        boolean missing = Values.isMissing(r.buffer, from, to);
        if (rule.special == SpecialKey.LAA && facts.minor >= 5) {
            localAlleles(r, from, to, missing);
        }
        if (missing) {
            return;
        }
        int count = rule.kind == VcfType.STRING ? Values.count(r.buffer, from, to) : list(rule, r.buffer, from, to);
        if (rule.count != Kind.UNKNOWN && rule.count != Kind.M) {
            number(r, rule, from, to, count);
        }
    }

    private int list(FieldRule rule, byte[] b, int from, int to) {
        int count = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || b[i] == ',') {
                count++;
                value(rule, b, start, i);
                start = i + 1;
            }
        }
        return count;
    }

    private void value(FieldRule rule, byte[] b, int from, int to) {
        if (Values.isMissing(b, from, to)) {
            return;
        }
        int verdict = Values.judge(rule.kind, b, from, to);
        if (verdict == Values.BAD) {
            log.expect(
                    rule.declared ? VcfRule.SAMPLE_TYPE : VcfRule.SAMPLE_TYPE_UNDECLARED,
                    from,
                    to,
                    "a value of Type %s for %s",
                    rule.kind,
                    rule.id);
        } else if (verdict == Values.RANGE) {
            log.expect(VcfRule.SAMPLE_INTEGER_RANGE, from, to, "a 32-bit integer for %s, no overflow", rule.id);
        } else if (verdict == Values.RESERVED) {
            log.expect(
                    VcfRule.SAMPLE_INTEGER_RESERVED,
                    from,
                    to,
                    "for %s an integer above the reserved values -2147483648 to -2147483641",
                    rule.id);
        }
    }

    private void number(RecordFacts r, FieldRule rule, int from, int to, int count) {
        int alts = r.countedAlts();
        int ploidy = hasGenotype ? genotype.ploidy() : 2;
        int local = Math.max(localAlts, 0);
        long wanted = switch (rule.count) {
            case FIXED -> rule.number;
            case A -> alts;
            case R -> alts + 1;
            case G -> genotypes(ploidy, alts + 1);
            case P -> hasGenotype ? ploidy : count;
            case LA -> local;
            case LR -> local + 1;
            case LG -> genotypes(ploidy, local + 1);
            default -> count;
        };
        if (count == wanted || isLetPass(r, rule, count, ploidy)) {
            return;
        }
        VcfRule broken = VcfRule.SAMPLE_NUMBER;
        if (rule.count == Kind.G && ploidy == 1 && count == genotypes(2, alts + 1)) {
            broken = VcfRule.SAMPLE_NUMBER_PLOIDY;
        } else if (rule.kind == VcfType.STRING && rule.count == Kind.FIXED && rule.number == 1) {
            broken = VcfRule.SAMPLE_NUMBER_TEXT;
        }
        log.expect(
                broken,
                from,
                to,
                "%d values of %s by Number=%s%s, not %d",
                wanted,
                rule.id,
                rule.numberText(),
                rule.count == Kind.G ? ", alleles and ploidy " + ploidy : "",
                count);
    }

    /** With ALT missing one alternate allele may be counted; a missing genotype has no ploidy. */
    private boolean isLetPass(RecordFacts r, FieldRule rule, int count, int ploidy) {
        int alts = r.countedAlts();
        boolean unknownPloidy = !hasGenotype || genotype.allMissing();
        return switch (rule.count) {
            case A -> r.noAlt && count == 1;
            case R -> r.noAlt && count == 2;
            case G ->
                (r.noAlt && (count == genotypes(ploidy, 2) || count == genotypes(2, 2)))
                        || (unknownPloidy && (count == alts + 1 || count == genotypes(2, alts + 1)));
            case LG -> unknownPloidy;
            default -> false;
        };
    }

    /** The number of genotypes of so many alleles: a combination with repetition. */
    static long genotypes(int ploidy, int alleles) {
        long n = 1;
        for (int i = 1; i <= ploidy && n < 1L << 40; i++) {
            n = n * (alleles + i - 1) / i;
        }
        return n;
    }

    private void localAlleles(RecordFacts r, int from, int to, boolean missing) {
        localAlts = 0;
        if (missing) {
            return;
        }
        long last = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || r.buffer[i] == ',') {
                localAlts++;
                boolean good = Values.integer(r.buffer, start, i) == Values.GOOD;
                long allele = good ? Values.longValue(r.buffer, start, i) : 0;
                if (allele < 1 || allele > r.countedAlts() || allele == last) {
                    log.expect(
                            VcfRule.LAA_ALLELE,
                            start,
                            i,
                            "in LAA distinct alternate alleles from 1 to %d",
                            r.countedAlts());
                }
                last = allele;
                start = i + 1;
            }
        }
    }

    private void phaseSets(RecordFacts r) {
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
