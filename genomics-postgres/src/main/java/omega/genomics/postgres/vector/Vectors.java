package omega.genomics.postgres.vector;

/** Arithmetic over single vectors. */
final class Vectors {
    private Vectors() {}

    /**
     * Returns the vector of length 1 in the same direction.
     *
     * @param what names the vector in the message
     * @throws VectorException if it has no direction: zero, or not finite
     */
    static float[] unit(float[] vector, String what) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            throw new VectorException("expected a vector with a direction for " + what + ", found one "
                    + (square == 0 ? "of zeros only" : "with values that are not finite"));
        }
        double factor = 1 / Math.sqrt(square);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] * factor);
        }
        return unit;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    static void checkDimension(int expected, int found, String model) {
        if (expected != found) {
            throw new VectorException("expected a vector of " + expected + " dimensions for the model \"" + model
                    + "\", found one of " + found);
        }
    }
}
