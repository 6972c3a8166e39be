package omega.genomics.vcf.validate;

import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.VcfNumber.Kind;
import omega.genomics.vcf.header.VcfType;

/** Judges the INFO column: syntax, keys, numbers of values and their types (sections 1.4.2 and 1.6.1). */
final class InfoCheck implements Values.Check {
    private final HeaderFacts facts;
    private final ViolationLog log;

    InfoCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void check(RecordFacts r, int from, int to) {
        if (Values.isMissing(r.buffer, from, to)) {
            return;
        }
        if (from == to) {
            log.expect(VcfRule.INFO_SYNTAX, from, to, "key[=value] or the missing value");
            return;
        }
        int start = from;
        while (start <= to) {
            int semicolon = MetaLine.indexOf(r.buffer, start, to, ';');
            int end = semicolon < 0 ? to : semicolon;
            if (end > start) {
                entry(r, start, end);
            } else if (end == to) {
                log.expect(VcfRule.INFO_TRAILING_SEMICOLON, to - 1, to, "no semicolon at the end of INFO");
            } else {
                log.expect(VcfRule.INFO_SYNTAX, start, end, "key[=value] between semicolons");
            }
            start = end + 1;
        }
        special(r);
    }

    private void entry(RecordFacts r, int from, int to) {
        byte[] b = r.buffer;
        int equals = MetaLine.indexOf(b, from, to, '=');
        int keyTo = equals < 0 ? to : equals;
        FieldRule rule = facts.info(b, from, keyTo);
        if (!rule.declared) {
            undeclared(b, from, keyTo);
        }
        if (rule.lastLine == r.line) {
            log.say(VcfRule.INFO_REPEATED, from, keyTo, "key %s comes twice: duplicate keys are not allowed", rule.id);
        }
        rule.lastLine = r.line;
        if (equals < 0) {
            if (rule.kind != VcfType.FLAG && (rule.declared || rule.count != Kind.UNKNOWN)) {
                log.expect(VcfRule.INFO_NO_VALUE, from, to, "%s=value, as its Type is %s", rule.id, rule.kind);
            }
        } else {
            values(r, rule, equals + 1, to);
        }
    }

