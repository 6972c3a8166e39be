package omega.genomics.postgres.vector.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** A table of names and values. */
record TsvVectors(InputSource source) implements VectorFile {
    private static final Pattern SEPARATOR = Pattern.compile("[\\t ,]+");

    @Override
    public void forEach(Action action) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            int dimension = 0;
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !(number == 1 && isHeader(line))) {
                    float[] vector = values(line, number);
                    dimension = dimension == 0 ? vector.length : dimension;
                    if (vector.length != dimension) {
                        throw error(number, 0, dimension + " values as before, found " + vector.length);
                    }
                    action.accept(line.substring(0, line.indexOf('\t')), vector);
                }
            }
        }
    }

    private static boolean isHeader(String line) {
        int tab = line.indexOf('\t');
        String first = tab < 0 ? "" : SEPARATOR.split(values(line, tab), -1)[0];
        return tab >= 0 && number(first) == null;
    }

    private static String values(String line, int tab) {
        String text = line.substring(tab + 1).strip();
        return text.startsWith("[") && text.endsWith("]")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    private float[] values(String line, long number) {
        int tab = line.indexOf('\t');
        if (tab < 1) {
            throw error(number, 1, "the name of a gene, a tab and values, found \"" + shortened(line) + "\"");
        }
        String[] texts = SEPARATOR.split(values(line, tab), -1);
        float[] vector = new float[texts.length];
        for (int i = 0; i < texts.length; i++) {
            Float value = number(texts[i]);
            if (value == null) {
                throw error(
                        number,
                        tab + 2,
                        "a finite number as value " + (i + 1) + ", found \"" + shortened(texts[i]) + "\"");
            }
            vector[i] = value;
        }
        return vector;
    }

    private static @Nullable Float number(String text) {
        try {
            float value = Float.parseFloat(text);
            return Float.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private ParseException error(long line, int column, String expected) {
        return new ParseException(new Diagnostic(
                Severity.ERROR,
                Location.of(source.name(), line, column),
                "vector",
                "vector-values",
                "expected " + expected,
                ""));
    }
}
