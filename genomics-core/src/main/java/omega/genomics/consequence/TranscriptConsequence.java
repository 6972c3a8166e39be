package omega.genomics.consequence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Interval;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * The consequence of one allele for one transcript.
 *
 * <p>An intergenic variant has one consequence, without gene and transcript.
 *
 * <p>Immutable and thread-safe. It references the {@link Gene}, which therefore stays in memory.
 */
public final class TranscriptConsequence {
    private final @Nullable TranscriptShape shape;
    private final @Nullable TranscriptEffect effect;
    private final SeverityOrder order;
    private final long bits;

    private TranscriptConsequence(
            @Nullable TranscriptShape shape, @Nullable TranscriptEffect effect, long bits, SeverityOrder order) {
        this.shape = shape;
        this.effect = effect;
        this.bits = bits;
        this.order = order;
    }

    static TranscriptConsequence of(TranscriptShape shape, TranscriptEffect effect, SeverityOrder order) {
        return new TranscriptConsequence(shape, effect, effect.terms, order);
    }

    static TranscriptConsequence intergenic(SeverityOrder order) {
        return new TranscriptConsequence(null, null, ConsequenceTerm.INTERGENIC.bit(), order);
    }

    /**
     * Returns the terms of this consequence.
     *
     * @return an immutable list, most severe first, with at least one term
     */
    public List<ConsequenceTerm> terms() {
        return order.list(bits);
    }

    /**
     * Returns whether this consequence has a term.
     *
     * @param term the term
     * @return true if it is one of {@link #terms()}
     */
    public boolean has(ConsequenceTerm term) {
        Objects.requireNonNull(term, "term");
        return (bits & term.bit()) != 0;
    }

    /**
     * Returns the most severe term.
     *
     * @return the first of {@link #terms()}
     */
    public ConsequenceTerm mostSevere() {
        return order.mostSevere(bits);
    }

    /**
     * Returns the impact of this consequence.
     *
     * @return the impact of the most severe term
     */
    public Impact impact() {
        return mostSevere().impact();
    }

    /**
     * Returns the gene.
     *
     * @return empty only if the variant is intergenic
     */
    public Optional<Gene> gene() {
        return shape == null ? Optional.empty() : Optional.of(shape.gene);
    }

    /**
     * Returns the transcript.
     *
     * @return empty only if the variant is intergenic
     */
    public Optional<Transcript> transcript() {
        return shape == null ? Optional.empty() : Optional.of(shape.transcript);
    }

    /**
     * Returns the distance of the variant from the transcript.
     *
     * @return the distance in bases, 1 for an adjacent base, 0 for an insertion beside the transcript; empty inside the transcript and for intergenic variants
     */
    public OptionalInt distance() {
        return effect == null || effect.distance < 0 ? OptionalInt.empty() : OptionalInt.of(effect.distance);
    }

    /**
     * Returns the changed positions along the spliced transcript.
     *
     * @return the positions, from 1 at the transcript's first base (HGVS n.); only those in exons, if the change
     *     crosses an exon boundary; the two adjacent positions of an insertion; empty if no exon is touched
     */
    public Optional<Interval> splicedPositions() {
        return effect == null || effect.splicedFrom < 0
                ? Optional.empty()
                : Optional.of(new Interval(effect.splicedFrom + 1, effect.splicedTo + 1));
    }

    /**
     * Returns the bases that the allele changes.
     *
     * @return positions on the contig, after the bases that REF and ALT share are removed; the two next to an insertion; empty only if the variant
     *     is intergenic
     */
    public Optional<Interval> changedInterval() {
        return effect == null ? Optional.empty() : Optional.of(effect.changed());
    }

    /**
     * Returns the exons that the allele touches.
     *
     * @return their numbers, from 1 in the direction of transcription; those of both neighbours of an insertion; empty if none is touched, or
     *     exons are on both strands
     */
    public Optional<Interval> exons() {
        return effect == null || distance().isPresent() ? Optional.empty() : effect.exons();
    }

    /**
     * Returns the introns that the allele touches.
     *
     * @return their numbers, from 1 in the direction of transcription; an insertion between exon and intron does not touch the intron; empty if
     *     none is touched
     */
    public Optional<Interval> introns() {
        return effect == null || distance().isPresent() ? Optional.empty() : effect.introns();
    }

    /**
     * Returns the exons that the allele touches as VEP writes them.
     *
     * @return the number, or the first and the last, and the number of exons of the transcript: {@code 3/23}, {@code 3-4/23}; empty if
     *     {@link #exons()} is empty
     */
    public Optional<String> exonText() {
        return exons().map(touched -> text(touched) + "/" + exonCount());
    }

