package omega.genomics.vcf.validate;

import java.util.Arrays;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfNumber.Kind;
import omega.genomics.vcf.header.VcfType;

/** Judges FORMAT and holds what its keys ask of the samples: one plan for each FORMAT string, kept while it repeats. */
final class FormatCheck {
    private final HeaderFacts facts;
    private final ViolationLog log;

    private byte[] planText = {};
    private FieldRule[] plan = {};
    private boolean genotypeOnly;

    FormatCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    /** The keys of the last FORMAT, in its order. */
    FieldRule[] plan() {
        return plan;
    }

    /** Tells whether FORMAT is GT and nothing else. */
    boolean isGenotypeOnly() {
        return genotypeOnly;
    }

    /** Judges the FORMAT column. */
    void check(RecordFacts r, int from, int to) {
        if (Arrays.equals(planText, 0, planText.length, r.buffer, from, to) && to > from) {
            return;
        }
        long errors = log.errors();
        planText = Arrays.copyOfRange(r.buffer, from, to);
        plan = new FieldRule[Values.countOf(r.buffer, from, to, ':')];
        if (Values.isMissing(r.buffer, from, to)) {
            genotypeOnly = false;
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
        genotypeOnly = plan.length == 1 && plan[0].special == SpecialKey.GT;
        together(from, to);
        if (log.errors() > errors) {
            // A bad FORMAT is reported for every record it stands in, not only for the first.
            planText = new byte[0];
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
}
