package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.hgvs.HgvsLocation.Bound;
import omega.genomics.hgvs.HgvsPosition.Landmark;
import omega.genomics.hgvs.HgvsVariant.Allele;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import org.jspecify.annotations.Nullable;

/**
 * Reads one change of a nucleotide sequence:
 *
 * <pre>
 * change   = "(" change *(("/" | "//" | "^") change) ")" | [location] edit
 * location = bound ["_" bound]
 * bound    = position | "(" position ["_" position] ")"
 * position = (["-" | "*"] number | "?" | "pter" | "cen" | "qter") [offset]
 * offset   = ("+" | "-") (number | "?") | "?"
 * </pre>
 */
final class NucleotideGrammar implements Grammar {
    private static final NucleotideEdit NO_EDIT = new NucleotideEdit.None();
    private static final NucleotideEdit PLAIN_IDENTITY = new NucleotideEdit.Identity("");
    private static final NucleotideEdit PLAIN_DELETION = new NucleotideEdit.Deletion("");
    private static final NucleotideEdit PLAIN_DUPLICATION = new NucleotideEdit.Duplication("");
    private static final NucleotideEdit PLAIN_INVERSION = new NucleotideEdit.Inversion("");

    private final Cursor in;
    private final HgvsReference reference;
    private final HgvsKind kind;

    NucleotideGrammar(Cursor in, HgvsReference reference, HgvsKind kind) {
        this.in = in;
        this.reference = reference;
        this.kind = kind;
    }

    @Override
    public HgvsVariant change() {
        if (in.peek() == '(' && isChangeInParentheses()) {
            in.at++;
            in.deeper();
            HgvsVariant inner = Alternatives.read(in, this, change());
            in.shallower();
            in.expect(')', HgvsRule.HGVS_CHANGE);
            return predicted(inner);
        }
        if (in.looksAt("(?)") && isEnd(in.peek(3))) {
            in.at += 3;
            return new Nucleotide(reference, kind, HgvsLocation.of(HgvsPosition.UNKNOWN), NO_EDIT, true);
        }
        HgvsLocation location = isWhole() ? null : location(kind);
        return new Nucleotide(reference, kind, location, edit(location), false);
    }

    @Override
    public HgvsVariant changeAt(HgvsVariant place) {
        HgvsLocation shared = place instanceof Nucleotide change ? change.location() : null;
        char c = in.peek();
        boolean located = Cursor.isDigit(c) || "-*(?".indexOf(c) >= 0 || isLandmark(0) || in.looksAt("spl");
        return shared == null || located ? change() : new Nucleotide(reference, kind, shared, edit(shared), false);
    }

    @Override
    public HgvsVariant predicted(HgvsVariant change) {
        if (change instanceof Allele allele) {
            return new Allele(allele.phase(), allele.members(), true);
        }
        Nucleotide inner = (Nucleotide) change;
        return new Nucleotide(reference, kind, inner.location(), inner.edit(), true);
    }

    /** Tells whether the parenthesis that begins here holds more than a location. */
    private boolean isChangeInParentheses() {
        int open = 0;
        boolean more = false;
        for (int i = 0; in.peek(i) != 0; i++) {
            char c = in.peek(i);
            if (c == '(') {
                open++;
                more |= i == 1 && isLocationInParentheses();
            } else if (c == ')') {
                if (--open == 0) {
                    return more;
                }
            } else if (c == 'p' || c == 'q' || c == 'c') {
                boolean landmark = isLandmark(i);
                more |= !landmark;
                i += landmark ? c == 'c' ? 2 : 3 : 0;
            } else if (c == '0' && i == 1 && !Cursor.isDigit(in.peek(2))) {
                more = true;
            } else if (!Cursor.isDigit(c) && c != '_' && c != '?' && c != '+' && c != '-' && c != '*') {
                more = true;
            }
        }
        return false;
    }

    /** Tells whether two parentheses that begin here end together, as in {@code ((10_15))}. */
    private boolean isLocationInParentheses() {
        int i = 2;
        while (in.peek(i) != 0 && in.peek(i) != ')') {
            i++;
        }
        return in.peek(i) == ')' && in.peek(i + 1) == ')';
    }

    private boolean isLandmark(int ahead) {
        return in.text.startsWith("pter", in.at + ahead)
                || in.text.startsWith("qter", in.at + ahead)
                || in.text.startsWith("cen", in.at + ahead);
    }

    private boolean isWhole() {
        char c = in.peek();
        if (c == '0') {
            char next = in.peek(1);
            return next == 0 || "?])(/;^,".indexOf(next) >= 0;
        }
        return c == '=' || in.looksAt("spl");
    }

