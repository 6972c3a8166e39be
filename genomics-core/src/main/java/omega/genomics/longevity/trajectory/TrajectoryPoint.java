package omega.genomics.longevity.trajectory;

import java.util.Optional;

/**
 * A measurement of a subject at a time.
 *
 * @param study what it belongs to
 * @param subject who or what was measured
 * @param measure what was measured: a biomarker, the score of a hallmark
 * @param at time or age, in the study's unit
 * @param value the measurement, finite
 * @param unit of the value; empty if it has none
 * @param basin the stable state that the subject was in; empty if none is assigned
 */
public record TrajectoryPoint(
        String study,
        String subject,
        String measure,
        double at,
        double value,
        Optional<String> unit,
        Optional<String> basin) {}
