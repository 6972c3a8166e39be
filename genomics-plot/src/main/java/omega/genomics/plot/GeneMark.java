package omega.genomics.plot;

import java.util.Objects;
import omega.genomics.Interval;

/**
 * A variant, or anything else with a place, to be shown above a gene.
 *
 * @param position 1-based
 * @param label written beside it where there is room; may be empty
 * @param category gives the colour and an entry in the legend: one of those {@link GenePlot#variants} makes, or any other
 */
public record GeneMark(int position, String label, String category) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the position is less than 1 or the category is blank
     */
    public GeneMark {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(label, "label");
        if (position < 1) {
            throw new IllegalArgumentException("expected a position from 1, found " + position);
        }
        if (category.isBlank()) {
            throw new IllegalArgumentException("expected a category, found a blank");
        }
    }

    Interval interval() {
        return new Interval(position, position);
    }
}
