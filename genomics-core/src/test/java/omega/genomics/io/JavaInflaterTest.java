package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/** Whichever inflater has its turn, the bytes and the errors are the same. */
class JavaInflaterTest {
    private static final int ROOM = 20_000;

    private final InflaterTrial trial = new InflaterTrial();
    private final JavaInflater inflater = new JavaInflater(trial);
    private final byte[] stored = new DeflateWriter(new Random(3)).dynamicBlock(text());

    private static byte[] text() {
        byte[] text = new byte[ROOM];
        new Random(2).nextBytes(text);
        return text;
    }

    private void inflatesAndRefuses() throws DataFormatException {
        byte[] target = new byte[ROOM];
        assertThat(inflater.inflate(stored, 0, stored.length, target, 0, ROOM)).isEqualTo(ROOM);
        assertThat(target).isEqualTo(text());
        assertThat(inflater.inflate(Arrays.copyOf(stored, stored.length + 1), 0, stored.length + 1, target, 0, ROOM))
                .isEqualTo(-1);
        assertThat(inflater.inflate(stored, 0, stored.length - 1, target, 0, ROOM))
                .isEqualTo(-1);
        byte[] damaged = stored.clone();
        damaged[0] |= 6;
        assertThatThrownBy(() -> inflater.inflate(damaged, 0, damaged.length, target, 0, ROOM))
                .isInstanceOf(DataFormatException.class)
                .hasMessage("invalid block type");
    }

    @Test
    void inflatesAtEveryStage() throws DataFormatException {
        inflatesAndRefuses();
        InflaterTrialTest.begin(trial);
        for (int i = 0; i < 10; i++) {
            inflatesAndRefuses();
        }
        InflaterTrialTest.win(trial);
        assertThat(trial.stage()).isEqualTo(InflaterTrial.Stage.WON);
        inflatesAndRefuses();
    }

    /** Or a broken clock would go unnoticed: blocks are tried, and the trial ends, one way or the other. */
    @Test
    void triesTheDecoderUntilItIsDecided() throws DataFormatException {
        byte[] target = new byte[ROOM];
        byte[] text = text();
        int blocks = 0;
        while (trial.stage() == InflaterTrial.Stage.WAITING || trial.stage() == InflaterTrial.Stage.TRYING) {
            assertThat(inflater.inflate(stored, 0, stored.length, target, 0, ROOM))
                    .isEqualTo(ROOM);
            assertThat(Arrays.equals(target, text)).isTrue();
            assertThat(++blocks).isLessThan(200_000);
        }
        assertThat(blocks).isGreaterThan(InflaterTrial.BLOCKS_BEFORE + InflaterTrial.ROUND);
    }
}
