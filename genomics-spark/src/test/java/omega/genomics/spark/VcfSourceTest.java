package omega.genomics.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.TabixFormat;
import omega.genomics.vcf.VcfIndex;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a query asks of the source, and what it gets. */
class VcfSourceTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##contig=<ID=1>
            ##contig=<ID=2>
            ##contig=<ID=11>
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=MQ,Number=1,Type=Float,Description="Quality">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=GENE,Number=1,Type=String,Description="Gene">
            ##INFO=<ID=CLASSES,Number=.,Type=String,Description="Classes">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Depths">
            ##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Quality">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	s1	s2
            """;

    @TempDir
    static Path folder;

    private static Path text;
    private static Path blocks;
    private static SparkSession spark;

    @BeforeAll
    static void write() throws IOException {
        spark = Sessions.session();
        StringBuilder lines = new StringBuilder(HEADER);
        Random random = new Random(21);
        for (String contig : List.of("1", "2", "11")) {
            int position = 0;
            for (int i = 0; i < 3000; i++) {
                position += 1 + random.nextInt(30);
                boolean two = random.nextInt(8) == 0;
                lines.append(contig).append('\t').append(position).append('\t');
                lines.append(random.nextInt(3) == 0 ? "." : "rs" + i + (i % 7 == 0 ? ";x" + i : ""));
                lines.append('\t').append("ACGT".repeat(1 + random.nextInt(3))).append('\t');
                lines.append(random.nextInt(20) == 0 ? "." : two ? "T,<DEL>" : "T")
                        .append('\t');
                lines.append(random.nextInt(5) == 0 ? "." : random.nextInt(1000) / 10.0)
                        .append('\t');
                lines.append(List.of(".", "PASS", "q10;s50").get(random.nextInt(3)));
                List<String> info = new ArrayList<>();
                if (random.nextInt(4) > 0) {
                    info.add("DP=" + (random.nextInt(9) == 0 ? "." : random.nextInt(100)));
                }
                if (random.nextInt(4) > 0) {
                    info.add("AF=" + (two ? random.nextInt(100) / 100.0 + ",." : "0.25"));
                }
                if (random.nextInt(4) == 0) {
                    info.add("MQ=" + List.of("NaN", "60.5", "0.1", "-1").get(random.nextInt(4)));
                }
                if (random.nextInt(3) == 0) {
                    info.add("DB");
                }
                if (random.nextInt(3) == 0) {
                    info.add("GENE=" + List.of("BRCA1", "A%2CB", ".").get(random.nextInt(3)));
                }
                if (random.nextInt(3) == 0) {
                    info.add("CLASSES=a,.,b%3Bc");
                }
                lines.append('\t').append(info.isEmpty() ? "." : String.join(";", info));
                lines.append("\tGT:AD:GQ\t")
                        .append(List.of("0/1", "1|1", "./.", "0|0").get(random.nextInt(4)));
                lines.append(":3,")
                        .append(random.nextInt(9))
                        .append(two ? ",." : "")
                        .append(":40\t0/0:.:.\n");
            }
        }
        text = Files.writeString(folder.resolve("s.vcf"), lines);
        blocks = folder.resolve("s.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(blocks)) {
            out.write(lines.toString().getBytes(UTF_8));
        }
        VcfIndex.write(blocks, TabixFormat.TBI);
    }

    private static Dataset<Row> read(Path path) {
        return spark.read().format("vcf").load(path.toString());
    }

    @Test
    void bothShortNamesAndTheClassReadTheSameRows() {
        List<String> first = texts(read(text));
        assertThat(first).hasSize(9000);
        assertThat(texts(spark.read().format("genomics-vcf").load(blocks.toString())))
                .isEqualTo(first);
        assertThat(texts(spark.read().format(VcfSource.class.getName()).load(blocks.toString())))
                .isEqualTo(first);
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW calls USING vcf OPTIONS (path '" + blocks + "')");
        assertThat(texts(spark.sql("SELECT count(*) FROM calls WHERE chromosome = '2'")))
                .containsExactly("[3000]");
    }

    @Test
    void theSchemaIsThatOfTheHeader() {
        assertThat(read(text).schema().toDDL())
                .isEqualTo(
                        "chromosome STRING NOT NULL,position INT NOT NULL,end_pos INT NOT NULL,ids ARRAY<STRING>,ref STRING"
                                + " NOT NULL,alts ARRAY<STRING>,qual DOUBLE,filters ARRAY<STRING>,info STRUCT<DP: INT"
                                + " COMMENT 'Depth', AF: ARRAY<DOUBLE> COMMENT 'Frequency', MQ: DOUBLE COMMENT 'Quality',"
                                + " DB: BOOLEAN NOT NULL COMMENT 'Known', GENE: STRING COMMENT 'Gene', CLASSES: ARRAY<STRING>"
                                + " COMMENT 'Classes'> NOT NULL,genotypes ARRAY<STRUCT<sample: STRING NOT NULL, alleles:"
                                + " ARRAY<INT>, phased: BOOLEAN, AD: ARRAY<INT> COMMENT 'Depths', GQ: INT COMMENT"
                                + " 'Quality'>> NOT NULL");
    }

    /** A filter that the source checks, and the same as Spark checks it on rows that it got without. */
    @Test
    void conditionsGiveWhatFilteringAfterwardsGives() {
        List<String> conditions = List.of(
                "chromosome = '2'",
                "chromosome IN ('1', '11', 'X')",
                "chromosome <> '2' AND position > 20000",
                "position BETWEEN 500 AND 700",
                "position = 1000 OR position < 50",
                "chromosome = '11' AND (position < 300 OR end_pos >= 44000)",
                "NOT (chromosome = '11' OR position > 30000)",
                "qual > 30.5",
                "qual IS NULL",
                "NOT (qual < 20)",
                "info.DP >= 50",
                "info.DP IS NULL AND chromosome = '1'",
                "info.DP IS NOT NULL AND info.DP <> 10",
                "info.DP IN (1, 2, 3)",
                "info.DB",
                "NOT info.DB AND ref = 'ACGT'",
                "info.MQ > 60",
                "info.MQ = double('NaN')",
                "info.GENE = 'A,B'",
                "info.GENE = 'BRCA1' OR info.DP = 7",
                "array_contains(filters, 'q10') AND position < 9000",
                "size(alts) = 2 AND info.DP > 20",
                "info.AF[0] > 0.5",
                "position > 100000",
                "chromosome = 'chr1'",
                "chromosome = '1' AND chromosome = '2'",
                "position < -5",
                "position + 1 > 40000");
        Dataset<Row> all = read(text);
        List<Row> rows = all.collectAsList();
        Dataset<Row> plain = spark.createDataFrame(rows, all.schema()).localCheckpoint();
        Random random = new Random(3);
        for (int i = 0; i < conditions.size() + 20; i++) {
            String condition = i < conditions.size()
                    ? conditions.get(i)
                    : "(" + conditions.get(random.nextInt(conditions.size())) + ")"
                            + List.of(" AND ", " OR ", " AND NOT ").get(random.nextInt(3)) + "("
                            + conditions.get(random.nextInt(conditions.size())) + ")";
            String[] columns = List.of(
                            new String[] {"chromosome", "position"},
                            new String[] {"info.DP", "ref", "position"},
                            new String[] {"genotypes.GQ", "info.CLASSES", "qual"})
                    .get(random.nextInt(3));
            List<String> expected = texts(plain.filter(condition).selectExpr(columns));
            Path file = random.nextBoolean() ? text : blocks;
            Dataset<Row> found = read(file).filter(condition);
            assertThat(texts(found.selectExpr(columns))).as(condition).containsExactlyInAnyOrderElementsOf(expected);
            if (i % 3 == 0) {
                assertThat(found.count()).as(condition).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void theIndexLeavesMostOfTheFileAlone() {
        Dataset<Row> few = spark.read()
                .format("vcf")
                .option("partitions", 16)
                .load(blocks.toString())
                .filter("chromosome = '2' AND position BETWEEN 100 AND 2000");
        assertThat(few.count()).isBetween(50L, 400L);
        assertThat(few.rdd().getNumPartitions()).isLessThan(5);
        Dataset<Row> none = read(blocks).filter("chromosome = 'X'");
        assertThat(none.count()).isZero();
        assertThat(none.rdd().getNumPartitions()).isZero();
    }

    @Test
    void whatIsPushedDownIsSeenInThePlan() {
        String plan = read(blocks)
                .filter("chromosome = '2' AND info.DP > 5")
                .select("info.DP")
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan).contains("struct<info:struct<DP:int>>").doesNotContain("Filter (");
        String count =
                read(blocks).groupBy().count().queryExecution().executedPlan().toString();
        assertThat(count).contains("count(*)");
    }

    @Test
    void aLimitEndsEachTask() {
        assertThat(read(blocks).limit(5).collectAsList()).hasSize(5);
        assertThat(texts(read(text).select("position").limit(7))).hasSize(7);
    }

    @Test
    void valuesAreTyped() throws IOException {
        Path one = Files.writeString(
                folder.resolve("one.vcf"),
                HEADER
                        + "1\t10\trs1;x\tAC\tT,<DEL>\t12.5\tq10;s50\tDP=3;AF=0.1,.;DB;GENE=A%2CB;CLASSES=a,.,b%3Bc\tGT:AD:GQ\t0|1:3,4,5:7\t./.\n"
                        + "1\t11\t.\tA\t.\t.\t.\t.\tGT\t0\t1/1/2\n");
        List<Row> rows = read(one).collectAsList();
        assertThat(rows.get(0).json()).isEqualTo("""
                        {"chromosome":"1","position":10,"end_pos":11,"ids":["rs1","x"],"ref":"AC","alts":["T","<DEL>"],\
                        "qual":12.5,"filters":["q10","s50"],"info":{"DP":3,"AF":[0.1,null],"MQ":null,"DB":true,\
                        "GENE":"A,B","CLASSES":["a",null,"b;c"]},"genotypes":[{"sample":"s1","alleles":[0,1],"phased":true,\
                        "AD":[3,4,5],"GQ":7},{"sample":"s2","alleles":[null,null],"phased":false,"AD":null,"GQ":null}]}""");
        assertThat(rows.get(1).json()).isEqualTo("""
                        {"chromosome":"1","position":11,"end_pos":11,"ids":null,"ref":"A","alts":null,"qual":null,\
                        "filters":null,"info":{"DP":null,"AF":null,"MQ":null,"DB":false,"GENE":null,"CLASSES":null},\
                        "genotypes":[{"sample":"s1","alleles":[0],"phased":true,"AD":null,"GQ":null},{"sample":"s2",\
                        "alleles":[1,1,2],"phased":false,"AD":null,"GQ":null}]}""");
        assertThat(spark.read()
                        .format("vcf")
                        .option("genotypes", "dosages")
                        .load(one.toString())
                        .select("dosages")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[ArraySeq(1, -1)], [ArraySeq(0, 3)]]");
        assertThat(spark.read()
                        .format("vcf")
                        .option("genotypes", "counts")
                        .load(one.toString())
                        .select("genotype_counts.missing", "genotype_counts.het", "genotype_counts.hom_ref")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[1,1,0], [0,1,1]]");
    }

    @Test
    void optionsChooseSamplesKeysRegionsAndRecords() {
        Dataset<Row> chosen = spark.read()
                .format("vcf")
                .option("samples", "s2")
                .option("infoKeys", "MQ, DP")
                .option("formatKeys", "GQ")
                .option("regions", "chr2:100-400,11:5-50")
                .option("filter", "QUAL>20 && INFO/DP>10")
                .load(blocks.toString());
        assertThat(chosen.schema().toDDL().replaceAll(" COMMENT '[^']*'", ""))
                .contains("info STRUCT<MQ: DOUBLE, DP: INT>")
                .contains("STRUCT<sample: STRING NOT NULL, alleles: ARRAY<INT>, phased: BOOLEAN, GQ: INT>");
        List<String> expected = texts(read(text)
                .filter("qual > 20 AND info.DP > 10 AND ((chromosome = '2' AND position <= 400 AND end_pos >= 100) OR"
                        + " (chromosome = '11' AND position <= 50 AND end_pos >= 5))")
                .select("chromosome", "position"));
        assertThat(expected).isNotEmpty();
        assertThat(texts(chosen.select("chromosome", "position"))).isEqualTo(expected);
        assertThatThrownBy(
                        () -> spark.read().format("vcf").option("infokey", "DP").load(text.toString()))
                .hasMessageContaining("infokey");
        assertThatThrownBy(() ->
                        spark.read().format("vcf").option("filter", "QUAL >").load(text.toString()))
                .hasMessageContaining("filter expression");
        assertThatThrownBy(() ->
                        spark.read().format("vcf").option("genotypes", "all").load(text.toString()))
                .hasMessageContaining("found \"all\"");
    }

    @Test
    void glowNamesAreThoseOfGlow() {
        Dataset<Row> glow =
                spark.read().format("vcf").option("glowNames", "true").load(blocks.toString());
        assertThat(glow.columns())
                .containsExactly(
                        "contigName",
                        "start",
                        "end",
                        "names",
                        "referenceAllele",
                        "alternateAlleles",
                        "qual",
                        "filters",
                        "splitFromMultiAllelic",
                        "INFO_DP",
                        "INFO_AF",
                        "INFO_MQ",
                        "INFO_DB",
                        "INFO_GENE",
                        "INFO_CLASSES",
                        "genotypes");
        assertThat(texts(glow.filter("contigName = '2' AND start >= 99 AND start < 700 AND INFO_DP > 3")
                        .selectExpr("start + 1", "end", "genotypes.calls", "genotypes.alleleDepths")))
                .isEqualTo(texts(read(text)
                        .filter("chromosome = '2' AND position BETWEEN 100 AND 700 AND info.DP > 3")
                        .selectExpr(
                                "position",
                                "end_pos",
                                "transform(genotypes.alleles, g -> transform(g, a -> coalesce(a, -1)))",
                                "genotypes.AD")));
    }

    @Test
    void filesAndLinesAreMetadata() throws IOException {
        List<String> lines = Files.readAllLines(text);
        for (Path file : List.of(text, blocks)) {
            List<Row> rows = spark.read()
                    .format("vcf")
                    .option("partitions", 5)
                    .load(file.toString())
                    .filter("position % 50 = 0")
                    .select("_file", "_line", "chromosome", "position")
                    .collectAsList();
            assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
                assertThat(row.getString(0)).isEqualTo("file:" + file);
                assertThat(lines.get((int) row.getLong(1) - 1)).startsWith(row.get(2) + "\t" + row.get(3) + "\t");
            });
        }
    }

    @Test
    void brokenRecordsEndTheQueryOrAreDroppedOrKept() throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.vcf"),
                HEADER + "1\t10\t.\tA\tT\t.\t.\tDP=3\tGT\t0/1\t0/0\n" + "1\tx\t.\tA\tT\t.\t.\tDP=4\tGT\t0/1\t0/0\n"
                        + "1\t12\t.\tA\tT\t.\t.\tDP=many\tGT\t0/1\t0/0\n" + "1\t13\n"
                        + "1\t14\t.\tA\tT\t.\t.\tDP=5\tGT\t0/1\t0/0\n");
        assertThatThrownBy(() -> read(broken).collectAsList())
                .rootCause()
                .hasMessageContaining("broken.vcf")
                .hasMessageContaining("found \"x\"");
        Dataset<Row> dropped =
                spark.read().format("vcf").option("badRecords", "drop").load(broken.toString());
        assertThat(texts(dropped.select("position", "info.DP"))).containsExactly("[10,3]", "[14,5]");
        Dataset<Row> kept =
                spark.read().format("vcf").option("badRecords", "keep").load(broken.toString());
        assertThat(texts(kept.select("position", "info.DP", "_corrupt_record")))
                .containsExactlyInAnyOrder(
                        "[10,3,null]",
                        "[14,5,null]",
                        "[null,null,1\tx\t.\tA\tT\t.\t.\tDP=4\tGT\t0/1\t0/0]",
                        "[null,null,1\t12\t.\tA\tT\t.\t.\tDP=many\tGT\t0/1\t0/0]",
                        "[null,null,1\t13]");
        // the values of columns that are not asked for are not looked at
        assertThat(kept.filter("_corrupt_record IS NOT NULL").count()).isEqualTo(2);
    }

    @Test
    void severalFilesAreOneTableUnlessTheirHeadersContradict() throws IOException {
        Path several = Files.createDirectory(folder.resolve("several"));
        Path first = Files.writeString(
                several.resolve("a.vcf"),
                "##fileformat=VCFv4.2\n##INFO=<ID=DP,Number=1,Type=Integer,Description=\"d\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t1\t.\tA\tC\t.\t.\tDP=1\n");
        Files.writeString(
                several.resolve("b.vcf"),
                "##fileformat=VCFv4.2\n##INFO=<ID=AN,Number=1,Type=Integer,Description=\"d\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n2\t2\t.\tA\tC\t.\t.\tDP=2;AN=3\n");
        Files.writeString(several.resolve("b.vcf.gz.tbi"), "no VCF file");
        List<String> expected = List.of("[1,1,1,null]", "[2,2,2,3]");
        String[] columns = {"chromosome", "position", "info.DP", "info.AN"};
        assertThat(texts(read(several).selectExpr(columns))).isEqualTo(expected);
        assertThat(texts(read(several.resolve("*.vcf")).selectExpr(columns))).isEqualTo(expected);
        assertThat(texts(spark.read()
                        .format("vcf")
                        .load(first.toString(), several.resolve("b.vcf").toString())
                        .selectExpr(columns)))
                .isEqualTo(expected);
        Path other = Files.writeString(
                folder.resolve("other.vcf"),
                "##fileformat=VCFv4.2\n##INFO=<ID=DP,Number=1,Type=String,Description=\"d\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        assertThatThrownBy(() -> spark.read().format("vcf").load(first.toString(), other.toString()))
                .hasMessageContaining(
                        "other.vcf:2:1: INFO: INFO DP: expected Number=1,Type=Integer as in file:" + first + ":2");
        assertThatThrownBy(() -> spark.read().format("vcf").load(first.toString(), text.toString()))
                .hasMessageContaining("expected the 0 samples");
        assertThatThrownBy(() -> read(folder.resolve("none*.vcf"))).hasMessageContaining("found none");
    }

    private static List<String> texts(Dataset<Row> rows) {
        return Arrays.stream((Row[]) rows.collect()).map(Row::toString).toList();
    }
}
