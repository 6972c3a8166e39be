package omega.genomics.hgvs;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;

/**
 * A change of a sequence without a name: bases from {@code start} to {@code end} are replaced.
 *
 * @param start the first base that is replaced, from 1; an insertion is before it
 * @param end the last base that is replaced; {@code start - 1} for an insertion
 * @param inserted the bases that are there instead, in upper case
 */
record SequenceChange(int start, int end, String inserted) {

    /**
     * Reads the edit of a name at bases that are known.
     *
     * @param variant the name
     * @param start the first base of its location
     * @param end the last base of its location
     * @param bases gives the bases from one to another, both inclusive
     * @param places gives the bases of another location on the same sequence, which may be copied
     */
    static SequenceChange of(
            Nucleotide variant,
            int start,
            int end,
            BiFunction<Integer, Integer, String> bases,
            Function<HgvsLocation, String> places) {
        NucleotideEdit edit = variant.kind() == HgvsKind.RNA ? Bases.ofDna(variant.edit()) : variant.edit();
        if (edit instanceof NucleotideEdit.Substitution change) {
            return new SequenceChange(start, end, change.alternative());
        }
        if (edit instanceof NucleotideEdit.Identity) {
            return new SequenceChange(start, end, bases.apply(start, end));
        }
        if (edit instanceof NucleotideEdit.Deletion) {
            return new SequenceChange(start, end, "");
        }
        if (edit instanceof NucleotideEdit.Duplication) {
            return new SequenceChange(end + 1, end, bases.apply(start, end));
        }
        if (edit instanceof NucleotideEdit.Inversion) {
            return new SequenceChange(start, end, Bases.reverseComplement(bases.apply(start, end)));
        }
        if (edit instanceof NucleotideEdit.Insertion insertion) {
            return new SequenceChange(start + 1, start, text(insertion.sequence(), variant, places));
        }
        if (edit instanceof NucleotideEdit.DeletionInsertion both) {
            return new SequenceChange(start, end, text(both.sequence(), variant, places));
        }
        throw new HgvsException("expected a change whose bases are known, found " + variant);
    }

    private static String text(HgvsSequence sequence, Nucleotide variant, Function<HgvsLocation, String> places) {
        if (sequence instanceof HgvsSequence.Bases bases) {
            return bases.text().toUpperCase(Locale.ROOT);
        }
        if (sequence instanceof HgvsSequence.Inverted inverted) {
            return Bases.reverseComplement(text(inverted.sequence(), variant, places));
        }
        if (sequence instanceof HgvsSequence.Repeated repeated
                && repeated.count().isExact()
                && repeated.count().min() <= 100_000) {
            return text(repeated.unit(), variant, places)
                    .repeat(repeated.count().min());
        }
        if (sequence instanceof HgvsSequence.Joined joined) {
            StringBuilder text = new StringBuilder();
            joined.parts().forEach(part -> text.append(text(part, variant, places)));
            return text.toString();
        }
        if (sequence instanceof HgvsSequence.Copied copied
                && copied.reference().isNone()
                && copied.location().isExact()) {
            return places.apply(copied.location());
        }
        throw new HgvsException("expected inserted bases, found " + variant);
    }
}
