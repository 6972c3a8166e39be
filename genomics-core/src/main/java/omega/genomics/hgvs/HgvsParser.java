package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.ParseException;
import omega.genomics.hgvs.HgvsVariant.Adjoined;
import omega.genomics.hgvs.HgvsVariant.Allele;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Phase;
import omega.genomics.hgvs.HgvsVariant.Protein;

/**
 * Reads the names of variants.
 *
 * <pre>{@code
 * HgvsVariant variant = HgvsParser.parse("NM_000059.4:c.5946delT");
 * }</pre>
 *
 * <p>Names are read by recursive descent:
 *
 * <pre>
 * name    = one *(("::" | "/" | "//" | "^" | "(;)") one) ["(p." … ")"]  |  "[" name *(";" name) "]" *(";" "[" … "]")
 * one     = [reference ":"] [kind "."] alleles
 * alleles = group *((";" | "(;)" | "^") group)
 * group   = "[" several *((";" | "," | "(;)") several) "]" ["sup"]  |  several
 * several = change *(("/" | "//" | "^" | "::") change)
 * </pre>
 */
public final class HgvsParser {
    private final Cursor in;

    private HgvsParser(String text) {
        in = new Cursor(text);
    }

    /**
     * Reads a name.
     *
     * <p>The reference and the letter of the kind may be missing ({@code c.76A>C}, {@code p.Glu1000Ser}, {@code NM_003002.2:274del}). A
     * protein in parentheses after a nucleotide name, as ClinVar writes it, is read and dropped.
     *
     * @param text the name
     * @return the variant
     * @throws ParseException if the text is no name; it tells the column and what was expected there
     */
    public static HgvsVariant parse(String text) {
        Objects.requireNonNull(text, "text");
        HgvsParser parser = new HgvsParser(text);
        HgvsVariant variant = parser.in.peek() == '[' ? parser.listOfNames() : parser.name();
        if (!parser.in.atEnd()) {
            parser.protein(variant);
        }
        if (!parser.in.atEnd()) {
            throw parser.in.expected("the end of the name", HgvsRule.HGVS_END);
        }
        return variant;
    }

    /** Reads names on several references in brackets. */
    private HgvsVariant listOfNames() {
        List<HgvsVariant> groups = new ArrayList<>();
        do {
            in.expect('[', HgvsRule.HGVS_ALLELE);
            List<HgvsVariant> members = new ArrayList<>();
            do {
                members.add(one());
            } while (in.skip(';'));
            in.expect(']', HgvsRule.HGVS_ALLELE);
            groups.add(members.size() == 1 ? members.get(0) : new Allele(Phase.CIS, members, false));
        } while (in.skip(';'));
        return groups.size() == 1 ? groups.get(0) : new Allele(Phase.TRANS, groups, false);
    }

    private HgvsVariant name() {
        HgvsVariant first = one();
        if (in.atEnd()) {
            return first;
        }
        if (in.looksAt("::")) {
            return adjoined(first);
        }
        Phase phase = in.looksAt("(;)") ? Phase.UNKNOWN : Alternatives.phase(in);
        if (phase == Phase.CIS) {
            return first;
        }
        String separator = phase == Phase.UNKNOWN ? "(;)" : Alternatives.separator(phase);
        List<HgvsVariant> members = new ArrayList<>(List.of(first));
        while (in.skip(separator)) {
            if (phase != Phase.UNKNOWN && !in.isReference()) {
                throw in.expected("a name with its reference", HgvsRule.HGVS_REFERENCE);
            }
            members.add(one());
        }
        if (phase != Phase.UNKNOWN && members.stream().anyMatch(Allele.class::isInstance)) {
            throw in.expected("one change in each name that " + separator + " separates", HgvsRule.HGVS_ALLELE);
        }
        return new Allele(phase, members, false);
    }

    private Adjoined adjoined(HgvsVariant first) {
        List<HgvsSequence> parts = new ArrayList<>(List.of(part(first)));
        while (in.skip("::")) {
            if (in.isReference()) {
                parts.add(part(one()));
            } else {
                String bases = in.bases(first.kind());
                if (bases.isEmpty()) {
                    throw in.expected("bases or a reference", HgvsRule.HGVS_SEQUENCE);
                }
                parts.add(new HgvsSequence.Bases(bases));
            }
        }
        if (parts.get(parts.size() - 1) instanceof HgvsSequence.Bases) {
            throw in.expected("\"::\" and a reference after the bases", HgvsRule.HGVS_SEQUENCE);
        }
        return new Adjoined(parts);
    }

