package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long readers wait for a load, or for a dataset to be dropped, measured from their side. */
@DatabaseTest
@Tag("slow")
class SwitchReadersTest {
    private static final int CONTIGS = 24;
    /** The sum of two is more than anybody may wait. */
    private static final Duration TRANSACTION = Duration.ofMillis(1_800);

    private static InputSource variants(long seed) {
        return InputSource.of(
                "variants-" + seed + ".vcf", RandomVariants.text(seed, 20_000).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readersOfALoadedGenomeHardlyWait(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadVariants(variants(1)).run();
        try (Readers readers = new Readers(database)) {
            assertThat(genome.loadVariants(variants(2)).run().state()).isEqualTo(LoadState.DONE);
            readers.end("load");
            readers.assertHardlyWaited();
        }
    }

    @Test
    void readersOfADroppedDatasetHardlyWait(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadVariants(variants(1)).run();
        try (Readers readers = new Readers(database)) {
            assertThat(genome.datasets().drop("variants", "variants")).isTrue();
            readers.end("drop");
            readers.assertHardlyWaited();
        }
    }

    /**
     * A reader for each contig; each in one transaction after another, beginning at different times. One more reads a table that no
     * load touches: what it waits for is the machine.
     */
    private static final class Readers implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<CompletableFuture<Waits>> all = new ArrayList<>();
        private final CompletableFuture<Waits> untouched;
        private List<Waits> waits = List.of();

        private record Waits(long longest, long sum, long of) {}

        Readers(TestDatabase database) throws SQLException {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS untouched AS SELECT generate_series(1, 1000) AS id");
            }
            untouched = start("reader", database, "SELECT count(*) FROM untouched", 0);
            for (int i = 1; i <= CONTIGS; i++) {
                String contig = i < 23 ? Integer.toString(i) : i == 23 ? "X" : "Y";
                long late = TRANSACTION.toMillis() * i / CONTIGS;
                String sql = "SELECT count(*) FROM grch38.variants WHERE chromosome = '" + contig + "'";
                all.add(start("reader-" + contig, database, sql, late));
            }
            LockSupport.parkNanos(2 * TRANSACTION.toNanos());
        }

        private CompletableFuture<Waits> start(String name, TestDatabase database, String sql, long lateMillis) {
            CompletableFuture<Waits> reader = new CompletableFuture<>();
            new Thread(
                            () -> {
                                try {
                                    reader.complete(read(database, sql, lateMillis));
                                } catch (SQLException | RuntimeException e) {
                                    reader.completeExceptionally(e);
                                }
                            },
                            name)
                    .start();
            return reader;
        }

        private Waits read(TestDatabase database, String sql, long lateMillis) throws SQLException {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(lateMillis));
            long begin = System.nanoTime();
            long longest = 0;
            long sum = 0;
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (!ended.get()) {
                    long asked = System.nanoTime();
                    statement.executeQuery(sql).close();
                    long waited = System.nanoTime() - asked;
                    longest = Math.max(longest, waited);
                    sum += waited;
                    LockSupport.parkNanos(TRANSACTION.toNanos() - waited);
                    connection.commit();
                }
            }
            return new Waits(longest, sum, System.nanoTime() - begin);
        }

        void end(String what) {
            ended.set(true);
            waits = all.stream().map(CompletableFuture::join).toList();
            System.out.printf(
                    "Readers during a %s of %.1f s: waited at most %.2f s at a time, %.1f %% of the time; elsewhere at most %.2f s%n",
                    what,
                    seconds(waits.get(0).of()),
                    seconds(longest()),
                    100 * share(),
                    seconds(untouched.join().longest()));
        }

        private static double seconds(long nanos) {
            return nanos / 1e9;
        }

        private long longest() {
            return waits.stream().mapToLong(Waits::longest).max().orElseThrow();
        }

        /** Of the reader that waited most. */
        private double share() {
            return waits.stream()
                    .mapToDouble(waited -> (double) waited.sum() / waited.of())
                    .max()
                    .orElseThrow();
        }

        void assertHardlyWaited() {
            // two seconds, and what a busy machine takes to wake a thread
            Duration machine =
                    Duration.ofNanos(Math.max(250_000_000, untouched.join().longest()));
            assertThat(Duration.ofNanos(longest()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(2).plus(machine));
            assertThat(share()).isLessThanOrEqualTo(0.05);
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
