package omega.genomics.consequence;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The consequences of one allele: one for each transcript that it overlaps or is near to. Immutable.
 *
 * @param all the consequences in pick order, so that the first one represents the variant; never empty, because a
 *     variant that is not near any transcript has one with {@code intergenic_variant}
 */
public record VariantConsequences(List<TranscriptConsequence> all) {
    /**
     * Creates the consequences. The list is not copied and must not be modified.
     *
     * @throws IllegalArgumentException if the list is empty
     */
    public VariantConsequences {
        Objects.requireNonNull(all, "all");
        if (all.isEmpty()) {
            throw new IllegalArgumentException("expected at least one consequence, found none");
        }
    }

    /**
     * Returns the picked consequence, which represents the variant.
     *
     * @return the first by the {@link PickCriterion criteria} of the annotator
     */
    public TranscriptConsequence picked() {
        return all.get(0);
    }

    /**
     * Returns all consequences, the most severe first.
     *
     * @return a new unmodifiable list, sorted by most severe term; equally severe consequences are in pick order
     */
    public List<TranscriptConsequence> bySeverity() {
        return all.stream()
                .sorted(Comparator.comparing(
                        TranscriptConsequence::mostSevere, all.get(0).order()))
                .toList();
    }

    /**
     * Returns the most severe term of all transcripts.
     *
     * @return the term; may be more severe than that of {@link #picked()}
     */
    public ConsequenceTerm mostSevere() {
        TranscriptConsequence first = all.get(0);
        long bits = 0;
        for (TranscriptConsequence consequence : all) {
            bits |= consequence.bits();
        }
        return first.order().mostSevere(bits);
    }
}
