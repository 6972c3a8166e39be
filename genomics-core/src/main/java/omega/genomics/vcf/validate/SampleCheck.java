package omega.genomics.vcf.validate;

import java.util.Arrays;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.VcfNumber.Kind;
import omega.genomics.vcf.header.VcfType;

/** Judges the sample columns by the plan of their FORMAT (section 1.6.2). */
final class SampleCheck implements Values.Check {
    private final HeaderFacts facts;
    private final ViolationLog log;
    private final FormatCheck format;
    private final GenotypeCheck genotype;
    private final PhaseSetCheck phaseSets;

    private int localAlts = -1;
    private boolean hasGenotype;
    private final int[] keyFrom = new int[SpecialKey.SIZE];
    private final int[] keyTo = new int[SpecialKey.SIZE];

    SampleCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
        this.format = new FormatCheck(facts, log);
        this.genotype = new GenotypeCheck(facts, log);
        this.phaseSets = new PhaseSetCheck(genotype, log);
    }

    /** Judges FORMAT and starts a record. */
    void format(RecordFacts r, int from, int to) {
        format.check(r, from, to);
        genotype.startRecord(r);
    }

    /** Tells whether FORMAT has a key. */
    boolean hasKey(SpecialKey key) {
        return format.hasKey(key);
    }

    void endRecord(RecordFacts r) {
        genotype.endRecord(r);
    }

    /** Judges one sample column. */
    void sample(RecordFacts r, int from, int to) {
        localAlts = -1;
        hasGenotype = false;
        FieldRule[] plan = format.plan();
        if (format.isGenotypeOnly()) {
            genotypeOnly(r, from, to);
            return;
        }
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
            phaseSets.check(r, keyFrom, keyTo, hasGenotype);
        }
    }

    /** The whole of a sample where FORMAT is GT and nothing else. */
    private void genotypeOnly(RecordFacts r, int from, int to) {
        int colon = MetaLine.indexOf(r.buffer, from, to, ':');
        if (colon >= 0) {
            log.expect(VcfRule.SAMPLE_EXTRA_FIELD, colon + 1, to, "no more fields in the sample than the 1 of FORMAT");
        }
        field(r, format.plan()[0], from, colon < 0 ? to : colon);
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
        int count = rule.kind == VcfType.STRING
                ? Values.count(r.buffer, from, to)
                : Values.list(this, rule, r.buffer, from, to);
        if (isCounted(rule)) {
            number(r, rule, from, to, count);
        }
    }

    /** CNL and CNP have Number=G but a value for each copy number, whose number nothing says (section 4). */
    private static boolean isCounted(FieldRule rule) {
        return rule.count != Kind.UNKNOWN
                && rule.count != Kind.M
                && rule.special != SpecialKey.CNL
                && rule.special != SpecialKey.CNP;
    }

    @Override
    public void value(FieldRule rule, byte[] b, int from, int to) {
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
                "%s of %s by Number=%s%s, not %d",
                Values.plural(wanted),
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
}
