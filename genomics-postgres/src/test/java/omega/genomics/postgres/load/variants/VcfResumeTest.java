package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.RandomVariants;
import omega.genomics.postgres.load.WideGenes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A load of variants that died goes on with the contigs that are not done. */
@DatabaseTest
class VcfResumeTest {
    private static final int RECORDS = 40_000;
    private static final String CONTENTS = "SELECT count(*), sum(position::bigint * record_number), sum(allele_count),"
            + " sum(length(info::text)) FROM grch38.variants";

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    /** Every connection of the load is cut once so many records are read, so that it cannot even clean up. */
    private void die(VcfLoad load, int atRecord) {
        die(load, atRecord, "true");
    }

    private void die(VcfLoad load, int atRecord, String which) {
        AtomicBoolean killed = new AtomicBoolean();
        assertThatThrownBy(() -> load.onProgress(progress -> {
                            if (progress.records() >= atRecord && !killed.getAndSet(true)) {
                                awaitPart();
                                cut(which);
                            }
                        })
                        .run())
                .isInstanceOf(LoadException.class);
        assertThat(killed).isTrue();
    }

    /** On a busy machine the records may be read long before the rows of a contig are complete. */
    private void awaitPart() {
        try {
            for (int i = 0; i < 300 && runsWithParts() == 0; i++) {
                LockSupport.parkNanos(100_000_000);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void cut(String which) {
        try {
            database.rows(
                    "SELECT pg_terminate_backend(pid, 5000) FROM (SELECT pid, row_number() OVER (ORDER BY backend_start)"
                            + " FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'omega-genomics')"
                            + " AS of (pid, number) WHERE " + which);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long runsWithParts() throws SQLException {
        return Long.parseLong(database.value("SELECT count(DISTINCT run_id) FROM grch38.load_parts"));
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("v" + text.hashCode() + ".vcf"), text, StandardCharsets.US_ASCII);
    }

    private void assertGoesOn(VcfLoad load, LoadReport clean, String whole) throws Exception {
        LoadReport again = load.run();
        assertThat(again.contigs()).isEqualTo(clean.contigs());
        assertThat(again.rowsWritten()).isEqualTo(clean.rowsWritten());
        assertThat(database.rows(CONTENTS)).containsExactly(whole);
        assertThat(database.rows("SELECT state FROM grch38.load_runs"))
                .as("one run, taken over")
                .containsExactly("done");
        assertThat(runsWithParts()).isZero();
    }

    @Test
    void goesOnWithWhatIsNotDone() throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.text(3, RECORDS))));
        LoadReport clean = load.run();
        String whole = database.rows(CONTENTS).get(0);
        Genomes.empty(database, "grch38");
        die(load, RECORDS * 3 / 4);
        assertThat(runsWithParts()).isEqualTo(1);
        assertThat(database.value("SELECT count(*) FROM grch38.load_parts")).isNotEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("0");
        assertGoesOn(load, clean, whole);
    }

    /** What an earlier call has read and completed is not even read again. */
    @Test
    void goesOnWithFilesThatAreNotDone() throws Exception {
        String text = RandomVariants.text(3, RECORDS);
        Map<String, StringBuilder> byContig = new LinkedHashMap<>();
        text.substring(RandomVariants.HEADER.length())
                .lines()
                .forEach(line -> byContig.computeIfAbsent(
                                line.substring(0, line.indexOf('\t')),
                                contig -> new StringBuilder(RandomVariants.HEADER))
                        .append(line)
                        .append('\n'));
        // a contig comes again in the last file, with a record that is broken
        byContig.put(
                "again",
                new StringBuilder(RandomVariants.HEADER)
                        .append("chr1\t1\t.\tA\tC\t.\t.\tAN=1\nchr1\tbroken\t.\tA\tC\t.\t.\tAN=1\n"));
        List<InputSource> files = new ArrayList<>();
        for (Map.Entry<String, StringBuilder> of : byContig.entrySet()) {
            files.add(InputSource.of(Files.writeString(
                    directory.resolve(of.getKey() + ".vcf"), of.getValue().toString(), StandardCharsets.US_ASCII)));
        }
        VcfLoad load = genome.loadVariants(files).parseMode(ParseMode.LENIENT);
        LoadReport clean = load.run();
        assertThat(clean.rejects()).isEqualTo(1);
        String whole = database.rows(CONTENTS).get(0);
        Genomes.empty(database, "grch38");
        die(load, RECORDS * 3 / 4);
        assertThat(runsWithParts()).isEqualTo(1);
        assertThat(Integer.parseInt(database.value("SELECT count(*) FROM grch38.load_files")))
                .isBetween(5, 23);
        List<Long> told = new ArrayList<>();

        assertGoesOn(load.onProgress(progress -> told.add(progress.records())), clean, whole);

        assertThat(told.get(1)).as("records of files that are passed").isGreaterThan(RECORDS / 4);
        assertThat(database.rows("SELECT file_number, line_number FROM grch38.load_rejects"))
                .containsExactly(files.size() + "|14");
    }

