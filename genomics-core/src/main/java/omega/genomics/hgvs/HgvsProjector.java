package omega.genomics.hgvs;

import java.util.Objects;
import omega.genomics.hgvs.HgvsLocation.Bound;
import omega.genomics.hgvs.HgvsPosition.Landmark;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Protein;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.model.TranscriptAlignment.Place;
import org.jspecify.annotations.Nullable;

/**
 * Moves names between the genome, a transcript and its protein.
 *
 * <pre>{@code
 * HgvsProjector projector = new HgvsProjector(transcript);
 * HgvsVariant.Nucleotide c = projector.toTranscript(g);       // NM_000059.4:c.5946del
 * HgvsVariant.Protein p = projector.toProtein(c);             // NP_000050.3:p.(Ser1982ArgfsTer22)
 * }</pre>
 *
 * <p>Names are moved as they are; {@link HgvsNormalizer} brings them into the recommended form. Where the transcript has another base than the
 * genome, a name on the transcript states the transcript's. Immutable and thread-safe.
 */
public final class HgvsProjector {
    private final HgvsTranscript transcript;

    /**
     * Makes a projector.
     *
     * @param transcript the transcript
     */
    public HgvsProjector(HgvsTranscript transcript) {
        this.transcript = Objects.requireNonNull(transcript, "transcript");
    }

    /**
     * Moves a name from the contig to the transcript.
     *
     * @param variant the name, {@code g.} or {@code m.}
     * @return the name, {@code c.} or for a transcript without coding sequence {@code n.}
     * @throws HgvsException if the transcript has no alignment, or a position is no number
     */
    public Nucleotide toTranscript(Nucleotide variant) {
        return toTranscript(variant, transcript.isCoding() ? HgvsKind.CODING : HgvsKind.NONCODING);
    }

    /**
     * Moves a name from the contig to the transcript.
     *
     * @param variant the name, {@code g.} or {@code m.}
     * @param kind {@link HgvsKind#CODING} or {@link HgvsKind#NONCODING}
     * @return the name
     * @throws HgvsException if the transcript has no alignment or coding sequence, or a position is no number
     */
    public Nucleotide toTranscript(Nucleotide variant, HgvsKind kind) {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(kind, "kind");
        TranscriptAlignment alignment = transcript.requireAlignment();
        HgvsLocation location = required(variant);
        boolean reverse = alignment.isReverse();
        Bound end = location.end() == null ? location.start() : location.end();
        Bound left = bound(alignment, kind, reverse ? end : location.start(), true);
        Bound right = bound(alignment, kind, reverse ? location.start() : end, false);
        boolean single = location.end() == null && left.equals(right);
        HgvsLocation moved = new HgvsLocation(left, single ? null : right);
        NucleotideEdit edit = reverse ? Bases.reverseComplement(variant.edit()) : variant.edit();
        return named(kind, moved, restated(edit, moved, kind), variant.predicted());
    }

    private Bound bound(TranscriptAlignment alignment, HgvsKind kind, Bound bound, boolean isStart) {
        boolean reverse = alignment.isReverse();
        HgvsPosition from = onTranscript(alignment, kind, reverse ? bound.to() : bound.from(), isStart);
        HgvsPosition to =
                bound.uncertain() ? onTranscript(alignment, kind, reverse ? bound.from() : bound.to(), isStart) : from;
        return new Bound(from, to, bound.uncertain());
    }

    private HgvsPosition onTranscript(
            TranscriptAlignment alignment, HgvsKind kind, HgvsPosition position, boolean isStart) {
        if (position.landmark() == Landmark.UNKNOWN) {
            return position;
        }
        if (position.landmark() != Landmark.START || !position.isKnown()) {
            throw new HgvsException("expected a number on " + transcript.contig() + ", found " + position);
        }
        Place place = alignment.toTranscript(position.base(), isStart);
        return Positions.written(transcript, kind, place.base(), place.offset());
    }

