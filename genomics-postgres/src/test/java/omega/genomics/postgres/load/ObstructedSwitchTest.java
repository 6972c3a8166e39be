package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.variants.HurriedLoads;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's transaction reads what is to be replaced and does not end. */
@DatabaseTest
class ObstructedSwitchTest {
    private static final String ROWS = "SELECT count(*), min(record_number) FROM grch38.variants";

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private VcfLoad load;
    private String oldRows;

    @BeforeEach
    void loadOldData(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        genome.loadVariants(file(1, 500)).run();
        oldRows = database.rows(ROWS).get(0);
        load = HurriedLoads.of(genome.loadVariants(file(2, 700)));
    }

    private InputSource file(long seed, int records) throws Exception {
        return InputSource.of(Files.writeString(directory.resolve(seed + ".vcf"), RandomVariants.text(seed, records)));
    }

    /** A transaction that has read one contig. */
    private Connection reader() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = 'a long report'");
            statement
                    .executeQuery("SELECT count(*) FROM grch38.variants WHERE chromosome = '7'")
                    .close();
        }
        return connection;
    }

    @Test
    void theLoadSaysWhoIsInTheWayAndFinishesWhenCalledAgain() throws Exception {
        try (Connection reader = reader()) {
            assertThatThrownBy(load::run)
                    .isInstanceOfSatisfying(
                            LoadException.class, e -> assertThat(e.sqlState()).contains("55P03"))
                    .hasMessageMatching("could not load variants dataset \"variants\": for 1 s .*process [0-9]+"
                            + " \\(application \"a long report\", user \\w+, in a transaction for [0-9.]+ s, idle in"
                            + " transaction\\) uses grch38\\.variants.*\\. What is loaded is kept: when they have ended,"
                            + " load the same file again in the same way, and only the switch is left to do");
            assertThat(database.rows(ROWS)).containsExactly(oldRows);
            assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                    .containsExactly("done", "failed");
            reader.rollback();
        }
        Set<LoadPhase> phases = EnumSet.noneOf(LoadPhase.class);

        LoadReport report =
                load.onProgress(progress -> phases.add(progress.phase())).run();

        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isEqualTo(700);
        assertThat(phases).as("nothing was read again").containsExactly(LoadPhase.SWITCHING);
        assertThat(database.rows(ROWS)).doesNotContain(oldRows);
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("done", "done");
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
    }

    @Test
    void aDatasetThatIsReadIsNotDropped() throws Exception {
        DatasetCatalog datasets = genome.datasets().limits(HurriedLoads.LIMITS);
        try (Connection reader = reader()) {
            assertThatThrownBy(() -> datasets.drop("variants", "variants"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContainingAll("could not drop", "application \"a long report\"", "nothing has changed");
            assertThat(database.rows(ROWS)).containsExactly(oldRows);
            reader.rollback();
        }

        assertThat(datasets.drop("variants", "variants")).isTrue();

        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("0");
    }

    /** It waits for a moment without readers, but not for long. */
    @Test
    void aNewDatasetAppearsAlthoughOthersRead() throws Exception {
        try (Connection reader = reader()) {
            assertThat(load.dataset("another").run().state()).isEqualTo(LoadState.DONE);
            reader.rollback();
        }
    }

    /** The first load of an assembly that gives its contigs partitions. */
    @Test
    void newPartitionsOfContigsWaitNoLonger() throws Exception {
        Assembly yeast =
                Assembly.of("yeast", List.of(new Contig("II", OptionalInt.of(1000), Contig.Role.CHROMOSOME, Set.of())));
        InputSource variants = InputSource.of(
                "yeast.vcf",
                "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nII\t1\t.\tA\tC\t.\t.\t.\n"
                        .getBytes(StandardCharsets.US_ASCII));
        VcfLoad hurried =
                HurriedLoads.of(genome.loadVariants(variants).dataset("yeast").contigs(yeast));
        try (Connection reader = reader()) {
            assertThatThrownBy(hurried::run)
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("application \"a long report\"");
            reader.rollback();
        }
        assertThat(hurried.run().state()).isEqualTo(LoadState.DONE);
    }

    @Test
    void waitingForReadersCanBeCancelled() throws Exception {
        CancelSignal cancel = new CancelSignal();
        VcfLoad cancelled = genome.loadVariants(file(2, 700))
                .cancelledBy(cancel)
                .onProgress(progress -> {
                    if (progress.phase() == LoadPhase.SWITCHING) {
                        cancel.cancel();
                    }
                });
        try (Connection reader = reader()) {
            assertThatThrownBy(cancelled::run)
                    .isInstanceOfSatisfying(
                            LoadException.class,
                            e -> assertThat(e.isCancelled()).isTrue());
            reader.rollback();
        }
        assertThat(database.rows(ROWS)).containsExactly(oldRows);
    }
}
