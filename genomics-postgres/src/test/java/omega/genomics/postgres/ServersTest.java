package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.embedded.EmbeddedServer;
import omega.genomics.postgres.embedded.Standby;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.ShardMap;
import omega.genomics.postgres.load.VcfLoad;
import omega.genomics.postgres.query.ConsequenceFilter;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.StoredVariant;
import omega.genomics.postgres.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A coordinator with a replica, and a shard: three servers, as far as one machine can have them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServersTest {
    private static final String HEADER =
            "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\tS2\n";

    @TempDir
    private static Path folder;

    private static EmbeddedServer primary;
    private static EmbeddedServer replica;
    private static EmbeddedServer shard;
    private static TestDatabase onPrimary;
    private static TestDatabase onShard;
    private static ShardMap map;

    @BeforeAll
    static void start() throws Exception {
        primary = Standby.startPrimary(folder.resolve("primary"));
        replica = Standby.startOf(primary, folder.resolve("primary"), folder.resolve("replica"));
        shard = EmbeddedServer.startTemporary();
        onPrimary = new TestDatabase(primary.jdbcUrl());
        onShard = new TestDatabase(shard.jdbcUrl());
        map = ShardMap.none().with(shard.jdbcUrl(), "2", "X");
        GenomicsDatabase.open(primary.jdbcUrl()).assembly("grch38").migrate();
        GenomicsDatabase.open(shard.jdbcUrl()).assembly("grch38").migrate();
    }

    @AfterAll
    static void stop() {
        replica.close();
        shard.close();
        primary.close();
    }

    private static InputSource file(String name, String... records) throws Exception {
        String text = HEADER + String.join("\n", records).replace(' ', '\t') + "\n";
        return InputSource.of(Files.writeString(folder.resolve(name), text));
    }

    private static VcfLoad load(InputSource source) {
        return GenomicsDatabase.open(primary.jdbcUrl())
                .assembly("grch38")
                .loadVariants(source)
                .dataset("cohort")
                .genotypes(true);
    }

    private static String[] records() {
        return new String[] {
            "1 100 . A G . . . GT 0/1 0/0",
            "2 100 . A G,T . . . GT 0/1 1/2",
            "2 200 . A G . . . GT 0/1 0/0",
            "X 100 . A G . . . GT 0 1"
        };
    }

    // ---- replica
    // -----------------------------------------------------------------------------------------------------

    @Test
    @Order(1)
    void aQuestionToTheReplicaSeesTheLoadBeforeIt() throws Exception {
        AssemblyDatabase grch38 = GenomicsDatabase.openReplicated(
                        "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + replica.port()
                                + "/postgres?user=postgres&password=" + primary.password(),
                        Duration.ofSeconds(60))
                .assembly("grch38");
        for (int i = 1; i <= 5; i++) {
            grch38.loadVariants(file("replicated.vcf", "3 " + i + "00 . A G . . . GT 0/1 0/1"))
                    .dataset("replicated")
                    .genotypes(true)
                    .run();

            assertThat(grch38.cohorts().carriers("3", i * 100, "A", "G").list()).hasSize(2);
        }
    }

    @Test
    @Order(2)
    void aReplicaThatDoesNotCatchUpIsAnErrorAndNotAnOldAnswer() throws Exception {
        PGSimpleDataSource replicas = new PGSimpleDataSource();
        replicas.setUrl(replica.jdbcUrl());
        AssemblyDatabase grch38 = GenomicsDatabase.open(primary.jdbcUrl())
                .withReplicas(replicas, Duration.ofMillis(200))
                .assembly("grch38");
        new TestDatabase(replica.jdbcUrl()).execute("SELECT pg_wal_replay_pause()");
        try {
            grch38.loadVariants(file("paused.vcf", "4 100 . A G . . . GT 0/1 0/1"))
                    .dataset("replicated")
                    .genotypes(true)
                    .run();
            assertThatThrownBy(() -> grch38.cohorts().samples().list())
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("has not replayed the last load");
        } finally {
            new TestDatabase(replica.jdbcUrl()).execute("SELECT pg_wal_replay_resume()");
        }
        AssemblyDatabase patient = GenomicsDatabase.open(primary.jdbcUrl())
                .withReplicas(replicas, Duration.ofSeconds(60))
                .assembly("grch38");
        assertThat(patient.cohorts().samples().list()).isNotNull();
    }

    // ---- shards
    // ------------------------------------------------------------------------------------------------------

    /** Before the foreign partitions: what is staged on one server is not lost when the other dies before it has staged. */
    @Test
    @Order(3)
    void aServerThatFailsLeavesEverythingAsItWasAndTheNextCallCompletes() throws Exception {
        InputSource source = file("cohort.vcf", records());
        // The shard can stage, but not make the dataset known.
        onShard.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
                + "CREATE TRIGGER refuse BEFORE INSERT ON grch38.datasets FOR EACH ROW EXECUTE FUNCTION refuse()");

        assertThatThrownBy(() -> map.load(load(source))).isInstanceOf(LoadException.class);

        assertThat(variants(onPrimary)).isEqualTo("0");
        assertThat(variants(onShard)).isEqualTo("0");
        onShard.execute("DROP TRIGGER refuse ON grch38.datasets");
        LoadReport report = map.load(load(source));
        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isEqualTo(4);
        assertThat(report.rowsWritten())
                .containsEntry("variants_chr1", 1L)
                .containsEntry("variants_chr2", 3L)
                .containsEntry("variants_chrx", 1L)
                .containsEntry("samples", 2L);
        assertThat(variants(onPrimary)).isEqualTo("1");
        assertThat(variants(onShard)).isEqualTo("4");
        assertThat(onShard.value("SELECT count(*) FROM grch38.load_parts")).isEqualTo("0");
        assertThat(map.load(load(source)).state()).isEqualTo(LoadState.UNCHANGED);
    }

    /** The shard has switched, the coordinator has not: a mixed state, which the same call ends. */
    @Test
    @Order(4)
    void aCrashBetweenTheSwitchesIsCompletedByTheSameCall() throws Exception {
        String[] changed = records();
        changed[0] = "1 150 . A G . . . GT 0/1 0/0";
        changed[1] = "2 150 . A G,T . . . GT 0/1 1/2";
        InputSource source = file("cohort2.vcf", changed);
        onPrimary.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
                + "CREATE TRIGGER refuse BEFORE UPDATE ON grch38.datasets FOR EACH ROW EXECUTE FUNCTION refuse()");

        assertThatThrownBy(() -> map.load(load(source))).isInstanceOf(LoadException.class);

        assertThat(onShard.value("SELECT count(*) FROM grch38.variants WHERE position = 150"))
                .isEqualTo("2");
        assertThat(onPrimary.value("SELECT count(*) FROM grch38.variants WHERE position = 150"))
                .isEqualTo("0");
        onPrimary.execute("DROP TRIGGER refuse ON grch38.datasets");
        LoadReport report = map.load(load(source));
        assertThat(report.recordsRead()).as("what was left to do").isEqualTo(1);
        assertThat(onPrimary.value("SELECT count(*) FROM grch38.variants WHERE position = 150"))
                .isEqualTo("1");
        assertThat(variants(onShard)).isEqualTo("4");
        for (TestDatabase server : new TestDatabase[] {onPrimary, onShard}) {
            assertThat(server.value("SELECT count(*) FROM grch38.load_parts")).isEqualTo("0");
        }
    }

    @Test
    @Order(5)
    void aDatasetHasOneNumberOnAllServers() throws Exception {
        assertThat(onPrimary.value("SELECT dataset_id FROM grch38.datasets WHERE name = 'cohort'"))
                .isEqualTo(onShard.value("SELECT dataset_id FROM grch38.datasets WHERE name = 'cohort'"));
    }

    @Test
    @Order(6)
    void theCoordinatorAnswersForItsShards() throws Exception {
        onPrimary.execute(map.foreignPartitions("grch38"));
        onPrimary.execute(map.foreignPartitions("grch38"));

        assertThat(onPrimary.rows("SELECT chromosome, count(*) FROM grch38.variants v JOIN grch38.datasets d USING"
                        + " (dataset_id) WHERE name = 'cohort' GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|1", "2|3", "X|1");
        AssemblyDatabase grch38 = GenomicsDatabase.open(primary.jdbcUrl()).assembly("grch38");
        assertThat(grch38.cohorts()
                        .in("cohort")
                        .variantsOf("S2", Region.parse("2"))
                        .list())
                .hasSize(2);
        assertThat(grch38.cohorts().carriers("X", 100, "A", "G").list())
                .singleElement()
                .satisfies(found -> assertThat(found.genotype()).isEqualTo("1"));
        assertThat(onPrimary.rows("EXPLAIN SELECT count(*) FROM grch38.variants WHERE chromosome = '2'"))
                .anyMatch(line -> line.contains("Foreign"))
                .noneMatch(line -> line.contains("chrx"));
    }

    @Test
    @Order(7)
    void loadsGoPastTheForeignPartitionsStraightToTheShard() throws Exception {
        InputSource more = file("more.vcf", "2 300 . A G . . . GT 0/1 0/1", "5 100 . A G . . . GT 0/1 0/1");

        assertThatThrownBy(() -> load(more).dataset("past").run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("lives on another server");
        map.load(load(more).dataset("past"));

        assertThat(onShard.value("SELECT count(*) FROM grch38.variants WHERE position = 300"))
                .isEqualTo("1");
        assertThat(onPrimary.rows("SELECT chromosome FROM grch38.variants JOIN grch38.datasets d USING (dataset_id)"
                        + " WHERE name = 'past' ORDER BY 1"))
                .containsExactly("2", "5");
        map.load(load(file("more2.vcf", "2 400 . A G . . . GT 0/1 0/1"))
                .dataset("past")
                .mode(LoadMode.APPEND));
        assertThat(onPrimary.value("SELECT count(*) FROM grch38.variants JOIN grch38.datasets d USING (dataset_id)"
                        + " WHERE name = 'past'"))
                .isEqualTo("3");
    }

    /** The coordinator's views and questions join the sets and the variants of each shard. */
    @Test
    @Order(8)
    void allConsequencesAreAskedForAcrossShards() throws Exception {
        String header = "##fileformat=VCFv4.3\n##INFO=<ID=CSQ,Number=.,Type=String,Description="
                + "\"Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature\">\n";
        String records = """
                #CHROM POS ID REF ALT QUAL FILTER INFO
                2 700 . A C . . CSQ=C|intron_variant|MODIFIER|ONE|G1|T1,C|missense_variant|MODERATE|TWO|G2|T2
                7 700 . A C . . CSQ=C|stop_gained|HIGH|SEVEN|G7|T7
                """.replace(' ', '\t');
        InputSource source = InputSource.of(Files.writeString(folder.resolve("csq.vcf"), header + records));
        AssemblyDatabase grch38 = GenomicsDatabase.open(primary.jdbcUrl()).assembly("grch38");

        LoadReport report =
                map.load(grch38.loadVariants(source).dataset("annotated").allConsequences(true));

        assertThat(report.rowsWritten())
                .containsEntry("consequence_sets_chr2", 2L)
                .containsEntry("consequence_sets_chr7", 1L);
        assertThat(onShard.value("SELECT count(*) FROM grch38.consequence_sets"))
                .isEqualTo("2");
        assertThat(onPrimary.rows("SELECT chromosome, rank, gene, terms FROM grch38.variant_consequences"
                        + " WHERE position = 700 ORDER BY 1, 2"))
                .containsExactly("2|1|TWO|{missense_variant}", "2|2|ONE|{intron_variant}", "7|1|SEVEN|{stop_gained}");
        StoredVariant found = grch38.variants()
                .in("annotated")
                .anyConsequence(ConsequenceFilter.any().ofTranscript("T1"))
                .overlapping(Region.parse("2:1-1000"))
                .list()
                .get(0);
        assertThat(grch38.variants().consequences(found))
                .extracting(consequence -> consequence.transcriptId().orElseThrow())
                .containsExactly("T2", "T1");
    }

    @Test
    @Order(9)
    void refusesAMapThatCannotBe() {
        assertThatThrownBy(() -> map.with("jdbc:postgresql://elsewhere/genomes", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contig 2 has a server already");
        assertThatThrownBy(() -> map.load(
                        load(InputSource.of("memory.vcf", HEADER.getBytes(java.nio.charset.StandardCharsets.UTF_8)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a file");
    }

    @Test
    @Order(10)
    void foreignPartitionsAreOnlyRead() {
        assertThatThrownBy(() -> onPrimary.execute("UPDATE grch38.variants SET depth = 1 WHERE chromosome = '2'"))
                .hasMessageContaining("does not allow updates");
    }

    @Test
    @Order(11)
    void aContigThatStillHasRowsHereIsNotMadeForeign() {
        String foreign = map.with(shard.jdbcUrl(), "1").foreignPartitions("grch38");

        assertThatThrownBy(() -> onPrimary.execute(foreign)).isInstanceOf(SQLException.class);
        assertThatCode(() -> assertThat(onPrimary.value("SELECT count(*) FROM grch38.variants WHERE chromosome = '1'"))
                        .isEqualTo("1"))
                .doesNotThrowAnyException();
    }

    private static String variants(TestDatabase server) throws SQLException {
        return server.value("SELECT count(*) FROM grch38.variants WHERE chromosome IN ('1', '2', 'X')");
    }
}
