package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "2.0E-4, 0.0002, 0.0002",
        "1, 1, 1.0",
        "0, 0, 0.0",
        "-0.5, -0.5, -0.5",
        "1.0E7, 10000000, 10000000.0",
        "3.1E-9, 3.1e-9, 3.1e-9",
        "4.0E-12, 4e-12, 4e-12",
        "1.0E20, 1e20, 1e20",
        "0.1, 0.1, 0.1",
    })
    void writesDigitsAsPeopleDo(double number, String text, String json) {
        assertThat(Numbers.text(number)).isEqualTo(text);
        assertThat(Numbers.json(number)).isEqualTo(json);
    }

    @Test
    void isReadBackAsTheSameNumber() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(Numbers.text(number))).isEqualTo(number);
                assertThat(Double.parseDouble(Numbers.json(number))).isEqualTo(number);
            }
        }
        assertThat(Numbers.text(Double.NaN)).isEqualTo("NaN");
    }
}
