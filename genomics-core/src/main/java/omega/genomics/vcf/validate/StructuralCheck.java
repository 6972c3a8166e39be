package omega.genomics.vcf.validate;

import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.validate.RecordFacts.Allele;

/** Judges the keys of structural variants and tandem repeats as VCF 4.4 and 4.5 define them (sections 3, 4 and 5.7). */
final class StructuralCheck {
    private static final SpecialKey[] PAIRS = {SpecialKey.CIPOS, SpecialKey.CIEND, SpecialKey.CILEN, SpecialKey.CICN};

    private final HeaderFacts facts;
    private final ViolationLog log;
    private final TandemRepeatCheck repeats;

    StructuralCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
        this.repeats = new TandemRepeatCheck(log);
    }

    /** Judges a record after its INFO; {@code formatCn} tells whether FORMAT has CN. */
    void check(RecordFacts r, boolean formatCn) {
        if (facts.minor < 4 || (!r.structural && !r.anyInfoSeen)) {
            return;
        }
        claims(r);
        lengths(r, formatCn);
        for (SpecialKey key : PAIRS) {
            pairs(r, key);
        }
        multiple(r, SpecialKey.MEINFO, 4);
        multiple(r, SpecialKey.METRANS, 4);
        repeats.check(r);
    }

    private void claims(RecordFacts r) {
        boolean present = r.has(SpecialKey.SVCLAIM);
        String[] claims = present ? r.values(SpecialKey.SVCLAIM) : new String[0];
        boolean one = claims.length == 1 && claims[0].equals(".");
        for (int i = 0; i < r.alts; i++) {
            String claim = one || !present ? "." : i < claims.length ? claims[i] : ".";
            Allele kind = r.altKind[i];
            boolean needed = kind == Allele.DEL || kind == Allele.DUP;
            if (claim.equals(".")) {
                if (needed) {
                    boolean lenient = !present && kind == Allele.DUP;
                    log.expect(
                            lenient ? VcfRule.SVCLAIM_MISSING_DUP : VcfRule.SVCLAIM_MISSING,
                            r.altFrom[i],
                            r.altTo[i],
                            "SVCLAIM of D, J or DJ for a DEL or DUP allele");
                }
            } else {
                claim(r, claim, kind, i);
            }
        }
    }

    private void claim(RecordFacts r, String claim, Allele kind, int i) {
        int from = r.infoFrom[SpecialKey.SVCLAIM.slot()];
        int to = r.infoTo[SpecialKey.SVCLAIM.slot()];
        if (!claim.equals("D") && !claim.equals("J") && !claim.equals("DJ")) {
            log.expect(VcfRule.SVCLAIM_VALUE, from, to, "an SVCLAIM of D, J, DJ or the missing value");
            return;
        }
        String allowed = switch (kind) {
            case DEL, DUP -> "D J DJ";
            case CNV, REPEAT -> "D";
            case INS, INV -> "J DJ";
            case BREAKEND -> "J";
            default -> "";
        };
        if (!(' ' + allowed + ' ').contains(' ' + claim + ' ')) {
            log.expect(
                    VcfRule.SVCLAIM_ALLELE,
                    from,
                    to,
                    "an SVCLAIM of %s for %s%s",
                    allowed.isEmpty() ? "the missing value" : allowed.replace(" ", " or "),
                    log.text(r.altFrom[i], r.altTo[i]),
                    allowed.isEmpty()
                            ? ", which is no structural variant allele (DEL, INS, DUP, INV, CNV or breakend)"
                            : "");
        }
    }

    private void lengths(RecordFacts r, boolean formatCn) {
        boolean present = r.has(SpecialKey.SVLEN);
        String[] lengths = present ? r.values(SpecialKey.SVLEN) : new String[0];
        int from = r.infoFrom[SpecialKey.SVLEN.slot()];
        int to = r.infoTo[SpecialKey.SVLEN.slot()];
        String same = null;
        for (int i = 0; i < r.alts; i++) {
            Allele kind = r.altKind[i];
            String length = i < lengths.length ? lengths[i] : ".";
            if (length.equals(".")) {
                if (kind.isStructural() && !present && !r.has(SpecialKey.END)) {
                    log.expect(
                            VcfRule.SVLEN_MISSING, r.altFrom[i], r.altTo[i], "SVLEN for a symbolic structural variant");
                }
                continue;
            }
            if (!kind.isStructural()) {
                log.expect(
                        kind == Allele.BREAKEND ? VcfRule.SVLEN_ALLELE : VcfRule.SVLEN_OTHER_ALLELE,
                        from,
                        to,
                        "a missing SVLEN for %s, which is no symbolic structural variant",
                        log.text(r.altFrom[i], r.altTo[i]));
            } else if (length.startsWith("-")) {
                log.expect(VcfRule.SVLEN_SIGN, from, to, "a positive SVLEN");
            }
            if (formatCn && (kind == Allele.CNV || kind == Allele.DEL || kind == Allele.DUP)) {
                if (same != null && !same.equals(length)) {
                    log.expect(
                            VcfRule.SVLEN_SAME,
                            from,
                            to,
                            "one SVLEN for all CNV, DEL and DUP alleles where FORMAT has CN");
                }
                same = length;
            }
        }
    }

    private void multiple(RecordFacts r, SpecialKey key, int factor) {
        if (!r.has(key)) {
            return;
        }
        int from = r.infoFrom[key.slot()];
        int to = r.infoTo[key.slot()];
        int count = Values.count(r.buffer, from, to);
        if (count != factor * r.countedAlts() && !Values.isMissing(r.buffer, from, to)) {
            log.expect(
                    VcfRule.SV_NUMBER,
                    from,
                    to,
                    "%d values of %s, %d for each alternate allele, not %d",
                    factor * r.countedAlts(),
                    key,
                    factor,
                    count);
        }
    }

    private void pairs(RecordFacts r, SpecialKey key) {
        if (!r.has(key)) {
            return;
        }
        multiple(r, key, 2);
        String[] bounds = r.values(key);
        int from = r.infoFrom[key.slot()];
        int to = r.infoTo[key.slot()];
        for (int i = 0; i + 1 < bounds.length; i += 2) {
            Double low = Values.number(bounds[i]);
            Double high = Values.number(bounds[i + 1]);
            boolean spans = key != SpecialKey.CICN && key != SpecialKey.CILEN;
            if ((low != null && high != null && low > high)
                    || (spans && ((low != null && low > 0) || (high != null && high < 0)))) {
                log.expect(
                        VcfRule.SV_INTERVAL,
                        from,
                        to,
                        "%s as a lower bound%s and an upper bound%s",
                        key,
                        spans ? " of at most 0" : "",
                        spans ? " of at least 0" : "");
                return;
            }
        }
    }
}
