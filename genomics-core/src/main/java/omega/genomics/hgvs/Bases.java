package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Complements and translates bases. */
final class Bases {
    private static final String FROM = "ACGTUNRYSWKMBDHVacgtunryswkmbdhv";
    private static final String TO = "TGCAANYRSWMKVHDBtgcaanyrswmkvhdb";
    private static final char[] COMPLEMENT = new char[128];

    static {
        for (char c = 0; c < 128; c++) {
            COMPLEMENT[c] = c;
        }
        for (int i = 0; i < FROM.length(); i++) {
            COMPLEMENT[FROM.charAt(i)] = TO.charAt(i);
        }
    }

    private Bases() {}

    static char complement(char base) {
        return base < 128 ? COMPLEMENT[base] : base;
    }

    static String reverseComplement(String bases) {
        char[] result = new char[bases.length()];
        for (int i = 0; i < result.length; i++) {
            char c = bases.charAt(result.length - 1 - i);
            result[i] = c < 128 ? COMPLEMENT[c] : c;
        }
        return new String(result);
    }

    /** Returns bases that are stated in a name; a number of bases is the same on both strands. */
    static String reverseComplementStated(String stated) {
        return stated.isEmpty() || Cursor.isDigit(stated.charAt(0)) ? stated : reverseComplement(stated);
    }

    static NucleotideEdit reverseComplement(NucleotideEdit edit) {
        return mapped(edit, true, Bases::reverseComplementStated, Bases::reverseComplement);
    }

    /** Returns the edit of a name of RNA in the letters of DNA. */
    static NucleotideEdit ofDna(NucleotideEdit edit) {
        return mapped(edit, false, Bases::ofDna, Bases::ofDna);
    }

    private static String ofDna(String rna) {
        return rna.toUpperCase(Locale.ROOT).replace('U', 'T');
    }

    private static NucleotideEdit mapped(
            NucleotideEdit edit, boolean reversed, UnaryOperator<String> bases, UnaryOperator<HgvsSequence> sequences) {
        if (edit instanceof NucleotideEdit.Substitution change) {
            return new NucleotideEdit.Substitution(bases.apply(change.reference()), bases.apply(change.alternative()));
        }
        if (edit instanceof NucleotideEdit.Identity same) {
            return new NucleotideEdit.Identity(bases.apply(same.reference()));
        }
        if (edit instanceof NucleotideEdit.Deletion deletion) {
            return new NucleotideEdit.Deletion(bases.apply(deletion.stated()));
        }
        if (edit instanceof NucleotideEdit.Duplication duplication) {
            return new NucleotideEdit.Duplication(bases.apply(duplication.stated()));
        }
        if (edit instanceof NucleotideEdit.Inversion inversion) {
            return new NucleotideEdit.Inversion(bases.apply(inversion.stated()));
        }
        if (edit instanceof NucleotideEdit.Insertion insertion) {
            return new NucleotideEdit.Insertion(sequences.apply(insertion.sequence()));
        }
        if (edit instanceof NucleotideEdit.DeletionInsertion both) {
            return new NucleotideEdit.DeletionInsertion(bases.apply(both.stated()), sequences.apply(both.sequence()));
        }
        if (edit instanceof NucleotideEdit.Conversion conversion) {
            return new NucleotideEdit.Conversion(sequences.apply(conversion.sequence()));
        }
        if (edit instanceof NucleotideEdit.Repeat repeat) {
            List<HgvsSequence> units = new ArrayList<>();
            repeat.units().forEach(unit -> units.add(sequences.apply(unit)));
            if (reversed) {
                Collections.reverse(units);
            }
            return new NucleotideEdit.Repeat(units, repeat.count());
        }
        return edit;
    }

    private static HgvsSequence ofDna(HgvsSequence sequence) {
        if (sequence instanceof HgvsSequence.Bases bases) {
            return new HgvsSequence.Bases(ofDna(bases.text()));
        }
        if (sequence instanceof HgvsSequence.Repeated repeated) {
            return new HgvsSequence.Repeated(ofDna(repeated.unit()), repeated.count());
        }
        if (sequence instanceof HgvsSequence.Inverted inverted) {
            return new HgvsSequence.Inverted(ofDna(inverted.sequence()));
        }
        if (sequence instanceof HgvsSequence.Joined joined) {
            return new HgvsSequence.Joined(
                    joined.parts().stream().map(Bases::ofDna).toList());
        }
        return sequence;
    }

    static HgvsSequence reverseComplement(HgvsSequence sequence) {
        if (sequence instanceof HgvsSequence.Bases bases) {
            return new HgvsSequence.Bases(reverseComplement(bases.text()));
        }
        if (sequence instanceof HgvsSequence.Unknown) {
            return sequence;
        }
        if (sequence instanceof HgvsSequence.Inverted inverted) {
            return inverted.sequence();
        }
        if (sequence instanceof HgvsSequence.Repeated repeated) {
            return new HgvsSequence.Repeated(reverseComplement(repeated.unit()), repeated.count());
        }
        if (sequence instanceof HgvsSequence.Joined joined) {
            List<HgvsSequence> parts = new ArrayList<>();
            joined.parts().forEach(part -> parts.add(reverseComplement(part)));
            Collections.reverse(parts);
            return new HgvsSequence.Joined(parts);
        }
        return new HgvsSequence.Inverted(sequence);
    }
}
