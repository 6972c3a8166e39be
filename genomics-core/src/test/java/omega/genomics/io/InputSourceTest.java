package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import omega.genomics.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputSourceTest {
    private static final byte[] TEXT = Containers.text(20_000, 1);
    private static final byte[] SMALL = Containers.text(60, 2);

    static Stream<Arguments> containers() {
        byte[] first = Arrays.copyOf(TEXT, 100_000);
        byte[] second = Arrays.copyOfRange(TEXT, 100_000, TEXT.length);
        return Stream.of(
                Arguments.of("plain", TEXT, Compression.NONE, TEXT),
                Arguments.of("empty", new byte[0], Compression.NONE, new byte[0]),
                Arguments.of("one magic byte", new byte[] {0x1f}, Compression.NONE, new byte[] {0x1f}),
                Arguments.of("text like bzip2", ascii("BZh1 x"), Compression.NONE, ascii("BZh1 x")),
                Arguments.of("gzip", Containers.gzip(TEXT), Compression.GZIP, TEXT),
                Arguments.of("gzip members", Containers.gzip(first, new byte[0], second), Compression.GZIP, TEXT),
                Arguments.of("gzip of nothing", Containers.gzip(new byte[0]), Compression.GZIP, new byte[0]),
                Arguments.of("gzip fields", gzipWithAllFields(SMALL), Compression.GZIP, SMALL),
                Arguments.of(
                        "padded gzip",
                        Containers.concat(Containers.gzip(SMALL), new byte[1000]),
                        Compression.GZIP,
                        SMALL),
                Arguments.of("bgzf", Containers.bgzf(TEXT, 0xff00, true), Compression.BGZF, TEXT),
                Arguments.of("bgzf, small blocks", Containers.bgzf(TEXT, 1000, true), Compression.BGZF, TEXT),
                Arguments.of(
                        "bgzf twice",
                        Containers.concat(
                                Containers.bgzf(first, 5000, true), new byte[0], Containers.bgzf(second, 5000, true)),
                        Compression.BGZF,
                        TEXT),
                Arguments.of(
                        "bgzf, then gzip",
                        Containers.concat(Containers.bgzf(first, 5000, false), Containers.gzip(second)),
                        Compression.BGZF,
                        TEXT),
                Arguments.of("bgzf of nothing", Containers.bgzf(new byte[0], 1, true), Compression.BGZF, new byte[0]),
                Arguments.of("bzip2", Containers.bzip2(TEXT), Compression.BZIP2, TEXT),
                Arguments.of(
                        "bzip2 streams",
                        Containers.concat(Containers.bzip2(first), Containers.bzip2(second)),
                        Compression.BZIP2,
                        TEXT),
                Arguments.of("bzip2 of nothing", Containers.bzip2(new byte[0]), Compression.BZIP2, new byte[0]),
                Arguments.of("xz", Containers.xz(TEXT), Compression.XZ, TEXT),
                Arguments.of(
                        "xz streams",
                        Containers.concat(Containers.xz(first), Containers.xz(second)),
                        Compression.XZ,
                        TEXT),
                Arguments.of("zstd", Containers.zstd(TEXT), Compression.ZSTD, TEXT),
                Arguments.of(
                        "zstd frames",
                        Containers.concat(skippableFrame(), Containers.zstd(first), Containers.zstd(second)),
                        Compression.ZSTD,
                        TEXT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void readsEveryContainerFromMemoryFileAndStream(String name, byte[] stored, Compression kind, byte[] content)
            throws IOException {
        InputSource memory = InputSource.of(name, stored);
        assertThat(memory.compression()).isEqualTo(kind);
        assertThat(readAll(memory)).isEqualTo(content);
        assertThat(readAll(memory)).as("opened again").isEqualTo(content);

        Path file = Files.createTempFile("input", ".bin");
        Files.write(file, stored);
        assertThat(readAll(InputSource.of(file))).isEqualTo(content);
        Files.delete(file);

        InputSource stream = InputSource.of(name, new ByteArrayInputStream(stored));
        assertThat(stream.compression()).isEqualTo(kind);
        assertThat(readAll(stream)).isEqualTo(content);
    }

    /** JDK-7036144: a pipe that has nothing ready at a member's end is not at its end. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void readsStreamsThatGiveOneByteAtATime(String name, byte[] stored, Compression kind, byte[] content)
            throws IOException {
        assertThat(readAll(InputSource.of(name, Containers.trickle(stored)))).isEqualTo(content);
    }

    @Test
    void readsThroughARealPipe(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("members.gz");
        byte[][] members = new byte[200][];
        Arrays.fill(members, SMALL);
        Files.write(file, Containers.gzip(members));
        Process cat = new ProcessBuilder("cat", file.toString()).start();
        assertThat(readAll(InputSource.of("pipe", cat.getInputStream()))).isEqualTo(Containers.concat(members));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 5000})
    void givesTheSameBytesForAnyReadSize(int size) throws IOException {
        try (InputStream in = InputSource.of("x", Containers.gzip(SMALL, TEXT)).open()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] part = new byte[size];
            for (int n = in.read(part, 0, size); n >= 0; n = in.read(part, 0, size)) {
                all.write(part, 0, n);
            }
            assertThat(all.toByteArray()).isEqualTo(Containers.concat(SMALL, TEXT));
        }
    }

    @ParameterizedTest
    @MethodSource("damageable")
    void placesAnyCutInTheStoredFile(String codec, byte[] stored) {
        for (int cut = 20; cut < stored.length; cut += step(codec)) {
            if (codec.equals("gzip") && cut == Containers.gzip(SMALL).length) {
                continue; // a whole gzip file in its own right
            }
            InputSource source = InputSource.of("cut", Arrays.copyOf(stored, cut));
            int at = cut;
            assertThatThrownBy(() -> readAll(source))
                    .as("cut at %d", cut)
                    .isInstanceOfSatisfying(ParseException.class, e -> {
                        assertThat(e.location().byteOffset()).isBetween(0L, (long) at);
                        assertThat(e.getMessage())
                                .startsWith("cut: byte ")
                                .containsPattern(
                                        codec.equals("bgzf") ? "(bgzf|gzip): expected " : codec + ": expected ");
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("damageable")
    void noticesAnyDamagedByteOrGivesTheRightContent(String codec, byte[] stored) {
        Random random = new Random(7);
        for (int at = 0; at < stored.length; at += step(codec)) {
            byte[] damaged = stored.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            try {
                byte[] content = readAll(InputSource.of("damaged", damaged));
                // names, times and the like carry no data; a broken magic makes it a plain file
                assertThat(Arrays.equals(content, SMALL2) || Arrays.equals(content, damaged))
                        .as("%s damaged at %d", codec, at)
                        .isTrue();
            } catch (ParseException | IOException e) {
                assertThat(e.getMessage()).contains("damaged");
            }
        }
    }

    /** The decoders that are not ours are slow to start; every byte of ours counts. */
    private static int step(String codec) {
        return codec.equals("gzip") || codec.equals("bgzf") ? 1 : 41;
    }

    private static final byte[] SMALL2 = Containers.concat(SMALL, SMALL);

    static Stream<Arguments> damageable() {
        return Stream.of(
                Arguments.of("gzip", Containers.gzip(SMALL, SMALL)),
                Arguments.of("bgzf", Containers.bgzf(SMALL2, SMALL.length, true)),
                Arguments.of("bzip2", Containers.bzip2(SMALL2)),
                Arguments.of("xz", Containers.xz(SMALL2)),
                Arguments.of("zstd", Containers.zstd(SMALL2)));
    }

    @Test
    void refusesGarbageBehindGzip() {
        byte[] stored = Containers.concat(Containers.gzip(SMALL), ascii("garbage"));
        int offset = stored.length - "garbage".length();
        assertThatThrownBy(() -> readAll(InputSource.of("a.gz", stored)))
                .isInstanceOf(ParseException.class)
                .hasMessage("a.gz: byte " + offset
                        + ": gzip: expected another member or the end of the file, found something else");
        byte[] padded = Containers.concat(Containers.gzip(SMALL), new byte[100], ascii("x"));
        assertThatThrownBy(() -> readAll(InputSource.of("a.gz", padded)))
                .hasMessageContaining("byte " + (padded.length - 1) + ": gzip: expected only zero padding");
    }

    @Test
    void reportsStoredBytesUpToTheSizeOfTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.gz");
        Files.write(file, Containers.gzip(TEXT));
        InputSource source = InputSource.of(file);
        AtomicLong last = new AtomicLong();
        try (InputStream in =
                source.open(total -> assertThat(last.getAndSet(total)).isLessThanOrEqualTo(total))) {
            in.readAllBytes();
        }
        assertThat(source.storedSize()).hasValue(last.get());
        assertThat(InputSource.of("x", Containers.trickle(TEXT)).storedSize()).isEmpty();
    }

    @Test
    void leavesStreamsOpenThatItWasHanded() throws IOException {
        AtomicLong closed = new AtomicLong();
        InputStream stream = new ByteArrayInputStream(Containers.gzip(SMALL)) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        InputSource source = InputSource.of("x", stream);
        readAll(source);
        assertThat(closed).hasValue(0);
        assertThatThrownBy(source::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only once");
    }

    @Test
    void passesAFailingDiskOnAsItIs() {
        byte[] stored = Containers.gzip(TEXT);
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(stored, 0, stored.length / 2)) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int n = super.read(target, from, length);
                if (n < 0) {
                    throw new IOException("disk on fire");
                }
                return n;
            }
        };
        assertThatThrownBy(() -> readAll(InputSource.of("x", failing)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");
    }

    @Test
    void missingFilesAndFoldersFailOnOpening(@TempDir Path folder) {
        assertThatThrownBy(() -> InputSource.of(folder.resolve("no")).open()).isInstanceOf(IOException.class);
        for (InputSource source :
                List.of(InputSource.of(folder), InputSource.of(folder).threads(1))) {
            assertThatThrownBy(source::open)
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + ": expected a file, found a folder");
        }
    }

    /** xz and zstd are optional dependencies: without them the error names what to add. */
    @ParameterizedTest
    @ValueSource(strings = {"org.tukaani:xz", "com.github.luben:zstd-jni"})
    void namesTheLibraryThatIsMissing(String library) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.matches(".*/(xz|zstd-jni)-[^/]*\\.jar")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        byte[] stored = library.endsWith("xz") ? Containers.xz(SMALL) : Containers.zstd(SMALL);
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader without = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
            Class<?> type = without.loadClass(InputSource.class.getName());
            Object source = type.getMethod("of", String.class, byte[].class).invoke(null, "a.bin", stored);
            assertThatThrownBy(() -> type.getMethod("open").invoke(source))
                    .hasCauseInstanceOf(IOException.class)
                    .cause()
                    .hasMessageContaining("needs the library " + library);
        }
    }

    static byte[] readAll(InputSource source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] skippableFrame() {
        return new byte[] {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
    }

    /** Extra field, name, comment and header checksum, each of which moves the data (RFC 1952 §2.3.1). */
    private static byte[] gzipWithAllFields(byte[] content) {
        byte[] plain = Containers.gzip(content);
        byte[] head = {
            0x1f, (byte) 0x8b, 8, 0x1e, 1, 2, 3, 4, 0, 3, 5, 0, 'X', 'Y', 1, 0, 9, 'n', 'a', 'm', 'e', 0, 'c', 0
        };
        CRC32 crc = new CRC32();
        crc.update(head);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        return Containers.concat(head, checksum, Arrays.copyOfRange(plain, 10, plain.length));
    }
}