    private HgvsSequence part(HgvsVariant variant) {
        if (variant instanceof Nucleotide place
                && place.location() != null
                && !place.predicted()
                && place.edit() instanceof NucleotideEdit.None) {
            if (place.reference().isNone()) {
                throw in.expected("a reference for each location that \"::\" joins", HgvsRule.HGVS_REFERENCE);
            }
            return new HgvsSequence.Copied(place.reference(), place.kind(), place.location());
        }
        throw in.expected("a location without a change before \"::\"", HgvsRule.HGVS_ALLELE);
    }

    private HgvsVariant one() {
        HgvsReference reference = HgvsReference.NONE;
        HgvsKind kind = kind();
        if (kind == HgvsKind.UNSPECIFIED) {
            reference = in.reference();
            in.expect(':', HgvsRule.HGVS_REFERENCE);
            kind = kind();
        }
        return kind == HgvsKind.PROTEIN
                ? new Alleles(new ProteinGrammar(in, reference)).read()
                : new Alleles(new NucleotideGrammar(in, reference, kind)).read();
    }

    private HgvsKind kind() {
        if (in.peek(1) != '.') {
            return HgvsKind.UNSPECIFIED;
        }
        HgvsKind kind = switch (in.peek()) {
            case 'c' -> HgvsKind.CODING;
            case 'g' -> HgvsKind.GENOMIC;
            case 'm' -> HgvsKind.MITOCHONDRIAL;
            case 'n' -> HgvsKind.NONCODING;
            case 'o' -> HgvsKind.CIRCULAR;
            case 'p' -> HgvsKind.PROTEIN;
            case 'r' -> HgvsKind.RNA;
            default -> throw in.expected("one of c. g. m. n. o. p. r.", HgvsRule.HGVS_KIND);
        };
        in.at += 2;
        return kind;
    }

    /** Reads the protein that ClinVar and Ensembl append. */
    private void protein(HgvsVariant variant) {
        int start = in.at;
        while (in.peek() == ' ') {
            in.at++;
        }
        if (!in.looksAt("(p.") || variant.kind() == HgvsKind.PROTEIN) {
            in.at = start;
            return;
        }
        in.at += 3;
        new ProteinGrammar(in, HgvsReference.NONE).change();
        in.expect(')', HgvsRule.HGVS_END);
    }

    /** Reads lists of changes in brackets. */
    private final class Alleles {
        private final Grammar grammar;

        Alleles(Grammar grammar) {
            this.grammar = grammar;
        }

        HgvsVariant read() {
            boolean listed = in.peek() == '[';
            HgvsVariant first = group();
            if (listed && first instanceof Allele ring && ring.phase() == Phase.RING && in.skip("sup")) {
                return new Allele(Phase.SUPERNUMERARY_RING, ring.members(), false);
            }
            if (in.looksAt("^[")) {
                return eitherGroup(first);
            }
            char next = in.peek();
            boolean more = next == ';' ? in.peek(1) == '[' : in.looksAt("(;)");
            if (!more) {
                return first;
            }
            List<HgvsVariant> unphased = new ArrayList<>();
            List<HgvsVariant> molecules = new ArrayList<>(List.of(first));
            HgvsVariant last = first;
            while (true) {
                if (in.peek() == ';' && in.peek(1) == '[') {
                    in.at++;
                    last = in.peek(1) == ']' || isCount() ? sameUnits(last) : group();
                    molecules.add(last);
                } else if (!in.looksAt("(;)") || isOtherName(3)) {
                    break;
                } else {
                    in.at += 3;
                    unphased.add(joined(Phase.TRANS, molecules));
                    last = group();
                    molecules = new ArrayList<>(List.of(last));
                }
            }
            HgvsVariant end = joined(Phase.TRANS, molecules);
            if (unphased.isEmpty()) {
                return end;
            }
            unphased.add(end);
            return new Allele(Phase.UNKNOWN, unphased, false);
        }

        private HgvsVariant eitherGroup(HgvsVariant first) {
            List<HgvsVariant> groups = new ArrayList<>(List.of(first));
            while (in.looksAt("^[")) {
                in.at++;
                groups.add(list());
            }
            return new Allele(Phase.EITHER, groups, false);
        }

        private boolean isOtherName(int ahead) {
            in.at += ahead;
            boolean other = in.isReference();
            in.at -= ahead;
            return other;
        }

        private boolean isCount() {
            int i = 1;
            while (Cursor.isDigit(in.peek(i))) {
                i++;
            }
            return i > 1 && in.peek(i) == ']';
        }

