package omega.genomics.longevity.trajectory;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A claim that one factor precedes and affects another. Immutable.
 *
 * @param study the study to which it belongs
 * @param cause the cause
 * @param effect the effect, which differs from the cause
 * @param lag the time from cause to effect, 0 or more, in the study's unit of time
 * @param strength the strength from −1 to 1, such as a lagged correlation
 * @param confidence the confidence from 0 to 1; empty if not known
 * @param observations the number of observations; empty if not known
 * @param method the method by which it was found
 * @param pubmedId the PubMed id of a study that makes the claim; empty if there is none
 */
public record CausalPattern(
        String study,
        String cause,
        String effect,
        double lag,
        double strength,
        OptionalDouble confidence,
        OptionalInt observations,
        String method,
        OptionalInt pubmedId) {
    /** Creates a record; nothing in it may be null. */
    public CausalPattern {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(confidence, "confidence");
        Objects.requireNonNull(observations, "observations");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(pubmedId, "pubmedId");
    }
}
