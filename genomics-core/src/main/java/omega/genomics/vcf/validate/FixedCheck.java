package omega.genomics.vcf.validate;

import omega.genomics.internal.vcf.VcfRule;

/** Judges CHROM, POS, ID, QUAL and FILTER (section 1.6.1). */
final class FixedCheck {
    private final HeaderFacts facts;
    private final ViolationLog log;

    FixedCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void chrom(RecordFacts r, int from, int to) {
        r.chromFrom = from;
        r.chromTo = to;
        boolean bracketed = to - from > 2 && r.buffer[from] == '<' && r.buffer[to - 1] == '>';
        int first = bracketed ? from + 1 : from;
        int last = bracketed ? to - 1 : to;
        if (first == last) {
            log.expect(VcfRule.CHROM_SYNTAX, from, to, "a contig ID");
            return;
        }
        for (int i = first; i < last; i++) {
            byte b = r.buffer[i];
            if (b == ' ' || b == ',' || b == '<' || b == '>') {
                log.expect(
                        VcfRule.CHROM_SYNTAX,
                        from,
                        to,
                        "a contig ID, or one in angle brackets <ID>, without white space, comma or angle brackets");
                return;
            }
        }
        if (!MetaIdCheck.isContigName(r.buffer, first, last)) {
            log.expect(
                    VcfRule.CHROM_NAME,
                    from,
                    to,
                    "a contig ID without illegal characters \\ , \" ' ` ( ) [ ] { } < >, not starting with * or =");
        }
    }

    void pos(RecordFacts r, int from, int to) {
        r.posFrom = from;
        r.posTo = to;
        r.pos = -1;
        boolean digits = from < to;
        for (int i = from; i < to && digits; i++) {
            digits = r.buffer[i] >= '0' && r.buffer[i] <= '9';
        }
        if (!digits || to - from > 18) {
            log.expect(VcfRule.POS_INTEGER, from, to, "a position that is a non-negative integer");
            return;
        }
        r.pos = Values.longValue(r.buffer, from, to);
        if (r.pos > Integer.MAX_VALUE) {
            log.expect(VcfRule.POS_LARGE, from, to, "a position of at most 2147483647");
        }
    }

    void id(RecordFacts r, int from, int to) {
        r.idFrom = from;
        r.idTo = to;
        byte[] b = r.buffer;
        int start = from;
        boolean several = false;
        for (int i = from; i <= to; i++) {
            if (i < to && b[i] == ' ') {
                log.expect(VcfRule.ID_SYNTAX, from, to, "identifiers without white space");
                return;
            }
            if (i == to || b[i] == ';') {
                if (i == start) {
                    log.expect(
                            VcfRule.ID_SYNTAX,
                            from,
                            to,
                            "identifiers separated by semicolons, none at the start or end, or the missing value");
                    return;
                }
                several |= i < to;
                start = i + 1;
            }
        }
        if (several) {
            repeated(b, from, to, VcfRule.ID_REPEATED, "identifier");
        }
    }

    private void repeated(byte[] b, int from, int to, VcfRule rule, String what) {
        String[] parts = Values.string(b, from, to).split(";", -1);
        java.util.Set<String> seen = new java.util.HashSet<>();
        for (String part : parts) {
            if (!seen.add(part)) {
                log.say(rule, from, to, "%s %s comes twice: duplicate values are not allowed", what, part);
                return;
            }
        }
    }

    void qual(RecordFacts r, int from, int to) {
        if (Values.isMissing(r.buffer, from, to)) {
            return;
        }
        if (!Values.isFloat(r.buffer, from, to)) {
            log.expect(VcfRule.QUAL_NUMBER, from, to, "a quality that is a number, or the missing value");
        } else if (Values.isNegativeNumber(r.buffer, from, to)) {
            log.expect(VcfRule.QUAL_NEGATIVE, from, to, "a non-negative quality");
        }
    }

    void filter(RecordFacts r, int from, int to) {
        byte[] b = r.buffer;
        if (Values.isMissing(b, from, to) || isPass(b, from, to)) {
            return;
        }
        int start = from;
        int codes = 0;
        for (int i = from; i <= to; i++) {
            if (i == to || b[i] == ';') {
                if (!code(b, from, to, start, i)) {
                    return;
                }
                codes++;
                start = i + 1;
            }
        }
        if (codes > 1) {
            repeated(b, from, to, VcfRule.FILTER_REPEATED, "filter");
        }
    }

    private static boolean isPass(byte[] b, int from, int to) {
        return to - from == 4 && b[from] == 'P' && b[from + 1] == 'A' && b[from + 2] == 'S' && b[from + 3] == 'S';
    }

    private boolean code(byte[] b, int filterFrom, int filterTo, int from, int to) {
        if (from == to) {
            log.expect(
                    VcfRule.FILTER_SYNTAX,
                    filterFrom,
                    filterTo,
                    "filters separated by semicolons, none empty, no semicolon at the end");
            return false;
        }
        if (Values.isMissing(b, from, to)) {
            log.expect(
                    VcfRule.FILTER_SYNTAX,
                    filterFrom,
                    filterTo,
                    "the missing value alone, not in addition to a filter");
            return false;
        }
        if (to == from + 1 && b[from] == '0') {
            log.expect(VcfRule.FILTER_ZERO, from, to, "a filter other than the reserved value 0");
            return true;
        }
        if (isPass(b, from, to)) {
            log.expect(VcfRule.FILTER_PASS, filterFrom, filterTo, "PASS alone");
            return true;
        }
        for (int i = from; i < to; i++) {
            if (b[i] == ' ') {
                log.expect(VcfRule.FILTER_SYNTAX, from, to, "a filter without white space");
                return false;
            }
        }
        if (facts.filters.get(b, from, to) == null) {
            log.expect(VcfRule.FILTER_UNDEFINED, from, to, "a filter that has a ##FILTER line");
        }
        return true;
    }
}
