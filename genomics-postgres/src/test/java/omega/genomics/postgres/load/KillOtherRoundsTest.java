package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.sink.PartReceipt;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.SinkPlan;
import omega.genomics.postgres.load.sink.StagedSink;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * As {@link KillRoundsTest}, for what is not a load of a file: a program that migrates, counts variants anew, or writes through a
 * {@link StagedSink} is killed with {@code SIGKILL} at moments drawn from a seed. A reader sees the state before or after, and the
 * same once more gives what an undisturbed one gives, and leaves nothing.
 */
@Tag("slow")
@DatabaseTest
class KillOtherRoundsTest {
    private static final int KILLS = Integer.getInteger("genomics.kills", 1);
    private static final long SEED = Long.getLong("genomics.kills.seed", 20_240_229);
    private static final String BEGUN = "BEGUN";
    private static final String COMMITTING = "COMMITTING";
    private static final String ENDED = "ENDED";

    /** What is killed. */
    private enum Work {
        MIGRATION("killed") {
            @Override
            void prepare(TestDatabase database, AssemblyDatabase genome, int round) throws SQLException {
                database.execute("DROP SCHEMA IF EXISTS killed CASCADE");
            }

            @Override
            void run(AssemblyDatabase genome, int round, boolean goesOn, Runnable committing) {
                genome.migrate();
            }

            /** Migrations are visible one after the other; that there is none is the only state before. */
            @Override
            String contents() {
                return "SELECT 'whatever'";
            }

            @Override
            String outcome() {
                return "SELECT c.relkind, c.relname, (SELECT string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),"
                        + " a.attnotnull, a.attstattarget), ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid),"
                        + " pg_get_indexdef(c.oid) FROM pg_class c WHERE c.relnamespace = 'killed'::regnamespace"
                        + " UNION ALL SELECT 'f', p.oid::regprocedure::text, NULL, md5(prosrc) FROM pg_proc p"
                        + " WHERE p.pronamespace = 'killed'::regnamespace UNION ALL SELECT 'm', version, success::text, script FROM"
                        + " killed.genomics_schema_history ORDER BY 1, 2";
            }
        },
        REFRESH("grch38") {
            @Override
            void prepare(TestDatabase database, AssemblyDatabase genome, int round) throws IOException {
                genome.loadVariants(InputSource.of(
                                "v.vcf",
                                RandomVariants.text(round + 1, 2_000 + round).getBytes(StandardCharsets.US_ASCII)))
                        .dataset("one")
                        .run();
            }

            @Override
            void run(AssemblyDatabase genome, int round, boolean goesOn, Runnable committing) {
                genome.refreshStatistics();
            }

            @Override
            String contents() {
                return "SELECT sum(records), count(*) FROM grch38.variant_stats";
            }

            @Override
            String outcome() {
                return "SELECT (SELECT sum(records) FROM grch38.variant_stats) = (SELECT count(DISTINCT record_number) FROM"
                        + " grch38.variants), (SELECT count(*) FROM grch38.stale_variant_stats())";
            }
        },
        SINK("grch38") {
            @Override
            void prepare(TestDatabase database, AssemblyDatabase genome, int round) {
                // the state that the round before has left
            }

            @Override
            void run(AssemblyDatabase genome, int round, boolean goesOn, Runnable committing) throws Exception {
                write(genome, round, goesOn, committing);
            }

            @Override
            String contents() {
                return "SELECT count(*), min(depth), max(depth), sum(position::bigint) FROM grch38.variants";
            }

            @Override
            String outcome() {
                return "SELECT count(*), max(depth) - min(depth), (SELECT count(*) FROM grch38.load_parts), (SELECT count(*) FROM"
                        + " grch38.load_attempts), (SELECT count(*) FROM pg_class WHERE relnamespace = 'grch38'::regnamespace AND"
                        + " relkind = 'r' AND relname ~ '^staged_|_r[0-9]+$' AND NOT relispartition) FROM grch38.variants";
            }
        };

        private final String schema;

        Work(String schema) {
            this.schema = schema;
        }

        /** Makes something to do. */
        abstract void prepare(TestDatabase database, AssemblyDatabase genome, int round) throws Exception;

        /** Does it; says when it begins to commit, if that is a step of its own. */
        abstract void run(AssemblyDatabase genome, int round, boolean goesOn, Runnable committing) throws Exception;

        /** Returns what readers may ask at any time. */
        abstract String contents();

        /** Returns what must be the same after each round. */
        abstract String outcome();
    }

    private static final List<String> PARTS = List.of("1/1", "1/2", "2", "17", "X", "KI270728.1");
    private static final int ROWS = 3_000;

    private static SinkPlan plan(AssemblyDatabase genome) {
        return genome.sink("variants")
                .dataset("sunk")
                .columns("position", "end_pos", "record_number", "allele_index", "variant_type", "ref", "alt", "depth");
    }

