package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.hgvs.HgvsVariant.Allele;
import omega.genomics.hgvs.HgvsVariant.Phase;
import omega.genomics.hgvs.HgvsVariant.Protein;
import omega.genomics.hgvs.ProteinLocation.Residue;
import org.jspecify.annotations.Nullable;

/**
 * Reads one change of a protein:
 *
 * <pre>
 * change   = "(" change *(("/" | "//" | "^") change) ")" | "=" | "?" | "0" ["?"] | location edit
 * location = residue ["_" residue] | "(" residue "_" residue ")"
 * edit     = "=" | "?" | "del" | "dup" | ("ins" | "delins") residues | "[" count "]" | [residue] ("fs" | "ext") … | residue
 * </pre>
 */
final class ProteinGrammar implements Grammar {
    private static final ProteinEdit IDENTITY = new ProteinEdit.Identity();
    private static final ProteinEdit UNKNOWN = new ProteinEdit.Unknown();
    private static final ProteinEdit DELETION = new ProteinEdit.Deletion();
    private static final ProteinEdit DUPLICATION = new ProteinEdit.Duplication();

    private final Cursor in;
    private final HgvsReference reference;

    ProteinGrammar(Cursor in, HgvsReference reference) {
        this.in = in;
        this.reference = reference;
    }

    @Override
    public HgvsVariant change() {
        if (in.peek() == '(' && !isLocation()) {
            in.at++;
            in.deeper();
            HgvsVariant inner = Alternatives.read(in, this, change());
            in.shallower();
            in.expect(')', HgvsRule.HGVS_CHANGE);
            return predicted(inner);
        }
        switch (in.peek()) {
            case '=' -> {
                in.at++;
                return whole(IDENTITY);
            }
            case '?' -> {
                in.at++;
                return whole(UNKNOWN);
            }
            case '0' -> {
                in.at++;
                return whole(new ProteinEdit.Absent(in.skip('?')));
            }
            default -> {
                ProteinLocation location = location();
                if (in.peek() == '(' && location.end() == null && AminoAcids.isCode(in.peek(1))) {
                    return oneOfResidues(location);
                }
                return new Protein(reference, location, edit(location), false);
            }
        }
    }

    /** Reads {@code (Ala^Ser)} and {@code (Ala^Ser)fsTer23}: the new residue is one of those. */
    private Allele oneOfResidues(ProteinLocation location) {
        List<Character> residues = new ArrayList<>();
        in.at++;
        do {
            char residue = aminoAcid();
            if (residue == 0) {
                throw in.expected("an amino acid", HgvsRule.HGVS_AMINO_ACID);
            }
            residues.add(residue);
        } while (in.skip('^'));
        if (residues.size() == 1) {
            throw in.expected("\"^\" and another amino acid", HgvsRule.HGVS_ALLELE);
        }
        in.expect(')', HgvsRule.HGVS_CHANGE);
        boolean shift = in.skip("fs");
        HgvsCount stop = shift ? stop() : null;
        List<HgvsVariant> members = new ArrayList<>();
        for (char residue : residues) {
            ProteinEdit edit =
                    residue == location.start().aminoAcid() ? IDENTITY : new ProteinEdit.Substitution(residue);
            members.add(
                    new Protein(reference, location, shift ? new ProteinEdit.Frameshift(residue, stop) : edit, false));
        }
        return new Allele(Phase.EITHER, members, false);
    }

    private Protein whole(ProteinEdit edit) {
        return new Protein(reference, null, edit, false);
    }

    @Override
    public HgvsVariant changeAt(HgvsVariant place) {
        ProteinLocation shared = place instanceof Protein change ? change.location() : null;
        if (shared == null || in.peek() == '(' || in.peek() == '0' || isResidue()) {
            return change();
        }
        return new Protein(reference, shared, edit(shared), false);
    }

    @Override
    public HgvsVariant predicted(HgvsVariant change) {
        if (change instanceof Allele allele) {
            return new Allele(allele.phase(), allele.members(), true);
        }
        Protein inner = (Protein) change;
        return new Protein(reference, inner.location(), inner.edit(), true);
    }

    /** Tells whether a residue with its position begins here. */
    private boolean isResidue() {
        char c = in.peek(1);
        return Cursor.isDigit(c)
                ? AminoAcids.isCode(in.peek())
                : AminoAcids.code(in.peek(), c, in.peek(2)) != 0 && Cursor.isDigit(in.peek(3));
    }

    /** Tells whether the parenthesis that begins here is closed before a change. */
    private boolean isLocation() {
        int i = 1;
        while (in.peek(i) != 0 && in.peek(i) != ')' && in.peek(i) != '(') {
            i++;
        }
        char before = in.peek(i - 1);
        char after = in.peek(i + 1);
        return in.peek(i) == ')' && Cursor.isDigit(before) && after != 0 && after != ';' && after != ']';
    }

    private ProteinLocation location() {
        boolean uncertain = in.skip('(');
        Residue start = residue();
        Residue end = in.skip('_') ? residue() : null;
        if (uncertain) {
            in.expect(')', HgvsRule.HGVS_POSITION);
        }
        return new ProteinLocation(start, start.equals(end) ? null : end, uncertain);
    }

