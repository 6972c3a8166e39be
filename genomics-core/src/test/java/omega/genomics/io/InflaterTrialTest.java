package omega.genomics.io;

import static omega.genomics.io.InflaterTrial.Stage.LOST;
import static omega.genomics.io.InflaterTrial.Stage.TRYING;
import static omega.genomics.io.InflaterTrial.Stage.WAITING;
import static omega.genomics.io.InflaterTrial.Stage.WON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InflaterTrialTest {
    private final InflaterTrial trial = new InflaterTrial();

    static void begin(InflaterTrial trial) {
        for (int i = 0; i < InflaterTrial.BLOCKS_BEFORE; i++) {
            trial.addBlock();
        }
    }

    static void win(InflaterTrial trial) {
        begin(trial);
        for (int i = 0; i < InflaterTrial.ROUND; i++) {
            trial.addDecoder(1, true);
        }
    }

    @Test
    void beginsWhenEnoughWasInflated() {
        for (int i = 1; i < InflaterTrial.BLOCKS_BEFORE; i++) {
            trial.addBlock();
            assertThat(trial.stage()).isEqualTo(WAITING);
        }
        trial.addBlock();
        assertThat(trial.stage()).isEqualTo(TRYING);
    }

    @Test
    void isWonByTheRoundThatIsNearlyAllWins() {
        begin(trial);
        for (int wins = 0; wins < InflaterTrial.WINS; wins++) {
            for (int i = 0; i < InflaterTrial.ROUND; i++) {
                assertThat(trial.stage()).isEqualTo(TRYING);
                trial.addDecoder(1, i < wins);
            }
        }
        assertThat(trial.stage()).isEqualTo(TRYING);
        for (int i = 0; i < InflaterTrial.ROUND; i++) {
            trial.addDecoder(1, i < InflaterTrial.WINS);
        }
        assertThat(trial.stage()).isEqualTo(WON);
    }

    @Test
    void isLostForGoodWhenNoRoundWasWon() {
        begin(trial);
        for (int i = 0; i < InflaterTrial.ROUNDS * InflaterTrial.ROUND; i++) {
            assertThat(trial.stage()).isEqualTo(TRYING);
            trial.addDecoder(1, i % 2 == 0);
        }
        assertThat(trial.stage()).isEqualTo(LOST);
        for (int i = 0; i < 2 * InflaterTrial.ROUND; i++) {
            trial.addDecoder(1, true); // of other threads
        }
        trial.addBlock();
        assertThat(trial.stage()).isEqualTo(LOST);
    }

    /** A decoder that is not compiled yet is a hundred times slower. */
    @Test
    void givesTheDecoderAQuarterOfTheTimeHoweverSlowItIs() {
        long nanosOfJdk = 0;
        long nanosOfDecoder = 0;
        for (int i = 0; i < 100_000; i++) {
            if (trial.isTurnOfDecoder()) {
                trial.addDecoder(10_000, false);
                nanosOfDecoder += 10_000;
            } else {
                trial.addJdk(100);
                nanosOfJdk += 100;
            }
        }
        assertThat(nanosOfDecoder * 4.0 / (nanosOfJdk + nanosOfDecoder)).isBetween(0.98, 1.02);
    }
}