    /** A replacement of some contigs that was killed goes on; until its end the dataset is what it was. */
    @Test
    void goesOnWithAReplacementOfSomeContigs() throws Exception {
        List<InputSource> before = List.of(one("chr1", 1, 4_000), one("chr2", 2, 4_000), one("chr3", 3, 4_000));
        genome.loadVariants(before).run();
        String old = database.rows(CONTENTS).get(0);
        List<InputSource> after = List.of(before.get(0), one("chr2", 4, 20_000), one("chr4", 5, 20_000), before.get(2));
        VcfLoad load = genome.loadVariants(after);
        die(load, 30_000);
        assertThat(database.rows(CONTENTS)).containsExactly(old);
        assertThat(runsWithParts()).isLessThanOrEqualTo(1);

        LoadReport report = load.run();

        assertThat(report.contigs()).containsOnlyKeys("2", "4");
        assertThat(report.files().stream().map(FileCounts::isRead)).containsExactly(false, true, true, false);
        assertThat(database.rows("SELECT chromosome, count(*) FROM grch38.variants GROUP BY 1 ORDER BY 1"))
                .isEqualTo(database.rows("SELECT substring(key FROM 'chr(.*)'), value FROM grch38.datasets,"
                        + " jsonb_each_text(row_counts) ORDER BY 1"));
        assertThat(database.rows("SELECT key, value FROM grch38.datasets, jsonb_each_text(record_counts) ORDER BY 1"))
                .containsExactly("1|4000", "2|20000", "3|4000", "4|20000");
        assertThat(load.run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(runsWithParts()).isZero();
    }

    private InputSource one(String contig, long seed, int records) throws Exception {
        StringBuilder text = new StringBuilder(RandomVariants.HEADER);
        Random random = new Random(seed);
        int position = 0;
        for (int i = 0; i < records; i++) {
            position += 1 + random.nextInt(50);
            text.append(contig).append('\t').append(position).append("\t.\tA\tC\t.\t.\tAC=1;AN=7\n");
        }
        return InputSource.of(Files.writeString(directory.resolve(contig + "-" + seed + ".vcf"), text));
    }

    /** When all is read, indexes are still being built for a good while; what is complete by then need not be sent again. */
    @Test
    void goesOnWithWhatIsNotIndexed() throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.text(3, RECORDS))));
        LoadReport clean = load.run();
        String whole = database.rows(CONTENTS).get(0);
        Genomes.empty(database, "grch38");
        AtomicBoolean isHeld = new AtomicBoolean();
        try (Connection gate = database.connect()) {
            gate.setAutoCommit(false);
            assertThatThrownBy(() -> load.onProgress(progress -> {
                                if (progress.phase() == LoadPhase.INDEXING && !isHeld.getAndSet(true)) {
                                    letNoOtherTableBeComplete(gate);
                                } else if (isHeld.get() && isWaitedFor()) {
                                    cut("true");
                                }
                            })
                            .run())
                    .isInstanceOf(LoadException.class);
        }
        assertThat(isHeld).isTrue();
        assertThat(Integer.parseInt(database.value("SELECT count(*) FROM grch38.load_parts")))
                .isBetween(1, 24);
        assertGoesOn(load, clean, whole);
    }

    /** All contigs but the last are about to be complete, without waiting for the reader. */
    private void letNoOtherTableBeComplete(Connection gate) {
        try {
            while (database.value("SELECT count(*) FROM grch38.load_parts").equals("0")) {
                Thread.sleep(1);
            }
            Sql.execute(gate, "LOCK TABLE grch38.load_parts IN SHARE MODE");
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isWaitedFor() {
        try {
            return !database.rows("SELECT FROM pg_locks WHERE NOT granted AND relation = 'grch38.load_parts'::regclass")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of three connections one is lost; the others let go of what they hold, and the run says how it ended. */
    @Test
    void oneLostConnectionLeavesNothingBehind() throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.text(3, RECORDS))));
        die(load, RECORDS * 3 / 4, "number = 2");
        assertThat(database.rows("SELECT state, query FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name = 'omega-genomics'"))
                .isEmpty();
        assertThat(database.rows("SELECT state FROM grch38.load_runs")).containsExactly("failed");
        assertThat(load.run().state()).isEqualTo(LoadState.DONE);
        assertThat(database.value("SELECT count(*) FROM grch38.load_parts")).isEqualTo("0");
    }

    /** Sets of consequences are numbered as before when the file is read again. */
    @Test
    void goesOnWithConsequencesThatAreNotDone() throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.text(3, RECORDS))))
                .consequences(WideGenes.annotator(5))
                .allConsequences(true);
        String contents = "SELECT count(*), sum(hashtext(c::text)) FROM grch38.variant_consequences c";
        LoadReport clean = load.run();
        String whole = database.rows(contents).get(0);
        genome.datasets().drop("variants", "variants");
        die(load, RECORDS * 3 / 4);
        assertThat(database.rows("SELECT DISTINCT split_part(parent, '_', 1) FROM grch38.load_parts ORDER BY 1"))
                .containsExactly("consequence", "variants");
        LoadReport again = load.run();
        assertThat(again.rowsWritten()).isEqualTo(clean.rowsWritten());
        assertThat(database.rows(contents)).containsExactly(whole);
    }

    /** A contig that was complete when the load died, and comes again behind the place where it died. */
    @Test
    void goesOnWithAContigThatComesAgain() throws Exception {
        String text = RandomVariants.text(4, RECORDS);
        int secondOf1 = text.indexOf("\nchr1\t", text.indexOf("\nchr1\t") + 1) + 1;
        int first = text.indexOf("\nchr1\t") + 1;
        String moved = text.substring(0, first) + text.substring(secondOf1) + text.substring(first, secondOf1);
        VcfLoad load = genome.loadVariants(
                        InputSource.of(file(moved + "chr2\t5\t.\tA\tC\t.\t.\tbroken=\0\nchr2\tx\t.\tA\n")))
                .parseMode(ParseMode.LENIENT);
        LoadReport clean = load.run();
        assertThat(clean.rejects()).isEqualTo(1);
        String whole = database.rows(CONTENTS).get(0);
        Genomes.empty(database, "grch38");
        die(load, RECORDS * 3 / 4);
        LoadReport again = load.run();
        assertThat(again.contigs()).isEqualTo(clean.contigs());
        assertThat(again.rowsWritten()).isEqualTo(clean.rowsWritten());
        assertThat(database.rows(CONTENTS)).containsExactly(whole);
        assertThat(database.value("SELECT count(*) FROM grch38.load_rejects")).isEqualTo("1");
    }

    /**
     * Contigs that come twice, overlapping: complete so far, opened again, complete for good. The load dies when some are complete
     * for good and others are open, and what is complete must not get the rows of the second time again.
     */
    @ParameterizedTest
    @EnumSource(
            value = DuplicatePolicy.class,
            names = {"FIRST", "ALL"})
    void goesOnAfterDyingWhileContigsThatCameTwiceAreSealed(DuplicatePolicy duplicates) throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.twice(3, RECORDS / 10))))
                .duplicates(duplicates)
                .connections(2);
        LoadReport clean = load.run();
        assertThat(clean.duplicates()).isEqualTo(duplicates == DuplicatePolicy.ALL ? 0 : RECORDS / 10);
        String whole = database.rows(CONTENTS).get(0);
        Genomes.empty(database, "grch38");
        dieWhileSealing(load);
        assertThat(database.rows("SELECT (part = 'reopened')::text FROM grch38.load_parts GROUP BY 1"))
                .containsExactlyInAnyOrder("false", "true");
        assertGoesOn(load, clean, whole);
    }

    /** One connection has to wait where it completes chromosome 22, the other completes its tables; then all are cut. */
    private void dieWhileSealing(VcfLoad load) throws SQLException {
        database.execute("CREATE OR REPLACE FUNCTION grch38.wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                + " PERFORM pg_advisory_lock_shared(22); PERFORM pg_advisory_unlock_shared(22); RETURN NEW; END$$");
        database.execute("CREATE TRIGGER gate BEFORE INSERT OR UPDATE ON grch38.load_parts FOR EACH ROW"
                + " WHEN (NEW.parent = 'variants_chr22') EXECUTE FUNCTION grch38.wait_at_gate()");
        AtomicBoolean held = new AtomicBoolean();
        try (Connection gate = database.connect()) {
            assertThatThrownBy(() -> load.onProgress(progress -> {
                                if (progress.phase() == LoadPhase.WRITING && !held.getAndSet(true)) {
                                    ask(gate, "SELECT pg_advisory_lock(22)");
                                } else if (held.get() && isCompletedAgain()) {
                                    cut("true");
                                }
                            })
                            .run())
                    .isInstanceOf(LoadException.class);
        }
        assertThat(held).isTrue();
        database.execute("DROP TRIGGER gate ON grch38.load_parts");
    }

    /** Whatever the reason, what an earlier run left is not made visible if its rows are not those that were counted. */
    @ParameterizedTest
    @EnumSource(
            value = LoadPhase.class,
            names = {"INDEXING", "SWITCHING"})
    void beginsAnewWhereStagedRowsAreNotThoseThatWereCounted(LoadPhase died) throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.twice(3, RECORDS / 10))))
                .connections(2);
        LoadReport clean = load.run();
        String whole = database.rows(CONTENTS).get(0);
        Genomes.empty(database, "grch38");
        if (died == LoadPhase.INDEXING) {
            dieWhileSealing(load);
        } else {
            dieBeforeTheSwitch(load);
        }
        String table = database.value("SELECT staged_table FROM grch38.load_parts WHERE part = 'complete' LIMIT 1");
        database.execute("DELETE FROM grch38." + table + " WHERE ctid = (SELECT min(ctid) FROM grch38." + table + ")");

        LoadReport again = load.run();
        assertThat(again.contigs()).isEqualTo(clean.contigs());
        assertThat(again.rowsWritten()).isEqualTo(clean.rowsWritten());
        assertThat(database.rows(CONTENTS)).containsExactly(whole);
        assertThat(database.rows("SELECT state, error LIKE '%expected%found%' FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("failed|t", "done|null");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname ~ '_r[0-9]+$' AND NOT relispartition"
                        + " AND relkind = 'r'"))
                .isEmpty();
    }

    private void dieBeforeTheSwitch(VcfLoad load) {
        assertThatThrownBy(() -> load.onProgress(progress -> {
                            if (progress.phase() == LoadPhase.SWITCHING) {
                                cut("true");
                            }
                        })
                        .run())
                .isInstanceOf(LoadException.class);
    }

    private static void ask(Connection gate, String sql) {
        try {
            Sql.execute(gate, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isCompletedAgain() {
        try {
            return !database.rows("SELECT FROM grch38.load_parts WHERE part <> 'reopened' AND parent <> 'samples'")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void beginsAnewWhereTheOptionsDiffer() throws Exception {
        VcfLoad load = genome.loadVariants(InputSource.of(file(RandomVariants.text(3, RECORDS))));
        die(load, RECORDS * 3 / 4);
        load.infoKeys().run();
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("abandoned", "done");
        assertThat(database.value("SELECT count(*) FROM grch38.variants WHERE info IS NOT NULL"))
                .isEqualTo("0");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname ~ '_r[0-9]+$' AND NOT relispartition"
                        + " AND relkind = 'r'"))
                .isEmpty();
    }
}
