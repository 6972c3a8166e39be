package omega.genomics.longevity.trajectory;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A hypothesis about a biomarker, and what became of it.
 *
 * @param study what it belongs to
 * @param biomarker what it is about
 * @param hypothesis in words
 * @param expectedChange how much the biomarker should change; empty if not said
 * @param unit of the change; empty if it has none
 * @param probability that it holds, from 0 to 1; empty if not said
 * @param status what became of it
 * @param pubmedId who proposes or tests it; empty if nobody
 */
public record BiomarkerDream(
        String study,
        String biomarker,
        String hypothesis,
        OptionalDouble expectedChange,
        Optional<String> unit,
        OptionalDouble probability,
        Status status,
        OptionalInt pubmedId) {

    /** What became of a hypothesis. */
    public enum Status {
        /** Not tested yet. */
        PROPOSED,
        /** A test agreed. */
        SUPPORTED,
        /** A test disagreed. */
        REFUTED
    }
}
