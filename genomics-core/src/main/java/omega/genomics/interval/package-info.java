/**
 * An immutable index over intervals: overlap, containment, nearest neighbors and counts.
 *
 * <p>Input: intervals, each with a value, added through a builder. Output: lists of values, or coordinates and values
 * passed to a callback without allocation. Start with {@link omega.genomics.interval.IntervalIndex}.
 */
@NullMarked
package omega.genomics.interval;

import org.jspecify.annotations.NullMarked;
