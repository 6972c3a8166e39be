/**
 * Trajectories of ageing: records for measurements, patterns, hypotheses and simulations of one's own, and pure functions that
 * look for transitions, warnings and lags in a series of numbers.
 *
 * <p>Series go in, findings come out; nothing here knows a database. Start with
 * {@link omega.genomics.longevity.trajectory.EarlyWarning}, {@link omega.genomics.longevity.trajectory.Basins} and
 * {@link omega.genomics.longevity.trajectory.LaggedCorrelation}.
 */
@NullMarked
package omega.genomics.longevity.trajectory;

import org.jspecify.annotations.NullMarked;
