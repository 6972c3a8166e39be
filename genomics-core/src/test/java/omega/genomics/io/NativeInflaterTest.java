package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The native library gives what the JDK gives, and refuses what it refuses. */
class NativeInflaterTest {
    private static final int MARGIN = 16;
    private static final int FAILED = -2;

    private final NativeInflater fast = new NativeInflater();
    private final BlockInflater jdk = new BlockInflater.OfJdk();

    @BeforeEach
    void loadsTheLibrary() throws DataFormatException {
        if (!NativeInflater.isAvailable()) {
            System.out.println("NativeInflaterTest: the native library does not run here, nothing was compared");
        }
        Assumptions.assumeTrue(NativeInflater.isAvailable(), "the native library does not run here");
        assertThat(Compression.bgzfInflater()).isEqualTo("GKL");
        byte[] one = deflated(new byte[] {7}, 1, Deflater.DEFAULT_STRATEGY);
        for (int i = 0; i < 100; i++) {
            assertThat(fast.inflate(one, 0, one.length, new byte[1], 0, 1)).isEqualTo(1);
        }
    }

    private static byte[] deflated(byte[] text, int level, int strategy) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        deflater.setInput(text);
        deflater.finish();
        byte[] stored = new byte[2 * text.length + 100];
        int n = 0;
        while (!deflater.finished()) {
            n += deflater.deflate(stored, n, stored.length - n);
        }
        deflater.end();
        return Arrays.copyOf(stored, n);
    }

    /** Text, noise, one letter: matches of any distance, none, and all of distance one. */
    private static byte[] content(Random random) {
        byte[] bytes = new byte[random.nextInt(8) == 0 ? random.nextInt(4) : random.nextInt(BgzfBlock.MAX_SIZE)];
        int letters = 1 + random.nextInt(random.nextBoolean() ? 4 : 256);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(letters);
        }
        for (int i = 1000; i < bytes.length && random.nextInt(20) > 0; i += 500) {
            System.arraycopy(bytes, random.nextInt(i), bytes, i, Math.min(400, bytes.length - i));
        }
        return bytes;
    }

    /** Inflates between margins, which must stay as they are; the result's last place is what was answered. */
    private static byte[] inflate(BlockInflater inflater, byte[] stored, int room) {
        byte[] source = new byte[stored.length + 2 * MARGIN];
        System.arraycopy(stored, 0, source, MARGIN, stored.length);
        byte[] target = new byte[room + 2 * MARGIN];
        Arrays.fill(target, (byte) 0x55);
        int n;
        try {
            n = inflater.inflate(source, MARGIN, stored.length, target, MARGIN, room);
        } catch (DataFormatException e) {
            n = FAILED;
        }
        for (int i = 0; i < MARGIN; i++) {
            assertThat(target[i] == 0x55 && target[MARGIN + room + i] == 0x55).isTrue();
        }
        return n < 0 ? new byte[0] : Arrays.copyOfRange(target, MARGIN, MARGIN + n);
    }

    @Test
    void inflatesWhatAnyLevelAndStrategyDeflated() {
        Random random = new Random(5);
        int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED};
        for (int i = 0; i < 400; i++) {
            byte[] text = content(random);
            byte[] stored = deflated(text, i % 10, strategies[i % 3]);
            assertThat(Arrays.equals(inflate(fast, stored, text.length), text))
                    .as("case " + i)
                    .isTrue();
        }
    }

    /** Where the JDK refuses, the library may at most give the right bytes: others the checksum of the block would refuse. */
    @Test
    void agreesWithTheJdkOnDamage() {
        Random random = new Random(6);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] text = content(random);
            byte[] stored = deflated(text, 1 + i % 9, Deflater.DEFAULT_STRATEGY);
            byte[] damaged = damaged(stored, random);
            int room = Math.max(0, text.length + (random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0));
            byte[] expected = inflate(jdk, damaged, room);
            byte[] found = inflate(fast, damaged, room);
            refused += expected.length == 0 ? 1 : 0;
            assertThat(expected.length == 0 || Arrays.equals(found, expected))
                    .as("case " + i)
                    .isTrue();
        }
        assertThat(refused).isBetween(1000, 2900);
    }

    private static byte[] damaged(byte[] stored, Random random) {
        byte[] bytes = Arrays.copyOf(stored, Math.max(0, stored.length + (random.nextInt(4) - 2) * random.nextInt(9)));
        for (int n = random.nextInt(3); n > 0 && bytes.length > 0; n--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
