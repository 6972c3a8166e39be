package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing, seeking and indexing BGZF. */
class BgzfTest {
    private static final byte[] TEXT = Containers.text(40_000, 9);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 6, 9})
    void whatIsWrittenIsRead(int level) throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        for (byte[] content : List.of(TEXT, noise, new byte[0], new byte[1], new byte[0xff00], new byte[0xff01])) {
            Path file = folder.resolve("a.gz");
            try (BgzfWriter out = BgzfWriter.create(file, level)) {
                out.write(content);
            }
            assertThat(InputSource.of(file).compression()).isEqualTo(Compression.BGZF);
            assertThat(InputSourceTest.readAll(InputSource.of(file))).isEqualTo(content);
            try (BgzfInputStream in = BgzfInputStream.open(file)) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
            try (var gzip = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
                assertThat(gzip.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @Test
    void endsWithTheBlockTheSpecificationGives() {
        byte[] stored = write(TEXT);
        byte[] end = Arrays.copyOfRange(stored, stored.length - 28, stored.length);
        assertThat(end).asHexString().isEqualTo("1F8B08040000000000FF0600424302001B0003000000000000000000");
    }

    @Test
    void leavesAStreamOpenThatItWasHanded() throws IOException {
        boolean[] closed = {false};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        BgzfWriter out = BgzfWriter.to(bytes, -1);
        out.write(TEXT);
        out.close();
        out.close();
        assertThat(closed[0]).isFalse();
        assertThat(bytes.toByteArray()).isEqualTo(write(TEXT));
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> BgzfWriter.to(bytes, 10)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The place a writer tells, a reader finds; and both tell the same place of the same byte. */
    @Test
    void seeksToEveryPlaceTheWriterTold() throws IOException {
        Path file = folder.resolve("a.gz");
        List<VirtualOffset> places = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        Random random = new Random(2);
        try (BgzfWriter out = BgzfWriter.create(file)) {
            for (int at = 0; at < TEXT.length; ) {
                places.add(out.virtualOffset());
                offsets.add(at);
                int n = Math.min(TEXT.length - at, random.nextInt(9000));
                out.write(TEXT, at, n);
                at += n;
                if (random.nextInt(20) == 0) {
                    out.flush();
                }
            }
            places.add(out.virtualOffset());
            offsets.add(TEXT.length);
        }
        try (BgzfInputStream in = BgzfInputStream.open(file)) {
            for (int i = 0; i < 500; i++) {
                int from = random.nextInt(places.size());
                int to = from + random.nextInt(places.size() - from);
                in.seek(places.get(from), places.get(to));
                assertThat(in.virtualOffset()) // the end of a block is the start of the next one
                        .satisfiesAnyOf(
                                v -> assertThat(v).isEqualTo(places.get(from)),
                                v -> assertThat(v.within()).isZero());
                byte[] expected = Arrays.copyOfRange(TEXT, offsets.get(from), offsets.get(to));
                assertThat(Arrays.equals(in.readAllBytes(), expected))
                        .as("%d to %d", from, to)
                        .isTrue();
                in.seek(places.get(from));
                byte[] some = in.readNBytes(Math.min(3000, TEXT.length - offsets.get(from)));
                assertThat(some)
                        .isEqualTo(Arrays.copyOfRange(TEXT, offsets.get(from), offsets.get(from) + some.length));
            }
            in.seek(places.get(places.size() - 1));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void locatesEveryByteThroughTheIndex() throws IOException {
        Path file = folder.resolve("a.gz");
        GziIndex index;
        try (BgzfWriter out = BgzfWriter.create(file)) {
            out.write(TEXT, 0, 1000);
            out.flush();
            out.write(TEXT, 1000, TEXT.length - 1000);
            out.flush();
            index = out.index();
        }
        ByteArrayOutputStream gzi = new ByteArrayOutputStream();
        index.write(gzi);
        ByteArrayOutputStream walked = new ByteArrayOutputStream();
        GziIndex.build(file).write(walked);
        assertThat(walked.toByteArray()).isEqualTo(gzi.toByteArray());
        GziIndex read = GziIndex.read(InputSource.of("a.gzi", gzi.toByteArray()));
        try (BgzfInputStream in = BgzfInputStream.open(file)) {
            for (int at = 0; at < TEXT.length; at += 997) {
                in.seek(read.locate(at).orElseThrow());
                assertThat(in.read()).isEqualTo(TEXT[at]);
            }
            assertThat(read.locate(TEXT.length + 70_000)).isEmpty();
        }
    }

    @Test
    void writesTheIndexThatBgzipWrites() throws Exception {
        Path text = folder.resolve("a.txt");
        Files.write(text, TEXT);
        Needs.program("bgzip");
        run("bgzip", "-i", text.toString());
        ByteArrayOutputStream walked = new ByteArrayOutputStream();
        GziIndex.build(folder.resolve("a.txt.gz")).write(walked);
        assertThat(walked.toByteArray()).isEqualTo(Files.readAllBytes(folder.resolve("a.txt.gz.gzi")));
        Files.write(folder.resolve("b.gz"), write(TEXT));
        run("bgzip", "-t", folder.resolve("b.gz").toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("%s", List.of(command))
                .isZero();
    }

    @Test
    void refusesDamageAndPlacesThatAreNone() throws IOException {
        byte[] stored = write(TEXT);
        Path file = folder.resolve("a.gz");
        Files.write(file, Arrays.copyOf(stored, stored.length - 28));
        try (BgzfInputStream in = BgzfInputStream.open(file)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("byte " + (stored.length - 28) + ": bgzf: expected the empty block");
            assertThatThrownBy(() -> in.seek(new VirtualOffset(5, 7)))
                    .hasMessageContaining("byte 5: bgzf: expected a BGZF block");
            assertThatThrownBy(() -> in.seek(new VirtualOffset(0, 0xffff))).isInstanceOf(ParseException.class);
            in.seek(new VirtualOffset(stored.length, 0));
            assertThatThrownBy(in::read).hasMessageContaining("no such byte: the file has " + (stored.length - 28));
        }
        assertThatThrownBy(() -> GziIndex.build(file)).isInstanceOf(ParseException.class);
        for (byte[] other : List.of(Containers.gzip(TEXT), TEXT, new byte[0])) {
            Files.write(file, other);
            assertThatThrownBy(() -> BgzfInputStream.open(file)).isInstanceOf(ParseException.class);
        }
    }

    @Test
    void refusesABrokenIndex() {
        for (byte[] bytes : List.of(new byte[0], new byte[7], new byte[9], new byte[] {1, 0, 0, 0, 0, 0, 0, 0})) {
            assertThatThrownBy(() -> GziIndex.read(InputSource.of("a.gzi", bytes)))
                    .isInstanceOf(ParseException.class);
        }
        byte[] descending = new byte[8 + 16];
        descending[0] = 1;
        assertThatThrownBy(() -> GziIndex.read(InputSource.of("a.gzi", descending)))
                .hasMessageContaining("a.gzi: byte 8: gzi: expected offsets in ascending order");
    }

    @Test
    void packsPlacesAsIndexesDo() {
        VirtualOffset place = new VirtualOffset((1L << 48) - 1, 0xffff);
        assertThat(place.packed()).isEqualTo(-1L);
        assertThat(VirtualOffset.ofPacked(-1L)).isEqualTo(place);
        assertThat(place).isGreaterThan(VirtualOffset.ZERO);
        assertThatThrownBy(() -> new VirtualOffset(1L << 48, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VirtualOffset(0, 65536)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] write(byte[] content) {
        return Containers.compress(out -> BgzfWriter.to(out, -1), content);
    }
}
