/**
 * An immutable index over intervals: overlap, containment, nearest and counts.
 *
 * <p>What comes in: intervals with a value each, through a builder. What goes out: values, or coordinates and values to a
 * callback that costs no allocation. Start with {@link omega.genomics.interval.IntervalIndex}.
 */
@NullMarked
package omega.genomics.interval;

import org.jspecify.annotations.NullMarked;