    HgvsLocation location(HgvsKind along) {
        Bound start = bound(along);
        if (!in.skip('_')) {
            return new HgvsLocation(start, null);
        }
        Bound end = bound(along);
        boolean same = !start.uncertain() && start.from().isKnown() && start.equals(end);
        return new HgvsLocation(start, same ? null : end);
    }

    private Bound bound(HgvsKind along) {
        if (!in.skip('(')) {
            return Bound.at(position(along));
        }
        HgvsPosition from = position(along);
        HgvsPosition to = in.skip('_') ? position(along) : from;
        in.expect(')', HgvsRule.HGVS_POSITION);
        return new Bound(from, to, true);
    }

    private HgvsPosition position(HgvsKind along) {
        Landmark landmark = Landmark.START;
        int base = 0;
        char c = in.peek();
        if (Cursor.isDigit(c)) {
            base = in.number("a position");
        } else if (c == '-' ? along.hasOffsets() : c == '*' && along.hasOffsets() && along != HgvsKind.NONCODING) {
            landmark = c == '-' ? Landmark.BEFORE : Landmark.AFTER_CDS;
            in.at++;
            base = in.skip('?') ? 0 : in.number("a position");
        } else if (c == '?') {
            in.at++;
            landmark = Landmark.UNKNOWN;
        } else if (in.skip("pter")) {
            landmark = Landmark.PTER;
        } else if (in.skip("qter")) {
            landmark = Landmark.QTER;
        } else if (in.skip("cen")) {
            landmark = Landmark.CEN;
        } else {
            throw in.expected("a position", HgvsRule.HGVS_POSITION);
        }
        char sign = in.peek();
        boolean offset = sign == '+' || sign == '-' || (sign == '?' && along == HgvsKind.UNSPECIFIED);
        if (!offset) {
            return landmark == Landmark.UNKNOWN ? HgvsPosition.UNKNOWN : new HgvsPosition(landmark, base, 0);
        }
        if (!along.hasOffsets() && in.peek(1) != '?') {
            throw in.expected("no offset in " + along + " positions but +? and -?", HgvsRule.HGVS_POSITION);
        }
        in.at++;
        return new HgvsPosition(landmark, base, offset(sign));
    }

    private int offset(char sign) {
        if (sign == '?') {
            return HgvsPosition.UNKNOWN_OFFSET;
        }
        if (in.skip('?')) {
            return sign == '+' ? HgvsPosition.UNKNOWN_DOWNSTREAM : HgvsPosition.UNKNOWN_UPSTREAM;
        }
        int start = in.at;
        int offset = in.number("an offset");
        if (offset == Integer.MAX_VALUE) {
            in.at = start;
            throw in.expected("an offset below 2147483647", HgvsRule.HGVS_POSITION);
        }
        return sign == '+' ? offset : -offset;
    }

    private NucleotideEdit edit(@Nullable HgvsLocation location) {
        if (location == null && in.skip("spl")) {
            return new NucleotideEdit.Effect(in.skip('?') ? "spl?" : "spl");
        }
        switch (in.peek()) {
            case '=' -> {
                in.at++;
                return PLAIN_IDENTITY;
            }
            case '>' -> {
                in.at++;
                return substitution("");
            }
            case '|' -> {
                in.at++;
                return modification();
            }
            case '[' -> {
                return repeat("");
            }
            case 'd' -> {
                if (in.skip("del")) {
                    return deletion();
                }
                if (in.skip("dup")) {
                    String stated = stated();
                    return stated.isEmpty() ? PLAIN_DUPLICATION : new NucleotideEdit.Duplication(stated);
                }
            }
            case 'i' -> {
                if (in.skip("ins")) {
                    return new NucleotideEdit.Insertion(inserted());
                }
                if (in.skip("inv")) {
                    String stated = stated();
                    return stated.isEmpty() ? PLAIN_INVERSION : new NucleotideEdit.Inversion(stated);
                }
            }
            case 'c' -> {
                if (in.skip("con")) {
                    return new NucleotideEdit.Conversion(inserted());
                }
                if (in.skip("copy")) {
                    return new NucleotideEdit.Copies(in.number("a number of copies"));
                }
            }
            case 's' -> {
                if (kind == HgvsKind.GENOMIC && in.skip("sup")) {
                    return new NucleotideEdit.Supernumerary();
                }
            }
            default -> {}
        }
        String bases = in.bases(kind);
        if (bases.isEmpty()) {
            return withoutBases(location);
        }
        if (in.skip('>')) {
            return substitution(bases);
        }
        if (in.skip('=')) {
            return new NucleotideEdit.Identity(bases);
        }
        if (in.peek() == '[') {
            return repeat(bases);
        }
        throw in.expected("\">\", \"=\" or \"[\" after bases", HgvsRule.HGVS_CHANGE);
    }

