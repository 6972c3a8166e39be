package omega.genomics.cli.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import omega.genomics.cli.TextView;
import org.jspecify.annotations.Nullable;

/** Rows with tabs between, for other programs: a missing value is nothing. */
final class TsvTable implements AutoCloseable {
    private final Writer out;

    /** @param out flushed at the end, and the caller's to close */
    TsvTable(OutputStream out, List<String> columns) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        add(columns);
    }

    void add(Collection<? extends @Nullable Object> values) {
        StringBuilder line = new StringBuilder();
        for (Object value : values) {
            line.append(TextView.exact(value)).append('\t');
        }
        line.setCharAt(line.length() - 1, '\n');
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
