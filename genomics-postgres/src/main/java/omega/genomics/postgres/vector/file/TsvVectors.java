package omega.genomics.postgres.vector.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** A table of names and values. */
record TsvVectors(InputSource source, VectorLimits limits) implements VectorFile {
    private static final String RULE = "vector-values";

    @Override
    public List<InputSource> sources() {
        return List.of(source);
    }

    @Override
    public VectorFile from(List<InputSource> sources) {
        Objects.requireNonNull(sources, "sources");
        return new TsvVectors(sources.get(0), limits);
    }

    @Override
    public void forEach(Action action) throws IOException {
        Objects.requireNonNull(action, "action");
        try (TextLines lines = TextLines.open(source, limits.maxLineLength())) {
            int dimension = 0;
            while (lines.advanceToText()) {
                Values values = new Values(lines);
                if (!(lines.number() == 1 && values.isHeader())) {
                    float[] vector = values.read(dimension);
                    dimension = vector.length;
                    action.accept(lines.name(0, values.tab), vector);
                }
            }
        }
    }

    /** The values of a line: what follows the first tab, without blanks and brackets around it. */
    private final class Values {
        private final TextLines lines;
        private final byte[] line;
        private final int tab;
        private int from;
        private int to;

        Values(TextLines lines) {
            this.lines = lines;
            line = lines.bytes();
            to = lines.length();
            int at = 0;
            while (at < to && line[at] != '\t') {
                at++;
            }
            tab = at < to ? at : -1;
            from = tab + 1;
            strip();
            if (tab >= 0 && to - from > 1 && line[from] == '[' && line[to - 1] == ']') {
                from++;
                to--;
                strip();
            }
        }

        private void strip() {
            while (from < to && TextLines.isBlank(line[from])) {
                from++;
            }
            while (from < to && TextLines.isBlank(line[to - 1])) {
                to--;
            }
        }

        boolean isHeader() {
            return tab >= 0 && number(from, end(from)) == null;
        }

        private int end(int at) {
            int end = at;
            while (end < to && !isSeparator(line[end])) {
                end++;
            }
            return end;
        }

        private static boolean isSeparator(byte b) {
            return b == '\t' || b == ' ' || b == ',';
        }

        /** @param dimension how many there must be; 0 for any number */
        float[] read(int dimension) {
            if (tab < 1) {
                throw lines.error(
                        1,
                        RULE,
                        "expected the name of a gene, a tab and values, found \"" + lines.shown(0, lines.length())
                                + "\"");
            }
            float[] vector = new float[dimension == 0 ? 16 : dimension];
            int count = 0;
            for (int at = from; ; count++) {
                int end = end(at);
                Float value = number(at, end);
                if (value == null) {
                    throw lines.error(
                            at + 1,
                            RULE,
                            "expected a finite number as value " + (count + 1) + ", found \"" + lines.shown(at, end)
                                    + "\"");
                }
                if (count == limits.maxDimension()) {
                    throw lines.error(at + 1, "vector-length", limits.atMost("found more"));
                }
                if (count == vector.length && dimension == 0) {
                    vector = Arrays.copyOf(vector, 2 * count);
                }
                if (count < vector.length) {
                    vector[count] = value;
                }
                if (end == to) {
                    break;
                }
                for (at = end; at < to && isSeparator(line[at]); ) {
                    at++;
                }
            }
            if (dimension > 0 && count + 1 != dimension) {
                throw lines.error(0, RULE, "expected " + dimension + " values as before, found " + (count + 1));
            }
            return dimension == 0 ? Arrays.copyOf(vector, count + 1) : vector;
        }

        private @Nullable Float number(int at, int end) {
            try {
                float value = Float.parseFloat(new String(line, at, end - at, US_ASCII));
                return Float.isFinite(value) ? value : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
