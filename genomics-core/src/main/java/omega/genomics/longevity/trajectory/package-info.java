/**
 * Trajectories of ageing: records for measurements, patterns, hypotheses and simulations, and pure functions that find
 * transitions, early warnings and lags in time series.
 *
 * <p>Input: arrays of numbers. Output: results as immutable values. This package does not use a database. Start with
 * {@link omega.genomics.longevity.trajectory.EarlyWarning}, {@link omega.genomics.longevity.trajectory.Basins} and
 * {@link omega.genomics.longevity.trajectory.LaggedCorrelation}.
 */
@NullMarked
package omega.genomics.longevity.trajectory;

import org.jspecify.annotations.NullMarked;