        /** Reads {@code [18]} after {@code TG[14];}: the same units in another number. */
        private HgvsVariant sameUnits(HgvsVariant other) {
            if (other instanceof Nucleotide change && change.edit() instanceof NucleotideEdit.Repeat repeat) {
                HgvsCount count = in.bracketed();
                if (repeat.units().size() > 1) {
                    throw in.expected("the units of the repeat", HgvsRule.HGVS_ALLELE);
                }
                NucleotideEdit edit = repeat.units().isEmpty()
                        ? new NucleotideEdit.Repeat(List.of(), count)
                        : new NucleotideEdit.Repeat(
                                List.of(recounted(repeat.units().get(0), count)), HgvsCount.UNKNOWN);
                return new Nucleotide(change.reference(), change.kind(), change.location(), edit, change.predicted());
            }
            if (other instanceof Protein change && change.edit() instanceof ProteinEdit.Repeat) {
                HgvsCount count = in.bracketed();
                return new Protein(
                        change.reference(), change.location(), new ProteinEdit.Repeat(count), change.predicted());
            }
            return group();
        }

        private HgvsSequence recounted(HgvsSequence unit, HgvsCount count) {
            return unit instanceof HgvsSequence.Repeated repeated
                    ? new HgvsSequence.Repeated(repeated.unit(), count)
                    : unit;
        }

        private HgvsVariant joined(Phase phase, List<HgvsVariant> members) {
            return members.size() == 1 ? members.get(0) : new Allele(phase, members, false);
        }

        private HgvsVariant group() {
            char c = in.peek();
            if (c == '(' && in.peek(1) == '[') {
                in.at++;
                HgvsVariant list = list();
                in.expect(')', HgvsRule.HGVS_ALLELE);
                return inParentheses(list);
            }
            return c == '[' ? list() : several();
        }

        private HgvsVariant inParentheses(HgvsVariant list) {
            if (list instanceof Allele allele) {
                return new Allele(allele.phase(), allele.members(), true);
            }
            return grammar.predicted(list);
        }

        private HgvsVariant list() {
            in.expect('[', HgvsRule.HGVS_ALLELE);
            in.deeper();
            boolean all = in.peek() == '(' && isListInParentheses();
            if (all) {
                in.at++;
            }
            List<HgvsVariant> members = new ArrayList<>();
            members.add(several());
            Phase phase = in.peek() == ',' ? Phase.PRODUCTS : in.looksAt("(;)") ? Phase.UNKNOWN : Phase.CIS;
            String separator = phase == Phase.PRODUCTS ? "," : phase == Phase.UNKNOWN ? "(;)" : ";";
            while (in.skip(separator)) {
                members.add(several());
            }
            if (all) {
                in.expect(')', HgvsRule.HGVS_ALLELE);
            }
            in.expect(']', HgvsRule.HGVS_ALLELE);
            in.shallower();
            if (members.size() == 1) {
                return members.get(0);
            }
            for (HgvsVariant member : members) {
                if (phase != Phase.PRODUCTS && member.change().equals("=")) {
                    throw in.expected("changes with a location in a list", HgvsRule.HGVS_ALLELE);
                }
            }
            return new Allele(phase, members, all);
        }

        /** Tells whether a semicolon comes before the parenthesis that begins here is closed. */
        private boolean isListInParentheses() {
            int open = 0;
            for (int i = 0; in.peek(i) != 0; i++) {
                char c = in.peek(i);
                if (c == '(') {
                    open++;
                } else if (c == ')' && --open == 0) {
                    return false;
                } else if ((c == ';' || c == ',') && open == 1) {
                    return true;
                }
            }
            return false;
        }

        /** Reads {@code a}, {@code a/b}, {@code a//b}, {@code a^b}, {@code a::b}. */
        private HgvsVariant several() {
            HgvsVariant first = grammar.change();
            if (in.looksAt("::") && isBreakpoint(first)) {
                return ring(first);
            }
            boolean next = in.peek() == '^' && in.peek(1) == '[';
            Phase phase = Alternatives.phase(in);
            if (next
                    || phase == Phase.CIS
                    || isOtherName(Alternatives.separator(phase).length())) {
                return first;
            }
            return Alternatives.read(in, grammar, first);
        }

        private HgvsVariant ring(HgvsVariant first) {
            List<HgvsVariant> members = new ArrayList<>(List.of(first));
            while (in.skip("::")) {
                HgvsVariant member = grammar.change();
                if (!isBreakpoint(member)) {
                    throw in.expected("a change at a location", HgvsRule.HGVS_ALLELE);
                }
                members.add(member);
            }
            return new Allele(Phase.RING, members, false);
        }

        private static boolean isBreakpoint(HgvsVariant variant) {
            return variant instanceof Nucleotide change
                    && change.location() != null
                    && !change.predicted()
                    && !(change.edit() instanceof NucleotideEdit.None);
        }
    }
}
