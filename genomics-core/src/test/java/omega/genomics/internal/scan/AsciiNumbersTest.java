package omega.genomics.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "+7,7",
        "-7,-7",
        "-0,0",
        "007,7",
        "2147483647,2147483647",
        "-2147483648,-2147483648",
        "0000000000000000000000000000012,12",
        "248956422,248956422"
    })
    void readsInts(String text, long value) {
        assertThat(parseInt(text)).isEqualTo(value);
        assertThat(parseLong(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+", ".", "1.0", "1e3", " 1", "1 ", "12x4", "--1", "+-1", "٣", "0x10", "1_000", "1,0"})
    void refusesWhatIsNoInteger(String text) {
        assertThat(parseInt(text)).isEqualTo(AsciiNumbers.INVALID);
        assertThat(parseLong(text)).isEqualTo(AsciiNumbers.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2147483648", "-2147483649", "4294967296", "99999999999999999999999", "18446744073709551617"})
    void neverWrapsAnInt(String text) {
        assertThat(parseInt(text)).isEqualTo(AsciiNumbers.INVALID);
    }

    @Test
    void readsLongsToTheirLimit() {
        assertThat(parseLong("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(parseLong("-9223372036854775807")).isEqualTo(-Long.MAX_VALUE);
        assertThat(parseLong("9223372036854775808")).isEqualTo(AsciiNumbers.INVALID);
        assertThat(parseLong("92233720368547758070")).isEqualTo(AsciiNumbers.INVALID);
    }

    /** The forms that are read word by word, at any place of an array, with anything behind them. */
    @Test
    void equalsTheJdkOnUsualDecimals() {
        Random random = new Random(8);
        for (int i = 0; i < 200_000; i++) {
            String whole = Long.toString(random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt() & 0xffffffffL);
            StringBuilder text =
                    new StringBuilder(whole.substring(Math.max(0, whole.length() - 1 - random.nextInt(9))));
            text.append('.');
            for (int n = random.nextInt(10); n > 0; n--) {
                text.append((char) ('0' + random.nextInt(10)));
            }
            if (random.nextBoolean()) {
                text.append(String.format(
                        "e%c%02d", random.nextBoolean() ? '-' : '+', random.nextInt(random.nextBoolean() ? 10 : 40)));
            }
            if (random.nextInt(10) == 0) {
                text.setCharAt(random.nextInt(text.length()), ".e-+0,x".charAt(random.nextInt(7)));
            }
            assertSameInside(text.toString(), random);
        }
    }

    private static void assertSameInside(String text, Random random) {
        byte[] array = new byte[text.length() + random.nextInt(24)];
        Arrays.fill(array, (byte) "0.e-5,;".charAt(random.nextInt(7)));
        int from = random.nextInt(array.length - text.length() + 1);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, array, from, bytes.length);
        int to = from + bytes.length;
        try {
            float expected = Float.parseFloat(text);
            assertThat(AsciiNumbers.parseFloat(array, from, to)).as(text).isEqualTo(expected);
            assertThat(AsciiNumbers.parseDouble(array, from, to)).as(text).isEqualTo(Double.parseDouble(text));
            float usual = AsciiNumbers.parseUsualFloat(array, from, to);
            assertThat(Float.isNaN(usual) || usual == expected).as(text).isTrue();
        } catch (NumberFormatException refused) {
            assertThat(AsciiNumbers.parseUsualFloat(array, from, to)).as(text).isNaN();
        }
    }

    @Test
    void equalsTheJdkOnRandomDecimals() {
        Random random = new Random(5);
        for (int i = 0; i < 300_000; i++) {
            String text = decimal(random, i);
            assertSame(text);
        }
    }

    private static String decimal(Random random, int i) {
        return switch (i % 6) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
            case 1 -> Float.toString(Float.intBitsToFloat(random.nextInt() & 0x7f7fffff));
            case 2 -> (random.nextInt(2_000_000) - 1_000_000) + "." + random.nextInt(10_000);
            case 3 -> random.nextInt(1000) + "e" + (random.nextInt(80) - 40);
            case 4 -> betweenTwoFloats(random.nextFloat() * 1000) + (random.nextBoolean() ? "1" : "");
            default -> random.nextLong() + "." + Math.abs(random.nextLong() >> 1) + "E-" + random.nextInt(30);
        };
    }

    /** Where rounding twice goes wrong. */
    private static double betweenTwoFloats(float f) {
        return ((double) f + Math.nextUp(f)) / 2;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "5.",
                ".5",
                "+.5",
                "1e5",
                "1E+5",
                "1e-5",
                "0.1",
                "1e22",
                "1e23",
                "9007199254740993",
                "9007199254740992",
                "1e400",
                "-1e400",
                "1e-400",
                "123456789012345678901234567890",
                "0.000000000000000000001",
                "3.4028236e38",
                "1.1754942e-38",
                "00000000000000000000000001.5",
                "16777217",
                "16777217.0"
            })
    void equalsTheJdkOnEdges(String text) {
        assertSame(text);
    }

    private static void assertSame(String text) {
        byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.US_ASCII);
        assertThat(AsciiNumbers.parseDouble(bytes, 1, bytes.length - 1))
                .as(text)
                .isEqualTo(Double.valueOf(text));
        assertThat(AsciiNumbers.parseFloat(bytes, 1, bytes.length - 1)).as(text).isEqualTo(Float.valueOf(text));
    }

    @ParameterizedTest
    @CsvSource({"inf,Infinity", "-INF,-Infinity", "+Infinity,Infinity", "NaN,NaN", "nan,NaN", "-nan,NaN"})
    void readsInfinityAndNanInAnyCase(String text, Double value) {
        assertThat(parseDouble(text)).isEqualTo(value);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(AsciiNumbers.parseFloat(bytes, 0, bytes.length)).isEqualTo(Float.valueOf(value.floatValue()));
    }

    /** Double.parseDouble takes all of these or the JDK's own forms of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "1f", "1d", "1.5D", "0x1p3", " 1", "1 ", "e5", "1e", "1e+", "1.2.3", "1e5.", "infin"
            })
    void refusesWhatIsNoDecimal(String text) {
        assertThatThrownBy(() -> parseDouble(text)).isInstanceOf(NumberFormatException.class);
    }

    private static long parseInt(String text) {
        byte[] bytes = (text + "1").getBytes(StandardCharsets.UTF_8);
        return AsciiNumbers.parseInt(bytes, 0, bytes.length - 1);
    }

    private static long parseLong(String text) {
        byte[] bytes = (text + "1").getBytes(StandardCharsets.UTF_8);
        return AsciiNumbers.parseLong(bytes, 0, bytes.length - 1);
    }

    private static double parseDouble(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return AsciiNumbers.parseDouble(bytes, 0, bytes.length);
    }
}
