package omega.genomics.postgres.cli;

/**
 * A value that is JSON already.
 *
 * @param text one JSON value
 */
record RawJson(String text) {
    @Override
    public String toString() {
        return text;
    }
}