    private NucleotideEdit withoutBases(@Nullable HgvsLocation location) {
        if (location == null) {
            if (in.peek() == '0' && !Cursor.isDigit(in.peek(1))) {
                in.at++;
                return new NucleotideEdit.Effect(in.skip('?') ? "0?" : "0");
            }
            throw in.expected("a position", HgvsRule.HGVS_POSITION);
        }
        if (!isEnd(in.peek())) {
            throw in.expected(
                    kind == HgvsKind.RNA
                            ? "a change: bases a c g u, del, dup, ins, inv, = or ["
                            : "a change: bases A C G T, del, dup, ins, inv, = or [",
                    HgvsRule.HGVS_CHANGE);
        }
        return NO_EDIT;
    }

    /** Tells whether this may follow a location without a change. */
    private static boolean isEnd(char c) {
        return c == 0 || "])(;:/^, ".indexOf(c) >= 0;
    }

    private NucleotideEdit substitution(String before) {
        int start = in.at;
        String after = in.bases(kind);
        if (before.length() > 1 || after.length() != 1) {
            in.at = start;
            throw in.expected(
                    after.isEmpty() ? "a base" : "one base on either side; more are written delins",
                    HgvsRule.HGVS_SEQUENCE);
        }
        return before.equals(after)
                ? new NucleotideEdit.Identity(before)
                : new NucleotideEdit.Substitution(before, after);
    }

    private NucleotideEdit deletion() {
        String stated = stated();
        if (in.skip("ins")) {
            return new NucleotideEdit.DeletionInsertion(stated, inserted());
        }
        return stated.isEmpty() ? PLAIN_DELETION : new NucleotideEdit.Deletion(stated);
    }

    /** Reads bases or their number, {@code 15} or {@code N[15]}. */
    private String stated() {
        if (in.isDigit()) {
            return Integer.toString(in.number("a number of bases"));
        }
        String bases = in.looksAt("ins") ? "" : in.bases(kind);
        if (!bases.equalsIgnoreCase("N") || !in.skip('[')) {
            return bases;
        }
        String number = Integer.toString(in.number("a number of bases"));
        in.expect(']', HgvsRule.HGVS_COUNT);
        return number;
    }

    private NucleotideEdit modification() {
        int start = in.at;
        while (Cursor.isName(in.peek()) || in.peek() == '=') {
            in.at++;
        }
        if (in.at == start) {
            throw in.expected("a modification such as gom, lom or met=", HgvsRule.HGVS_CHANGE);
        }
        return new NucleotideEdit.Modification(in.text.substring(start, in.at));
    }

    /** Reads {@code [3]}, {@code CAG[23]}, {@code CAG[19]CAA[4]}, {@code [CAG[19];CAA[4]]}. */
    private NucleotideEdit repeat(String bases) {
        if (bases.isEmpty() && in.peek() == '[') {
            char c = in.peek(1);
            if (Cursor.isDigit(c) || c == '?' || c == '(') {
                return new NucleotideEdit.Repeat(List.of(), in.bracketed());
            }
            in.at++;
            List<HgvsSequence> units = new ArrayList<>();
            do {
                units.add(unit(source()));
            } while (in.skip(';') || in.peek() != ']');
            in.at++;
            return new NucleotideEdit.Repeat(units, HgvsCount.UNKNOWN);
        }
        List<HgvsSequence> units = new ArrayList<>();
        units.add(unit(new HgvsSequence.Bases(bases)));
        while (startsUnit()) {
            units.add(unit(source()));
        }
        return new NucleotideEdit.Repeat(units, HgvsCount.UNKNOWN);
    }

    private HgvsSequence unit(HgvsSequence source) {
        if (source instanceof HgvsSequence.Unknown) {
            throw in.expected("bases or a location before the number of repeats", HgvsRule.HGVS_SEQUENCE);
        }
        if (in.peek() != '[') {
            throw in.expected("\"[\" with the number of repeats", HgvsRule.HGVS_COUNT);
        }
        return withSuffixes(source);
    }

    private boolean startsUnit() {
        return in.isDigit() || (Cursor.isName(in.peek()) && !in.looksAt("inv"));
    }

