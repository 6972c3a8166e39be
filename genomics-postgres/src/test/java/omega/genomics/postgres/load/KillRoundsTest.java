package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.KillScenario.Version;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client that loads, replaces, appends or drops is killed with {@code SIGKILL} at moments drawn from a seed, sometimes two or
 * three times in a row, most of them while it indexes. Whatever it was doing, a reader sees the state before or the state
 * after; the next successful call, of the same or of another kind, leaves exactly its own rows, reports what an undisturbed one
 * reports, and nothing is left over. A second dataset never changes.
 *
 * <p>{@code -Dgenomics.kills=200} kills as often in each scenario, {@code -Dgenomics.kills.seed=…} at other moments.
 */
@Tag("slow")
@DatabaseTest
class KillRoundsTest {
    private static final int KILLS = Integer.getInteger("genomics.kills", 1);
    private static final long SEED = Long.getLong("genomics.kills.seed", 20_240_229);
    private static final String DATASET = "one";
    private static final String BYSTANDER = "two";

    /** What is done to the dataset. */
    private enum Action {
        LOAD_SMALL(Version.SMALL, LoadMode.REPLACE),
        LOAD_LARGE(Version.LARGE, LoadMode.REPLACE),
        APPEND(Version.OTHER, LoadMode.APPEND),
        DROP(null, null);

        private final Version version;
        private final LoadMode mode;

        Action(Version version, LoadMode mode) {
            this.version = version;
            this.mode = mode;
        }

        /** What is there after the action. */
        String after(String before) {
            return switch (this) {
                case DROP -> "";
                case APPEND -> before + "+" + version;
                default -> version.toString();
            };
        }
    }

    /** What a round kills, and what must be visible before. */
    private enum Round {
        NEW("", Action.LOAD_LARGE, 3),
        REPLACE_SMALL("SMALL", Action.LOAD_LARGE, 3),
        REPLACE_LARGE("LARGE", Action.LOAD_SMALL, 1),
        APPEND("SMALL", Action.APPEND, 1),
        DROP("LARGE", Action.DROP, 1);

        private final String before;
        private final Action action;
        private final int weight;

        Round(String before, Action action, int weight) {
            this.before = before;
            this.action = action;
            this.weight = weight;
        }
    }

    @TempDir
    Path directory;

    private Random random;
    private final Map<Version, Path> files = new EnumMap<>(Version.class);
    /** What a reader sees in each state. */
    private final Map<String, List<String>> visible = new TreeMap<>();
    /** What an undisturbed load reports, by the state that it makes. */
    private final Map<String, LoadReport> reports = new TreeMap<>();
    /** How long each phase of an action takes in a process of its own. */
    private final Map<Action, Map<String, Long>> nanos = new EnumMap<>(Action.class);

    private final Map<String, Integer> killed = new TreeMap<>();

    private KillScenario scenario;
    private TestDatabase database;
    private AssemblyDatabase genome;

