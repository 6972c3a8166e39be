package omega.genomics.postgres.vector.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;

/**
 * What stands before the values of a NumPy file.
 *
 * @param length bytes of the header, magic included
 */
record NpyHeader(int length, int rows, int columns, int valueBytes, ByteOrder order, boolean isFortran) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** The limit of NumPy itself. */
    private static final int LONGEST = 10_000;

    private static final int SHOWN = 60;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    static NpyHeader read(InputStream in, String source, VectorLimits limits) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw error(source, 0, "a file that starts with \\x93NUMPY");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw error(source, 6, "version 1, 2 or 3 of the format, found " + version);
        }
        int lengthBytes = version == 1 ? 2 : 4;
        byte[] size = Arrays.copyOf(in.readNBytes(lengthBytes), 4);
        int length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > LONGEST) {
            throw error(
                    source,
                    8,
                    "a header of at most " + LONGEST + " bytes, found one of " + Integer.toUnsignedString(length));
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw error(
                    source,
                    8 + lengthBytes + text.length,
                    "a header of " + length + " bytes, found the end of the file");
        }
        NpyHeader header = parse(new String(text, StandardCharsets.UTF_8), 8 + lengthBytes + length, source);
        header.checkLimits(source, limits);
        return header;
    }

    private static NpyHeader parse(String text, int length, String source) {
        String type = part(DESCR, text, "descr", source);
        boolean fortran = part(FORTRAN, text, "fortran_order", source).equals("True");
        String[] shape =
                part(SHAPE, text, "shape", source).replaceAll("\\s|,\\s*$", "").split(",", -1);
        if (!type.matches("[<>=|]?f[48]")) {
            throw error(
                    source, 10, "values of type f4 or f8, found " + shown(type) + " (convert with astype('float32'))");
        }
        if (shape.length != 2) {
            throw error(source, 10, "a matrix of two dimensions, found a shape of " + shape.length);
        }
        int bytes = type.charAt(type.length() - 1) - '0';
        ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int rows = number(shape[0], source);
        int columns = number(shape[1], source);
        return new NpyHeader(length, rows, columns, bytes, order, fortran);
    }

    private void checkLimits(String source, VectorLimits limits) {
        String shape = "found a shape of " + rows + " × " + columns;
        if (columns == 0) {
            throw error(source, 10, "1 value or more per vector, " + shape);
        }
        if (columns > limits.maxDimension()) {
            throw failure(source, 10, limits.atMost(shape));
        }
        if (isFortran && 4L * rows * columns > limits.maxMatrixBytes()) {
            throw error(
                    source,
                    10,
                    "a matrix in Fortran order of at most " + limits.maxMatrixBytes()
                            + " bytes (the option maxMatrixBytes) or one in C order, " + shape);
        }
    }

    private static String part(Pattern pattern, String text, String key, String source) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw error(source, 10, "a header with '" + key + "', found " + shown(text.strip()));
        }
        return matcher.group(1);
    }

    private static int number(String text, String source) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw error(source, 10, "a shape of two integers below 2147483648, found " + shown(text));
        }
        return Integer.parseInt(text);
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    static ParseException error(String source, long at, String expected) {
        return failure(source, at, "expected " + expected);
    }

    private static ParseException failure(String source, long at, String message) {
        return new ParseException(
                new Diagnostic(Severity.ERROR, Location.ofByte(source, at), "npy", "npy-matrix", message, ""));
    }
}
