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
    private static final int LONGEST = 1 << 20;
    /** Bytes of a row, and of a column; the longest vectors in use have some ten thousand values. */
    private static final int LONGEST_LINE = 1 << 28;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    static NpyHeader read(InputStream in, String source) throws IOException {
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
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return parse(text, 8 + lengthBytes + length, source);
    }

    private static NpyHeader parse(String text, int length, String source) {
        String type = part(DESCR, text, "descr", source);
        boolean fortran = part(FORTRAN, text, "fortran_order", source).equals("True");
        String[] shape =
                part(SHAPE, text, "shape", source).replaceAll("\\s|,\\s*$", "").split(",", -1);
        if (!type.matches("[<>=|]?f[48]")) {
            throw error(source, 10, "values of type f4 or f8, found " + type + " (convert with astype('float32'))");
        }
        if (shape.length != 2) {
            throw error(source, 10, "a matrix of two dimensions, found a shape of " + shape.length);
        }
        int bytes = type.charAt(type.length() - 1) - '0';
        ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int rows = number(shape[0], source);
        int columns = number(shape[1], source);
        if ((long) Math.max(rows, columns) * bytes > LONGEST_LINE) {
            throw error(
                    source,
                    10,
                    "rows and columns of at most " + LONGEST_LINE + " bytes, found a shape of " + rows + " × "
                            + columns);
        }
        return new NpyHeader(length, rows, columns, bytes, order, fortran);
    }

    private static String part(Pattern pattern, String text, String key, String source) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw error(source, 10, "a header with '" + key + "', found " + text.strip());
        }
        return matcher.group(1);
    }

    private static int number(String text, String source) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw error(source, 10, "a shape of two integers below 2147483648, found " + text);
        }
        return Integer.parseInt(text);
    }

    long dataBytes() {
        return (long) rows * columns * valueBytes;
    }

    static ParseException error(String source, long at, String expected) {
        return new ParseException(new Diagnostic(
                Severity.ERROR, Location.ofByte(source, at), "npy", "npy-matrix", "expected " + expected, ""));
    }
}