    @ParameterizedTest
    @EnumSource
    void nothingIsLostDoubledOrLeft(KillScenario of, TestDatabase fresh, TestReporter reporter) throws Exception {
        scenario = of;
        random = new Random(SEED + of.name().hashCode());
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        learn();
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            assertThat(round).as("rounds whose kill came too late").isLessThan(10 + 5 * KILLS);
            kills += round(pick(), of + ", round " + round + " of seed " + SEED);
        }
        reporter.publishEntry(scenario + ": kills by action and phase", killed.toString());
    }

    private Round pick() {
        List<Round> drawn = new ArrayList<>();
        for (Round round : Round.values()) {
            for (int i = 0; i < round.weight; i++) {
                drawn.add(round);
            }
        }
        return drawn.get(random.nextInt(drawn.size()));
    }

    // ---- undisturbed ---------------------------------------------------------------------------------------------

    private void learn() throws Exception {
        for (Version version : Version.values()) {
            files.put(version, scenario.write(directory, version));
        }
        scenario.load(genome, BYSTANDER, files.get(Version.OTHER), LoadMode.REPLACE, progress -> {});
        visible.put("", contents());
        String state = "";
        for (Action action : List.of(Action.LOAD_LARGE, Action.LOAD_SMALL, Action.APPEND, Action.DROP)) {
            try (PhasedProcess client = client(action)) {
                client.awaitEnd();
                nanos.put(action, client.nanosByPhase());
            }
            state = action.after(state);
            visible.putIfAbsent(state, contents());
            assertThat(contents()).isEqualTo(visible.get(state));
        }
        assertThat(Set.copyOf(visible.values()))
                .as("states that look different")
                .hasSize(visible.size());
        for (Action action : List.of(Action.LOAD_LARGE, Action.LOAD_SMALL, Action.APPEND)) {
            reports.put(action.after("SMALL"), run(action));
        }
    }

    private LoadReport run(Action action) throws IOException {
        return scenario.load(genome, DATASET, files.get(action.version), action.mode, progress -> {});
    }

    private List<String> contents() throws SQLException {
        return database.rows(scenario.contents());
    }

    private void make(String state) throws IOException {
        genome.datasets().drop(scenario.kind(), DATASET);
        if (!state.isEmpty()) {
            run(state.equals("SMALL") ? Action.LOAD_SMALL : Action.LOAD_LARGE);
        }
    }

    // ---- disturbed -----------------------------------------------------------------------------------------------

    /** Returns how many kills came in time. */
    private int round(Round round, String name) throws Exception {
        make(round.before);
        List<String> before = visible.get(round.before);
        String target = round.action.after(round.before);
        List<String> after = visible.get(target);
        int kills = 0;
        List<String> seen = before;
        for (int i = 0; i == 0 || (i < 3 && random.nextInt(5) < 2); i++) {
            kills += kill(round.action, List.of(before, after), name) ? 1 : 0;
            List<String> now = contents();
            assertThat(now)
                    .as("%s: once the new state is visible it stays", name)
                    .isIn(seen, after);
            seen = now;
        }
        if (random.nextInt(4) == 0) {
            LoadReport other =
                    scenario.load(genome, BYSTANDER, files.get(Version.OTHER), LoadMode.REPLACE, progress -> {});
            assertThat(other.state()).isEqualTo(LoadState.UNCHANGED);
        }
        succeed(round, seen.equals(after), target, name);
        assertNothingLeft(name);
        return kills;
    }

    /** The next call that succeeds: mostly the same again. */
    private void succeed(Round round, boolean isDone, String target, String name) throws Exception {
        int what = random.nextInt(8);
        if (what == 0) {
            genome.datasets().drop(scenario.kind(), DATASET);
            assertThat(contents()).as(name).isEqualTo(visible.get(""));
        } else if (what == 1) {
            run(Action.LOAD_SMALL);
            assertThat(contents()).as(name).isEqualTo(visible.get("SMALL"));
        } else if (round.action == Action.DROP) {
            assertThat(genome.datasets().drop(scenario.kind(), DATASET))
                    .as(name)
                    .isEqualTo(!isDone);
            assertThat(contents()).as(name).isEqualTo(visible.get(""));
        } else {
            LoadReport report = run(round.action);
            assertThat(contents()).as(name).isEqualTo(visible.get(target));
            assertThat(report.state()).as(name).isEqualTo(isDone ? LoadState.UNCHANGED : LoadState.DONE);
            if (!isDone) {
                assertSame(report, reports.get(target), name);
            }
        }
    }

    private static void assertSame(LoadReport report, LoadReport undisturbed, String name) {
        assertThat(report.recordsRead()).as(name).isEqualTo(undisturbed.recordsRead());
        assertThat(report.recordsStored()).as(name).isEqualTo(undisturbed.recordsStored());
        assertThat(report.duplicates()).as(name).isEqualTo(undisturbed.duplicates());
        assertThat(report.contigs()).as(name).isEqualTo(undisturbed.contigs());
        assertThat(report.rowsWritten()).as(name).isEqualTo(undisturbed.rowsWritten());
    }

    private void assertNothingLeft(String name) throws SQLException {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+$' AND NOT relispartition"))
                .as("%s: staged tables", name)
                .isEmpty();
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relispartition AND substring(pg_get_expr(relpartbound, oid) FROM"
                        + " '^FOR VALUES IN \\((\\d+)\\)$')::int NOT IN (SELECT dataset_id FROM grch38.datasets UNION"
                        + " VALUES (0))"))
                .as("%s: partitions of no dataset", name)
                .isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).as(name).isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_runs WHERE state = 'running'"))
                .as(name)
                .isEmpty();
        for (String table : database.rows("SELECT DISTINCT jsonb_object_keys(row_counts) FROM grch38.datasets")) {
            assertThat(database.rows("SELECT name FROM grch38.datasets d WHERE row_counts ->> '" + table
                            + "' <> (SELECT count(*)::text FROM grch38." + table
                            + " t WHERE t.dataset_id = d.dataset_id)"))
                    .as("%s: datasets with other rows in %s than they say", name, table)
                    .isEmpty();
        }
    }

    /** Kills a client in the middle of an action while a reader looks on; false if it came too late. */
    private boolean kill(Action action, List<List<String>> allowed, String name) throws Exception {
        String phase = phase(action);
        long pause = (long) (random.nextDouble() * 1.2 * nanos.get(action).getOrDefault(phase, 1_000_000L));
        try (PhasedProcess client = client(action)) {
            client.awaitPhase(phase);
            long end = System.nanoTime() + pause;
            while (System.nanoTime() < end) {
                assertThat(contents()).as("%s: what is visible meanwhile", name).isIn(allowed);
                LockSupport.parkNanos(Math.min(20_000_000, Math.max(0, end - System.nanoTime())));
            }
            boolean inTime = client.kill();
            List<String> now = contents();
            assertThat(now).as("%s: what is visible after the kill", name).isIn(allowed);
            if (inTime) {
                boolean isNew = now.equals(allowed.get(1));
                killed.merge(action + " " + client.lastPhase() + (isNew ? ", done" : ""), 1, Integer::sum);
            }
            return inTime;
        }
    }

    private String phase(Action action) {
        int share = random.nextInt(20);
        if (action == Action.DROP) {
            return "BEGUN";
        }
        return share < 5 ? "READING" : share < 7 ? "WRITING" : share < 16 ? "INDEXING" : "SWITCHING";
    }

    private PhasedProcess client(Action action) throws IOException {
        return new PhasedProcess(
                List.of("BEGUN", "READING", "WRITING", "INDEXING", "SWITCHING", "ENDED"),
                Program.class,
                database.url(),
                scenario.name(),
                action.name(),
                action.version == null ? "" : files.get(action.version).toString());
    }

    /** Does one action, says its phases, and says nothing else. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            KillScenario scenario = KillScenario.valueOf(args[1]);
            Action action = Action.valueOf(args[2]);
            AssemblyDatabase genome = GenomicsDatabase.open(args[0]).assembly("grch38");
            System.out.println("BEGUN");
            if (action == Action.DROP) {
                genome.datasets().drop(scenario.kind(), DATASET);
            } else {
                LoadPhase[] last = new LoadPhase[1];
                scenario.load(genome, DATASET, Path.of(args[3]), action.mode, progress -> {
                    if (last[0] != progress.phase()) {
                        last[0] = progress.phase();
                        System.out.println(progress.phase());
                    }
                });
            }
            System.out.println("ENDED");
        }
    }
}
