package omega.genomics;

import java.util.Objects;

/**
 * A place in an input, for error messages.
 *
 * @param source the input's name, usually its path
 * @param line the line, from 1; 0 if the place is not in a line (a damaged container)
 * @param column the byte in the line, from 1; 0 if the whole line is meant
 * @param byteOffset the byte in the file as stored, from 0; −1 if not known
 */
public record Location(String source, long line, int column, long byteOffset) {
    /** Creates a record; nothing in it may be null. */
    public Location {
        Objects.requireNonNull(source, "source");
    }

    /**
     * Makes a place in the text of an input.
     *
     * @param source the input's name
     * @param line from 1
     * @param column the byte in the line, from 1; 0 for the whole line
     * @return the place
     */
    public static Location of(String source, long line, int column) {
        Objects.requireNonNull(source, "source");
        return new Location(source, line, column, -1);
    }

    /**
     * Makes a place in the stored bytes of an input, before decompression.
     *
     * @param source the input's name
     * @param byteOffset from 0
     * @return the place
     */
    public static Location ofByte(String source, long byteOffset) {
        Objects.requireNonNull(source, "source");
        return new Location(source, 0, 0, byteOffset);
    }

    /** Returns {@code source:line:column}, or {@code source: byte N}, as far as known. */
    @Override
    public String toString() {
        if (line > 0) {
            return column > 0 ? source + ":" + line + ":" + column : source + ":" + line;
        }
        return byteOffset >= 0 ? source + ": byte " + byteOffset : source;
    }
}
