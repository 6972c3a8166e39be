package omega.genomics.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The word-wise search against its scalar twin, on bytes chosen to provoke carries. */
class ByteSearchTest {
    private static final byte[] ALPHABET = {',', '-', ',' ^ 1, '\n', '\n' + 1, '\t', 0, 1, (byte) 0x80, (byte) 0xff};

    @Test
    void agreesWithTheScalarTwin() {
        Random random = new Random(11);
        int[] indices = new int[5];
        for (int round = 0; round < 200_000; round++) {
            byte[] array = new byte[random.nextInt(60)];
            for (int i = 0; i < array.length; i++) {
                array[i] = random.nextInt(4) == 0 ? ALPHABET[random.nextInt(ALPHABET.length)] : (byte) random.nextInt();
            }
            byte b = ALPHABET[random.nextInt(ALPHABET.length)];
            int from = random.nextInt(array.length + 1);
            int to = from + random.nextInt(array.length - from + 1);
            int first = indexOf(array, from, to, b);
            assertThat(ByteSearch.indexOf(array, from, to, b)).isEqualTo(first);
            assertThat(ByteSearch.find(array, from, to, b)).isEqualTo(first < 0 ? to : first);
            assertThat(ByteSearch.lastIndexOf(array, from, to, b)).isEqualTo(lastIndexOf(array, from, to, b));
            int[] all = indicesOf(array, from, to, b);
            assertThat(ByteSearch.count(array, from, to, b)).isEqualTo(all.length);
            int n = ByteSearch.indicesOf(array, from, to, b, indices);
            assertThat(Arrays.copyOf(indices, n)).isEqualTo(Arrays.copyOf(all, Math.min(all.length, indices.length)));
        }
    }

    /** The cheap zero-byte test marks a '-' right behind a ','. */
    @Test
    void doesNotTakeTheByteBehindAHitForAnother() {
        byte[] array = ",-,-,-,-,-,-,-,-".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(ByteSearch.count(array, 0, array.length, (byte) ',')).isEqualTo(8);
        assertThat(ByteSearch.lastIndexOf(array, 0, array.length, (byte) ',')).isEqualTo(14);
    }

    static int indexOf(byte[] array, int from, int to, byte b) {
        for (int i = from; i < to; i++) {
            if (array[i] == b) {
                return i;
            }
        }
        return -1;
    }

    static int lastIndexOf(byte[] array, int from, int to, byte b) {
        for (int i = to - 1; i >= from; i--) {
            if (array[i] == b) {
                return i;
            }
        }
        return -1;
    }

    static int[] indicesOf(byte[] array, int from, int to, byte b) {
        return java.util.stream.IntStream.range(from, to)
                .filter(i -> array[i] == b)
                .toArray();
    }
}
