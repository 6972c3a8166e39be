package omega.genomics.postgres.vector.file;

/** What reading vectors may keep in memory. */
record VectorLimits(int maxDimension, int maxLineLength, long maxMatrixBytes) {
    /** The message for a vector that is too long. */
    String atMost(String found) {
        return "expected at most " + maxDimension + " values per vector (the option maxDimension), " + found;
    }
}
