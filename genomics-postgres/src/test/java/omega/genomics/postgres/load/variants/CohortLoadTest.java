package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.genotype.PackedGenotypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Genotypes go into the database and come out of it, by SQL as by Java. */
@DatabaseTest
class CohortLoadTest {
    private static final List<String> GENOTYPES = List.of(
            "0|0", "0/1", "1|0", "1/1", "./.", ".", "0", "1", "2", "./1", "1/.", "./0", "1/2", "2/2", "0/0/1", "0/1/1",
            "1/1/1", "./1/1", "0/0/0/0");

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static InputSource vcf(int samples, String... records) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT");
        IntStream.range(0, samples).forEach(i -> text.append(" S").append(i));
        text.append('\n').append(String.join("\n", records)).append('\n');
        String tabs = text.toString().replace(' ', '\t');
        return InputSource.of("cohort.vcf", tabs.getBytes(StandardCharsets.UTF_8));
    }

    private VcfLoad load(int samples, String... records) {
        return genome.loadVariants(vcf(samples, records)).dataset("cohort").genotypes(true);
    }

    @Test
    void countsEachAlleleByWhatTheSamplesHaveOfIt() throws Exception {
        LoadReport report = load(
                        6,
                        "1 100 . A G,T . . . GT 0/0 0|1 1/2 2/2 ./. ./1",
                        "1 200 . A G . . . DP:GT 1:0 1:1 1:. 1:0/0 1:0/1 1:1/1",
                        "1 300 . A G . . . DP 1 2 3 4 5 6",
                        "1 400 . A . . . . GT 0/0 0/0 0/0 0/0 0/0 0/0")
                .run();

        assertThat(report.rowsWritten()).containsEntry("samples", 6L);
        assertThat(database.rows("SELECT position, alt, hom_ref_count, het_count, hom_alt_count, missing_count FROM"
                        + " grch38.variants ORDER BY position, alt"))
                .containsExactly(
                        "100|G|2|3|0|1",
                        "100|T|2|1|1|2",
                        "200|G|2|1|2|1",
                        "300|G|null|null|null|null",
                        "400|null|null|null|null|null");
        assertThat(database.rows("SELECT sample_index, name FROM grch38.samples ORDER BY 1"))
                .containsExactly("0|S0", "1|S1", "2|S2", "3|S3", "4|S4", "5|S5");
    }

    @Test
    void leavesSamplesAloneUnlessAsked() throws Exception {
        genome.loadVariants(vcf(2, "1 100 . A G . . . GT 0/0 nonsense")).run();

        assertThat(database.value("SELECT count(*) FROM grch38.variants WHERE genotypes IS NULL AND het_count IS NULL"))
                .isEqualTo("1");
        assertThat(database.value("SELECT count(*) FROM grch38.samples")).isEqualTo("0");
    }

    /** The functions of the schema read every form as Java does. */
    @Test
    void readsPackedGenotypesInSqlAsInJava() throws Exception {
        Random random = new Random(7);
        int samples = 150;
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String usual = GENOTYPES.get(random.nextInt(GENOTYPES.size()));
            double rare = random.nextDouble() * random.nextDouble();
            StringBuilder record = new StringBuilder("1 " + (100 + i) + " . A G,T . . . GT");
            for (int s = 0; s < samples; s++) {
                record.append(' ')
                        .append(random.nextDouble() < rare ? GENOTYPES.get(random.nextInt(GENOTYPES.size())) : usual);
            }
            records.add(record.toString());
        }
        load(samples, records.toArray(String[]::new)).run();

        List<String> rows =
                database.rows("SELECT encode(genotypes, 'hex'), (SELECT string_agg(grch38.genotype(genotypes, s), ' '"
                        + " ORDER BY s) FROM generate_series(0, 149) s), (SELECT string_agg(c::text, ' ' ORDER BY c) FROM"
                        + " grch38.genotype_carriers(genotypes, 150) c), hom_ref_count + het_count + hom_alt_count + missing_count,"
                        + " het_count + hom_alt_count FROM grch38.variants");
        assertThat(rows).hasSize(120);
        for (String row : rows) {
            String[] columns = row.split("\\|", -1);
            PackedGenotypes packed = PackedGenotypes.of(java.util.HexFormat.of().parseHex(columns[0]), samples);
            assertThat(columns[1].split(" ", -1))
                    .containsExactly(IntStream.range(0, samples)
                            .mapToObj(packed::genotype)
                            .toArray(String[]::new));
            assertThat(columns[2].equals("null") ? new String[0] : columns[2].split(" ", -1))
                    .containsExactly(IntStream.of(packed.carriers())
                            .mapToObj(Integer::toString)
                            .toArray(String[]::new));
            assertThat(columns[3]).isEqualTo("150");
            assertThat(columns[4]).isEqualTo(Integer.toString(packed.carriers().length));
        }
    }

    @Test
    void answersByVariantAndBySample() throws Exception {
        load(
                        3,
                        "1 100 rs1 A G,T . . . GT 0/1 1|2 0/0",
                        "1 150 . AT A . . . GT 0/0 1/1 ./1",
                        "1 160 . " + "A".repeat(200) + " A . . . GT 1 0/0 0/0",
                        "2 100 . A G . . . GT 1/1 1/1 1/1")
                .run();

        assertThat(database.rows("SELECT * FROM grch38.variant_carriers('1', 100, 'A', 'G')"))
                .containsExactly("cohort|S0|0/1", "cohort|S1|0/1");
        assertThat(database.rows("SELECT position, alt, genotype FROM grch38.sample_variants('S1', '1', 100, 151)"))
                .containsExactly("100|G|0/1", "100|T|0/1", "150|A|1/1");
        assertThat(database.rows("SELECT position, genotype FROM grch38.sample_variants('S0', '1', 350, 400)"))
                .containsExactly("160|1");
        assertThat(database.rows("SELECT * FROM grch38.sample_variants('S7', '1', 1, 1000)"))
                .isEmpty();
    }

    @Test
    void refusesAFileWithABadGenotypeAndNamesIt() throws Exception {
        assertThatThrownBy(() -> load(2, "1 100 . A G . . . GT 0/0 0/2").run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("alleles from 0 to 1");
        LoadReport report = load(2, "1 100 . A G . . . GT 0/0 0/2", "1 200 . A G . . . GT 0/0 0/1")
                .parseMode(ParseMode.LENIENT)
                .run();

        assertThat(report.rejects()).isEqualTo(1);
        assertThat(database.rows("SELECT position FROM grch38.variants")).containsExactly("200");
    }

    @Test
    void replacesSamplesWithTheVariants() throws Exception {
        load(3, "1 100 . A G . . . GT 0/0 0/1 1/1").run();
        assertThat(load(3, "1 100 . A G . . . GT 0/0 0/1 1/1").run().state()).isEqualTo(LoadState.UNCHANGED);
        load(2, "1 100 . A G . . . GT 0/0 0/1").run();
        assertThat(database.rows("SELECT name FROM grch38.samples ORDER BY 1")).containsExactly("S0", "S1");

        load(2, "1 100 . A G . . . GT 0/0 0/1").genotypes(false).run();
        assertThat(database.value("SELECT count(*) FROM grch38.samples")).isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM pg_class WHERE relname LIKE 'samples\\_d%' AND relkind = 'r'"))
                .isEqualTo("0");
    }

    @Test
    void appendsOnlyToTheSameSamples() throws Exception {
        load(2, "1 100 . A G . . . GT 0/0 0/1").run();
        load(2, "1 200 . A G . . . GT 0/1 0/1").mode(LoadMode.APPEND).run();
        assertThat(database.rows("SELECT position, genotype FROM grch38.sample_variants('S1', '1', 1, 1000)"))
                .containsExactly("100|0/1", "200|0/1");
        assertThatThrownBy(() -> load(3, "1 300 . A G . . . GT 0/1 0/1 0/0")
                        .mode(LoadMode.APPEND)
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("expected the 2 samples of the dataset");
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("2");
    }
}
