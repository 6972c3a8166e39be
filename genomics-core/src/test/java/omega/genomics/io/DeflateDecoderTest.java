package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder accepts what the JDK's inflater accepts, gives the same bytes, and touches no others. */
class DeflateDecoderTest {
    private static final int MARGIN = 32;
    private static final byte UNTOUCHED = 0x55;

    private final DeflateDecoder decoder = DeflateDecoder.create();
    private final BlockInflater jdk = new BlockInflater.OfJdk();

    /** Compares for data that may be damaged, and returns whether both accepted it. */
    private boolean agree(byte[] stored, int room, String name) {
        // as in a file, other bytes follow, but not always enough of them for reading ahead
        int behind = Math.floorMod(stored.length * 7 + room, MARGIN);
        byte[] source = new byte[MARGIN + stored.length + behind];
        Arrays.fill(source, (byte) 0xa7);
        System.arraycopy(stored, 0, source, MARGIN, stored.length);
        byte[] target = new byte[room + 2 * MARGIN];
        Arrays.fill(target, UNTOUCHED);
        boolean isInflated = decoder.isInflated(source, MARGIN, stored.length, target, MARGIN, room);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(target[i] == UNTOUCHED && target[MARGIN + room + i] == UNTOUCHED)
                    .as(name)
                    .isTrue();
        }
        byte[] expected = new byte[room];
        boolean isExpected = isInflatedByJdk(stored, expected);
        if (isInflated != isExpected) { // the description costs more than the rest
            assertThat(isInflated).as(name).isEqualTo(isExpected);
        }
        if (isExpected && !Arrays.equals(target, MARGIN, MARGIN + room, expected, 0, room)) {
            assertThat(Arrays.copyOfRange(target, MARGIN, MARGIN + room))
                    .as(name)
                    .isEqualTo(expected);
        }
        return isExpected;
    }

    private boolean isInflatedByJdk(byte[] stored, byte[] target) {
        try {
            return jdk.inflate(stored, 0, stored.length, target, 0, target.length) == target.length;
        } catch (DataFormatException e) {
            return false;
        }
    }

    private static byte[] deflated(byte[] text, int level, int strategy, int piece, int flush) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 17];
        for (int at = 0; at < text.length; at += piece) {
            deflater.setInput(text, at, Math.min(piece, text.length - at));
            stored.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, flush));
        }
        deflater.finish();
        while (!deflater.finished()) {
            stored.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return stored.toByteArray();
    }

    private static byte[] deflated(byte[] text, int level) {
        return deflated(text, level, Deflater.DEFAULT_STRATEGY, 1 << 17, Deflater.NO_FLUSH);
    }

    /** Noise, one letter, few letters, short periods, copies from far away, lines of a VCF. */
    private static byte[] content(Random random, int length) {
        byte[] bytes = new byte[length];
        int kind = random.nextInt(6);
        int letters = kind == 0 ? 256 : kind == 1 ? 1 : 2 + random.nextInt(60);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (33 + random.nextInt(letters));
        }
        if (kind == 2) {
            int period = 1 + random.nextInt(40);
            for (int i = period; i < length; i++) {
                bytes[i] = random.nextInt(3000) == 0 ? bytes[i] : bytes[i - period];
            }
        } else if (kind == 3) {
            for (int i = 300; i + 300 < length; i += 1 + random.nextInt(400)) {
                int distance = Math.min(i, 1 + random.nextInt(1 << random.nextInt(16)));
                System.arraycopy(bytes, i - distance, bytes, i, Math.min(distance, 3 + random.nextInt(280)));
            }
        } else if (kind >= 4) {
            StringBuilder lines = new StringBuilder();
            for (int position = 1; lines.length() < length; position += random.nextInt(300)) {
                lines.append("chr7\t").append(position).append("\trs").append(random.nextInt(1 << 24));
                lines.append("\t").append("ACGT".charAt(random.nextInt(4))).append("\tA\t");
                lines.append(random.nextInt(100))
                        .append("\tPASS\tAC=")
                        .append(random.nextInt(9))
                        .append(";AF=");
                lines.append(random.nextFloat()).append("\tGT").append("\t0|0".repeat(random.nextInt(80)));
                lines.append("\t0/1\n");
            }
            bytes = lines.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
        }
        return bytes;
    }

    private static int length(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(20);
            case 1 -> random.nextInt(2000);
            case 2 -> 65_280;
            default -> random.nextInt(BgzfBlock.MAX_SIZE + 1);
        };
    }

    @Test
    void inflatesWhatAnyLevelAndStrategyDeflated() {
        Random random = new Random(11);
        int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED};
        for (int i = 0; i < 600; i++) {
            byte[] text = content(random, length(random));
            byte[] stored = deflated(text, i % 10, strategies[i / 10 % 3], 1 << 17, Deflater.NO_FLUSH);
            assertThat(agree(stored, text.length, "case " + i)).isTrue();
        }
    }

    /** Blocks of all kinds, ending anywhere in a byte and followed by empty ones. */
    @Test
    void inflatesManyBlocks() {
        Random random = new Random(12);
        int[] flushes = {Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};
        for (int i = 0; i < 300; i++) {
            byte[] text = content(random, random.nextInt(20_000));
            int piece = 1 + random.nextInt(3000);
            byte[] stored = deflated(text, i % 10, Deflater.DEFAULT_STRATEGY, piece, flushes[i % 2]);
            assertThat(agree(stored, text.length, "case " + i)).isTrue();
        }
    }

    /** Streams that no compressor would write: any code lengths up to 15, any length and distance. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void inflatesAnyCode(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            DeflateWriter writer = new DeflateWriter(random);
            int room = writer.writeBlocks(1 + random.nextInt(5), 60_000);
            assertThat(agree(writer.stored(), room, seed + "/" + i)).isTrue();
        }
    }

    /** Broken codes, distances too far back, symbols that mean nothing: as often as not, and refused where the JDK refuses. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void refusesBrokenCodesAsTheJdkDoes(int seed) {
        Random random = new Random(100 + seed);
        int accepted = 0;
        for (int i = 0; i < 1000; i++) {
            DeflateWriter writer = new DeflateWriter(random);
            writer.breakSomething();
            int room = writer.writeBlocks(1 + random.nextInt(3), 3000);
            accepted += agree(writer.stored(), room, seed + "/" + i) ? 1 : 0;
        }
        assertThat(accepted).isBetween(50, 950);
    }

    /** Every byte of small streams replaced by every other; every prefix; every length but the right one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void agreesOnEveryDamagedByteAndEveryTruncation(int kind) {
        Random random = new Random(20 + kind);
        byte[] text = content(random, kind == 5 ? 3000 : 60);
        byte[] stored = switch (kind) {
            case 0 -> deflated(text, 0);
            case 1 -> deflated(text, 9);
            case 2 -> deflated(text, 6, Deflater.DEFAULT_STRATEGY, 20, Deflater.SYNC_FLUSH);
            case 3 -> deflated(new byte[300], 6);
            case 4 -> new DeflateWriter(random).dynamicBlock(text);
            default -> Arrays.copyOf(deflated(text, 1), 400);
        };
        int room = kind == 3 ? 300 : text.length;
        int accepted = 0;
        for (int at = 0; at < stored.length; at++) {
            byte[] damaged = stored.clone();
            for (int value = 0; value < 256; value++) {
                damaged[at] = (byte) value;
                accepted += agree(damaged, room, at + " is " + value) ? 1 : 0;
            }
            agree(Arrays.copyOf(stored, at), room, "cut at " + at);
        }
        assertThat(accepted).isGreaterThanOrEqualTo(kind == 5 ? 0 : stored.length);
        for (int more = 1; more < 12; more++) {
            agree(Arrays.copyOf(stored, stored.length + more), room, "longer by " + more);
            agree(stored, room + more, "room for " + more + " more");
            agree(stored, Math.max(0, room - more), "room for " + more + " less");
        }
    }

    @Test
    void agreesOnDamagedBlocks() {
        Random random = new Random(13);
        int accepted = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] text = content(random, length(random));
            byte[] stored = deflated(text, i % 10);
            for (int n = random.nextInt(3); n > 0; n--) {
                stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int length = stored.length + (random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0);
            int room = text.length + (random.nextInt(8) == 0 ? random.nextInt(9) - 4 : 0);
            byte[] damaged = Arrays.copyOf(stored, Math.max(0, length));
            accepted += agree(damaged, Math.max(0, room), "case " + i) ? 1 : 0;
        }
        assertThat(accepted).isBetween(300, 1700);
    }

    /** What Intel's library lets pass. */
    @Test
    void noticesBytesBehindTheEndOfTheData() {
        byte[] stored = deflated("chr1\t100\t.\tA\tG\n".repeat(100).getBytes(StandardCharsets.UTF_8), 6);
        assertThat(decoder.isInflated(stored, 0, stored.length, new byte[1600], 0, 1600))
                .isFalse();
        assertThat(agree(stored, 15 * 100, "as it is")).isTrue();
        assertThat(agree(Arrays.copyOf(stored, stored.length + 1), 15 * 100, "one more byte"))
                .isFalse();
    }

    @Test
    void inflatesEveryBlockOfRealFiles() throws IOException {
        int blocks = 0;
        for (Path file : Needs.files("")) {
            if (file.toString().endsWith("gz") && Files.size(file) < 8 << 20) {
                blocks += compareBlocks(file);
            }
        }
        assertThat(blocks).isGreaterThan(1000);
    }

    private int compareBlocks(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int blocks = 0;
        int at = 0;
        while (at + 18 < bytes.length && BgzfBlock.startsMember(bytes, at)) {
            int header = BgzfBlock.headerLength(bytes, at);
            int size = at + header > bytes.length ? 0 : BgzfBlock.blockSize(bytes, at, header);
            if (size == 0 || at + size > bytes.length) {
                break; // not BGZF, or cut on purpose
            }
            byte[] stored = Arrays.copyOfRange(bytes, at + header, at + size - BgzfBlock.TRAILER);
            int room = LittleEndian.integer(bytes, at + size - 4);
            if (room >= 0 && room <= BgzfBlock.MAX_SIZE) {
                agree(stored, room, file + " at " + at);
                blocks++;
            }
            at += size;
        }
        return blocks;
    }

    /** Another compressor, libdeflate, where bgzip is built with it. */
    @Test
    void inflatesWhatBgzipWritesAtAnyLevel(@TempDir Path folder) throws Exception {
        Needs.program("bgzip");
        Path text = folder.resolve("text.vcf");
        Random random = new Random(14);
        try (var out = Files.newOutputStream(text)) {
            for (int i = 0; i < 12; i++) {
                out.write(content(random, BgzfBlock.MAX_SIZE));
            }
        }
        for (int level = 0; level <= 9; level++) {
            Path stored = folder.resolve(level + ".gz");
            Process bgzip = new ProcessBuilder("bgzip", "-l", "" + level, "-c", text.toString())
                    .redirectOutput(stored.toFile())
                    .start();
            assertThat(bgzip.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(compareBlocks(stored)).as("level " + level).isGreaterThan(10);
        }
    }
}
