package omega.genomics.longevity.trajectory;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A hypothesis about a biomarker, and its status. Immutable.
 *
 * @param study the study to which it belongs
 * @param biomarker the biomarker
 * @param hypothesis the hypothesis in words
 * @param expectedChange the expected change of the biomarker; empty if not stated
 * @param unit the unit of the change; empty if it has none
 * @param probability the probability that the hypothesis is true, from 0 to 1; empty if not stated
 * @param status the status of the hypothesis
 * @param pubmedId the PubMed id of a study that proposes or tests it; empty if there is none
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
    /** Creates a record; nothing in it may be null. */
    public BiomarkerDream {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(biomarker, "biomarker");
        Objects.requireNonNull(hypothesis, "hypothesis");
        Objects.requireNonNull(expectedChange, "expectedChange");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(probability, "probability");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(pubmedId, "pubmedId");
    }

    /** The status of a hypothesis. */
    public enum Status {
        /** Not tested yet. */
        PROPOSED,
        /** Supported by a test. */
        SUPPORTED,
        /** Refuted by a test. */
        REFUTED
    }
}
