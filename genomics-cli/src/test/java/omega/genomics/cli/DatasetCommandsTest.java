package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants and datasets by the command. */
@DatabaseTest
class DatasetCommandsTest {
    private static final String SAMPLE = "../docs/sample/sample.vcf";

    private static Ran genomics(TestDatabase database, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 3);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--url";
        all[arguments.length + 2] = database.url();
        return Ran.genomics(all);
    }

    /** A name that is mistyped must not make a schema. */
    @Test
    void listAndDropChangeNothingInADatabaseThatHasNothing(TestDatabase database) throws Exception {
        Ran listed = genomics(database, "datasets", "list", "--assembly", "mistyped");
        assertThat(listed.exitCode()).isZero();
        assertThat(Json.objects(listed.stdout())).isEmpty();
        Ran dropped = genomics(database, "datasets", "drop", "x", "--assembly", "mistyped");
        assertThat(dropped.exitCode()).isEqualTo(1);
        assertThat(dropped.stderr()).isEqualTo("genomics: no dataset is called \"x\"; there are none\n");
        assertThat(database.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'mistyped'"))
                .isEqualTo("0");
    }

    @Test
    void loadListAndDrop(TestDatabase database) throws Exception {
        Ran loaded = genomics(database, "load", "variants", SAMPLE, "--assembly", "grch38", "--dataset", "sample");
        assertThat(loaded.stderr()).isEmpty();
        assertThat(Json.object(loaded.stdout()))
                .containsEntry("state", "done")
                .containsEntry("records_read", 10L)
                .containsEntry("rows_written", 11L)
                .containsEntry("duplicates", 0L)
                .containsEntry("rejects", 0L)
                .containsKeys("seconds", "rows_per_second");
        assertThat(Json.object(genomics(database, "load", "variants", SAMPLE, "--dataset", "sample")
                        .stdout()))
                .containsEntry("state", "unchanged");
        assertThat(Json.objects(genomics(database, "datasets", "list").stdout()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Map.class, row -> assertThat(row.get("rows")).isEqualTo(11L));
        Ran mistyped = genomics(database, "datasets", "drop", "simple");
        assertThat(mistyped.exitCode()).isEqualTo(1);
        assertThat(mistyped.stderr()).contains("no dataset is called \"simple\"; did you mean sample?");
        Ran kind = genomics(database, "datasets", "drop", "sample", "--kind", "genes");
        assertThat(kind.exitCode()).isEqualTo(1);
        assertThat(kind.stderr()).contains("no genes dataset is called \"sample\"; there are: sample (variants)");
        Ran dropped = genomics(database, "datasets", "drop", "sample");
        assertThat(dropped.exitCode()).isZero();
        assertThat(Json.object(dropped.stdout())).containsEntry("dropped", true);
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("0");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname ~ '_d[0-9]+_r[0-9]+$'"))
                .isEmpty();
        assertThat(Json.objects(genomics(database, "datasets", "list").stdout()))
                .isEmpty();
    }

    @Test
    void aPackedDatasetSaysHowItIsStored(TestDatabase database) {
        Ran loaded = genomics(database, "load", "variants", SAMPLE, "--dataset", "dense", "--layout", "packed");

        assertThat(loaded.exitCode()).isZero();
        assertThat(Json.object(loaded.stdout()))
                .containsEntry("layout", "packed")
                .containsKeys("bytes", "bytes_per_variant", "compression");
        Map<String, Object> dense =
                Json.objects(genomics(database, "datasets", "list").stdout()).get(0);
        assertThat(dense).containsEntry("layout", "packed").containsKey("compression");
        assertThat((Double) dense.get("bytes_per_variant")).isPositive();
        Ran appended =
                genomics(database, "load", "variants", "../docs/sample/brca2.vcf", "--dataset", "dense", "--append");
        assertThat(appended.exitCode()).isZero();
        assertThat(Json.object(appended.stdout())).containsEntry("layout", "packed");
        assertThat(Json.objects(genomics(database, "query", "variants", "chr17:43071000-43072000")
                        .stdout()))
                .isNotEmpty();
        assertThat(genomics(database, "datasets", "drop", "dense").exitCode()).isZero();
    }

    /** The alleles are those of the file, of which each has one. */
    @Test
    void anExpressionChoosesRowsAsItChoosesRecords(TestDatabase database) {
        String file = "../docs/sample/brca2.vcf";
        assertThat(genomics(database, "load", "variants", file, "--dataset", "brca2")
                        .exitCode())
                .isZero();
        String expression = "AF<0.0003 && TYPE=\"snp\" && CSQ~\"stop_gained\"";
        long records = Ran.genomics("vcf", "view", file, "--include", expression)
                .stdout()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();

        Ran counted = genomics(database, "query", "variants", "--include", expression, "--count");
        assertThat(records).isEqualTo(5);
        assertThat(Json.object(counted.stdout())).containsEntry("count", records);
        Ran others = genomics(database, "query", "variants", "--exclude", expression, "--count");
        assertThat(Json.object(others.stdout())).containsEntry("count", 40 - records);
        Ran explained = genomics(database, "query", "variants", "--include", "POS>1 && AC/AN<0.1", "--explain");
        assertThat(explained.stdout()).contains("in SQL: ").contains("on the rows that are read: AC/AN<0.1");
        Ran exported =
                Ran.genomics("export", "-o", "-", "--format", "tsv", "--include", expression, "--url", database.url());
        assertThat(exported.stdout().lines()).hasSize(6);
        Ran wrong = genomics(database, "query", "variants", "--include", "POS>1 && csq~\"a\"");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.stderr()).contains("filter expression:1:10: ").contains("did you mean CSQ?");
        genomics(database, "datasets", "drop", "brca2");
    }

    @Test
    void writesLoadedGenesAsTheirFileIsWritten(TestDatabase database, @TempDir Path folder) throws Exception {
        String genes = Child.CLONE.resolve("docs/sample/sample.gtf").toString();
        assertThat(genomics(database, "load", "genes", genes, "--assembly", "bed", "--dataset", "mine")
                        .exitCode())
                .isZero();
        for (String feature : List.of("transcript", "gene", "exon")) {
            Ran ofFile = Ran.genomics("gtf", "bed", genes, "--feature", feature);
            Ran loaded =
                    Ran.genomics("query", "bed", "--feature", feature, "--assembly", "bed", "--url", database.url());
            assertThat(loaded.stderr()).isEmpty();
            assertThat(loaded.stdout().lines().sorted())
                    .containsExactlyElementsOf(ofFile.stdout().lines().sorted().toList());
        }
        Path file = folder.resolve("klotho.bed");
        Ran one = genomics(database, "query", "bed", "KLOTHO", "--assembly", "bed", "-o", file.toString());
        assertThat(Json.object(one.stdout()).get("rows_written"))
                .isEqualTo((long) Files.readAllLines(file).size());
        assertThat(Files.readString(file)).startsWith("13\t");
        Ran twice = genomics(database, "query", "bed", "KL", "--region", "13", "--assembly", "bed", "-o", "x");
        assertThat(twice.exitCode()).isEqualTo(2);
        genomics(database, "datasets", "drop", "mine", "--assembly", "bed");
    }

    @Test
    void aFileOfRegionsChoosesWhatIsLoadedAndFound(TestDatabase database, @TempDir Path folder) throws Exception {
        String panel = Files.writeString(folder.resolve("panel.bed"), "chr13\t32315185\t32316779\n")
                .toString();
        String file = "../docs/sample/brca2.vcf";
        Ran loaded = genomics(database, "load", "variants", file, "--dataset", "panel", "--regions-file", panel);
        assertThat(Json.object(loaded.stdout())).containsEntry("records_read", 3L);
        genomics(database, "load", "variants", file, "--dataset", "whole");

        Ran counted = genomics(database, "query", "variants", "--dataset", "whole", "--regions-file", panel, "--count");
        assertThat(Json.object(counted.stdout())).containsEntry("count", 3L);
        Ran twice = genomics(database, "query", "variants", "13", "--regions-file", panel);
        assertThat(twice.exitCode()).isEqualTo(2);
        genomics(database, "datasets", "drop", "panel");
        genomics(database, "datasets", "drop", "whole");
    }

    /** It dropped variants unless told otherwise. */
    @Test
    void dropTakesTheKindThatHasTheName(TestDatabase database) {
        String genes = Child.CLONE.resolve("docs/sample/sample.gtf").toString();
        assertThat(genomics(database, "load", "genes", genes, "--dataset", "mine")
                        .exitCode())
                .isZero();
        assertThat(Json.object(genomics(database, "datasets", "drop", "mine").stdout()))
                .containsEntry("kind", "genes")
                .containsEntry("dropped", true);

        genomics(database, "load", "genes", genes, "--dataset", "mine");
        genomics(database, "load", "variants", SAMPLE, "--dataset", "mine");
        Ran both = genomics(database, "datasets", "drop", "mine");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.stderr())
                .startsWith("several datasets are called mine, name one with --kind genes or --kind variants\n");
        assertThat(Json.object(genomics(database, "datasets", "drop", "mine", "--kind", "variants")
                        .stdout()))
                .containsEntry("kind", "variants");
        assertThat(genomics(database, "datasets", "drop", "mine").exitCode()).isZero();
    }

    @Test
    void aGeneSaysItsDatasetWhereThereAreSeveral(TestDatabase database) throws Exception {
        String genes = Child.CLONE.resolve("docs/sample/sample.gtf").toString();
        genomics(database, "load", "genes", genes, "--assembly", "several", "--dataset", "one");
        assertThat(genomics(database, "query", "gene", "KLOTHO", "--assembly", "several")
                        .stdout())
                .doesNotContain("dataset");
        genomics(database, "load", "genes", genes, "--assembly", "several", "--dataset", "other");

        assertThat(Json.objects(genomics(database, "query", "gene", "KLOTHO", "--assembly", "several")
                        .stdout()))
                .extracting(row -> row.get("dataset"))
                .containsExactlyInAnyOrder("one", "other");
        for (String dataset : List.of("one", "other")) {
            genomics(database, "datasets", "drop", dataset, "--assembly", "several");
        }
    }

    @Test
    void anotherAssemblysFileIsRefusedUnlessTheCheckIsOff(TestDatabase database, @TempDir Path folder)
            throws Exception {
        String genes = Files.writeString(
                        folder.resolve("genes.gtf"),
                        "#!genome-build GRCh37.p13\n1\tx\tgene\t1\t9\t.\t+\t.\tgene_id \"G\";\n")
                .toString();
        String variants = Files.writeString(
                        folder.resolve("calls.vcf"),
                        "##fileformat=VCFv4.2\n##reference=hg19\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                                + "1\t4\t.\tC\tA\t.\t.\t.\n")
                .toString();
        for (String[] load : new String[][] {{"load", "genes", genes}, {"load", "variants", variants}}) {
            String[] unchecked = Arrays.copyOf(load, load.length + 1);
            unchecked[load.length] = "--no-assembly-check";
            Ran refused = genomics(database, load);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.stderr()).contains("expected a file of GRCh38, but ", "it fits grch37");
            assertThat(genomics(database, unchecked).exitCode()).isZero();
            assertThat(genomics(database, "datasets", "drop", load[1].equals("genes") ? "genes" : "calls")
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void loadNormalizedAndWithoutReferenceSites(TestDatabase database, @TempDir Path folder) throws Exception {
        Path fasta = Files.writeString(folder.resolve("genome.fa"), ">chr1\nTTGCACACATTTCGA\n");
        Path vcf = Files.writeString(folder.resolve("calls.vcf"), """
                ##fileformat=VCFv4.2
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t4\t.\tC\t<NON_REF>\t.\t.\t.
                1\t7\t.\tACA\tA,<NON_REF>\t.\t.\t.
                """);
        String[] command = {"load", "variants", vcf.toString(), "--dataset", "calls", "--no-reference-sites"};
        String[] normalized = Arrays.copyOf(command, command.length + 2);
        normalized[command.length] = "--normalize";
        normalized[command.length + 1] = fasta.toString();
        assertThat(Json.object(genomics(database, command).stdout()))
                .containsEntry("records_read", 2L)
                .containsEntry("records_without_row", 1L)
                .containsEntry("rows_written", 1L);
        assertThat(Json.object(genomics(database, normalized).stdout())).containsEntry("state", "done");
        assertThat(Json.object(genomics(database, normalized).stdout())).containsEntry("state", "unchanged");
        assertThat(database.rows("SELECT position, ref, alt, record_number, allele_index FROM grch38.variants"))
                .containsExactly("3|GCA|G|2|1");
        assertThat(genomics(database, "datasets", "drop", "calls").exitCode()).isZero();
    }

    @Test
    void refuseAWrongNumberOfConnections(TestDatabase database) {
        assertThat(genomics(database, "load", "variants", SAMPLE, "--connections", "0")
                        .exitCode())
                .isEqualTo(2);
    }
}