    /** Reads what is inserted: one sequence, several in a row, or a list in brackets. */
    HgvsSequence inserted() {
        if (in.peek() == '[') {
            in.at++;
            in.deeper();
            List<HgvsSequence> parts = new ArrayList<>();
            do {
                parts.add(withSuffixes(source()));
            } while (in.skip(';') || (in.peek() != ']' && !in.atEnd()));
            in.expect(']', HgvsRule.HGVS_SEQUENCE);
            in.shallower();
            return parts.size() == 1 ? parts.get(0) : new HgvsSequence.Joined(parts);
        }
        HgvsSequence first = withSuffixes(source());
        if (!startsUnit() || !(first instanceof HgvsSequence.Repeated || first instanceof HgvsSequence.Inverted)) {
            return first;
        }
        List<HgvsSequence> parts = new ArrayList<>(List.of(first));
        while (startsUnit()) {
            parts.add(withSuffixes(source()));
        }
        return new HgvsSequence.Joined(parts);
    }

    /** Reads {@code [23]} and {@code inv} after a sequence, in either order. */
    private HgvsSequence withSuffixes(HgvsSequence source) {
        HgvsSequence sequence = source;
        boolean counted = false;
        boolean inverted = false;
        while (true) {
            if (!counted && in.peek() == '[') {
                sequence = new HgvsSequence.Repeated(sequence, in.bracketed());
                counted = true;
            } else if (!inverted && in.skip("inv")) {
                sequence = new HgvsSequence.Inverted(sequence);
                inverted = true;
            } else {
                return sequence;
            }
        }
    }

    private HgvsSequence source() {
        char c = in.peek();
        if (Cursor.isName(c) && !Cursor.isDigit(c)) {
            if (in.looksAt("pter") || in.looksAt("qter")) {
                return new HgvsSequence.Copied(HgvsReference.NONE, HgvsKind.UNSPECIFIED, location(kind));
            }
            if (in.isReference()) {
                return elsewhere();
            }
            String bases = in.bases(kind);
            if (!bases.isEmpty()) {
                return new HgvsSequence.Bases(bases);
            }
        } else if (Cursor.isDigit(c) || c == '(' || c == '?' || c == '-' || c == '*') {
            return hereOrLength();
        }
        throw in.expected("bases, a number, a location or a reference", HgvsRule.HGVS_SEQUENCE);
    }

    private HgvsSequence elsewhere() {
        HgvsReference other = in.reference();
        in.expect(':', HgvsRule.HGVS_REFERENCE);
        HgvsKind otherKind = HgvsKind.UNSPECIFIED;
        if (in.peek(1) == '.') {
            for (HgvsKind candidate : HgvsKind.values()) {
                if (candidate != HgvsKind.PROTEIN
                        && candidate != HgvsKind.UNSPECIFIED
                        && in.looksAt(candidate.prefix())) {
                    otherKind = candidate;
                }
            }
            if (otherKind == HgvsKind.UNSPECIFIED) {
                throw in.expected("one of c. g. m. n. o. r.", HgvsRule.HGVS_KIND);
            }
            in.at += 2;
        }
        return new HgvsSequence.Copied(other, otherKind, location(otherKind));
    }

    /** Reads {@code 10} and {@code (10_20)} as lengths, {@code 10_20} as a place on the same sequence. */
    private HgvsSequence hereOrLength() {
        char c = in.peek();
        if (c == '(' || (c == '?' && in.peek(1) != '_')) {
            int start = in.at;
            HgvsCount count = null;
            if (c == '?' || Cursor.isDigit(in.peek(1)) || in.peek(1) == '?') {
                count = isPlainCount() ? in.count() : null;
            }
            if (count != null) {
                return new HgvsSequence.Unknown(count);
            }
            in.at = start;
        }
        HgvsLocation location = location(kind);
        if (location.end() == null
                && !location.start().uncertain()
                && location.first().landmark() == Landmark.START
                && location.first().offset() == 0) {
            return new HgvsSequence.Unknown(HgvsCount.of(location.first().base()));
        }
        return new HgvsSequence.Copied(HgvsReference.NONE, HgvsKind.UNSPECIFIED, location);
    }

    /** Tells whether the parenthesis holds only numbers and question marks, and no location follows it. */
    private boolean isPlainCount() {
        int i = 0;
        while (Cursor.isDigit(in.peek(i)) || in.peek(i) == '?' || in.peek(i) == '_' || in.peek(i) == '(') {
            i++;
        }
        return in.peek() != '(' || (in.peek(i) == ')' && in.peek(i + 1) != '_');
    }
}
