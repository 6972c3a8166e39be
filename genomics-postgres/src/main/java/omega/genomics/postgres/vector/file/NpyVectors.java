package omega.genomics.postgres.vector.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** A NumPy matrix beside a list of names. Format: NumPy's NEP 1 and numpy.lib.format, versions 1.0, 2.0 and 3.0. */
record NpyVectors(InputSource source, InputSource names, VectorLimits limits) implements VectorFile {
    private static final int BLOCK = 1 << 16; // a multiple of the size of a value

    @Override
    public List<InputSource> sources() {
        return List.of(source, names);
    }

    @Override
    public VectorFile from(List<InputSource> sources) {
        Objects.requireNonNull(sources, "sources");
        return new NpyVectors(sources.get(0), sources.get(1), limits);
    }

    @Override
    public void forEach(Action action) throws IOException {
        Objects.requireNonNull(action, "action");
        try (TextLines genes = TextLines.open(names, limits.maxLineLength());
                InputStream in = new BufferedInputStream(source.open(), BLOCK)) {
            read(in, genes, action);
        }
    }

    private void read(InputStream in, TextLines genes, Action action) throws IOException {
        NpyHeader header = NpyHeader.read(in, source.name(), limits);
        Matrix matrix = new Matrix(in, header);
        if (header.isFortran()) {
            matrix.byColumns(genes, action);
        } else {
            matrix.byRows(genes, action);
        }
        if (next(genes) != null) {
            throw genes.error(0, "npy-names", names(header, "found more"));
        }
        if (in.read() >= 0) {
            throw matrix.error("the end of the file after the last value");
        }
    }

    private String names(NpyHeader header, String found) {
        return "expected " + header.rows() + " names, as many as " + source.name() + " has rows, " + found;
    }

    /** Returns the next name that is not blank; null at the end. */
    private static @Nullable String next(TextLines lines) throws IOException {
        if (!lines.advanceToText()) {
            return null;
        }
        byte[] line = lines.bytes();
        int from = 0;
        int to = lines.length();
        while (TextLines.isBlank(line[from])) {
            from++;
        }
        while (TextLines.isBlank(line[to - 1])) {
            to--;
        }
        return lines.name(from, to);
    }

    private String name(TextLines lines, NpyHeader header, int row) throws IOException {
        String name = next(lines);
        if (name == null) {
            throw lines.error(0, "npy-names", names(header, "found " + row));
        }
        return name;
    }

    /** The values, in the order of the file. */
    private final class Matrix {
        private final InputStream in;
        private final NpyHeader header;
        private final ByteBuffer block;
        private long at;

        Matrix(InputStream in, NpyHeader header) {
            this.in = in;
            this.header = header;
            at = header.length();
            block = ByteBuffer.allocate(BLOCK).order(header.order());
        }

        void byRows(TextLines genes, Action action) throws IOException {
            for (int row = 0; row < header.rows(); row++) {
                action.accept(name(genes, header, row), values(header.columns()));
            }
        }

        /** Column after column: no row is known before the last one. */
        void byColumns(TextLines genes, Action action) throws IOException {
            float[][] columns = new float[header.columns()][];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = values(header.rows());
            }
            for (int row = 0; row < header.rows(); row++) {
                float[] vector = new float[columns.length];
                for (int c = 0; c < vector.length; c++) {
                    vector[c] = columns[c][row];
                }
                action.accept(name(genes, header, row), vector);
            }
        }

        private float[] values(int count) throws IOException {
            float[] values = new float[count];
            for (int from = 0; from < count; ) {
                int most = (int) Math.min(BLOCK, (long) (count - from) * header.valueBytes());
                int read = in.readNBytes(block.array(), 0, most);
                if (read < most) {
                    at += read;
                    throw error(header.rows() + " × " + header.columns() + " values, found the end of the file");
                }
                block.clear();
                for (int to = from + most / header.valueBytes(); from < to; from++) {
                    float value = header.valueBytes() == Float.BYTES ? block.getFloat() : (float) block.getDouble();
                    if (!Float.isFinite(value)) {
                        throw error("a finite number, found " + value);
                    }
                    values[from] = value;
                    at += header.valueBytes();
                }
            }
            return values;
        }

        ParseException error(String expected) {
            return NpyHeader.error(source.name(), at, expected);
        }
    }
}
