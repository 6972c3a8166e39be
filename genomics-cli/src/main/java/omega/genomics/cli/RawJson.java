package omega.genomics.cli;

/**
 * A value that is JSON already.
 *
 * @param text one JSON value
 */
public record RawJson(String text) {
    @Override
    public String toString() {
        return text;
    }
}
