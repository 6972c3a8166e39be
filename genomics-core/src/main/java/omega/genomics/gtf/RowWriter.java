package omega.genomics.gtf;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes lines as UTF-8, and columns 4 to 8 of a row, which both formats write alike. */
final class RowWriter {
    private final Writer out;
    private final StringBuilder line = new StringBuilder(512);

    RowWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 64 * 1024);
    }

    StringBuilder line() {
        return line;
    }

    void numbers(Feature feature) {
        line.append('\t')
                .append(feature.start())
                .append('\t')
                .append(feature.end())
                .append('\t');
        if (feature.score().isPresent()) {
            line.append(Scores.format(feature.score().getAsDouble()));
        } else {
            line.append('.');
        }
        line.append('\t').append(feature.strand().symbol()).append('\t');
        line.append(feature.frame().isPresent() ? (char) ('0' + feature.frame().getAsInt()) : '.');
        line.append('\t');
    }

    void comment(String text) {
        if (!text.startsWith("#") || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("expected one line that starts with #, found \"" + text + "\"");
        }
        line.append(text);
        endLine();
    }

    /** Writes the line and starts a new one. */
    void endLine() {
        try {
            out.append(line.append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            line.setLength(0);
        }
    }

    /** Forgets a line that cannot be written. */
    IllegalArgumentException refuse(String what, String text) {
        line.setLength(0);
        return new IllegalArgumentException("expected " + what + ", found \"" + text + "\"");
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
