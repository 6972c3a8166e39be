package omega.genomics.postgres.query.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.annotate.AnnotationColumn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts come in the order of the file, whoever looks them up; a failure ends them. */
@Timeout(60)
class SourceLinesTest {
    private static final int RECORDS = 200_000;
    private static final byte[] FILE = file();
    private static final SourceColumns COLUMNS = new SourceColumns(List.of(AnnotationColumn.parse("ID:x_id")));

    private static byte[] file() {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 0; i < RECORDS; i++) {
            text.append(i < RECORDS / 2 ? "1" : "2").append('\t').append(1 + i).append("\t.\tA\tC\t.\t.\t.\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<SourceRow> rows(int[] positions) {
        List<SourceRow> rows = new ArrayList<>();
        for (int position : positions) {
            rows.add(new SourceRow(position, position, "A", "C", new @Nullable String[COLUMNS.count()]));
        }
        return rows;
    }

    private static SourceLines lines(SourceLookup first, SecondLookup second) throws IOException {
        return new SourceLines(
                VcfReader.open(InputSource.of("file", FILE)), () -> 0, List.of(), first, second, COLUMNS, null);
    }

    private static SecondLookup second(SourceLookup lookup) {
        return () -> (isWanted, work) -> {
            if (isWanted.getAsBoolean()) {
                work.run(lookup);
            }
        };
    }

    private static String expected() throws IOException {
        try (SourceLines lines = lines((contig, positions) -> rows(positions), SecondLookup.NONE)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("annotation-source"));
    }

    @Test
    void twoLookupsGiveWhatOneGives() throws Exception {
        Random random = new Random(5);
        AtomicInteger bySecond = new AtomicInteger();
        SourceLookup slow = (contig, positions) -> {
            pause(random.nextInt(20));
            return rows(positions);
        };
        SourceLookup other = (contig, positions) -> {
            bySecond.incrementAndGet();
            return slow.at(contig, positions);
        };
        try (SourceLines lines = lines(slow, second(other))) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected());
        }
        assertThat(bySecond.get()).isPositive();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure of the first lookup, of the second, and of what prepares the second. */
    @Test
    void aFailureEndsTheText() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        SourceLookup works = (contig, positions) -> {
            pause(5);
            return rows(positions);
        };
        SourceLookup fails = (contig, positions) -> {
            throw new SQLException("gone");
        };
        SourceLookup failsLater = (contig, positions) -> {
            if (calls.incrementAndGet() > 7) {
                throw new SQLException("gone");
            }
            return works.at(contig, positions);
        };
        SecondLookup breaks = () -> {
            throw new IllegalStateException("gone");
        };
        for (SourceLines each : List.of(
                lines(fails, SecondLookup.NONE),
                lines(failsLater, SecondLookup.NONE),
                lines(works, second(fails)),
                lines(works, breaks))) {
            try (SourceLines lines = each) {
                assertThatThrownBy(lines::readAllBytes).hasMessageContaining("gone");
                assertThat(lines.read()).as("after the failure").isEqualTo(-1);
            }
        }
    }

    @Test
    void nobodyWaitsForASecondLookup() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        SecondLookup waits = () -> (isWanted, work) -> forever.await();
        try (SourceLines lines = lines((contig, positions) -> rows(positions), waits)) {
            assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected());
        }
        noThreadIsLeftSoon();
    }

    /** It was interrupted, which nobody waits for. */
    private static void noThreadIsLeftSoon() {
        for (int i = 0; i < 100 && isWaiting(); i++) {
            pause(50);
        }
    }

    private static boolean isWaiting() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("annotation-source"));
    }

    @Test
    void aSecondThatComesLateIsNotUsed() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        AtomicInteger answers = new AtomicInteger();
        SecondLookup slow = () -> (isWanted, work) -> {
            try {
                late.await();
            } catch (InterruptedException e) {
                answers.addAndGet(isWanted.getAsBoolean() ? 1 : 10);
            }
        };
        try (SourceLines lines = lines((contig, positions) -> rows(positions), slow)) {
            assertThat(lines.readAllBytes()).isNotEmpty();
        }
        noThreadIsLeftSoon();
        assertThat(answers.get()).isEqualTo(10);
    }

    @Test
    void closingEarlyEndsBothThreads() throws Exception {
        CountDownLatch isUsed = new CountDownLatch(1);
        SourceLookup second = (contig, positions) -> {
            isUsed.countDown();
            return rows(positions);
        };
        try (SourceLines lines = lines((contig, positions) -> rows(positions), second(second))) {
            while (isUsed.getCount() > 0) {
                assertThat(lines.read()).isPositive();
            }
        }
    }
}
