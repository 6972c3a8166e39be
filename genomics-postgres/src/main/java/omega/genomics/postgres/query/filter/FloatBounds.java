package omega.genomics.postgres.query.filter;

/**
 * The doubles that compare with a constant as a file's numbers do: these have the precision of a float. The bounds are doubles, so that
 * columns and JSON are compared as they are, without a cast that could overflow.
 *
 * @param least the least double that is not less than the constant
 * @param greatest the greatest that is not greater
 */
record FloatBounds(double least, double greatest) {
    /** From here on floats lose whole numbers, and numbers are compared as doubles. */
    private static final double LARGE = 16777216;

    /** Beyond it floats overflow. */
    private static final double MOST = 1e38;

    static boolean holds(double constant) {
        return Math.abs(constant) <= MOST;
    }

    /** Returns the bounds for a constant and numbers that are stored as floats, or computed if they are not large. */
    static FloatBounds ofFloats(double constant) {
        if (constant <= LARGE) {
            float rounded = (float) constant;
            return new FloatBounds(least(rounded), Math.min(LARGE, greatest(rounded)));
        }
        float rounded = (float) constant;
        float above = rounded >= constant ? rounded : Math.nextUp(rounded);
        float below = rounded <= constant ? rounded : Math.nextDown(rounded);
        return new FloatBounds(least(above), greatest(below));
    }

    /** Returns the bounds for a constant and whole or computed numbers, which are not rounded to floats if they are large. */
    static FloatBounds ofDoubles(double constant) {
        return constant <= LARGE ? ofFloats(constant) : new FloatBounds(constant, constant);
    }

    private static double least(float value) {
        double middle = ((double) Math.nextDown(value) + value) / 2;
        return (float) middle == value ? middle : Math.nextUp(middle);
    }

    private static double greatest(float value) {
        double middle = ((double) value + Math.nextUp(value)) / 2;
        return (float) middle == value ? middle : Math.nextDown(middle);
    }
}
