package omega.genomics.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineCursorTest {
    @ParameterizedTest
    @CsvSource({
        "'',''",
        "␊,'<>'",
        "a,<a>",
        "a␊,<a>",
        "a␍␊,<a>",
        "a␍,<a>",
        "a␊␊b,<a><><b>",
        "a␍␍␊,<a␍>",
        "a␊b␍,<a><b>",
        "␍␊␍␊,<><>",
        "a␍b␊c,<a␍b><c>"
    })
    void cutsAtLineFeedsAndDropsOneCarriageReturn(String text, String expected) {
        byte[] bytes = bytes(text.replace('␊', '\n').replace('␍', '\r'));
        for (int block = 1; block < 8; block++) {
            String lines = String.join("", lines(bytes, block, 1000)).replace('\r', '␍');
            assertThat(lines).as("blocks of %d", block).isEqualTo(expected);
        }
    }

    @Test
    void theBlockSizeDoesNotMatter() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append("x".repeat(random.nextInt(20))).append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        byte[] bytes = bytes(text.toString());
        List<String> expected = lines(bytes, 1 << 20, 1000);
        for (int block : new int[] {1, 2, 3, 4, 7, 8, 9, 64, 1000}) {
            assertThat(lines(bytes, block, 1000)).as("blocks of %d", block).isEqualTo(expected);
        }
    }

    @Test
    void placesALineThatIsTooLong() {
        byte[] bytes = bytes("short\n12345678\n123456789\nshort\n");
        for (int block : new int[] {1, 5, 10, 100}) {
            assertThat(lines(bytes("short\n12345678\r\n"), block, 9)).containsExactly("<short>", "<12345678>");
            assertThatThrownBy(() -> lines(bytes, block, 8))
                    .isInstanceOf(ParseException.class)
                    .hasMessageStartingWith("t:3: line: expected lines of at most 8 bytes, found ");
        }
    }

    /** Pangenome alleles and many-sample headers make such lines. */
    @Test
    void readsALineOfTwentyMegabytes() {
        byte[] bytes = new byte[20_000_003];
        java.util.Arrays.fill(bytes, (byte) 'A');
        bytes[20_000_000] = '\n';
        bytes[20_000_002] = '\n';
        try (LineCursor lines = cursor(new ByteArrayInputStream(bytes), 1 << 18, Integer.MAX_VALUE - 16)) {
            assertThat(lines.advance()).isTrue();
            assertThat(lines.end() - lines.start()).isEqualTo(20_000_000);
            assertThat(lines.advance()).isTrue();
            assertThat(lines.end() - lines.start()).isEqualTo(1);
            assertThat(lines.advance()).isFalse();
        }
    }

    /** A stream without a line feed that never ends: an error, not an OutOfMemoryError. */
    @Test
    void refusesALineThatDoesNotFitIntoMemory() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'A';
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return length;
            }
        };
        try (LineCursor lines = cursor(endless, 1 << 18, Integer.MAX_VALUE - 16)) {
            assertThatThrownBy(lines::advance)
                    .isInstanceOf(ParseException.class)
                    .hasMessageStartingWith("t:1: line: expected lines ");
        }
    }

    private static List<String> lines(byte[] bytes, int block, int max) {
        List<String> all = new ArrayList<>();
        try (LineCursor lines = cursor(new ByteArrayInputStream(bytes), block, max)) {
            while (lines.advance()) {
                String line =
                        new String(lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
                all.add("<" + line + ">");
                assertThat(lines.lineNumber()).isEqualTo(all.size());
            }
            assertThat(lines.advance()).as("again at the end").isFalse();
        }
        return all;
    }

    private static LineCursor cursor(InputStream in, int block, int max) {
        return new LineCursor(new BlockReader(in, "t", block, max));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
