package omega.genomics.longevity.trajectory;

import java.util.Objects;
import java.util.Optional;

/**
 * A measurement of a subject at a point in time. Immutable.
 *
 * @param study the study to which it belongs
 * @param subject the subject that was measured
 * @param measure the measured quantity: a biomarker, or the score of a hallmark
 * @param at the time or age, in the study's unit
 * @param value the measured value, finite
 * @param unit the unit of the value; empty if it has none
 * @param basin the stable state of the subject, see {@link Basins}; empty if none is assigned
 */
public record TrajectoryPoint(
        String study,
        String subject,
        String measure,
        double at,
        double value,
        Optional<String> unit,
        Optional<String> basin) {
    /** Creates a record; nothing in it may be null. */
    public TrajectoryPoint {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(basin, "basin");
    }
}
