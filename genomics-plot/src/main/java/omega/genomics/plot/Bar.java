package omega.genomics.plot;

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
        return new Bar("", label, value);
    }
}
