package omega.genomics.consequence;

import java.util.Comparator;
import java.util.List;

/**
 * What one allele does: one consequence for each transcript it meets or is near to.
 *
 * @param all in the order in which they would be picked, so that the first one speaks for the variant; never empty, as a
 *     variant far from every transcript has one that says {@code intergenic_variant}
 */
public record VariantConsequences(List<TranscriptConsequence> all) {
    /**
     * Keeps the consequences.
     *
     * @throws IllegalArgumentException if there are none
     */
    public VariantConsequences {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("expected at least one consequence, found none");
        }
    }

    /**
     * Returns the one that speaks for the variant.
     *
     * @return the first by the {@link PickCriterion criteria} of the annotator
     */
    public TranscriptConsequence picked() {
        return all.get(0);
    }

    /**
     * Returns all of them, the worst first.
     *
     * @return by their most severe term; of equally severe ones the one that would be picked comes first
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
     * @return perhaps worse than that of {@link #picked()}
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
