package omega.genomics.internal.vcf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import omega.genomics.vcf.header.VcfVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VcfNumbersTest {
    /** The word-wise way and the loop, on whatever follows in the buffer. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void wordsOfDigitsAreReadAsTheLoopReadsThem(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(11);
            for (int c = 0; c < length; c++) {
                text.append(
                        random.nextInt(30) == 0 ? (char) (33 + random.nextInt(90)) : (char) ('0' + random.nextInt(10)));
            }
            String around = "9;" + text + (random.nextBoolean() ? ";AF=0.5;8" : "");
            byte[] bytes = around.getBytes(US_ASCII);
            assertThat(VcfNumbers.parseInteger(bytes, 2, 2 + length, VcfNumbers.SMALLEST_UNRESERVED))
                    .isEqualTo(slow(text.toString(), true));
            assertThat((long) VcfNumbers.parsePosition(bytes, 2, 2 + length))
                    .isEqualTo(
                            text.chars().allMatch(Character::isDigit) && length <= 10
                                    ? slow(text.toString(), false)
                                    : -1);
        }
    }

    private static long slow(String text, boolean signed) {
        try {
            long value = Long.parseLong(text);
            return value > Integer.MAX_VALUE || value < VcfNumbers.SMALLEST_UNRESERVED
                    ? (signed ? VcfNumbers.NOT_AN_INTEGER : -1)
                    : value;
        } catch (NumberFormatException e) {
            return VcfNumbers.NOT_AN_INTEGER;
        }
    }

    /** Of one to twenty digits, with a byte among them that is none or without. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void longNumbersAreReadInTwoWords(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            int length = random.nextInt(21);
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < length; c++) {
                text.append((char) ('0' + random.nextInt(10)));
            }
            if (length > 0 && random.nextBoolean()) {
                text.setCharAt(random.nextInt(length), "+-.;/:a".charAt(random.nextInt(7)));
            }
            boolean isNumber = text.toString().matches("[0-9]{1,18}");
            byte[] bytes = ("rs" + text + (random.nextBoolean() ? "\tA\tC\t." : "")).getBytes(US_ASCII);
            assertThat(VcfNumbers.parseLongDigits(bytes, 2, 2 + length))
                    .as(text.toString())
                    .isEqualTo(isNumber ? Long.parseLong(text.toString()) : -1);
        }
    }

    @Test
    void theEightLowestIntegersAreReserved() {
        assertThat(parse("-2147483640")).isEqualTo(-2147483640);
        assertThat(parse("-2147483641")).isEqualTo(VcfNumbers.NOT_AN_INTEGER);
        assertThat(parse("2147483647")).isEqualTo(2147483647);
        assertThat(parse("2147483648")).isEqualTo(VcfNumbers.NOT_AN_INTEGER);
        assertThat(parse("+7")).isEqualTo(7);
        assertThat(parse("")).isEqualTo(VcfNumbers.NOT_AN_INTEGER);
        assertThat(parse("-")).isEqualTo(VcfNumbers.NOT_AN_INTEGER);
    }

    /** The reservation came with 4.3; before it a 32-bit integer is any. */
    @Test
    void noIntegerIsReservedBefore43() {
        byte[] lowest = "-2147483648".getBytes(US_ASCII);
        byte[] tooLow = "-2147483649".getBytes(US_ASCII);
        int smallest = VcfNumbers.smallest(VcfVersion.V4_2);
        assertThat(VcfNumbers.parseInteger(lowest, 0, lowest.length, smallest)).isEqualTo(Integer.MIN_VALUE);
        assertThat(VcfNumbers.parseInteger(tooLow, 0, tooLow.length, smallest)).isEqualTo(VcfNumbers.NOT_AN_INTEGER);
    }

    private static long parse(String text) {
        return VcfNumbers.parseInteger(text.getBytes(US_ASCII), 0, text.length(), VcfNumbers.smallest(VcfVersion.V4_3));
    }
}