    /**
     * Returns the introns that the allele touches as VEP writes them.
     *
     * @return for example {@code 2/22}; empty if {@link #introns()} is empty
     */
    public Optional<String> intronText() {
        return introns().map(touched -> text(touched) + "/" + (exonCount() - 1));
    }

    private int exonCount() {
        return shape == null ? 0 : shape.exonStart.length;
    }

    private static String text(Interval numbers) {
        return numbers.start() == numbers.end() ? "" + numbers.start() : numbers.start() + "-" + numbers.end();
    }

    /**
     * Returns the positions along the spliced transcript as VEP writes them, with a question mark for an end outside of exons.
     *
     * @return {@code 12}, {@code 12-14}, {@code ?-4604}, {@code 4604-?}; empty if no exon is touched, or both ends are outside
     */
    public Optional<String> splicedText() {
        return effect == null
                ? Optional.empty()
                : splicedPositions().flatMap(of -> text(of, effect.isExonic(true), effect.isExonic(false)));
    }

    /**
     * Returns the positions in the coding sequence as VEP writes them, with a question mark for an end outside of it.
     *
     * @return as for {@link #splicedText()}; empty if no coding base is changed, or both ends are outside
     */
    public Optional<String> cdsText() {
        return effect == null
                ? Optional.empty()
                : cdsPositions().flatMap(of -> text(of, effect.isCoding(true), effect.isCoding(false)));
    }

    private static Optional<String> text(Interval positions, boolean isStartKnown, boolean isEndKnown) {
        if (isStartKnown && isEndKnown) {
            return Optional.of(text(positions));
        }
        return isStartKnown
                ? Optional.of(positions.start() + "-?")
                : isEndKnown ? Optional.of("?-" + positions.end()) : Optional.empty();
    }

    /**
     * Returns the changed positions in the coding sequence.
     *
     * @return the positions, from 1 at the first base of the coding sequence (HGVS c.), including the stop codon; the
     *     two adjacent positions of an insertion; empty if no coding base is changed
     */
    public Optional<Interval> cdsPositions() {
        return effect == null || effect.codingFrom < 0
                ? Optional.empty()
                : Optional.of(new Interval(effect.codingFrom + 1, effect.codingTo + 1));
    }

    /**
     * Returns the positions of the affected amino acids.
     *
     * @return the positions, from 1 at the first complete codon; the two adjacent positions of an insertion between
     *     codons; empty if no codon is touched. They follow from {@link #cdsPositions()} where the bases are not known
     */
    public Optional<Interval> proteinPositions() {
        CodingEffect coding = coding();
        if (coding == null || coding.firstCodon < 0) {
            return effect == null ? Optional.empty() : effect.proteinFromCds();
        }
        int first = coding.firstCodon + 1;
        int last = coding.lastCodon + 1;
        return Optional.of(last < first ? new Interval(Math.max(last, 1), first) : new Interval(first, last));
    }

    /**
     * Returns the codons before and after the change, with changed bases in upper case.
     *
     * @return the codons, such as {@code gCa/gTa}, or {@code -/GCC} for an insertion between codons; empty if the
     *     bases are not known, or the change is not entirely inside the coding sequence
     */
    public Optional<String> codons() {
        CodingEffect coding = coding();
        return coding == null ? Optional.empty() : Optional.ofNullable(coding.codons());
    }

    /**
     * Returns the amino acids before and after the change.
     *
     * @return the amino acids, such as {@code A/V}, or only one text if they are equal; {@code X} for an incomplete
     *     codon; empty if {@link #codons()} is empty
     */
    public Optional<String> aminoAcids() {
        CodingEffect coding = coding();
        return coding == null ? Optional.empty() : Optional.ofNullable(coding.aminoAcids());
    }

    private @Nullable CodingEffect coding() {
        return effect == null ? null : effect.coding;
    }

    SeverityOrder order() {
        return order;
    }

    @Nullable
    TranscriptShape shape() {
        return shape;
    }

    /** Returns the set of terms, one bit each. */
    long bits() {
        return bits;
    }

    /** Returns the transcript and the terms, for logs and debugging. */
    @Override
    public String toString() {
        return transcript().map(Transcript::id).orElse("-") + " "
                + String.join("&", terms().stream().map(ConsequenceTerm::label).toList())
                + codons().map(text -> " " + text).orElse("")
                + aminoAcids().map(text -> " " + text).orElse("");
    }
}