    private void undeclared(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == ' ') {
                log.expect(VcfRule.INFO_KEY, from, to, "an INFO key without white space");
                return;
            }
        }
        if (from == to || (facts.minor >= 3 && !isKey(b, from, to))) {
            log.expect(
                    VcfRule.INFO_KEY,
                    from,
                    to,
                    "an INFO key: a letter or underscore, then letters, digits, underscores and dots");
            return;
        }
        log.expect(VcfRule.INFO_UNDEFINED, from, to, "a key that has an ##INFO line");
    }

    private static boolean isKey(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = b[i];
            boolean letter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
            boolean other = (c >= '0' && c <= '9') || c == '.';
            if (!letter && (!other || i == from)) {
                return to - from == 5 && Values.string(b, from, to).equals("1000G");
            }
        }
        return true;
    }

    private void values(RecordFacts r, FieldRule rule, int from, int to) {
        byte[] b = r.buffer;
        if (rule.special != null) {
            r.info(rule.special, from, to);
        }
        if (rule.kind == VcfType.FLAG) {
            flag(b, rule, from, to);
            return;
        }
        if (from == to) {
            log.expect(VcfRule.INFO_EMPTY_VALUE, from, to, "a value of %s, or the missing value", rule.id);
            return;
        }
        int count = rule.kind == VcfType.STRING ? text(rule, b, from, to) : Values.list(this, rule, b, from, to);
        if (rule.count != Kind.UNKNOWN && !(count == 1 && Values.isMissing(b, from, to))) {
            number(r, rule, from, to, count);
        }
    }

    private void flag(byte[] b, FieldRule rule, int from, int to) {
        boolean bool = to == from + 1 && (b[from] == '0' || b[from] == '1');
        log.expect(
                bool ? VcfRule.INFO_FLAG_BOOLEAN : VcfRule.INFO_FLAG_VALUE,
                from,
                to,
                "no value for the Flag %s",
                rule.id);
    }

    /** Counts the values of a string and looks for what a string must not hold. */
    private int text(FieldRule rule, byte[] b, int from, int to) {
        int commas = 0;
        boolean space = false;
        boolean equals = false;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            commas += c == ',' ? 1 : 0;
            space |= c == ' ';
            equals |= c == '=';
        }
        if (space && facts.minor < 3) {
            log.expect(VcfRule.INFO_WHITE_SPACE, from, to, "a value of %s without white space", rule.id);
        }
        if (equals) {
            log.expect(VcfRule.INFO_EQUALS_SIGN, from, to, "a value of %s without an equals sign", rule.id);
        }
        return commas + 1;
    }

    @Override
    public void value(FieldRule rule, byte[] b, int from, int to) {
        if (Values.isMissing(b, from, to)) {
            return;
        }
        int verdict = Values.judge(rule.kind, b, from, to);
        if (verdict == Values.BAD) {
            log.expect(VcfRule.INFO_TYPE, from, to, "a value of Type %s for %s", rule.kind, rule.id);
        } else if (verdict == Values.RANGE) {
            log.expect(VcfRule.INFO_INTEGER_RANGE, from, to, "a 32-bit integer for %s, no overflow", rule.id);
        } else if (verdict == Values.RESERVED) {
            log.expect(
                    VcfRule.INFO_INTEGER_RESERVED,
                    from,
                    to,
                    "for %s an integer above the reserved values -2147483648 to -2147483641",
                    rule.id);
        }
    }

    private void number(RecordFacts r, FieldRule rule, int from, int to, int count) {
        int alts = r.countedAlts();
        boolean good = switch (rule.count) {
            case FIXED -> count == rule.number;
            case A -> count == alts || (r.noAlt && count <= 1);
            case R -> count == alts + 1 || (r.noAlt && count <= 2);
            // Without a sample there is no ploidy: for INFO, Number=G binds to nothing.
            default -> true;
        };
        if (!good) {
            boolean commas = rule.kind == VcfType.STRING
                    && rule.declared
                    && rule.count == Kind.FIXED
                    && rule.number == 1
                    && (facts.reserved.find("INFO", rule.id) == null || !ReservedKeys.isBinding("INFO", rule.id));
            log.expect(
                    commas ? VcfRule.INFO_NUMBER_TEXT : VcfRule.INFO_NUMBER,
                    from,
                    to,
                    "%s of %s by Number=%s, not %d (a comma separates values)",
                    wanted(rule, alts),
                    rule.id,
                    rule.numberText(),
                    count);
        }
    }

    private static String wanted(FieldRule rule, int alts) {
        return Values.plural(
                switch (rule.count) {
                    case FIXED -> rule.number;
                    case A -> alts;
                    default -> alts + 1;
                });
    }

    /** Judges the values that mean something beyond their type. */
    private void special(RecordFacts r) {
        if (!r.anyInfoSeen) {
            return;
        }
        negative(r, SpecialKey.AC);
        negative(r, SpecialKey.AN);
        negative(r, SpecialKey.DP);
        negative(r, SpecialKey.MQ0);
        negative(r, SpecialKey.NS);
        negative(r, SpecialKey.END);
        if (r.has(SpecialKey.AF)) {
            frequencies(r);
        }
        if (r.has(SpecialKey.CIGAR)) {
            cigar(r);
        }
        if (r.has(SpecialKey.END)) {
            end(r);
        }
    }

    private void negative(RecordFacts r, SpecialKey key) {
        if (!r.has(key)) {
            return;
        }
        int from = r.infoFrom[key.slot()];
        int to = r.infoTo[key.slot()];
        for (int i = from; i < to; i++) {
            if (r.buffer[i] == '-'
                    && (i == from || r.buffer[i - 1] == ',')
                    && Values.isNegativeNumber(r.buffer, i, to)) {
                log.expect(VcfRule.INFO_NEGATIVE, from, to, "a non-negative integer for %s", key);
                return;
            }
        }
    }

    private void frequencies(RecordFacts r) {
        int start = r.infoFrom[SpecialKey.AF.slot()];
        int to = r.infoTo[SpecialKey.AF.slot()];
        for (int i = start; i <= to; i++) {
            if (i == to || r.buffer[i] == ',') {
                if (i > start && Values.isNegativeNumber(r.buffer, start, i)) {
                    log.expect(VcfRule.INFO_NEGATIVE, start, i, "a non-negative frequency for AF");
                } else if (isAboveOne(r.buffer, start, i)) {
                    log.expect(VcfRule.INFO_FREQUENCY, start, i, "a frequency of at most 1 for AF");
                }
                start = i + 1;
            }
        }
    }

    /** Infinity and not-a-number, which some tools write where they divide by zero, are no frequencies to compare. */
    private static boolean isAboveOne(byte[] b, int from, int to) {
        return Values.isFloat(b, from, to) && b[to - 1] <= '9' && AsciiNumbers.parseDouble(b, from, to) > 1;
    }

    private void cigar(RecordFacts r) {
        int from = r.infoFrom[SpecialKey.CIGAR.slot()];
        int to = r.infoTo[SpecialKey.CIGAR.slot()];
        int start = from;
        for (int i = from; i <= to && from < to; i++) {
            if (i == to || r.buffer[i] == ',') {
                if (!isCigar(r.buffer, start, i)) {
                    log.expect(
                            VcfRule.INFO_CIGAR,
                            from,
                            to,
                            "for each ALT allele a CIGAR of lengths and operations M, I, D, N, S, H, P, X, =, such as 5M1X");
                    return;
                }
                start = i + 1;
            }
        }
    }

    /** {@code ([0-9]+[MIDNSHPX=])+}, or the asterisk of SAM or the missing value of VCF, alone. */
    private static boolean isCigar(byte[] b, int from, int to) {
        if (to == from + 1 && (b[from] == '.' || b[from] == '*')) {
            return true;
        }
        boolean isLength = false;
        for (int i = from; i < to; i++) {
            boolean isDigit = b[i] >= '0' && b[i] <= '9';
            if (!isDigit && (!isLength || "MIDNSHPX=".indexOf(b[i]) < 0)) {
                return false;
            }
            isLength = isDigit;
        }
        return from < to && !isLength;
    }

    private void end(RecordFacts r) {
        int from = r.infoFrom[SpecialKey.END.slot()];
        int to = r.infoTo[SpecialKey.END.slot()];
        if (Values.integer(r.buffer, from, to) == Values.GOOD && Values.longValue(r.buffer, from, to) < r.pos) {
            log.expect(VcfRule.INFO_END, from, to, "END at or after POS %d", r.pos);
        }
    }
}
