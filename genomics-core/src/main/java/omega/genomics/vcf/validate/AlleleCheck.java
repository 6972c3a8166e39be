package omega.genomics.vcf.validate;

import java.util.Locale;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.validate.RecordFacts.Allele;

/** Judges REF and ALT (section 1.6.1, and 5.4 for breakends). */
final class AlleleCheck {
    private static final byte BASE = 1;
    private static final byte AMBIGUOUS = 2;
    private static final byte[] CLASS = new byte[256];

    static {
        for (char c : "ACGTNacgtn".toCharArray()) {
            CLASS[c] = BASE;
        }
        // The codes of two bases: the only ones that genome assemblies in use contain (M and R in GRCh37).
        for (char c : "RYSWKMryswkm".toCharArray()) {
            CLASS[c] = AMBIGUOUS;
        }
    }

    private final HeaderFacts facts;
    private final ViolationLog log;

    AlleleCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void ref(RecordFacts r, int from, int to) {
        r.refFrom = from;
        r.refTo = to;
        int worst = bases(r.buffer, from, to);
        if (worst == 0) {
            log.expect(VcfRule.REF_BASES, from, to, "one reference allele of the bases A, C, G, T, N");
        } else if (worst == AMBIGUOUS) {
            log.expect(VcfRule.REF_IUPAC, from, to, "bases A, C, G, T, N instead of an ambiguity code");
        }
    }

    /** Returns BASE, AMBIGUOUS, or 0 for anything else. */
    private static int bases(byte[] buffer, int from, int to) {
        int worst = from < to ? BASE : 0;
        for (int i = from; i < to && worst != 0; i++) {
            byte c = CLASS[buffer[i] & 0xff];
            worst = c == BASE ? worst : c;
        }
        return worst;
    }

