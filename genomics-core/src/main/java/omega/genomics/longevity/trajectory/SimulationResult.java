package omega.genomics.longevity.trajectory;

import java.util.OptionalLong;

/**
 * What a run of a simulation came to, for one metric at one time.
 *
 * @param study what it belongs to
 * @param run the run's name, unique in the study
 * @param scenario what was simulated
 * @param seed of the random numbers; empty where there are none
 * @param at simulated time
 * @param metric what is told
 * @param value its value; may be NaN or infinite
 */
public record SimulationResult(
        String study, String run, String scenario, OptionalLong seed, double at, String metric, double value) {}
