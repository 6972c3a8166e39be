package omega.genomics.bench.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long answers take, one client asking and many at once.
 *
 * @param count how often a question is asked; less often where that takes longer than {@link #BUDGET}
 * @param crowd how many clients ask at once, the second time
 */
record Latency(int count, int crowd) {
    static final String HEAD =
            "| question | rows | p50 ms | p99 ms | answers/s | p50 ms, %1$d clients | p99 ms | answers/s |%n|---|--:|--:|--:|--:|--:|--:|--:|%n";
    private static final long BUDGET = 2_500_000_000L;
    private static final int LEAST = 20;

    /** A question, asked with other words each time. */
    interface Question {
        /**
         * Asks.
         *
         * @param i which words to take
         * @return how many rows the answer has
         * @throws Exception if there is no answer, or a wrong one
         */
        int ask(int i) throws Exception;
    }

    private static final class Times {
        private final long[] sorted;
        private final long rows;
        private final long wall;

        Times(long[] sorted, long rows, long wall) {
            this.sorted = sorted;
            this.rows = rows;
            this.wall = wall;
        }

        double milliseconds(double share) {
            return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
        }

        String cells() {
            return String.format(
                    Locale.ROOT,
                    "%.2f | %.2f | %,.0f",
                    milliseconds(0.5),
                    milliseconds(0.99),
                    sorted.length * 1e9 / wall);
        }
    }

    String head() {
        return String.format(Locale.ROOT, HEAD, crowd);
    }

    /** Warms up, asks, and returns a row of the table. */
    String row(String title, Question question) throws Exception {
        run(question, 1, count / 2);
        Times alone = run(question, 1, count);
        Times together = run(question, crowd, count);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s |%n",
                title,
                Math.round((double) alone.rows / alone.sorted.length),
                alone.cells(),
                together.cells());
    }

    private static Times run(Question question, int clients, int count) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<long[]>> tasks = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                tasks.add(() -> client(question, next, count, start));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> done : pool.invokeAll(tasks)) {
                all.add(done.get());
            }
            long wall = System.nanoTime() - start;
            // The last number of each client is that of its rows.
            long rows = all.stream().mapToLong(times -> times[times.length - 1]).sum();
            long[] times = all.stream()
                    .flatMapToLong(one -> Arrays.stream(one, 0, one.length - 1))
                    .sorted()
                    .toArray();
            return new Times(times, rows, wall);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long[] client(Question question, AtomicInteger next, int count, long start) throws Exception {
        long[] times = new long[64];
        int n = 0;
        long rows = 0;
        for (int i = next.getAndIncrement();
                i < count && (i < LEAST || System.nanoTime() - start < BUDGET);
                i = next.getAndIncrement()) {
            long begin = System.nanoTime();
            rows += question.ask(i);
            if (n == times.length - 1) {
                times = Arrays.copyOf(times, 2 * times.length);
            }
            times[n++] = System.nanoTime() - begin;
        }
        times[n] = rows;
        return Arrays.copyOf(times, n + 1);
    }
}
