package omega.genomics.consequence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Interval;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * What one allele does to one transcript. Immutable; keeps its gene model in memory.
 *
 * <p>An intergenic variant has one, without gene and transcript.
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
     * Returns the terms.
     *
     * @return most severe first, at least one
     */
    public List<ConsequenceTerm> terms() {
        return order.list(bits);
    }

    /**
     * Tells whether a term is among them.
     *
     * @param term any
     * @return true if it is
     */
    public boolean has(ConsequenceTerm term) {
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
     * Returns how much it matters.
     *
     * @return the impact of the most severe term
     */
    public Impact impact() {
        return mostSevere().impact();
    }

    /**
     * Returns the gene.
     *
     * @return empty if the variant is intergenic
     */
    public Optional<Gene> gene() {
        return shape == null ? Optional.empty() : Optional.of(shape.gene);
    }

    /**
     * Returns the transcript.
     *
     * @return empty if the variant is intergenic
     */
    public Optional<Transcript> transcript() {
        return shape == null ? Optional.empty() : Optional.of(shape.transcript);
    }

    /**
     * Returns how far the variant is from the transcript.
     *
     * @return 1 for the base beside it; empty inside and for intergenic variants
     */
    public OptionalInt distance() {
        return effect == null || effect.distance < 0 ? OptionalInt.empty() : OptionalInt.of(effect.distance);
    }

    /**
     * Returns the positions in the spliced transcript that are changed.
     *
     * @return from 1 at the transcript's first base (n. of HGVS); of a change over an exon's edge those in exons; for an insertion
     *     the two beside it; empty if no exon is touched
     */
    public Optional<Interval> splicedPositions() {
        return effect == null || effect.splicedFrom < 0
                ? Optional.empty()
                : Optional.of(new Interval(effect.splicedFrom + 1, effect.splicedTo + 1));
    }

    /**
     * Returns the coding positions that are changed.
     *
     * @return from 1 at the first base of the coding sequence (c. of HGVS), the stop codon included; for an insertion the two
     *     beside it; empty if none is changed
     */
    public Optional<Interval> cdsPositions() {
        return effect == null || effect.codingFrom < 0
                ? Optional.empty()
                : Optional.of(new Interval(effect.codingFrom + 1, effect.codingTo + 1));
    }

    /**
     * Returns the amino acids that are touched.
     *
     * @return from 1 at the first whole codon; for an insertion between two codons the two beside it; empty if the bases are
     *     not known
     */
    public Optional<Interval> proteinPositions() {
        CodingEffect coding = coding();
        if (coding == null || coding.firstCodon < 0) {
            return Optional.empty();
        }
        int first = coding.firstCodon + 1;
        int last = coding.lastCodon + 1;
        return Optional.of(last < first ? new Interval(Math.max(last, 1), first) : new Interval(first, last));
    }

    /**
     * Returns the codons before and after, changed bases in upper case.
     *
     * @return such as {@code gCa/gTa}, {@code -/GCC} for an insertion between codons; empty if the bases are not known, or the
     *     change is not wholly inside the coding sequence
     */
    public Optional<String> codons() {
        CodingEffect coding = coding();
        return coding == null ? Optional.empty() : Optional.ofNullable(coding.codons());
    }

    /**
     * Returns the amino acids before and after.
     *
     * @return such as {@code A/V}, or one text if they are equal; {@code X} stands for an unfinished codon; empty where
     *     {@link #codons()} is
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

    /** The set of terms, one bit each. */
    long bits() {
        return bits;
    }

    /** Returns the transcript and the terms, for people. */
    @Override
    public String toString() {
        return transcript().map(Transcript::id).orElse("-") + " "
                + String.join("&", terms().stream().map(ConsequenceTerm::label).toList())
                + codons().map(text -> " " + text).orElse("")
                + aminoAcids().map(text -> " " + text).orElse("");
    }
}
