package omega.genomics.plot;

import java.util.Objects;

/**
 * A label and its value.
 *
 * @param group bars of equal groups stand together under it as their heading; empty for none
 * @param label such as a tissue
 * @param value a finite number
 */
public record Bar(String group, String label, double value) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the value is not finite
     */
    public Bar {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(label, "label");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("expected a finite value for \"" + label + "\", found " + value);
        }
    }

    /**
     * Makes a bar of no group.
     *
     * @param label such as a tissue
     * @param value a finite number
     * @return a new bar
     * @throws IllegalArgumentException if the value is not finite
     */
    public static Bar of(String label, double value) {
        Objects.requireNonNull(label, "label");
        return new Bar("", label, value);
    }
}