    private static void write(AssemblyDatabase genome, int version, boolean goesOn, Runnable committing)
            throws InterruptedException, ExecutionException {
        try (StagedSink sink = goesOn
                ? plan(genome).recover().orElseGet(() -> plan(genome).begin())
                : plan(genome).begin()) {
            Map<String, PartReceipt> receipts = new TreeMap<>();
            sink.receipts().stream()
                    .filter(receipt -> receipt.attempt() == version)
                    .forEach(receipt -> receipts.put(receipt.part(), receipt));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<PartReceipt>> written = new ArrayList<>();
                for (String part : PARTS) {
                    if (!receipts.containsKey(part)) {
                        written.add(threads.submit(() -> write(sink, part, version)));
                        written.add(threads.submit(() -> write(sink, part, version))); // its twin
                    }
                }
                for (Future<PartReceipt> part : written) {
                    receipts.put(part.get().part(), part.get());
                }
            } finally {
                threads.shutdown();
            }
            committing.run();
            sink.commit(receipts.values());
        }
    }

    private static PartReceipt write(StagedSink sink, String part, int version) {
        try (PartWriter rows = sink.stage(part, version)) {
            String contig = part.replaceFirst("/.*", "");
            int first = part.endsWith("/2") ? ROWS / 2 : 0;
            int end = part.endsWith("/1") ? ROWS / 2 : ROWS;
            for (int i = first; i < end; i++) {
                BinaryCopyWriter row = rows.row(contig);
                row.putInt(1 + 3 * i);
                row.putInt(1 + 3 * i);
                row.putInt(i + 1);
                row.putShort(1);
                row.putText("SNV");
                row.putText("A");
                row.putText("C");
                row.putInt(version);
            }
            return rows.finish();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostDoubledOrLeft(Work work, TestDatabase database, TestReporter reporter) throws Exception {
        Random random = new Random(SEED + work.name().hashCode());
        AssemblyDatabase genome = work.schema.equals("grch38")
                ? Genomes.empty(database, "grch38")
                : GenomicsDatabase.open(database.url()).assembly(work.schema);
        work.prepare(database, genome, 0);
        Map<String, Long> nanos;
        try (PhasedProcess undisturbed = client(work, database, 0, false)) {
            undisturbed.awaitEnd();
            nanos = undisturbed.nanosByPhase();
        }
        List<String> outcome = database.rows(work.outcome());
        Map<String, Integer> killed = new TreeMap<>();
        int kills = 0;
        for (int round = 1; kills < KILLS; round++) {
            String name = work + ", round " + round + " of seed " + SEED;
            assertThat(round).as("rounds whose kill came too late").isLessThan(10 + 5 * KILLS);
            work.prepare(database, genome, round);
            List<List<String>> seen = new ArrayList<>();
            seen.add(contents(work, database));
            for (int i = 0; i == 0 || (i < 3 && random.nextInt(3) == 0); i++) {
                String phase = nanos.containsKey(COMMITTING) && random.nextBoolean() ? COMMITTING : BEGUN;
                long pause = (long) (random.nextDouble() * 1.1 * nanos.get(phase));
                String last = kill(work, database, round, i > 0, phase, pause, seen);
                if (!last.equals(ENDED)) {
                    kills++;
                    killed.merge(last, 1, Integer::sum);
                }
            }
            work.run(genome, round, random.nextInt(4) > 0, () -> {});
            look(work, database, seen);
            assertThat(seen)
                    .as("%s: the state before and after, and none between", name)
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(database.rows(work.outcome())).as(name).isEqualTo(outcome);
        }
        reporter.publishEntry(work + ": kills by what was said last", killed.toString());
    }

    private static List<String> contents(Work work, TestDatabase database) throws SQLException {
        return database.rows(work.contents());
    }

    /** Keeps each state once, in their order; the first may not come back. */
    private static void look(Work work, TestDatabase database, List<List<String>> seen) throws SQLException {
        List<String> now = contents(work, database);
        if (!now.equals(seen.get(seen.size() - 1))) {
            seen.add(now);
        }
    }

    /** Returns what the client said last. */
    private static String kill(
            Work work,
            TestDatabase database,
            int round,
            boolean goesOn,
            String phase,
            long pause,
            List<List<String>> seen)
            throws Exception {
        try (PhasedProcess client = client(work, database, round, goesOn)) {
            client.awaitPhase(phase);
            long end = System.nanoTime() + pause;
            while (System.nanoTime() < end) {
                look(work, database, seen);
                LockSupport.parkNanos(Math.min(20_000_000, Math.max(0, end - System.nanoTime())));
            }
            return client.kill() ? client.lastPhase() : ENDED;
        }
    }

    private static PhasedProcess client(Work work, TestDatabase database, int round, boolean goesOn)
            throws IOException {
        return new PhasedProcess(
                List.of(BEGUN, COMMITTING, ENDED),
                Program.class,
                database.url(),
                work.name(),
                Integer.toString(round),
                Boolean.toString(goesOn));
    }

    /** Does the work, says its phases, and says nothing else. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            Work work = Work.valueOf(args[1]);
            AssemblyDatabase genome = GenomicsDatabase.open(args[0]).assembly(work.schema);
            say(BEGUN);
            work.run(genome, Integer.parseInt(args[2]), Boolean.parseBoolean(args[3]), () -> say(COMMITTING));
            say(ENDED);
        }

        static void say(String phase) {
            System.out.println(phase);
        }
    }
}
