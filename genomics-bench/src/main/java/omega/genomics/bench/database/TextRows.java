package omega.genomics.bench.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a part from its text file, for loaders that want values. */
final class TextRows implements AutoCloseable {
    private final BufferedReader in;
    private final @Nullable String[] values;

    TextRows(Part part) throws IOException {
        in = Files.newBufferedReader(part.file(Part.Format.TEXT));
        values = new String[part.columns().size()];
    }

    /** Returns the next row's values, null for null; the same array each time, null itself at the end. */
    @Nullable
    String @Nullable [] next() throws IOException {
        String line = in.readLine();
        if (line == null) {
            return null;
        }
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            int to = line.indexOf('\t', from);
            String field = line.substring(from, to < 0 ? line.length() : to);
            values[i] = field.equals("\\N") ? null : unescaped(field);
            from = to + 1;
        }
        return values;
    }

    /** See "File Formats, Text Format" at COPY in PostgreSQL's manual; of the letters only those it writes. */
    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                char next = field.charAt(++i);
                int special = "bfnrtv".indexOf(next);
                c = special < 0 ? next : "\b\f\n\r\t\u000b".charAt(special);
            }
            text.append(c);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