    private Residue residue() {
        int start = in.at;
        char aminoAcid = aminoAcid();
        if (aminoAcid == 0 || aminoAcid == 'B' || aminoAcid == 'Z') {
            in.at = start;
            throw in.expected("an amino acid of the reference", HgvsRule.HGVS_AMINO_ACID);
        }
        return new Residue(aminoAcid, in.number("a position"));
    }

    /** Reads one amino acid by one or three letters; 0 if there is none. */
    private char aminoAcid() {
        char code = AminoAcids.code(in.peek(), in.peek(1), in.peek(2));
        if (code != 0) {
            in.at += 3;
            return code;
        }
        char letter = in.peek();
        char next = in.peek(1);
        if (!AminoAcids.isCode(letter) || (next >= 'a' && next <= 'z' && !isWord(1))) {
            return 0;
        }
        in.at++;
        return letter;
    }

    /** Tells whether {@code fs} or {@code ext} follows, so that one letter before it is an amino acid. */
    private boolean isWord(int ahead) {
        return in.text.startsWith("fs", in.at + ahead) || in.text.startsWith("ext", in.at + ahead);
    }

    private ProteinEdit edit(ProteinLocation location) {
        switch (in.peek()) {
            case '=' -> {
                in.at++;
                return IDENTITY;
            }
            case '?' -> {
                in.at++;
                return UNKNOWN;
            }
            case '[' -> {
                return new ProteinEdit.Repeat(in.bracketed());
            }
            case 'd' -> {
                if (in.skip("delins")) {
                    String residues = residues();
                    return new ProteinEdit.DeletionInsertion(residues, insertedCount(residues));
                }
                if (in.skip("del")) {
                    return DELETION;
                }
                if (in.skip("dup")) {
                    return DUPLICATION;
                }
            }
            case 'i' -> {
                if (in.skip("ins")) {
                    String residues = residues();
                    return new ProteinEdit.Insertion(residues, insertedCount(residues));
                }
            }
            default -> {}
        }
        if (location.end() == null || location.uncertain()) {
            char alternative = in.looksAt("fs") || in.looksAt("ext") ? 0 : aminoAcid();
            if (in.skip("fs")) {
                return new ProteinEdit.Frameshift(alternative, stop());
            }
            if (in.skip("ext")) {
                return extension(alternative);
            }
            if (alternative != 0) {
                return location.end() == null && alternative == location.start().aminoAcid()
                        ? IDENTITY
                        : new ProteinEdit.Substitution(alternative);
            }
        }
        throw in.expected("a change: an amino acid, del, dup, ins, delins, fs, ext or =", HgvsRule.HGVS_CHANGE);
    }

    /** Reads residues of one spelling; a stop may be the last only. */
    private String residues() {
        StringBuilder codes = new StringBuilder();
        boolean three = AminoAcids.code(in.peek(), in.peek(1), in.peek(2)) != 0;
        while (true) {
            int start = in.at;
            char code = aminoAcid();
            if (code == 0) {
                break;
            }
            if ((in.at - start == 3) != three || endsWithStop(codes)) {
                in.at = start;
                throw in.expected(
                        in.peek() == 0 ? "an amino acid" : "amino acids of one spelling with a stop at most at the end",
                        HgvsRule.HGVS_AMINO_ACID);
            }
            codes.append(code);
        }
        return codes.toString();
    }

    private static boolean endsWithStop(CharSequence codes) {
        return codes.length() > 0 && codes.charAt(codes.length() - 1) == '*';
    }

    private @Nullable HgvsCount insertedCount(String residues) {
        if (residues.equals("*") && in.isDigit()) {
            return HgvsCount.of(in.number("the distance to the stop"));
        }
        if (!residues.isEmpty()) {
            return in.peek() == '[' && !endsWithStop(residues) ? in.bracketed() : null;
        }
        if (in.isDigit() || (in.peek() == '(' && (Cursor.isDigit(in.peek(1)) || in.peek(1) == '?'))) {
            return in.count();
        }
        throw in.expected("amino acids or their number", HgvsRule.HGVS_AMINO_ACID);
    }

    /** Reads {@code Ter23}, {@code *23}, {@code X23}, {@code Ter?} or nothing. */
    private @Nullable HgvsCount stop() {
        if (in.skip('*') || in.skip("Ter") || in.skip('X')) {
            if (in.skip('?')) {
                return HgvsCount.UNKNOWN;
            }
            return in.isDigit() ? HgvsCount.of(in.number("the distance to the stop")) : null;
        }
        return null;
    }

    private ProteinEdit extension(char alternative) {
        if (in.skip('-')) {
            return new ProteinEdit.Extension(alternative, (char) 0, true, length());
        }
        if (in.peek() == '*' || in.looksAt("Ter") || in.peek() == 'X') {
            return new ProteinEdit.Extension(alternative, (char) 0, false, stop());
        }
        char first = aminoAcid();
        if (first == 0) {
            return new ProteinEdit.Extension(alternative, (char) 0, false, null);
        }
        in.expect('-', HgvsRule.HGVS_CHANGE);
        return new ProteinEdit.Extension(alternative, first, true, HgvsCount.of(in.number("a length")));
    }

    private HgvsCount length() {
        return in.skip('?') ? HgvsCount.UNKNOWN : HgvsCount.of(in.number("a length"));
    }
}
