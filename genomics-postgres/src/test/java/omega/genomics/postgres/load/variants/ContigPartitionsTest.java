package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chromosomes of any assembly have partitions of their own, scaffolds share one. */
@DatabaseTest
class ContigPartitionsTest {
    private static final String ODD = "HSCHR6_MHC_COX*CTG1-with-a-long-name";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        database.execute("DROP SCHEMA IF EXISTS yeast CASCADE");
        genome = GenomicsDatabase.open(database.url()).assembly("yeast");
        genome.migrate();
    }

    private static Assembly yeast() {
        List<Contig> contigs = new ArrayList<>();
        for (String name : List.of("chrI", "II", "ii", ODD)) {
            contigs.add(new Contig(name, OptionalInt.of(1000), Contig.Role.CHROMOSOME, Set.of()));
        }
        contigs.add(new Contig("Mito", OptionalInt.of(1000), Contig.Role.MITOCHONDRION, Set.of()));
        IntStream.range(0, 300)
                .mapToObj(i -> new Contig("scaffold_" + i, OptionalInt.of(1000), Contig.Role.UNPLACED, Set.of()))
                .forEach(contigs::add);
        return Assembly.of("yeast", contigs);
    }

    private static InputSource vcf(String... contigs) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : contigs) {
            IntStream.rangeClosed(1, 100).forEach(i -> text.append(contig + "\t" + i + "\t.\tA\tC\t.\t.\t.\n"));
        }
        return InputSource.of("yeast.vcf", text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> places() throws SQLException {
        return database.rows(
                "SELECT DISTINCT chromosome, regexp_replace(tableoid::regclass::text, '.*variants_|_d.*', '', 'g')"
                        + " FROM yeast.variants ORDER BY 1");
    }

    @Test
    void chromosomesHaveTheirOwn() throws Exception {
        LoadReport report = genome.loadVariants(vcf("chrI", "II", "ii", ODD, "Mito", "scaffold_7"))
                .contigs(yeast())
                .run();

        assertThat(report.warnings()).isEmpty();
        List<String> places = places();
        assertThat(places).hasSize(6).contains("II|chrii", "Mito|chrmito", "chrI|chri", "scaffold_7|other");
        assertThat(places).anyMatch(place -> place.matches("ii\\|chrii_[0-9a-f]{8}"));
        assertThat(places).anyMatch(place -> place.matches("HSCHR6.*\\|chrhschr6_mhc_c_[0-9a-f]{8}"));
        assertThat(database.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'yeast.variants'::regclass"))
                .isEqualTo(Integer.toString(26 + 5));
        assertThat(database.value(
                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'yeast.consequence_sets'::regclass"))
                .isEqualTo(Integer.toString(26 + 5));
        assertThat(String.join(
                        "\n",
                        database.rows("EXPLAIN SELECT * FROM yeast.variants WHERE chromosome = 'II' AND position = 7")))
                .contains("variants_chrii_d")
                .doesNotContain("other", "chri_");
        assertThat(genome.loadVariants(vcf("II")).contigs(yeast()).run().rowsWritten())
                .containsExactly(java.util.Map.entry("variants_chrii", 100L));
        assertThat(places()).containsExactly("II|chrii");
    }

    @Test
    void contigsThatAreStoredTellToo() throws Exception {
        database.execute(
                "INSERT INTO yeast.chromosome_metadata (chromosome, role, length, source) VALUES ('III', 'chromosome',"
                        + " 1000, 't'), ('s1', 'unplaced', 1000, 't')");
        genome.loadVariants(vcf("III", "s1")).run();

        assertThat(places()).containsExactly("III|chriii", "s1|other");
    }

    /** Rows that are there are not moved behind anybody's back. */
    @Test
    void rowsInTheDefaultPartitionStayAndAreNamed() throws Exception {
        genome.loadVariants(vcf("II", "Mito")).dataset("old").run();
        assertThat(places()).containsExactly("II|other", "Mito|other");
        LoadReport report = genome.loadVariants(vcf("II", "chrI"))
                .dataset("new")
                .contigs(yeast())
                .run();

        assertThat(report.warnings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("contig II has rows in variants_other and stays there");
        assertThat(places()).containsExactly("II|other", "Mito|other", "chrI|chri");
        assertThat(database.value("SELECT count(*) FROM yeast.variants WHERE chromosome = 'II'"))
                .isEqualTo("200");

        genome.datasets().drop("variants", "old");
        genome.datasets().drop("variants", "new");
        genome.loadVariants(vcf("II", "chrI")).contigs(yeast()).run();
        assertThat(places()).hasSize(2).allMatch(place -> place.matches("II\\|chrii.*|chrI\\|chri"));
    }

    @Test
    void loadsAtOnceDoNotMeet() {
        List<CompletableFuture<LoadReport>> loads = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return genome.loadVariants(vcf("chrI", "II", "Mito"))
                                .dataset("d" + i)
                                .contigs(yeast())
                                .run();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .toList();

        assertThat(loads)
                .allSatisfy(load -> assertThat(load.join().rowsWritten()).hasSize(3));
    }
}
