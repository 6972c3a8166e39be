package omega.genomics.postgres.vector.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.StorableText;

/** Lines of a text of vectors or names, none of them longer than the limit. */
final class TextLines implements Closeable {
    private static final int BLOCK = 1 << 16;
    private static final int SHOWN = 60;

    private final InputStream in;
    private final String source;
    private final int maxLineLength;
    private final byte[] block = new byte[BLOCK];
    private int next;
    private int limit;
    private byte[] line = new byte[256];
    private int length;
    private long number;

    private TextLines(InputStream in, String source, int maxLineLength) {
        this.in = in;
        this.source = source;
        this.maxLineLength = maxLineLength;
    }

    static TextLines open(InputSource source, int maxLineLength) throws IOException {
        return new TextLines(source.open(), source.name(), maxLineLength);
    }

    private boolean advance() throws IOException {
        length = 0;
        if (next == limit && !fill()) {
            return false;
        }
        number++;
        do {
            int lineFeed = next;
            while (lineFeed < limit && block[lineFeed] != '\n') {
                lineFeed++;
            }
            append(lineFeed);
            if (lineFeed < limit) {
                next = lineFeed + 1;
                break;
            }
            next = limit;
        } while (fill());
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    /** Moves to the next line that is not blank; false at the end. */
    boolean advanceToText() throws IOException {
        do {
            skipEmptyLines();
            if (!advance()) {
                return false;
            }
        } while (isBlank());
        return true;
    }

    /** A small compressed file can hold hundreds of millions of them. */
    private void skipEmptyLines() throws IOException {
        do {
            int text = next;
            while (text < limit && block[text] == '\n') {
                text++;
            }
            number += text - next;
            next = text;
        } while (next == limit && fill());
    }

    private void append(int end) {
        if (end == next) {
            return;
        }
        int wanted = length + (end - next);
        if (wanted > maxLineLength) {
            throw error(
                    0,
                    "line-length",
                    "expected lines of at most " + maxLineLength
                            + " bytes (the option maxLineLength), found a longer one");
        }
        if (wanted > line.length) {
            line = Arrays.copyOf(line, Math.min(maxLineLength, Math.max(wanted, 2 * line.length)));
        }
        System.arraycopy(block, next, line, length, end - next);
        length = wanted;
    }

    private boolean fill() throws IOException {
        next = 0;
        limit = Math.max(0, in.read(block));
        return limit > 0;
    }

    /** The line's bytes, up to {@link #length()}; valid until the next advance. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!isBlank(line[i])) {
                return false;
            }
        }
        return true;
    }

    /** ASCII white space; NUL is none, it is refused. */
    static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    /** A part of the line for a message. */
    String shown(int from, int to) {
        return to - from > SHOWN ? text(from, from + SHOWN) + "…" : text(from, to);
    }

    /**
     * Returns the name of a gene.
     *
     * @throws ParseException if PostgreSQL cannot store it
     */
    String name(int from, int to) {
        int nul = StorableText.nul(line, from, to, false);
        if (nul >= 0) {
            throw error(nul + 1, "text-nul", StorableText.nulFound("the name of a gene"));
        }
        if (to - from > StorableText.MAX_INDEXED) {
            throw error(from + 1, "text-length", StorableText.tooLong("the name of a gene", to - from));
        }
        return text(from, to);
    }

    /** @param column from 1; 0 for the whole line */
    ParseException error(int column, String rule, String message) {
        return new ParseException(
                new Diagnostic(Severity.ERROR, Location.of(source, number, column), "vector", rule, message, ""));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
