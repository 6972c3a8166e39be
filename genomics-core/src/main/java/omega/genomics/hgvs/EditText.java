package omega.genomics.hgvs;

import org.jspecify.annotations.Nullable;

/** Writes a change of a nucleotide sequence, and what it states of the reference. */
final class EditText {
    private EditText() {}

    /** Returns the bases that a name states of the reference, or their number; empty if it does not. */
    static String stated(NucleotideEdit edit) {
        if (edit instanceof NucleotideEdit.Deletion deletion) {
            return deletion.stated();
        }
        if (edit instanceof NucleotideEdit.Duplication duplication) {
            return duplication.stated();
        }
        if (edit instanceof NucleotideEdit.DeletionInsertion both) {
            return both.stated();
        }
        if (edit instanceof NucleotideEdit.Inversion inversion) {
            return inversion.stated();
        }
        if (edit instanceof NucleotideEdit.Identity identity) {
            return identity.reference();
        }
        return edit instanceof NucleotideEdit.Substitution substitution ? substitution.reference() : "";
    }

    /** Writes a change, with its bases where an uncertain location does not tell how many they are. */
    static String of(@Nullable HgvsLocation location, NucleotideEdit edit, HgvsKind kind) {
        if (location == null) {
            return edit.toString();
        }
        String stated = location.end() == null && location.start().uncertain() ? stated(edit) : "";
        if (stated.isEmpty()) {
            return location.toString() + edit;
        }
        String bases = Cursor.isDigit(stated.charAt(0)) ? (kind == HgvsKind.RNA ? "n[" : "N[") + stated + "]" : stated;
        if (edit instanceof NucleotideEdit.DeletionInsertion) {
            return location + "del" + bases + edit.toString().substring("del".length());
        }
        boolean follows = edit instanceof NucleotideEdit.Deletion
                || edit instanceof NucleotideEdit.Duplication
                || edit instanceof NucleotideEdit.Inversion;
        return location.toString() + edit + (follows ? bases : "");
    }
}
