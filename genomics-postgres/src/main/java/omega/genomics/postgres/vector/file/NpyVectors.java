package omega.genomics.postgres.vector.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;

/** A NumPy matrix beside a list of names. Format: NumPy's NEP 1 and numpy.lib.format, versions 1.0, 2.0 and 3.0. */
record NpyVectors(InputSource source, InputSource names) implements VectorFile {

    @Override
    public void forEach(Action action) throws IOException {
        List<String> genes = names(names);
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            NpyHeader header = NpyHeader.read(in, source.name());
            if (header.rows() != genes.size()) {
                throw error(
                        0,
                        "a name a row: the matrix has " + header.rows() + " rows, " + names.name() + " has "
                                + genes.size() + " names");
            }
            if (header.isFortran()) {
                byColumns(in, header, genes, action);
            } else {
                byRows(in, header, genes, action);
            }
            if (in.read() >= 0) {
                throw error(header.length() + header.dataBytes(), "the end of the file behind the last value");
            }
        }
    }

    private static List<String> names(InputSource source) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private void byRows(InputStream in, NpyHeader header, List<String> genes, Action action) throws IOException {
        long at = header.length();
        for (String gene : genes) {
            float[] row = read(in, header, header.columns(), at);
            at += (long) header.columns() * header.valueBytes();
            action.accept(gene, row);
        }
    }

    /** Column after column: nothing is known of a row before the last one. */
    private void byColumns(InputStream in, NpyHeader header, List<String> genes, Action action) throws IOException {
        float[][] rows = new float[genes.size()][];
        Arrays.fill(rows, new float[0]);
        long at = header.length();
        for (int c = 0; c < header.columns(); c++) {
            float[] column = read(in, header, genes.size(), at);
            at += (long) genes.size() * header.valueBytes();
            for (int r = 0; r < rows.length; r++) {
                if (c == rows[r].length) { // rows grow with what is read, not with what the header promises
                    rows[r] = Arrays.copyOf(rows[r], Math.min(header.columns(), 2 * c + 16));
                }
                rows[r][c] = column[r];
            }
        }
        for (int r = 0; r < rows.length; r++) {
            action.accept(genes.get(r), rows[r]);
        }
    }

    private float[] read(InputStream in, NpyHeader header, int count, long at) throws IOException {
        byte[] bytes = in.readNBytes(Math.multiplyExact(count, header.valueBytes()));
        if (bytes.length < (long) count * header.valueBytes()) {
            throw error(
                    at + bytes.length, header.rows() + " × " + header.columns() + " values, found the end of the file");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = header.valueBytes() == Float.BYTES ? buffer.getFloat() : (float) buffer.getDouble();
            if (!Float.isFinite(values[i])) {
                throw error(at + (long) i * header.valueBytes(), "a finite number, found " + values[i]);
            }
        }
        return values;
    }

    private ParseException error(long at, String expected) {
        return NpyHeader.error(source.name(), at, expected);
    }
}