    /**
     * Moves a name from the transcript to the contig.
     *
     * @param variant the name, {@code c.}, {@code n.} or {@code r.}
     * @return the name, {@code g.}, or {@code m.} on a mitochondrial genome of RefSeq or UCSC
     * @throws HgvsException if the transcript has no alignment, or a position is no number or not on the contig
     */
    public Nucleotide toGenome(Nucleotide variant) {
        Objects.requireNonNull(variant, "variant");
        TranscriptAlignment alignment = transcript.requireAlignment();
        HgvsLocation location = required(variant);
        boolean reverse = alignment.isReverse();
        HgvsKind kind = variant.kind();
        Bound end = location.end() == null ? location.start() : location.end();
        Bound left = onGenome(alignment, kind, location.start(), true);
        Bound right = onGenome(alignment, kind, end, false);
        Bound first = reverse ? right : left;
        Bound last = reverse ? left : right;
        boolean single = location.end() == null && first.equals(last);
        NucleotideEdit written = kind == HgvsKind.RNA ? Bases.ofDna(variant.edit()) : variant.edit();
        NucleotideEdit edit = reverse ? Bases.reverseComplement(written) : written;
        return new Nucleotide(
                HgvsReference.of(transcript.contig()),
                HgvsKind.ofContig(transcript.contig()),
                new HgvsLocation(first, single ? null : last),
                edit,
                variant.predicted());
    }

    private Bound onGenome(TranscriptAlignment alignment, HgvsKind kind, Bound bound, boolean isStart) {
        HgvsPosition from = onGenome(alignment, kind, bound.from(), isStart);
        if (!bound.uncertain()) {
            return Bound.at(from);
        }
        HgvsPosition to = onGenome(alignment, kind, bound.to(), isStart);
        return alignment.isReverse() ? new Bound(to, from, true) : new Bound(from, to, true);
    }

    private HgvsPosition onGenome(
            TranscriptAlignment alignment, HgvsKind kind, HgvsPosition position, boolean isStart) {
        if (position.landmark() == Landmark.UNKNOWN && position.offset() == 0) {
            return position;
        }
        int base = Positions.base(transcript, kind, position);
        long at = alignment.toGenome(base, position.offset(), isStart);
        if (at < 1 || at > Integer.MAX_VALUE) {
            throw new HgvsException("expected a position on " + transcript.contig() + ", found " + position);
        }
        return HgvsPosition.of((int) at);
    }

    /**
     * Predicts the change of the protein.
     *
     * @param variant the name on the transcript, {@code c.}, {@code n.} or {@code r.}
     * @return the protein's name, in parentheses; {@code p.?} where the sequence alone does not tell the effect: introns, UTRs, stops inside the
     *     reference
     * @throws HgvsException if the transcript is not coding or its bases are not known
     */
    public Protein toProtein(Nucleotide variant) {
        Objects.requireNonNull(variant, "variant");
        if (!transcript.isCoding()) {
            throw new HgvsException(transcript.accession() + ": expected a coding sequence");
        }
        HgvsReference reference =
                transcript.protein().map(HgvsReference::of).orElse(HgvsReference.of(transcript.accession()));
        return ProteinPrediction.of(transcript, variant, reference);
    }

    private Nucleotide named(HgvsKind kind, HgvsLocation location, NucleotideEdit edit, boolean predicted) {
        return new Nucleotide(HgvsReference.of(transcript.accession()), kind, location, edit, predicted);
    }

    /** Takes the base before a substitution from the transcript, where its sequence is known. */
    private NucleotideEdit restated(NucleotideEdit edit, HgvsLocation location, HgvsKind kind) {
        String before = transcript.sequence().isPresent() && location.isExact()
                ? Positions.bases(transcript, kind, location)
                : null;
        if (before == null) {
            return edit;
        }
        String after = after(edit);
        if (after == null || after.length() != before.length()) {
            return edit;
        }
        if (after.equals(before)) {
            return new NucleotideEdit.Identity(before);
        }
        return before.length() == 1
                ? new NucleotideEdit.Substitution(before, after)
                : new NucleotideEdit.DeletionInsertion(before, new HgvsSequence.Bases(after));
    }

    private static @Nullable String after(NucleotideEdit edit) {
        if (edit instanceof NucleotideEdit.Substitution change) {
            return change.alternative();
        }
        return edit instanceof NucleotideEdit.Identity same && !same.reference().isEmpty() ? same.reference() : null;
    }

    private static HgvsLocation required(Nucleotide variant) {
        HgvsLocation location = variant.location();
        if (location == null) {
            throw new HgvsException("expected a location, found " + variant);
        }
        return location;
    }
}
