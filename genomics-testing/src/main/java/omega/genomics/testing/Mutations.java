package omega.genomics.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes broken and hostile inputs out of sound ones; the same of the same seed. */
final class Mutations {
    /** No input is longer, as it is stored. */
    static final int MOST_BYTES = 2 << 20;

    /** What records inflate to: a reader may take time by their number. */
    private static final int RECORDS_INFLATED = 8 << 20;
    /** What a line, or a header, inflates to: a reader has to refuse it before it ends. */
    private static final int HEADER_INFLATED = 128 << 20;

    private static final String DELIMITERS = "\t,;:|/=& \"\n";
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1",
        "-0",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "1e309",
        "-1e-400",
        "NaN",
        "Inf",
        "-inf",
        "0x10",
        "1_000",
        "٣",
        "",
        ".",
        "1.",
        ".5",
        "+5",
        "00007",
        "536870912",
        "512000000",
        "32768",
        "65536",
        "1".repeat(400)
    };
    private static final String[] TEXTS = {
        ".",
        "",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\t",
        "\t\t",
        "%",
        "%0",
        "%00",
        "%3B",
        "%zz",
        "\"",
        "\\\"",
        "'",
        "<",
        ">",
        "<*>",
        "<DEL>",
        "]1:5]A",
        "[<c>:7[",
        "*",
        "N",
        "##",
        "#",
        ">",
        ";;",
        ",,",
        "::",
        "=",
        "==",
        "|",
        "/",
        "0/0",
        ".|.",
        "\u00ff\u00fe",
        "\u00ef\u00bb\u00bf",
        "\u00c3",
        "\u00f0\u009f\u0098\u0080",
        "Number=G",
        "Number=.",
        "Type=Flag",
        "Type=Float",
        "Parent=",
        "ID=",
        "gene_id \"",
        "transcript_id",
        "END=",
        "SVLEN=",
        "GT:PL",
        "###",
        "##FASTA",
        "#1.3",
        "VCFv4.5",
        "gff-version 3"
    };

    private final Random random;
    private final List<byte[]> corpus;

    Mutations(long seed, List<byte[]> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    /** Returns an input, rarely an unchanged one. */
    byte[] next() {
        byte[] input = pick();
        int changes = random.nextInt(24) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
        for (int i = 0; i < changes; i++) {
            input = cut(change(input));
        }
        int kind = random.nextInt(480);
        if (kind < 20) {
            input = amplify(input);
        } else if (kind < 23) {
            return cut(bomb(input));
        }
        return kind % 12 == 11 ? cut(change(gzip(input))) : kind % 12 == 10 ? cut(gzip(input)) : cut(input);
    }

    private byte[] pick() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private static byte[] cut(byte[] input) {
        return input.length <= MOST_BYTES ? input : Arrays.copyOf(input, MOST_BYTES);
    }

    private int place(byte[] input) {
        return random.nextInt(input.length + 1);
    }

    private byte[] change(byte[] input) {
        int from = place(input);
        int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 1 + input.length : 16);
        int to = Math.min(input.length, from + length);
        return switch (random.nextInt(13)) {
            case 0 -> replaced(input, from, Math.min(input.length, from + 1), new byte[] {(byte) random.nextInt()});
            case 1 -> replaced(input, from, to, new byte[0]);
            case 2 -> replaced(input, from, from, Arrays.copyOfRange(input, from, to)); // twice
            case 3 -> Arrays.copyOf(input, from);
            case 4 -> spliced(input, from, to);
            case 5, 6 ->
                replaced(input, digits(input, from), NUMBERS[random.nextInt(NUMBERS.length)].getBytes(ISO_8859_1));
            case 7 -> replaced(input, from, from, TEXTS[random.nextInt(TEXTS.length)].getBytes(ISO_8859_1));
            case 8 -> replaced(input, token(input, from), TEXTS[random.nextInt(TEXTS.length)].getBytes(ISO_8859_1));
            case 9 -> { // a token of another place
                int[] other = token(input, place(input));
                yield replaced(input, token(input, from), Arrays.copyOfRange(input, other[0], other[1]));
            }
            case 10 -> withLineElsewhere(input, from);
            case 11 -> number(input, from);
            default -> flipped(input, from);
        };
    }

    private byte[] spliced(byte[] input, int from, int to) {
        byte[] other = pick();
        int start = place(other);
        int end = Math.min(other.length, start + to - from);
        return replaced(input, from, random.nextBoolean() ? from : to, Arrays.copyOfRange(other, start, end));
    }

    private byte[] withLineElsewhere(byte[] input, int near) {
        int[] line = line(input, near);
        byte[] text = Arrays.copyOfRange(input, line[0], line[1]);
        byte[] target = random.nextBoolean() ? input : replaced(input, line, new byte[0]);
        int at = line(target, place(target))[0];
        return replaced(target, at, at, text);
    }

    private byte[] flipped(byte[] input, int at) {
        byte[] flipped = input.clone();
        if (flipped.length > 0) {
            flipped[Math.min(at, flipped.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] replaced(byte[] input, int[] range, byte[] by) {
        return replaced(input, range[0], range[1], by);
    }

    /** A binary number that is as large, or as small, as can be. */
    private byte[] number(byte[] input, int from) {
        long[] values = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 1 << 16, 1L << 40, 1 << 29, 255
        };
        int size = 1 << random.nextInt(4);
        if (from + size > input.length) {
            return input;
        }
        byte[] changed = input.clone();
        byte[] number = new byte[8];
        ByteBuffer.wrap(number)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(values[random.nextInt(values.length)] + random.nextInt(3) - 1);
        System.arraycopy(number, 0, changed, from, size);
        return changed;
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        byte[] result = new byte[input.length - (to - from) + by.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(input, to, result, from + by.length, input.length - to);
        return result;
    }

    private static int[] digits(byte[] input, int near) {
        int from = near;
        while (from < input.length && !isDigit(input[from])) {
            from++;
        }
        int to = from;
        while (to < input.length && isDigit(input[to])) {
            to++;
        }
        return new int[] {from, to};
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int[] token(byte[] input, int near) {
        int from = Math.min(near, input.length);
        while (from > 0 && DELIMITERS.indexOf(input[from - 1]) < 0) {
            from--;
        }
        int to = Math.min(near, input.length);
        while (to < input.length && DELIMITERS.indexOf(input[to]) < 0) {
            to++;
        }
        return new int[] {from, to};
    }

    private static int[] line(byte[] input, int near) {
        int from = Math.min(near, input.length);
        while (from > 0 && input[from - 1] != '\n') {
            from--;
        }
        int to = from;
        while (to < input.length && input[to] != '\n') {
            to++;
        }
        return new int[] {from, Math.min(input.length, to + 1)};
    }

    /** Repeats a token or a line, the same or numbered, up to the longest input: many alleles, keys, attributes, contigs, rows. */
    private byte[] amplify(byte[] input) {
        boolean isLine = random.nextInt(3) == 0;
        int[] part = isLine ? line(input, place(input)) : token(input, place(input));
        byte[] text = Arrays.copyOfRange(input, part[0], part[1]);
        boolean isNumbered = random.nextBoolean();
        int[] digits = digits(text, 0);
        byte delimiter = (byte) DELIMITERS.charAt(random.nextInt(DELIMITERS.length() - 1));
        if (!isLine && part[1] < input.length && random.nextInt(3) > 0) {
            delimiter = input[part[1]];
        }
        int most = random.nextInt(4) == 0 ? MOST_BYTES : 1 << (10 + random.nextInt(10));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, part[0]);
        for (int i = 0; out.size() < most - (input.length - part[1]); i++) {
            if (isNumbered) {
                out.write(text, 0, digits[0]);
                out.writeBytes(Integer.toString(i).getBytes(ISO_8859_1));
                out.write(text, digits[1], text.length - digits[1]);
            } else {
                out.writeBytes(text);
            }
            if (!isLine) {
                out.write(delimiter);
            }
            if (text.length == 0 && isLine) {
                out.write('\n');
            }
        }
        out.write(input, part[1], input.length - part[1]);
        return out.toByteArray();
    }

    /** A small file that inflates to a large one: members of gzip, each the same part again. */
    private byte[] bomb(byte[] input) {
        boolean isLine = random.nextBoolean();
        int[] part = isLine ? line(input, place(input)) : token(input, place(input));
        byte[] text = Arrays.copyOfRange(input, part[0], part[1]);
        if (text.length == 0) {
            text = new byte[] {(byte) DELIMITERS.charAt(random.nextInt(DELIMITERS.length()))};
        }
        boolean isRefused = text[0] == '#' || Arrays.equals(text, new byte[] {'\n'}) || !isLine;
        int total = isRefused ? HEADER_INFLATED : RECORDS_INFLATED;
        int each = Math.min(total, 8 << 20);
        ByteArrayOutputStream repeated = new ByteArrayOutputStream(each + text.length);
        while (repeated.size() < each) {
            repeated.writeBytes(text);
        }
        byte[] member = gzip(repeated.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(gzip(Arrays.copyOf(input, part[0])));
        for (long inflated = 0; inflated < total && out.size() + member.length < MOST_BYTES; inflated += each) {
            out.writeBytes(member);
        }
        out.writeBytes(gzip(Arrays.copyOfRange(input, part[1], input.length)));
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
