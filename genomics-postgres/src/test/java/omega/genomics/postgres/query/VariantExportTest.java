package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.validate.ValidationReport;
import omega.genomics.vcf.validate.VcfValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest
class VariantExportTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##FILTER=<ID=q10,Description="Low">
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="Depths">
            ##INFO=<ID=GL,Number=G,Type=Float,Description="Likelihoods">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
            ##INFO=<ID=TAGS,Number=.,Type=String,Description="Texts">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
            ##ALT=<ID=DEL,Description="Deletion">
            ##contig=<ID=chr2,length=242193529>
            ##contig=<ID=chr10,length=133797422>
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            """;
    private static final String SPLIT = """
            chr2	100	rs1;x	A	G	29.1	PASS	AC=3;AD=3,.;AF=0.3;DB;GL=0,1,2;NOTE=a%3Bb,c%25
            chr2	100	rs1;x	A	T	29.1	PASS	AC=4;AD=3,4;AF=1.5E-7;DB;GL=0,3,5;NOTE=a%3Bb,c%25
            chr2	200	.	C	<DEL>	.	q10	END=5000;TAGS=x,.,y%3Dz
            chr10	5	.	T	.	50	.	.
            """;
    private static final String JOINED = """
            chr2	100	rs1;x	A	G,T	29.1	PASS	AC=3,4;AD=3,.,4;AF=0.3,1.5e-7;DB;GL=0,1,2,3,4,5;NOTE=a%3Bb,c%25
            chr2	200	.	C	<DEL>	.	q10	END=5000;TAGS=x,.,y%3Dz
            chr10	5	.	T	.	50	.	.
            """;

    private static AssemblyDatabase genome;
    private static VariantQueries variants;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
        load("first", HEADER + JOINED);
        load("second", HEADER + SPLIT.lines().findFirst().orElseThrow() + "\n");
        variants = genome.variants();
    }

    private static void load(String dataset, String text) throws Exception {
        genome.loadVariants(InputSource.of(dataset + ".vcf", text.getBytes(StandardCharsets.UTF_8)))
                .dataset(dataset)
                .run();
    }

    @Test
    void writesVcfARecordForEachAllele() throws Exception {
        String vcf = vcf(variants.in("first"));
        // the only raw comma of a single value is encoded as the version asks for
        assertThat(sortedInfo(vcf)).isEqualTo(sortedInfo(HEADER + SPLIT.replace(",c%25", "%2Cc%25")));
        ValidationReport report =
                new VcfValidator().validate(InputSource.of("export.vcf", vcf.getBytes(StandardCharsets.UTF_8)));
        assertThat(report.isValid()).as(report.toString()).isTrue();
    }

    /** The order of keys is jsonb's. */
    private static List<String> sortedInfo(String vcf) {
        return vcf.lines()
                .map(line -> {
                    int info = line.lastIndexOf('\t') + 1;
                    return line.startsWith("#")
                            ? line
                            : line.substring(0, info)
                                    + String.join(
                                            ";",
                                            Stream.of(line.substring(info).split(";"))
                                                    .map(VariantExportTest::plainNumber)
                                                    .sorted()
                                                    .toList());
                })
                .toList();
    }

    private static String plainNumber(String entry) {
        return entry.replace("1.5E-7", "0.00000015");
    }

    /** The version counts that the file was read by, and what is written begins with it. */
    @Test
    void encodesByTheVersionWhereverItStands() throws Exception {
        String header = """
                ##source=x
                ##fileformat=VCFv4.3
                ##fileformat=VCFv4.1
                ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
                ##INFO=<ID=TAGS,Number=.,Type=String,Description="Texts">
                ##contig=<ID=chr2,length=242193529>
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                """;
        String record = "chr2\t100\t.\tA\tG\t.\t.\tNOTE=a%3Bb%0Ac%09d;TAGS=%2E,.,x%2Cy\n";
        load("late", header + record);

        assertThat(vcf(variants.in("late")))
                .startsWith("##fileformat=VCFv4.3\n##source=x\n##INFO")
                .endsWith("INFO\n" + record)
                .doesNotContain("4.1");
        genome.datasets().drop("variants", "late");
    }

    /** No value leaves its line, even if the version has no way to write it. */
    @Test
    void keepsAValueInItsPlaceInEveryVersion(TestDatabase database) throws Exception {
        String header = """
                ##fileformat=VCFv4.2
                ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
                ##contig=<ID=chr2,length=242193529>
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                """;
        load("old", header + "chr2\t100\t.\tA\tG\t.\t.\tNOTE=50%3B,x=y\n");
        assertThat(vcf(variants.in("old"))).endsWith("NOTE=50%3B,x=y\n");
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE grch38.variants SET info = '{\"NOTE\": \"a;b\\n1\\t5\\rc\"}' WHERE dataset_id ="
                    + " (SELECT dataset_id FROM grch38.datasets WHERE name = 'old')");
        }
        assertThat(vcf(variants.in("old"))).endsWith("NOTE=a%3Bb%0A1%095%0Dc\n");
        genome.datasets().drop("variants", "old");
    }

    @Test
    void loadsBackAsTheSameRows(TestDatabase database) throws Exception {
        load("back", vcf(variants.in("first")));
        String columns = "position, end_pos, ordinal, chromosome, variant_type, ref, alt, id, filter, qual, rs_number,"
                + " allele_frequency, allele_count, info";
        String rows = "(SELECT " + columns + " FROM grch38.variants WHERE dataset_id ="
                + " (SELECT dataset_id FROM grch38.datasets WHERE name = '%s'))";
        assertThat(database.rows(String.format(rows, "first") + " EXCEPT ALL " + String.format(rows, "back")))
                .isEmpty();
        assertThat(variants.in("back").count()).isEqualTo(4);
        database.execute("DELETE FROM grch38.datasets WHERE name = 'back'");
    }

    @Test
    void wantsOneDatasetForTheHeader() {
        assertThatThrownBy(() -> vcf(variants))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("first, second");
        assertThatThrownBy(() -> vcf(variants.in("third"))).hasMessageContaining("none called third");
    }

    @Test
    void writesATableOfText() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(variants.in("first").overlapping(Region.whole("2")).writeTsv(out))
                .isEqualTo(3);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0))
                .startsWith("dataset\tchromosome\tposition\tend_pos\tid\tref\talt\t")
                .endsWith("\tinfo");
        assertThat(lines.get(3))
                .isEqualTo("first\t2\t200\t5000\t\tC\t<DEL>\tSV\t\tq10\t\t\t\t\t\t\t\t\t\t\t\t\t\t2\t1\t"
                        + "{\"END\": 5000, \"TAGS\": [\"x\", null, \"y=z\"]}");
    }

    @Test
    void writesParquet() throws Exception {
        Path file = folder.resolve("it's.parquet");
        assertThat(variants.in("first").writeParquet(file)).isEqualTo(4);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*), sum(position), sum(qual), max(typeof(position)),"
                                + " string_agg(alt, ',' ORDER BY position, alt) FROM '"
                                + file.toString().replace("'", "''") + "'")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(4);
            assertThat(row.getLong(2)).isEqualTo(100 + 100 + 200 + 5);
            assertThat(row.getDouble(3)).isEqualTo(2 * 29.1 + 50);
            assertThat(row.getString(4)).isEqualTo("INTEGER");
            assertThat(row.getString(5)).isEqualTo("G,T,<DEL>");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private static String vcf(VariantQueries asked) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        asked.writeVcf(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
