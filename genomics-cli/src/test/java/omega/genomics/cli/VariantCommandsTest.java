package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.RangeServer;
import omega.genomics.testing.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about variants by command. */
@DatabaseTest
class VariantCommandsTest {
    private static final String VCF = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
            ##INFO=<ID=MC,Number=.,Type=String,Description="Consequence">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            chr17	43045712	rs7	T	C	50.5	PASS	AF=0.0002;CLNSIG=Likely_pathogenic;GENEINFO=BRCA1:672;MC=SO:0001583|missense_variant
            chr17	43045720	.	T	TA	.	.	.
            chr19	44908684	rs429358	T	C	.	q	AF=0.15
            """;

    private static String url = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        url = database.url();
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadVariants(InputSource.of("small.vcf", VCF.getBytes(StandardCharsets.UTF_8)))
                .dataset("small")
                .run();
    }

    @Test
    void loadsFromAWebServerWithoutStoringTheFile() throws Exception {
        try (RangeServer server = RangeServer.start()) {
            byte[] content = VCF.getBytes(StandardCharsets.UTF_8);
            server.serve("calls.vcf", content);
            server.becomeUnreliable();
            String address = server.address("calls.vcf").toString();

            Ran ran = genomics("load", "variants", address, "--dataset", "remote", "-e", "CHROM=\"chr19\"", "--json");

            assertThat(ran.exitCode()).as(ran.stderr()).isZero();
            assertThat(Json.object(ran.stdout())).containsEntry("rows_written", 2L);
            assertThat(server.sentBytes()).isGreaterThanOrEqualTo(content.length);
            assertThat(Json.objects(
                            genomics("query", "variants", "chr17:43045000-43046000", "--dataset", "remote", "--json")
                                    .stdout()))
                    .extracting(row -> row.get("position"))
                    .containsExactly(43045712L, 43045720L);
            assertThat(genomics("load", "variants", server.address("none.vcf").toString(), "--dataset", "absent")
                            .stderr())
                    .contains("no such file")
                    .contains("none.vcf");
        }
        assertThat(genomics("datasets", "drop", "remote", "--kind", "variants").exitCode())
                .isZero();
        assertThat(genomics("load", "variants", "http://example.org/calls.vcf", "--dataset", "absent")
                        .stderr())
                .contains("https");
    }

    @Test
    void queryVariantsSaysWhatScriptsRelyOn() {
        Ran ran = genomics("query", "variants", "chr17:43045000-43046000", "--json");

        assertThat(ran.stderr()).isEmpty();
        List<Map<String, Object>> variants = Json.objects(ran.stdout());
        assertThat(variants).hasSize(2);
        assertThat(variants.get(0))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("dataset", "small"),
                        Map.entry("chromosome", "17"),
                        Map.entry("position", 43045712L),
                        Map.entry("id", "rs7"),
                        Map.entry("ref", "T"),
                        Map.entry("alt", "C"),
                        Map.entry("qual", 50.5),
                        Map.entry("filter", "PASS"),
                        Map.entry("allele_frequency", 2.0E-4),
                        Map.entry("gene", "BRCA1"),
                        Map.entry("consequence", "missense_variant"),
                        Map.entry("clinical_significances", List.of("likely_pathogenic"))));
        assertThat(variants.get(1)).containsEntry("id", null).containsEntry("gene", null);
        assertThat(ran.stdout()).contains("\"allele_frequency\": 0.0002");
    }

    @Test
    void annotatesAFileFromADataset() throws Exception {
        Path mine = folder.resolve("mine.vcf");
        Files.writeString(
                mine,
                "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n17\t43045712\t.\tTA\tCA,TG\t.\t.\t.\n");
        Path out = folder.resolve("annotated.vcf");

        Ran ran = genomics(
                "vcf",
                "annotate",
                mine.toString(),
                "--from",
                "small",
                "-c",
                "AF:x,ID:rs",
                "-o",
                out.toString(),
                "--json");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(Json.object(ran.stdout())).containsEntry("from", "small").containsEntry("records_annotated", 1L);
        assertThat(Files.readString(out)).endsWith("17\t43045712\t.\tTA\tCA,TG\t.\t.\tx=0.0002,.;rs=rs7\n");
        assertThat(genomics("vcf", "annotate", mine.toString(), "--from", "smal", "-c", "AF")
                        .stderr())
                .contains("small");
    }

    @Test
    void loadsSeveralFilesAsOneDataset() throws Exception {
        String header = VCF.substring(0, VCF.indexOf("chr17"));
        Path one = Files.writeString(folder.resolve("one file.vcf"), header + "chr1\t10\t.\tA\tC,G\t.\t.\t.\n");
        Path two = Files.writeString(folder.resolve("two.vcf"), header + "chr2\t10\t.\tA\tC\t.\t.\t.\n");
        Path list = Files.writeString(folder.resolve("list.txt"), "# files\n" + one + "\n\n" + two + "\n");
        assertThat(genomics("load", "variants", one.toString(), two.toString()).stderr())
                .contains("--dataset");
        assertThat(genomics("load", "variants", one.toString(), "-", "--dataset", "several")
                        .exitCode())
                .isEqualTo(2);

        Ran ran = genomics("load", "variants", "@" + list, "--dataset", "several", "--json");

        assertThat(ran.stderr()).isEmpty();
        Map<String, Object> report = Json.object(ran.stdout());
        assertThat(report)
                .containsEntry("state", "done")
                .containsEntry("file", one + " and 1 other file")
                .containsEntry("records_read", 2L)
                .containsEntry("rows_written", 3L);
        assertThat(report.get("files"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(
                        file -> file.get("file"), file -> file.get("records_read"), file -> file.get("rows_written"))
                .containsExactly(tuple(one.toString(), 1L, 2L), tuple(two.toString(), 1L, 1L));
        assertThat(report.get("bytes"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("heap", "toast", "indexes");
        assertThat((Double) report.get("bytes_per_variant")).isPositive();
        assertThat(Json.object(genomics("load", "variants", "@" + list, "--dataset", "several", "--json")
                        .stdout()))
                .containsEntry("state", "unchanged");
        assertThat(genomics("datasets", "drop", "several", "--kind", "variants").exitCode())
                .isZero();
    }

    @Test
    void queryVariantsShowsPeopleWhatCanBePastedBack() {
        Ran ran = genomics("query", "variants", "chr17:43045000-43046000");

        assertThat(ran.stdout().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("dataset  chromosome  position  id");
        assertThat(ran.stdout())
                .containsPattern(
                        "\nsmall +17 +43045712 +rs7 +T +C +50.5 +PASS +0.0002 +BRCA1 +missense_variant +likely_pathogenic\n")
                .doesNotContain("43,045", "AF");
        assertThat(genomics("query", "variants", "17:43045712-43045712", "--columns", "variant,INFO/AF,INFO/NONE")
                        .stdout())
                .matches("variant +INFO/AF +INFO/NONE\n17-43045712-T-C +0.0002 +-\n");
    }

    @Test
    void queryVariantsChoosesColumnsForPrograms() {
        String[] one = {"query", "variants", "17:43045712-43045712", "--columns", "variant,info,INFO/CLNSIG", "--json"};
        assertThat(Json.objects(genomics(one).stdout()).get(0))
                .hasSize(3)
                .containsEntry("variant", "17-43045712-T-C")
                .containsEntry("INFO/CLNSIG", "Likely_pathogenic")
                .containsEntry(
                        "info",
                        Map.of(
                                "AF",
                                2.0E-4,
                                "CLNSIG",
                                List.of("Likely_pathogenic"),
                                "GENEINFO",
                                "BRCA1:672",
                                "MC",
                                List.of("SO:0001583|missense_variant")));
        assertThat(genomics(
                                "query",
                                "variants",
                                "--tsv",
                                "--columns",
                                "position,id,allele_frequency,clinical_significances")
                        .stdout())
                .isEqualTo("position\tid\tallele_frequency\tclinical_significances\n"
                        + "43045712\trs7\t0.0002\tlikely_pathogenic\n43045720\t\t\t\n44908684\trs429358\t0.15\t\n");
        assertThat(genomics("query", "variants", "--tsv", "--limit", "1")
                        .stdout()
                        .lines())
                .hasSize(2);
        assertThat(genomics("query", "variants", "--tsv", "--columns", "all").stdout())
                .startsWith("dataset\tvariant\tchromosome\tposition\tend_pos\t");
        assertThat(genomics("query", "variants", "--columns", "fruit").stderr())
                .startsWith("expected --columns among dataset, variant, ")
                .contains("found \"fruit\"");
        assertThat(genomics("query", "variants", "--tsv", "--json").exitCode()).isEqualTo(2);
    }

    @Test
    void queryVariantsNarrowsDown() {
        assertThat(positions("--significance", "likely_pathogenic")).containsExactly(43045712L);
        assertThat(positions("--type", "ins,del")).containsExactly(43045720L);
        assertThat(positions("--info", "AF=0.15")).containsExactly(44908684L);
        assertThat(positions("--max-frequency", "0.2")).containsExactly(43045712L, 44908684L);
        assertThat(positions("--pass", "--dataset", "small")).containsExactly(43045712L);
        assertThat(positions("19")).containsExactly(44908684L);
        assertThat(genomics("query", "variants", "--count", "--json").stdout()).contains("\"count\": 3");
    }

    @Test
    void queryVariantsGoesOnWhereALimitedAnswerEnds() {
        Ran first = genomics("query", "variants", "--limit", "2", "--json");
        String cursor = first.stderr().replaceAll("(?s).*--after '(.*)'.*", "$1");
        Ran second = genomics("query", "variants", "--limit", "2", "--json", "--after", cursor);

        assertThat(Json.objects(first.stdout())).hasSize(2);
        assertThat(Json.objects(second.stdout())).hasSize(1);
        assertThat(second.stderr()).isEmpty();
        assertThat(Json.objects(genomics("query", "variants", "--limit", "" + Integer.MAX_VALUE, "--json")
                        .stdout()))
                .hasSize(3);
    }

    @Test
    void queryVariantFindsByEveryName() {
        for (String name : List.of("rs429358", "19-44908684-T-C", "chr19:44908684:T>C", "19-44908684")) {
            assertThat(Json.objects(genomics("query", "variant", name, "--json").stdout()))
                    .as(name)
                    .singleElement()
                    .satisfies(variant -> assertThat(variant)
                            .containsEntry("rs_number", 429358L)
                            .containsEntry("variant_type", "SNV")
                            .containsEntry("end_pos", 44908684L));
        }
        assertThat(Json.objects(
                        genomics("query", "variant", "19-1-T-C", "--json").stdout()))
                .isEmpty();
    }

    @Test
    void aWordThatIsNoneIsWrongUsage() {
        for (List<String> wrong : List.of(
                List.of("--significance", "bad"),
                List.of("--type", "bad"),
                List.of("--consequence", "bad"),
                List.of("--max-frequency", "2"),
                List.of("--after", "bad"),
                List.of("17:9-5"),
                List.of("17", "--in-gene", "TP53"),
                List.of("--limit", "0"))) {
            String[] arguments = Stream.concat(Stream.of("query", "variants"), wrong.stream())
                    .toArray(String[]::new);
            Ran ran = genomics(arguments);
            assertThat(ran.exitCode()).as(wrong.toString()).isEqualTo(2);
            assertThat(ran.stdout()).isEmpty();
        }
    }

    /** The first host is not there; the driver goes on to the second. */
    @Test
    void aServerMayBeOneOfSeveralHosts() {
        Matcher parts = Pattern.compile("jdbc:postgresql://([^/:]+):([0-9]+)/([^?]+)\\?(.*)")
                .matcher(url);
        assertThat(parts.matches()).as(url).isTrue();
        String hosts = "postgresql://no_host_1:1," + parts.group(1) + ':' + parts.group(2) + '/' + parts.group(3);
        Ran ran = Ran.genomics("query", "variants", "--count", "--json", "--url", hosts + '?' + parts.group(4));

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout()).contains("\"count\": 3");
    }

    static Stream<Arguments> namesOfNothing() {
        String noSet = "no gene set is called \"fruit\"; there are: longevity";
        String noDataset = "no variants dataset is called \"fruit\"; there are: small";
        String noContig = "no contig is called \"fruit\"";
        String noGene = "no gene is called \"fruit\"; none is loaded";
        return Stream.of(
                Arguments.of("query variants --gene-set fruit", noSet),
                Arguments.of("query variants --in-gene-set fruit", noSet),
                Arguments.of("query variants --gene-set fruit --count", noSet),
                Arguments.of("query variants --gene-set fruit --limit 2", noSet),
                Arguments.of("query expression --set fruit", noSet),
                Arguments.of("export --gene-set fruit --out none.tsv", noSet),
                Arguments.of("query variants --dataset fruit", noDataset),
                Arguments.of(
                        "query variants --dataset smal",
                        "no variants dataset is called \"smal\"; did you mean small?; there are: small"),
                Arguments.of("query variants Chr17", "no contig is called \"Chr17\"; did you mean chr17?"),
                Arguments.of("query gene fruit", noGene),
                Arguments.of("query variant rs1", "no variant is called \"rs1\""),
                Arguments.of("query variant fruit", "no variant is called \"fruit\""),
                Arguments.of("query carriers fruit", "no variant with genotypes is called \"fruit\""),
                Arguments.of("query expression fruit", "no expression is loaded"),
                Arguments.of("query interventions fruit", "no compound is called \"fruit\"; there are none"),
                Arguments.of("query variant rs7 --dataset fruit", noDataset),
                Arguments.of("query stats --dataset fruit", noDataset),
                Arguments.of("query carriers rs7 --dataset fruit", noDataset),
                Arguments.of("query gene TP53 --dataset small", "no genes dataset is called \"small\"; there are none"),
                Arguments.of("query variants fruit", noContig),
                Arguments.of("query variants fruit:1-100", noContig),
                Arguments.of("query region fruit", noContig),
                Arguments.of("query sample NA1 fruit", "no sample is called \"NA1\"; there are none"),
                Arguments.of("query variants --in-gene fruit", noGene),
                Arguments.of("query variants --gene fruit", noGene),
                Arguments.of("query stats --gene fruit", noGene),
                Arguments.of("query sample fruit 17", "no sample is called \"fruit\"; there are none"),
                Arguments.of("query expression --tissue fruit", "no tissue is called \"fruit\"; there are none"),
                Arguments.of("query expression --enriched fruit", "no organ is called \"fruit\"; there are none"));
    }

    /** A role that may only read, asked after a load that nobody has counted. */
    @Test
    void whoMayOnlyReadSeesTheCountsThereAre(TestDatabase database) throws Exception {
        AssemblyDatabase genome = GenomicsDatabase.open(url).assembly("readonly");
        genome.migrate();
        genome.loadVariants(InputSource.of("small.vcf", VCF.getBytes(StandardCharsets.UTF_8)))
                .dataset("small")
                .run();
        genome.statistics().refresh();
        genome.loadVariants(
                        InputSource.of("small.vcf", VCF.replace("rs7", "rs8").getBytes(StandardCharsets.UTF_8)))
                .dataset("small")
                .run();
        database.execute(
                "DROP ROLE IF EXISTS only_reads; CREATE ROLE only_reads LOGIN PASSWORD 'reads';"
                        + " GRANT USAGE ON SCHEMA readonly TO only_reads; GRANT SELECT ON ALL TABLES IN SCHEMA readonly TO only_reads");

        Ran ran = genomics(
                "query", "stats", "--assembly", "readonly", "--user", "only_reads", "--password", "reads", "--json");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(Json.objects(ran.stdout())).hasSize(2);
        assertThat(ran.stderr()).contains("older than the last load").hasLineCount(1);
        database.execute("DROP OWNED BY only_reads; DROP ROLE only_reads");
    }

    /** Nothing found would be taken for an answer. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("namesOfNothing")
    void aNameOfNothingIsAnErrorAndNoEmptyAnswer(String command, String message) {
        Ran ran = genomics((command + " --json").split(" ", -1));
        assertThat(ran.stderr()).isEqualTo("genomics: " + message + System.lineSeparator());
        assertThat(ran.stdout()).isEmpty();
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @Test
    void aPlaceWithoutVariantsHasAnEmptyAnswer() {
        assertThat(positions("X")).isEmpty();
        assertThat(positions("chrUn_KI270302v1:1-100")).isEmpty();
        assertThat(positions("19", "--gene-set", "longevity")).isEmpty();
    }

    @Test
    void exportReplacesAFileWhenAllIsWrittenAlsoBehindALink() throws IOException {
        Path file = Files.writeString(folder.resolve("old.tsv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.tsv"), file);
        Ran ran = genomics("export", "--region", "19", "--out", link.toString(), "--json");

        assertThat(ran.stderr()).isEmpty();
        assertThat(Json.object(ran.stdout())).containsEntry("rows_written", 1L);
        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("rs429358").doesNotContain("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /** Whoever else may write into the folder must not choose a file of ours to be overwritten. */
    @ParameterizedTest
    @ValueSource(strings = {"tsv", "vcf", "parquet"})
    void exportFollowsNoLinkThatSomebodyPlanted(String format) throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Path target = folder.resolve("out." + format);
        for (String guess : List.of(".part", ".tmp")) {
            Files.createSymbolicLink(Path.of(target + guess), precious);
        }
        Ran ran = genomics("export", "--region", "19", "--out", target.toString());

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(precious).hasContent("precious");
        assertThat(target).isNotEmptyFile();
        assertThat(folder).isDirectoryNotContaining("glob:**.genomics-*");
    }

    @Test
    void exportLeavesTheOldFileWhenItFails() throws IOException {
        Path old = Files.writeString(folder.resolve("old.vcf"), "old");
        Ran ran = genomics("export", "--gene-set", "fruit", "--out", old.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(old).hasContent("old");
    }

    /** As root, a rename would put a file in the place of the pipe, or of /dev/full. */
    @Test
    void exportWritesIntoAPipeAndReplacesNoFolder() throws Exception {
        Needs.program("mkfifo");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> text(pipe));
        Ran ran = genomics("export", "--region", "19", "--format", "tsv", "--out", pipe.toString());
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(read.get(1, TimeUnit.MINUTES)).contains("rs429358");
        assertThat(Files.isRegularFile(pipe)).isFalse();

        Path empty = Files.createDirectory(folder.resolve("empty"));
        Ran refused = genomics("export", "--format", "tsv", "--out", empty.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr()).isEqualTo("genomics: " + empty + ": expected a file, found a folder\n");
        assertThat(empty).isDirectory();
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> positions(String... filters) {
        String[] arguments = Arrays.copyOf(new String[] {"query", "variants", "--json"}, filters.length + 3);
        System.arraycopy(filters, 0, arguments, 3, filters.length);
        return Json.objects(genomics(arguments).stdout()).stream()
                .map(variant -> variant.get("position"))
                .toList();
    }

    private static Ran genomics(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = url;
        return Ran.genomics(all);
    }
}