    void alt(RecordFacts r, int from, int to) {
        byte[] buffer = r.buffer;
        if (to == from + 1 && buffer[from] == '.') {
            r.noAlt = true;
            r.addAlt(from, to, Allele.MISSING);
            return;
        }
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || buffer[i] == ',') {
                allele(r, start, i);
                start = i + 1;
            }
        }
    }

    private void allele(RecordFacts r, int from, int to) {
        byte[] buffer = r.buffer;
        int worst = bases(buffer, from, to);
        if (worst != 0) {
            if (worst == AMBIGUOUS) {
                log.expect(VcfRule.ALT_IUPAC, from, to, "bases A, C, G, T, N instead of an ambiguity code");
            }
            r.addAlt(from, to, Allele.BASES);
            if (sameAsRef(r, from, to)) {
                log.expect(VcfRule.ALT_IS_REF, from, to, "an alternate allele that differs from REF");
            }
            return;
        }
        if (from < to && buffer[from] == '<') {
            symbolic(r, from, to);
        } else if (to == from + 1 && buffer[from] == '*') {
            r.addAlt(from, to, Allele.SPANNING);
        } else if (to == from + 1 && buffer[from] == '.') {
            log.expect(VcfRule.ALT_MISSING_IN_LIST, from, to, "no missing value among alternate alleles");
            r.addAlt(from, to, Allele.MISSING);
        } else if (isBreakend(buffer, from, to)) {
            r.addAlt(from, to, Allele.BREAKEND);
        } else {
            log.expect(
                    VcfRule.ALT_SYNTAX,
                    from,
                    to,
                    "an alternate allele: bases A, C, G, T, N, *, <ID> or a breakend with bases, without white space%s",
                    from == to ? " or empty alleles between commas" : "");
            r.addAlt(from, to, Allele.BROKEN);
        }
    }

    private static boolean sameAsRef(RecordFacts r, int from, int to) {
        if (to - from != r.refTo - r.refFrom) {
            return false;
        }
        for (int i = from, j = r.refFrom; i < to; i++, j++) {
            if ((r.buffer[i] & ~0x20) != (r.buffer[j] & ~0x20)) {
                return false;
            }
        }
        return true;
    }

    private void symbolic(RecordFacts r, int from, int to) {
        byte[] buffer = r.buffer;
        if (!isSymbolic(buffer, from, to)) {
            log.expect(
                    VcfRule.ALT_SYNTAX,
                    from,
                    to,
                    "an angle-bracketed ID without white space, commas or angle brackets inside");
            r.addAlt(from, to, Allele.BROKEN);
            return;
        }
        String id = MetaLine.string(buffer, from + 1, to - 1);
        Allele kind = kind(id);
        r.addAlt(from, to, kind);
        if (isBreakendSymbol(id)) {
            log.expect(
                    VcfRule.ALT_SYMBOLIC_BND,
                    from,
                    to,
                    "DEL, INS, DUP, INV or CNV as structural variant type, or breakend notation instead of BND");
        }
        if (kind == Allele.UNSPECIFIED || facts.alts.get(buffer, from + 1, to - 1) != null) {
            return;
        }
        if (facts.altsDeclared) {
            log.expect(VcfRule.ALT_UNDEFINED, from, to, "a symbolic allele that has an ##ALT line");
        }
        if (!isType(id, facts.minor) && !isBreakendSymbol(id)) { // of a declared one the ##ALT line says so once
            log.expect(VcfRule.ALT_TYPE, from, to, "a symbolic allele whose first level is %s", types(facts.minor));
        }
    }

    private static boolean isBreakendSymbol(String id) {
        return id.equals("BND") || id.startsWith("BND:");
    }

    /** Tells whether a symbolic allele is of a kind that section 1.4.5 names: BND in 4.3 only, IUPAC codes from then on. */
    static boolean isType(String id, int minor) {
        if (kind(id) != Allele.SYMBOLIC) {
            return true;
        }
        return minor >= 3
                && ((minor == 3 && isBreakendSymbol(id))
                        || (id.length() == 1 && "ACGTURYSWKMBDHVN".contains(id.toUpperCase(Locale.ROOT))));
    }

    static String types(int minor) {
        return minor == 3 ? "DEL, INS, DUP, INV, CNV or BND" : "DEL, INS, DUP, INV or CNV";
    }

    static Allele kind(String id) {
        if (id.equals("*") || id.equals("NON_REF")) {
            return Allele.UNSPECIFIED;
        }
        if (id.equals("CNV:TR") || id.startsWith("CNV:TR:")) {
            return Allele.REPEAT;
        }
        int colon = id.indexOf(':');
        return switch (colon < 0 ? id : id.substring(0, colon)) {
            case "DEL" -> Allele.DEL;
            case "INS" -> Allele.INS;
            case "DUP" -> Allele.DUP;
            case "INV" -> Allele.INV;
            case "CNV" -> Allele.CNV;
            default -> Allele.SYMBOLIC;
        };
    }

    private static boolean isSymbolic(byte[] buffer, int from, int to) {
        if (to - from < 3 || buffer[from] != '<' || buffer[to - 1] != '>') {
            return false;
        }
        for (int i = from + 1; i < to - 1; i++) {
            byte b = buffer[i];
            if (b == '<' || b == '>' || b == ' ') {
                // One '>' inside an ID is seen in the wild only as damage; the specification forbids it.
                return false;
            }
        }
        return true;
    }

    /** {@code t[p[}, {@code t]p]}, {@code ]p]t}, {@code [p[t}, {@code t.}, {@code .t}, or {@code t<ctg>}. */
    private static boolean isBreakend(byte[] buffer, int from, int to) {
        int bracket = firstBracket(buffer, from, to);
        if (bracket < 0) {
            return isSingleBreakend(buffer, from, to) || isInsertedContig(buffer, from, to);
        }
        byte b = buffer[bracket];
        int close = bracket + 1;
        while (close < to && buffer[close] != '[' && buffer[close] != ']') {
            close++;
        }
        if (close == to || buffer[close] != b || !isMate(buffer, bracket + 1, close)) {
            return false;
        }
        boolean before = bracket > from;
        boolean after = close + 1 < to;
        return before != after
                && (before ? isReplacement(buffer, from, bracket) : isReplacement(buffer, close + 1, to));
    }

    private static int firstBracket(byte[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '[' || buffer[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSingleBreakend(byte[] buffer, int from, int to) {
        return to - from >= 2
                && ((buffer[from] == '.' && bases(buffer, from + 1, to) != 0)
                        || (buffer[to - 1] == '.' && bases(buffer, from, to - 1) != 0));
    }

    private static boolean isInsertedContig(byte[] buffer, int from, int to) {
        int open = MetaLine.indexOf(buffer, from, to, '<');
        return open > from && bases(buffer, from, open) != 0 && isSymbolic(buffer, open, to);
    }

    /** The bases that replace REF; a dot where there are none (section 5.4.5, telomeres). */
    private static boolean isReplacement(byte[] buffer, int from, int to) {
        if (buffer[from] == '.') {
            return to == from + 1 || bases(buffer, from + 1, to) != 0;
        }
        if (buffer[to - 1] == '.') {
            return bases(buffer, from, to - 1) != 0;
        }
        return bases(buffer, from, to) != 0 || isInsertedContig(buffer, from, to);
    }

    private static boolean isMate(byte[] buffer, int from, int to) {
        int colon = -1;
        for (int i = from; i < to; i++) {
            if (buffer[i] == ':') {
                colon = i;
            } else if (buffer[i] == ' ' || buffer[i] == ',') {
                return false;
            }
        }
        if (colon <= from || colon + 1 == to) {
            return false;
        }
        for (int i = colon + 1; i < to; i++) {
            if (buffer[i] < '0' || buffer[i] > '9') {
                return false;
            }
        }
        return true;
    }
}
