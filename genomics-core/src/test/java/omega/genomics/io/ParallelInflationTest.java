package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Order, places, bounds and ends of the threads that inflate. */
class ParallelInflationTest {
    private static final byte[] TEXT = Containers.text(200_000, 3);
    private static final byte[] BGZF = Containers.bgzf(TEXT, 0xff00, true);
    private static final byte[] GZIP = Containers.gzip(TEXT);

    static Stream<Arguments> containers() {
        return Stream.of(Arguments.of("bgzf", BGZF), Arguments.of("gzip", GZIP));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 40})
    void anyNumberOfThreadsGivesTheSameBytesInOrder(int threads) throws IOException {
        for (byte[] stored : List.of(BGZF, GZIP, Containers.bgzf(TEXT, 777, true))) {
            try (InputStream in = InputSource.of("x", stored).threads(threads).open()) {
                assertThat(Arrays.equals(in.readAllBytes(), TEXT)).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void endsItsThreadsWhenClosedEarlyOrAtTheEnd(String name, byte[] stored) throws Exception {
        Set<Thread> before = threads();
        for (long read : new long[] {0, 1, 1_000_000, 3_000_000, TEXT.length}) {
            try (InputStream in = InputSource.of(name, stored).threads(4).open()) {
                in.skipNBytes(read);
                if (read == 3_000_000) {
                    assertThat(threads()).as("threads while reading").hasSizeGreaterThan(before.size());
                }
            }
            Set<Thread> after = threads();
            after.removeAll(before);
            assertThat(after).as("threads left after %d bytes", read).isEmpty();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("bgzf-") || t.getName().startsWith("gzip "))
                .collect(Collectors.toSet());
    }

    /** Thread start-up costs more than inflating a few blocks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void startsNoThreadForASmallInput(String name, byte[] stored) throws IOException {
        byte[] small = Containers.text(2000, 4);
        byte[] container = name.equals("gzip") ? Containers.gzip(small) : Containers.bgzf(small, 0xff00, true);
        Set<Thread> before = threads();
        try (InputStream in = InputSource.of(name, container).threads(4).open()) {
            assertThat(in.readAllBytes()).isEqualTo(small);
            assertThat(threads()).isSubsetOf(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void givesAllGoodBytesAndThenThePlaceOfTheDamage(String name, byte[] stored) throws IOException {
        byte[] damaged = stored.clone();
        int at = damaged.length * 3 / 4;
        for (int i = 0; i < 64; i++) {
            damaged[at + i] = (byte) 0xff;
        }
        for (int threads : new int[] {1, 4}) {
            try (InputStream in =
                    InputSource.of("a.gz", damaged).threads(threads).open()) {
                byte[] good = new byte[TEXT.length / 2];
                assertThat(in.readNBytes(good, 0, good.length)).isEqualTo(good.length);
                assertThat(Arrays.equals(good, 0, good.length, TEXT, 0, good.length))
                        .isTrue();
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOfSatisfying(
                                ParseException.class,
                                e -> assertThat(e.location().byteOffset()).isBetween(at - 70_000L, at + 70_000L));
                assertThatThrownBy(in::read).as("and again").isInstanceOf(ParseException.class);
            }
        }
    }

    @Test
    void refusesBgzfWithoutItsEndBlock() {
        byte[] cut = Containers.bgzf(TEXT, 0xff00, false);
        assertThatThrownBy(() -> InputSourceTest.readAll(InputSource.of("a.vcf.gz", cut)))
                .hasMessage("a.vcf.gz: byte " + cut.length
                        + ": bgzf: expected the empty block that ends a BGZF file, found the end of the file");
    }

    /** The thread ahead waits in a pipe that is not ours: closing must not wait for it, and it ends with the pipe. */
    @Test
    void closingDoesNotWaitForASilentPipe() throws Exception {
        Set<Thread> before = threads();
        try (PipedOutputStream out = new PipedOutputStream();
                PipedInputStream pipe = new PipedInputStream(out, GZIP.length)) {
            out.write(GZIP, 0, GZIP.length / 2);
            InputStream in = InputSource.of("pipe", pipe).threads(2).open();
            in.skipNBytes(1_000_000);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), in::close);
        }
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(5000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void closingTwiceAndReadingAfterwardsIsHarmlessOrRefused() throws IOException {
        for (byte[] stored : List.of(BGZF, GZIP)) {
            InputStream in = InputSource.of("x", stored).threads(3).open();
            in.skipNBytes(2_000_000);
            in.close();
            in.close();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
        }
    }

    @Test
    void refusesLessThanOneThread() {
        assertThatThrownBy(() -> InputSource.of("x", GZIP).threads(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
