package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of another assembly is refused before anything of it is visible; one that contradicts nothing is loaded. */
@DatabaseTest
class WrongAssemblyTest {
    private static final String COLUMNS = "#CHROM POS ID REF ALT QUAL FILTER INFO\n";

    private TestDatabase database;
    private AssemblyDatabase grch38;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        grch38 = Genomes.empty(database, "grch38");
    }

    private static InputSource vcf(String header, String records) {
        String text = "##fileformat=VCFv4.3\n" + header + (COLUMNS + records).replace(' ', '\t');
        return InputSource.of("test.vcf", text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputSource gtf(String directives, String contig, int start, int end) {
        String text = directives + contig + "\tx\tgene\t" + start + "\t" + end + "\t.\t+\t.\tgene_id \"G1\";\n";
        return InputSource.of("test.gtf", text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertNothingLoaded() throws SQLException {
        assertThat(database.value("SELECT count(*) FROM grch38.datasets")).isEqualTo("0");
        assertThat(database.value(
                        "SELECT (SELECT count(*) FROM grch38.genes) + (SELECT count(*) FROM grch38.variants)"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(ParseMode.class)
    void refusesARealAnnotationOfAnotherAssembly(ParseMode mode) throws Exception {
        Path file = Needs.data("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz");

        assertThatThrownBy(() ->
                        grch38.loadGenes(InputSource.of(file)).parseMode(mode).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("expected a file of GRCh38, but ")
                .hasMessageContaining("; it fits grch37; nothing was loaded");
        assertNothingLoaded();
    }

    @Test
    void refusesRealVariantsOfAnotherAssembly() throws Exception {
        Path file = Needs.data("vcf/dbsnp/b157_2564.vcf.gz");

        for (UnknownContigs policy : UnknownContigs.values()) {
            assertThatThrownBy(() -> grch38.loadVariants(InputSource.of(file))
                            .unknownContigs(policy)
                            .run())
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("it fits grch37");
        }
        assertNothingLoaded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#!genome-build GRCh37.p13     | #!genome-build says GRCh37.p13; it fits grch37",
                "##genome-build NCBI GRCh37    | ##genome-build says NCBI GRCh37; it fits grch37",
                "#!genome-build mm10           | #!genome-build says mm10; it fits grcm38",
                "#!genome-version NCBI36       | #!genome-version says NCBI36; no bundled assembly fits",
                "##description: evidence-based annotation of the human genome (GRCh37), version 19 (Ensembl 74)"
                        + " | it fits grch37",
                "##sequence-region 1 1 249250621 | the header states the contig lengths of GRCh37; it fits grch37",
            })
    void refusesDirectivesOfAnotherAssembly(String directive, String message) throws Exception {
        assertThatThrownBy(() -> grch38.loadGenes(gtf(directive.strip() + "\n", "1", 100, 200))
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("test.gtf: expected a file of GRCh38, but ")
                .hasMessageContaining(message);
        assertNothingLoaded();
        grch38.loadGenes(gtf(directive.strip() + "\n", "1", 100, 200))
                .assemblyCheck(false)
                .run();
        assertThat(database.value("SELECT count(*) FROM grch38.genes")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "21, 46709984, gene G1 is at 21:46709984; it fits grch37",
        "NC_000021.8, 20000, contig NC_000021.8 is a chromosome of GRCh37 only; it fits grch37",
        "chr1, 248956423, gene G1 is at chr1:248956423; it fits grch37",
        "chr1, 249250622, gene G1 is at chr1:249250622; no bundled assembly fits",
    })
    void refusesGenesThatTheAssemblyHasNoPlaceFor(String contig, int end, String message) throws Exception {
        String[] parts = message.split("; ", -1);
        assertThatThrownBy(() -> grch38.loadGenes(gtf("", contig, 100, end)).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining(parts[0])
                .hasMessageContaining(parts[1]);
        assertNothingLoaded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "##reference=file:///seq/human_g1k_v37.fasta | ##reference says file:///seq/human_g1k_v37.fasta",
                "##reference=hg19                            | it fits grch37",
                "##contig=<ID=1,assembly=b37>                | assembly of ##contig says b37",
                "##contig=<ID=1,length=249250621>            | the header states the contig lengths of GRCh37",
                "##reference=1000GenomesPilot-NCBI36         | no bundled assembly fits",
                "##contig=<ID=1,length=1000>                 | line 4 is at 1:248956424, beyond the contig's last base 248956422",
            })
    void refusesVariantsOfAnotherAssembly(String header, String message) throws Exception {
        InputSource file = vcf(header.strip() + "\n", "1 248956424 . A C . . .\n");

        assertThatThrownBy(() -> grch38.loadVariants(file).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining(message);
        assertNothingLoaded();
        assertThat(grch38.loadVariants(file).assemblyCheck(false).run().recordsStored())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "##reference=ref.fa\n",
                "##reference=GRCh38.p14\n",
                "##reference=file:///refs/hg19/lifted_to_hg38.fa\n",
                "##reference=file://GRCh38/v0/Homo_sapiens_assembly38.fasta\n",
                "##reference=hg19\n##contig=<ID=1,length=248956422>\n",
                "##contig=<ID=1,length=1000,assembly=mine>\n",
                "##contig=<ID=scaffold_7,length=1000>\n",
                "##reference=file:///data/b151/hs1000/mm100/seq.fa\n"
            })
    void loadsWhatContradictsNothing(String header) throws Exception {
        String records = "1 248956423 . A C . . .\nscaffold_7 5 . A C . . .\nHLA-A*01:01 5 . A C . . .\n";

        LoadReport report = grch38.loadVariants(vcf(header, records))
                .unknownContigs(UnknownContigs.KEEP)
                .run();

        assertThat(report.recordsStored()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#!genome-build GRCz99\n",
                "#!genome-build Ensembl GRCh38.p12\n",
                "##sequence-region 1 1 1000\n",
                "##sequence-region 1 1 248956422\n#!genome-build mine\n",
                "##description: evidence-based annotation of the human genome, version 38, mapped to GRCh38\n"
            })
    void loadsAnnotationsThatContradictNothing(String directives) throws Exception {
        grch38.loadGenes(gtf(directives, "1", 100, 248956422)).dataset("a").run();
        grch38.loadGenes(gtf(directives, "MT", 100, 17000)).dataset("b").run();
        grch38.loadGenes(gtf(directives, "my_scaffold", 100, 2_000_000_000))
                .dataset("c")
                .run();

        assertThat(database.value("SELECT count(*) FROM grch38.genes")).isEqualTo("3");
    }

    @Test
    void anAssemblyWithoutATableTakesEverything() throws Exception {
        AssemblyDatabase own = Genomes.empty(database, "own");

        own.loadGenes(gtf("#!genome-build GRCh37\n", "1", 100, 2_000_000_000)).run();
        own.loadVariants(vcf("##reference=hg19\n", "1 2000000000 . A C . . .\n"))
                .run();

        assertThat(database.value("SELECT (SELECT count(*) FROM own.genes) + (SELECT count(*) FROM own.variants)"))
                .isEqualTo("2");
    }
}
