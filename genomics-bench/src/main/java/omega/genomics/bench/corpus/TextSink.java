package omega.genomics.bench.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Appends ASCII to a stream through one reused buffer, and counts the lines. Flush it at the end; it does not close. */
final class TextSink {
    private static final int SLACK = 1 << 16;

    private final OutputStream out;
    private byte[] buffer = new byte[1 << 20];
    private int size;
    private long lines;

    TextSink(OutputStream out) {
        this.out = out;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    long lines() {
        return lines;
    }

    TextSink put(byte[] bytes) {
        return put(bytes, bytes.length);
    }

    TextSink put(byte[] bytes, int length) {
        reserve(length);
        System.arraycopy(bytes, 0, buffer, size, length);
        size += length;
        return this;
    }

    TextSink put(String text) {
        return put(ascii(text));
    }

    TextSink put(char c) {
        reserve(1);
        buffer[size++] = (byte) c;
        return this;
    }

    /** Writes a decimal number, 0 or more. */
    TextSink put(long number) {
        return padded(number, 1);
    }

    /** Writes a decimal number, 0 or more, with leading zeros up to a width. */
    TextSink padded(long number, int width) {
        reserve(20);
        int digits = Math.max(width, digits(number));
        for (int i = size + digits - 1; i >= size; i--) {
            buffer[i] = (byte) ('0' + number % 10);
            number /= 10;
        }
        size += digits;
        return this;
    }

    /** Writes a non-negative number of {@code 1/10^decimals} units, for instance 1234 with 2 decimals as 12.34. */
    TextSink fixed(long units, int decimals) {
        long power = 1;
        for (int i = 0; i < decimals; i++) {
            power *= 10;
        }
        return put(units / power).put('.').padded(units % power, decimals);
    }

    /** Writes count/total as C's {@code %.5e} does, in integer arithmetic: 6.57030e-06. */
    TextSink ratio(long count, long total) {
        if (count == 0) {
            return put("0.00000e+00");
        }
        int exponent = 0;
        long scaled = count;
        while (scaled < total) {
            scaled *= 10;
            exponent++;
        }
        long mantissa = (scaled * 100_000 + total / 2) / total;
        if (mantissa >= 1_000_000) {
            mantissa /= 10;
            exponent--;
        }
        fixed(mantissa, 5);
        return put(exponent == 0 ? "e+" : "e-").padded(exponent, 2);
    }

    TextSink endLine() {
        lines++;
        put('\n');
        if (size >= buffer.length - SLACK) {
            flush();
        }
        return this;
    }

    void flush() {
        try {
            out.write(buffer, 0, size);
            size = 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void reserve(int length) {
        if (buffer.length - size < length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + length));
        }
    }

    private static int digits(long number) {
        int digits = 1;
        while (number >= 10) {
            number /= 10;
            digits++;
        }
        return digits;
    }
}
