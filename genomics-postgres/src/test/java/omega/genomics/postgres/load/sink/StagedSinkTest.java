package omega.genomics.postgres.load.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.RandomVariants;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class StagedSinkTest {
    private static final List<String> CONTIGS = List.of("1", "2", "17", "X", "MT", "KI270728.1");
    private static final String ROWS =
            "SELECT d.name, v.chromosome, count(*), sum(v.position::bigint), min(v.ref), max(v.alt)"
                    + " FROM grch38.variants v JOIN grch38.datasets d USING (dataset_id) GROUP BY 1, 2 ORDER BY 1, 2";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void empty(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private SinkPlan plan() {
        return genome.sink("variants")
                .dataset("mine")
                .source("a test")
                .columns("position", "end_pos", "record_number", "allele_index", "variant_type", "ref", "alt");
    }

    /** Rows at every hundredth base from a position on. */
    private static void write(PartWriter part, String contig, int from, int rows) {
        for (int i = 0; i < rows; i++) {
            BinaryCopyWriter row = part.row(contig);
            int position = from + 100 * i;
            row.putInt(position);
            row.putInt(position);
            row.putInt(i + 1);
            row.putShort(1);
            row.putText("SNV");
            row.putText("A");
            row.putText("CGT".substring(i % 3, i % 3 + 1));
        }
    }

    private static PartReceipt part(StagedSink sink, String name, int attempt, String contig, int from, int rows) {
        try (PartWriter part = sink.stage(name, attempt)) {
            write(part, contig, from, rows);
            return part.finish();
        }
    }

    private void assertNothingLeft() throws SQLException {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+(_|$)' AND NOT relispartition"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_attempts")).isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_runs WHERE state = 'running'"))
                .isEmpty();
        assertThat(database.rows("SELECT name FROM grch38.datasets d WHERE (SELECT sum(value::bigint) FROM"
                        + " jsonb_each_text(row_counts)) <> (SELECT count(*) FROM grch38.variants v"
                        + " WHERE v.dataset_id = d.dataset_id)"))
                .isEmpty();
    }

    @Test
    void loadsPartsOfSeveralThreadsAtOnce() throws Exception {
        try (StagedSink sink = plan().begin()) {
            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Future<PartReceipt>> parts = new ArrayList<>();
            for (String contig : CONTIGS) {
                parts.add(threads.submit(() -> part(sink, "part of " + contig, 1, contig, 1000, 5000)));
            }
            List<PartReceipt> receipts = new ArrayList<>();
            for (Future<PartReceipt> part : parts) {
                receipts.add(part.get());
            }
            threads.shutdown();
            assertThat(database.rows(ROWS)).isEmpty();

            LoadReport report = sink.commit(receipts);

            assertThat(report.state()).isEqualTo(LoadState.DONE);
            assertThat(report.recordsStored()).isEqualTo(30_000);
            assertThat(report.rowsWritten())
                    .containsEntry("variants_chr17", 5000L)
                    .containsEntry("variants_other", 5000L);
        }

        assertThat(database.rows("SELECT count(*), count(DISTINCT chromosome) FROM grch38.variants"))
                .containsExactly("30000|6");
        assertThat(genome.variants().in("mine").count()).isEqualTo(30_000);
        assertThat(database.rows("SELECT name, kind, source FROM grch38.datasets"))
                .containsExactly("mine|variants|a test");
        assertNothingLeft();
    }

    @Test
    void staysLikeATableThatALoaderMade() throws Exception {
        genome.loadVariants(
                        InputSource.of("a.vcf", RandomVariants.text(1, 3_000).getBytes(StandardCharsets.US_ASCII)))
                .dataset("loaded")
                .run();
        try (StagedSink sink = plan().begin()) {
            sink.commit(List.of(part(sink, "1", 1, "1", 1, 100)));
        }

        String indexes =
                "SELECT regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX .* USING', ' INDEX USING') FROM pg_index i"
                        + " JOIN pg_class c ON c.oid = i.indrelid JOIN grch38.datasets d ON c.relname = 'variants_chr1_d' ||"
                        + " d.dataset_id || '_r' || d.run_id WHERE d.name = '%s' ORDER BY 1";
        assertThat(database.rows(indexes.formatted("mine")))
                .isNotEmpty()
                .isEqualTo(database.rows(indexes.formatted("loaded")));
    }

    @Test
    void acceptsAnyNameOfAContig() throws Exception {
        try (StagedSink sink = plan().begin();
                PartWriter part = sink.stage("x")) {
            write(part, "chr17", 1, 2);
            write(part, "17", 1000, 2);
            write(part, "NC_000001.11", 1, 1);
            write(part, "chrUnheardOf", 1, 1);
            sink.commit(List.of(part.finish()));
        }

        assertThat(database.rows("SELECT chromosome, count(*) FROM grch38.variants GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|1", "17|4", "chrUnheardOf|1");
        assertNothingLeft();
    }

    @Test
    void countsTheAttemptThatIsCommitted() throws Exception {
        try (StagedSink sink = plan().begin()) {
            PartReceipt first = part(sink, "a", 1, "1", 1, 10);
            PartReceipt twin = part(sink, "a", 1, "1", 1, 10);
            PartReceipt other = part(sink, "b", 1, "2", 1, 20);
            try (PartWriter failing = sink.stage("b", 2)) {
                write(failing, "2", 1, 5);
            }
            assertThat(twin).isNotEqualTo(first);
            assertThat(twin.checksum()).isEqualTo(first.checksum()).isNotEqualTo(other.checksum());
            assertThat(sink.receipts()).containsExactly(first, twin, other);

            assertThatThrownBy(() -> sink.commit(List.of(first, twin, other)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("one receipt for each part, found two for part \"a\"");
            sink.commit(List.of(other, twin));

            assertThat(sink.receipts()).isEmpty();
        }

        assertThat(database.rows("SELECT chromosome, count(*) FROM grch38.variants GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|10", "2|20");
        assertNothingLeft();
    }

    @Test
    void aReceiptGivenTwiceIsOneReceipt() throws Exception {
        long id;
        PartReceipt receipt;
        try (StagedSink sink = plan().begin()) {
            receipt = part(sink, "a", 1, "1", 1, 10);
            sink.commit(List.of(receipt, receipt));
            id = sink.id();
        }
        try (StagedSink again = genome.openSink(id)) {
            assertThat(again.commit(List.of(receipt)).state()).isEqualTo(LoadState.UNCHANGED);
        }
        assertNothingLeft();
    }

    @Test
    void aPlanThatDoesNotFitLeavesWhatAnEarlierSinkStaged() throws Exception {
        PartReceipt receipt;
        try (StagedSink sink = plan().begin()) {
            receipt = part(sink, "a", 1, "1", 1, 10);
            sink.detach();
        }
        assertThatThrownBy(() -> plan().columns("position", "no\"such\\column").begin())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("no\"such\\column");
        try (StagedSink sink = plan().recover().orElseThrow()) {
            assertThat(sink.receipts()).containsExactly(receipt);
            sink.commit(sink.receipts());
        }
        assertThat(genome.variants().in("mine").count()).isEqualTo(10);
        assertNothingLeft();
    }

    /** The attempt holds a lock on the partition that the commit replaces, and the commit one on the run. */
    @Test
    void anAttemptDoesNotWaitForACommitThatWaitsForIt() throws Exception {
        try (StagedSink sink = plan().begin()) {
            sink.commit(List.of(part(sink, "a", 1, "1", 1, 10)));
        }
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (StagedSink sink = plan().begin();
                PartWriter twin = sink.stage("a", 2)) {
            PartReceipt receipt = part(sink, "a", 1, "1", 1, 20);
            write(twin, "1", 1, 20);
            Future<LoadReport> commit = threads.submit(() -> sink.commit(List.of(receipt)));
            String state = "SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowShareLock'"
                    + " AND relation = 'grch38.load_runs'::regclass";
            while (!commit.isDone() && database.rows(state).equals(List.of("0"))) {
                Thread.sleep(10);
            }

            assertThatThrownBy(twin::finish)
                    .isInstanceOf(LoadException.class)
                    .hasMessageMatching(
                            "part .* came too late and leaves nothing: the run is (being committed or ended|done)");

            assertThat(commit.get().state()).isEqualTo(LoadState.DONE);
        } finally {
            threads.shutdown();
        }
        assertThat(genome.variants().in("mine").count()).isEqualTo(20);
        assertNothingLeft();
    }

    @Test
    void putsPartsOfOneContigTogether() throws Exception {
        try (StagedSink sink = plan().begin()) {
            List<PartReceipt> receipts = List.of(
                    part(sink, "a", 1, "1", 1, 10),
                    part(sink, "b", 1, "1", 50, 1000),
                    part(sink, "c", 1, "KI270728.1", 7, 3),
                    part(sink, "d", 1, "GL000009.2", 7, 4));

            LoadReport report = sink.commit(receipts);

            assertThat(report.rowsWritten()).isEqualTo(Map.of("variants_chr1", 1010L, "variants_other", 7L));
        }
        assertThat(database.rows("SELECT chromosome, count(*) FROM grch38.variants GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|1010", "GL000009.2|4", "KI270728.1|3");
        assertNothingLeft();
    }

    @Test
    void refusesTheSameVariantTwiceAndCanStillBeCommitted() throws Exception {
        try (StagedSink sink = plan().begin()) {
            PartReceipt first = part(sink, "a", 1, "1", 1, 10);
            PartReceipt same = part(sink, "b", 1, "1", 1, 1);
            PartReceipt right = part(sink, "b", 2, "1", 51, 1);
            assertThatThrownBy(() -> {
                        try (PartWriter part = sink.stage("c")) {
                            write(part, "1", 1, 1);
                            write(part, "1", 1, 1);
                            part.finish();
                        }
                    })
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("unique");

            assertThatThrownBy(() -> sink.commit(List.of(first, same)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("unique");
            assertThat(database.rows(ROWS)).isEmpty();
            sink.commit(List.of(first, right));
        }
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("11");
        assertNothingLeft();
    }

    @Test
    void replacesTheDatasetAndKeepsItUntilThen() throws Exception {
        try (StagedSink sink = plan().begin()) {
            sink.commit(List.of(part(sink, "a", 1, "1", 1, 10), part(sink, "b", 1, "2", 1, 10)));
        }
        List<String> before = database.rows(ROWS);
        try (StagedSink sink = plan().begin()) {
            PartReceipt receipt = part(sink, "a", 1, "2", 500, 7);
            assertThat(database.rows(ROWS)).isEqualTo(before);
            sink.commit(List.of(receipt));
        }
        assertThat(database.rows("SELECT chromosome, count(*) FROM grch38.variants GROUP BY 1"))
                .containsExactly("2|7");
        try (StagedSink sink = plan().begin()) {
            sink.commit(List.of());
        }
        assertThat(database.rows(ROWS)).isEmpty();
        assertThat(genome.datasets().list()).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void committingAgainChangesNothing() throws Exception {
        long id;
        List<PartReceipt> receipts;
        try (StagedSink sink = plan().begin()) {
            id = sink.id();
            receipts = List.of(part(sink, "a", 1, "1", 1, 10), part(sink, "b", 1, "2", 1, 10));
            sink.commit(receipts);
            assertThat(sink.commit(List.of(receipts.get(1), receipts.get(0))).state())
                    .isEqualTo(LoadState.UNCHANGED);
        }
        List<String> rows = database.rows(ROWS);
        try (StagedSink again = genome.openSink(id)) {
            assertThat(again.commit(receipts).state()).isEqualTo(LoadState.UNCHANGED);
            assertThatThrownBy(() -> again.commit(receipts.subList(0, 1)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("other receipts");
            assertThatThrownBy(() -> part(again, "late", 1, "3", 1, 1))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("came too late and leaves nothing: the run is done");
            again.abort();
        }
        assertThat(database.rows(ROWS)).isEqualTo(rows);
        assertNothingLeft();
    }

    @Test
    void abortsWhatIsNotCommitted() throws Exception {
        try (StagedSink sink = plan().begin();
                PartWriter late = sink.stage("late")) {
            part(sink, "a", 1, "1", 1, 10);
            write(late, "2", 1, 10);
            sink.abort();
            assertThatThrownBy(late::finish).isInstanceOf(LoadException.class).hasMessageContaining("too late");
            assertThatThrownBy(() -> sink.commit(List.of()))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("cancelled");
        }
        assertNothingLeft();
        try (StagedSink sink = plan().begin()) {
            part(sink, "a", 1, "1", 1, 10);
        }
        assertThat(database.rows(ROWS)).isEmpty();
        assertNothingLeft();
    }

    /** Its process may be frozen, or cut off from the network. */
    @Test
    void anAttemptThatDoesNotEndKeepsNobodyWaiting() throws Exception {
        try (StagedSink sink = plan().begin()) {
            sink.commit(List.of(part(sink, "a", 1, "1", 1, 10), part(sink, "b", 1, "2", 1, 10)));
        }
        try (StagedSink sink = plan().begin();
                PartWriter frozen = sink.stage("b", 1)) {
            write(frozen, "2", 1, 10);
            awaitAttempt();
            List<PartReceipt> others = List.of(part(sink, "a", 1, "1", 5, 7), part(sink, "b", 2, "2", 5, 7));
            assertTimeout(Duration.ofSeconds(60), () -> sink.commit(others));
            assertThatThrownBy(frozen::finish)
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("came too late and leaves nothing: the run is done");
        }
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("14");
        assertNothingLeft();
        long id;
        try (StagedSink sink = plan().begin()) {
            id = sink.detach(); // its process is killed
        }
        try (StagedSink sink = genome.openSink(id);
                PartWriter frozen = sink.stage("a", 1)) {
            write(frozen, "1", 1, 10);
            awaitAttempt();
            assertTimeout(Duration.ofSeconds(60), () -> load("mine"));
            assertThatThrownBy(frozen::finish).isInstanceOf(LoadException.class);
        }
        assertNothingLeft();
    }

    /** Waits until the transaction has made its table. */
    private void awaitAttempt() throws Exception {
        while (database.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'")
                .isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void isRecoveredByItsPlanOrItsNumber() throws Exception {
        long id;
        PartReceipt before;
        try (StagedSink sink = plan().begin()) {
            before = part(sink, "a", 1, "1", 1, 10);
            id = sink.detach();
        }
        assertThat(plan().columns("position").recover()).isEmpty();
        PartReceipt meanwhile;
        try (StagedSink worker = genome.openSink(id)) {
            meanwhile = part(worker, "b", 1, "2", 1, 10);
        }
        try (StagedSink sink = plan().recover().orElseThrow()) {
            assertThat(sink.id()).isEqualTo(id);
            assertThat(sink.receipts()).containsExactly(before, meanwhile);
            sink.commit(sink.receipts());
        }
        assertThat(plan().recover()).isEmpty();
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("20");
        assertNothingLeft();
    }

    @Test
    void outlivesLoadsOfOthersAndMakesWayForItsOwn() throws Exception {
        long id;
        PartReceipt receipt;
        try (StagedSink sink = plan().begin()) {
            receipt = part(sink, "a", 1, "1", 1, 10);
            id = sink.detach();
        }
        load("other");
        try (StagedSink sink = genome.openSink(id)) {
            assertThat(sink.receipts()).containsExactly(receipt);
            try (PartWriter late = sink.stage("late")) {
                write(late, "2", 1, 10);
                load("mine");
                assertThatThrownBy(late::finish)
                        .isInstanceOf(LoadException.class)
                        .hasMessageContaining("abandoned");
            }
            assertThatThrownBy(() -> sink.commit(List.of(receipt)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("abandoned");
        }
        assertThat(database.rows("SELECT count(*) FROM grch38.variants GROUP BY dataset_id"))
                .containsExactly("534", "534");
        assertNothingLeft();
    }

    private void load(String dataset) throws IOException {
        genome.loadVariants(InputSource.of("a.vcf", RandomVariants.text(1, 500).getBytes(StandardCharsets.US_ASCII)))
                .dataset(dataset)
                .run();
    }

    @Test
    void droppingTheDatasetDropsWhatIsStaged() throws Exception {
        try (StagedSink sink = plan().begin()) {
            part(sink, "a", 1, "1", 1, 10);
            sink.detach();
        }
        assertThat(genome.datasets().drop("variants", "mine")).isTrue();
        assertThat(genome.datasets().drop("variants", "mine")).isFalse();
        assertThat(plan().recover()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void oneWriterAtATimeHasTheDataset() {
        try (StagedSink sink = plan().begin()) {
            assertThat(sink.toString()).contains("variants dataset \"mine\"");
            assertThatThrownBy(() -> plan().begin())
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("another loader is at work on the variants dataset \"mine\"");
        }
    }

    @Test
    void comparesRowsWithTheReceipts() throws Exception {
        try (StagedSink sink = plan().begin()) {
            PartReceipt receipt = part(sink, "a", 1, "1", 1, 10);
            PartReceipt forged = new PartReceipt(
                    receipt.sinkId(), "a", 1, receipt.attemptId(), 9, receipt.bytes(), receipt.checksum());
            assertThatThrownBy(() -> sink.commit(List.of(forged)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("finished attempt");
            database.execute("DELETE FROM grch38." + database.value("SELECT staged_table FROM grch38.load_parts")
                    + " WHERE position = 1");
            assertThatThrownBy(() -> sink.commit(List.of(receipt)))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("expected 10 rows of part \"a\"")
                    .hasMessageContaining("found 9");
            try (StagedSink other = genome.sink("variants")
                    .dataset("other")
                    .columns("position", "end_pos", "record_number", "allele_index", "variant_type", "ref")
                    .begin()) {
                assertThatThrownBy(() -> other.commit(List.of(receipt))).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(database.rows(ROWS)).isEmpty();
        assertNothingLeft();
    }

    @Test
    void refusesColumnsThatTheTableHasNotOrMustHave() throws Exception {
        assertThatThrownBy(() -> plan().columns("position", "size").begin())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("found [size]");
        assertThatThrownBy(() -> plan().columns("position", "alt").begin())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("found none for [end_pos, record_number, allele_index, variant_type, ref]");
        assertThatThrownBy(() -> plan().columns("position", "chromosome")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan().columns("position", "position")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> genome.sink("genes").columns("gene_id")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> genome.sink("variants").begin()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> genome.openSink(123_456)).isInstanceOf(LoadException.class);
        assertNothingLeft();
    }

    @Test
    void writesSeveralTablesInOnePart() throws Exception {
        SinkPlan plan = plan().columns(
                        "position", "end_pos", "record_number", "allele_index", "variant_type", "ref", "alt")
                .table("samples", "sample_index", "name");
        try (StagedSink sink = plan.begin();
                PartWriter part = sink.stage("all")) {
            BinaryCopyWriter sample = part.rowOf("samples");
            sample.putInt(0);
            sample.putText("NA12878");
            BinaryCopyWriter row = part.rowOf("variants", "1");
            row.putInt(5);
            row.putInt(5);
            row.putInt(1);
            row.putShort(1);
            row.putText("SNV");
            row.putText("A");
            row.putText("C");
            assertThatThrownBy(() -> part.row("1")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> part.rowOf("samples", "1")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> part.rowOf("variants")).isInstanceOf(IllegalArgumentException.class);
            LoadReport report = sink.commit(List.of(part.finish()));
            assertThat(report.rowsWritten()).isEqualTo(Map.of("samples", 1L, "variants_chr1", 1L));
            assertThat(report.recordsStored()).isEqualTo(1);
        }
        assertThat(database.rows("SELECT name FROM grch38.samples")).containsExactly("NA12878");
    }

    @Test
    void aHalfWrittenRowIsNoPart() {
        try (StagedSink sink = plan().begin();
                PartWriter part = sink.stage("half")) {
            part.row("1").putInt(1);
            assertThatThrownBy(part::finish).isInstanceOf(IllegalStateException.class);
            assertThat(sink.receipts()).isEmpty();
        }
    }

    @Test
    void receiptsTravelAsText() {
        for (String name : List.of("a", "chr 1:1-5", "part\n2\t%41+", "Größe", "")) {
            PartReceipt receipt = new PartReceipt(Long.MAX_VALUE, name, 3, 17, 1, 2, "0a0b0c0d");
            assertThat(receipt.toText())
                    .doesNotContain("\n")
                    .isEqualTo(receipt.toText().strip());
            assertThat(PartReceipt.parse(receipt.toText())).isEqualTo(receipt);
            assertThat(PartReceipt.parse(receipt.toText() + "\n")).isEqualTo(receipt);
        }
        for (String wrong : List.of("", "1 2", "1 a x 4 5 6 7", "1 a 3 4 5 6 7 8")) {
            assertThatThrownBy(() -> PartReceipt.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A backend that is ended in the middle takes the attempt with it, and nothing else. */
    @Test
    void anAttemptWhoseConnectionBreaksLeavesNothing() throws Exception {
        try (StagedSink sink = plan().begin()) {
            PartReceipt other = part(sink, "a", 1, "1", 1, 10);
            try (PartWriter broken = sink.stage("b")) {
                write(broken, "2", 1, 10);
                Callable<List<String>> busy = () -> database.rows(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()");
                write(broken, "2", 10_000_000, 200_000);
                assertThat(busy.call()).isNotNull();
                assertThatThrownBy(() -> {
                            write(broken, "3", 1, 200_000);
                            broken.finish();
                            if (busy.call().isEmpty()) {
                                throw new LoadException("no backend was idle in a transaction at that moment");
                            }
                        })
                        .isInstanceOf(LoadException.class);
            } catch (LoadException e) {
                // closing a connection that is gone
            }
            assertThat(sink.receipts()).contains(other);
            sink.commit(List.of(other));
        }
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("10");
        assertNothingLeft();
    }

    /** Both of two attempts at the same part, at the same time. */
    @Test
    void twinsDoNotMeet() throws Exception {
        try (StagedSink sink = plan().begin();
                PartWriter one = sink.stage("a");
                PartWriter two = sink.stage("a");
                Connection reader = database.connect()) {
            write(one, "1", 1, 1000);
            write(two, "1", 1, 1000);
            PartReceipt first = one.finish();
            PartReceipt second = two.finish();
            assertThat(reader.isClosed()).isFalse();
            assertThat(Optional.of(first.checksum())).contains(second.checksum());
            sink.commit(List.of(first));
        }
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("1000");
        assertNothingLeft();
    }
}
