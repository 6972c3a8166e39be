package omega.genomics.longevity.trajectory;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * The result of a simulation run, for one metric at one time. Immutable.
 *
 * @param study the study to which it belongs
 * @param run the run's name, unique in the study
 * @param scenario the simulated scenario
 * @param seed the seed of the random numbers; empty if there are none
 * @param at the simulated time
 * @param metric the name of the metric
 * @param value the value; may be NaN or infinite
 */
public record SimulationResult(
        String study, String run, String scenario, OptionalLong seed, double at, String metric, double value) {
    /** Creates a record; nothing in it may be null. */
    public SimulationResult {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(metric, "metric");
    }
}
