package omega.genomics.expression;

import java.util.Arrays;
import java.util.List;

/**
 * One row of a GCT file, as an owned record.
 *
 * <p>Immutable and thread-safe.
 */
public final class GctRow {
    private final String name;
    private final List<String> fields;
    private final double[] values;

    GctRow(String name, List<String> fields, double[] values) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.values = values;
    }

    /**
     * Returns the row's name.
     *
     * @return column 1 as written, such as {@code ENSG00000117118.9}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the text columns between the name and the values.
     *
     * @return an immutable list with one text for each of {@link GctHeader#rowFields()}
     */
    public List<String> fields() {
        return fields;
    }

    /**
     * Returns a value.
     *
     * @param column the index from 0, in the order of {@link GctHeader#columns()}
     * @return the number; NaN if the value {@link #isMissing is missing}
     */
    public double value(int column) {
        return values[column];
    }

    /**
     * Returns whether a value is missing.
     *
     * @param column the index from 0
     * @return true for {@code NaN}, {@code NA} and the empty text
     */
    public boolean isMissing(int column) {
        return Double.isNaN(values[column]);
    }

    /**
     * Copies the values.
     *
     * @return a new array, with NaN for missing values
     */
    public double[] values() {
        return values.clone();
    }

    /** Returns whether another row has the same name, texts and values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GctRow that
                && name.equals(that.name)
                && fields.equals(that.fields)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    /** Returns the name, the texts and the number of values, for logs and debugging. */
    @Override
    public String toString() {
        return name + " " + fields + " (" + values.length + " values)";
    }
}
