package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void bytesFollowEachOtherOnATimeline() {
        List<Position> ordered = List.of(
                new Position(1, "0/0"),
                new Position(1, "0/9"),
                new Position(1, "0/A"),
                new Position(1, "0/FFFFFFFF"),
                new Position(1, "1/0"),
                new Position(1, "10/0"),
                new Position(1, "FFFFFFFF/FFFFFFFF"),
                new Position(2, "0/1"));

        for (Position one : ordered) {
            for (Position other : ordered) {
                assertThat(Integer.signum(one.compareTo(other)))
                        .as("%s to %s", one, other)
                        .isEqualTo(Integer.signum(ordered.indexOf(one) - ordered.indexOf(other)));
            }
        }
    }

    /** Two loads may end side by side, and the one that was committed first tell last. */
    @Test
    void theLaterOfTwoChangesIsWaitedFor() {
        ReadYourLoads.Change first = new ReadYourLoads.Change(new Position(1, "0/9FF"), "first");
        ReadYourLoads.Change second = new ReadYourLoads.Change(new Position(1, "0/A00"), "second");

        assertThat(ReadYourLoads.Change.later(null, first)).isEqualTo(first);
        assertThat(ReadYourLoads.Change.later(first, second)).isEqualTo(second);
        assertThat(ReadYourLoads.Change.later(second, first)).isEqualTo(second);
    }
}
