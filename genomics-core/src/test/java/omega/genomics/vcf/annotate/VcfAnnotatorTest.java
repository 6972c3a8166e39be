package omega.genomics.vcf.annotate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcfAnnotatorTest {
    private static final String SOURCE_HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count",Source="x, y">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="Depth">
            ##INFO=<ID=GL,Number=G,Type=Float,Description="Likelihoods">
            ##INFO=<ID=GENE,Number=1,Type=String,Description="Gene">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##FILTER=<ID=q10,Description="Low">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            """;
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Mine">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	one
            """;

    private static String annotated(VcfAnnotator annotator, String... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = HEADER + String.join("\n", records) + "\n";
        try (VcfReader reader = VcfReader.open(InputSource.of("mine.vcf", text.getBytes(UTF_8)))) {
            annotator.annotate(reader, out);
        }
        return out.toString(UTF_8);
    }

    private static List<String> records(VcfAnnotator annotator, String... records) throws IOException {
        return annotated(annotator, records)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static VcfAnnotator from(String columns, String... records) {
        String text = SOURCE_HEADER + String.join("\n", records) + "\n";
        return VcfAnnotator.from(InputSource.of("other.vcf", text.getBytes(UTF_8)), AnnotationColumn.parseAll(columns));
    }

    @Test
    void copiesValuesUnderANewNameAndLeavesEverythingElse() throws IOException {
        VcfAnnotator annotator = from(
                "AF:gnomAD_AF,AC:gnomAD_AC",
                "1\t10\trs1\tA\tC\t.\t.\tAC=7;AF=0.250",
                "1\t20\t.\tG\tT\t.\t.\tAC=.;AF=.",
                "1\t30\t.\tG\tT\t.\t.\tAC=1;AF=1e-5");

        assertThat(annotated(
                        annotator,
                        "1\t5\tx\tA\tC\t50.0\tPASS\tDP=007;;X\tGT\t0/1",
                        "1\t10\tx\ta\tC\t50.0\tPASS\tDP=007;X\tGT\t0/1",
                        "1\t20\t.\tG\tT\t.\t.\t.\tGT\t0|1",
                        "1\t30\t.\tG\tT\t.\t.\t.\tGT\t0|1"))
                .isEqualTo(HEADER.replace(
                                "#CHROM",
                                "##INFO=<ID=gnomAD_AF,Number=A,Type=Float,Description=\"Frequency\">\n"
                                        + "##INFO=<ID=gnomAD_AC,Number=A,Type=Integer,Description=\"Count\",Source=\"x, y\">\n#CHROM")
                        + """
                                1	5	x	A	C	50.0	PASS	DP=007;;X	GT	0/1
                                1	10	x	a	C	50.0	PASS	DP=007;X;gnomAD_AF=0.250;gnomAD_AC=7	GT	0/1
                                1	20	.	G	T	.	.	.	GT	0|1
                                1	30	.	G	T	.	.	gnomAD_AF=1e-5;gnomAD_AC=1	GT	0|1
                                """);
    }

    @Test
    void composesListsByAllele() throws IOException {
        VcfAnnotator annotator = from(
                "AC:x,AD:y,GENE:g,DB:d,GL:l",
                "1\t10\t.\tA\tT,C\t.\t.\tAC=1,2;AD=9,3,4;GENE=first;GL=1,2,3,4,5,6",
                "1\t10\t.\tA\tG\t.\t.\tAC=5;AD=9,6;GENE=second;DB",
                "1\t20\t.\tA\tT,C\t.\t.\tAC=1,2;GL=1,2,3,4,5,6",
                "1\t30\t.\tA\tT,C\t.\t.\tAC=1;AD=1,2,.");

        assertThat(records(
                        annotator,
                        "1\t10\t.\tA\tC,G,T,*\t.\t.\tDP=1\tGT\t1/2",
                        "1\t20\t.\tA\tT,C\t.\t.\tDP=1\tGT\t1/2",
                        "1\t30\t.\tA\tC,T\t.\t.\tDP=1\tGT\t1/2"))
                .containsExactly(
                        "1\t10\t.\tA\tC,G,T,*\t.\t.\tDP=1;x=2,5,1,.;y=9,4,6,3,.;g=first;d\tGT\t1/2",
                        "1\t20\t.\tA\tT,C\t.\t.\tDP=1;x=1,2;l=1,2,3,4,5,6\tGT\t1/2",
                        "1\t30\t.\tA\tC,T\t.\t.\tDP=1;y=1,.,2\tGT\t1/2");
    }

    @Test
    void comparesAllelesTrimmed() throws IOException {
        VcfAnnotator annotator = from(
                "AC:x",
                "1\t8\t.\tGTA\tGTC\t.\t.\tAC=1", // 10 A>C
                "1\t10\t.\tACC\tAC,A\t.\t.\tAC=2,3", // 10 AC>A, ACC>A
                "1\t12\t.\tC\tT\t.\t.\tAC=4",
                "1\t20\t.\tA\t<DEL>\t.\t.\tAC=5");

        assertThat(records(
                        annotator,
                        "1\t10\t.\tA\tC\t.\t.\t.\tGT\t1",
                        "1\t10\t.\tACC\tA\t.\t.\t.\tGT\t1",
                        "1\t10\t.\tAC\tA\t.\t.\t.\tGT\t1",
                        "1\t10\t.\tACC\tACT\t.\t.\t.\tGT\t1",
                        "1\t20\t.\tA\t<DEL>\t.\t.\t.\tGT\t1",
                        "1\t20\t.\tA\t<DUP>\t.\t.\t.\tGT\t1"))
                .extracting(line -> line.split("\t", -1)[7])
                .containsExactly("x=1", "x=3", "x=2", "x=4", "x=5", ".");
    }

    @Test
    void comparesAllelesMovedToTheLeftWithAReference() throws IOException {
        byte[] bases = "GATTTTTTTTTTTTTTTTTTC".getBytes(UTF_8);
        VcfAnnotator annotator = from("AC:x", "1\t1\t.\tG\tC\t.\t.\tAC=9", "1\t18\t.\tTT\tT\t.\t.\tAC=1");
        String[] mine = {"1\t2\t.\tAT\tA\t.\t.\t.\tGT\t1", "1\t4\t.\tTT\tT\t.\t.\t.\tGT\t1"};

        assertThat(records(annotator, mine))
                .extracting(line -> line.split("\t", -1)[7])
                .containsExactly(".", ".");
        assertThat(records(
                        annotator.against(
                                region -> Arrays.copyOfRange(bases, region.start() - 1, within(region.end(), bases))),
                        mine))
                .extracting(line -> line.split("\t", -1)[7])
                .containsExactly("x=1", "x=1");
    }

    private static int within(int end, byte[] bases) {
        if (end > bases.length) {
            throw new IllegalArgumentException("end");
        }
        return end;
    }

    @Test
    void replacesColumnsAndValuesThatAreThere() throws IOException {
        VcfAnnotator annotator = from(
                "+ID,QUAL,FILTER,AF,ID:rs,FILTER:f",
                "1\t10\trs1;rs2\tA\tC\t5\tq10;x\tAF=0.5",
                "1\t20\trs3\tA\tC\t.\t.\tAF=.",
                "1\t30\trs4\tA\tC,T\t1\tPASS\tAF=0.1,.");

        assertThat(annotated(
                        annotator,
                        "1\t10\tmine\tA\tC\t.\tPASS\tAF=0.1;DP=3\tGT\t1",
                        "1\t20\t.\tA\tC\t7\tPASS\tAF=0.1;DP=3\tGT\t1",
                        "1\t30\t.\tA\tT,G,C\t7\t.\tDP=3;AF=1,2,3\tGT\t1"))
                .contains(
                        "##FILTER=<ID=q10,Description=\"Low\">\n",
                        "##INFO=<ID=rs,Number=.,Type=String,Description=\"ID of other.vcf\">\n",
                        "1\t10\tmine\tA\tC\t5\tq10;x\tAF=0.5;DP=3;rs=rs1,rs2;f=q10,x\tGT\t1\n",
                        "1\t20\trs3\tA\tC\t7\tPASS\tAF=0.1;DP=3;rs=rs3\tGT\t1\n",
                        "1\t30\trs4\tA\tT,G,C\t1\tPASS\tDP=3;AF=1,2,0.1;rs=rs4;f=PASS\tGT\t1\n");
    }

    @Test
    void namesBothDefinitionsOfAClash() {
        assertThatThrownBy(() -> records(from("AC:DP"), "1\t10\t.\tA\tC\t.\t.\t.\tGT\t1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("##INFO=<ID=DP,Number=A,Type=Integer")
                .hasMessageContaining("##INFO=<ID=DP,Number=1,Type=Integer")
                .hasMessageContaining("AC:NAME");
        assertThatThrownBy(() -> records(from("XX")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an INFO key of other.vcf, found XX; it has [AC, AD, AF, ");
    }

    @Test
    void readsColumns() {
        assertThat(AnnotationColumn.parseAll("AF:gnomAD_AF", "+ID, INFO/ID:INFO/QUAL,FILTER:f"))
                .extracting(AnnotationColumn::toString)
                .containsExactly("AF:gnomAD_AF", "+ID", "INFO/ID:INFO/QUAL", "FILTER:f");
        for (String wrong : List.of("", "AF:", "AF:ID", "A F", "ID:QUAL", "AF,AC:AF", "AF=x")) {
            assertThatThrownBy(() -> AnnotationColumn.parseAll(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void comparesContigsByNameOrByAssembly() throws IOException {
        VcfAnnotator annotator = from("AC:x", "chr1\t10\t.\tA\tC\t.\t.\tAC=1", "chrM\t10\t.\tA\tC\t.\t.\tAC=2");
        String[] mine = {"1\t10\t.\tA\tC\t.\t.\t.\tGT\t1", "MT\t10\t.\tA\tC\t.\t.\t.\tGT\t1"};

        assertThat(records(annotator, mine))
                .extracting(line -> line.split("\t", -1)[7])
                .containsExactly(".", ".");
        assertThat(records(annotator.assembly(Assembly.grch38()), mine))
                .extracting(line -> line.split("\t", -1)[7])
                .containsExactly("x=1", "x=2");
    }

    @Test
    void readsContigsThatOneOfBothLacks() throws IOException {
        VcfAnnotator annotator =
                from("AC:x", "2\t10\t.\tA\tC\t.\t.\tAC=1", "3\t10\t.\tA\tC\t.\t.\tAC=2", "X\t10\t.\tA\tC\t.\t.\tAC=3");

        assertThat(records(
                        annotator,
                        "1\t10\t.\tA\tC\t.\t.\t.\tGT\t1",
                        "2\t10\t.\tA\tC\t.\t.\t.\tGT\t1",
                        "4\t10\t.\tA\tC\t.\t.\t.\tGT\t1",
                        "X\t10\t.\tA\tC\t.\t.\t.\tGT\t1",
                        "Y\t10\t.\tA\tC\t.\t.\t.\tGT\t1"))
                .extracting(line -> line.split("\t", -1)[7])
                .containsExactly(".", "x=1", ".", "x=3", ".");
    }

    @Test
    void refusesWhatIsNotInOrder() {
        String ten = "1\t10\t.\tA\tC\t.\t.\tAC=1";
        String nine = "1\t9\t.\tA\tC\t.\t.\tAC=1";
        String two = "2\t10\t.\tA\tC\t.\t.\tAC=1";
        String mine = "1\t100\t.\tA\tC\t.\t.\t.\tGT\t1";
        String mineTwo = mine.replaceFirst("1", "2");

        refused(from("AC:x", ten, nine), "ascending positions, found 9 after 10", mine);
        refused(from("AC:x", ten, two, ten), "records of a contig together", mineTwo, mine.replaceFirst("1", "3"));
        refused(from("AC:x", two, ten), "order of the file that is annotated, found 1", mine, mineTwo);
        refused(from("AC:x", ten), "ascending positions, found 10 after 100", mine, mine.replace("100", "10"));
        refused(from("AC:x", ten), "records of a contig together", mine, mineTwo, mine);
    }

    private static void refused(VcfAnnotator annotator, String message, String... mine) {
        assertThatThrownBy(() -> records(annotator, mine))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void writesTheFileWhenItIsComplete(@TempDir Path folder) throws IOException {
        Path mine = folder.resolve("mine.vcf.gz");
        Path other = folder.resolve("other.vcf");
        Files.writeString(other, SOURCE_HEADER + "1\t10\t.\tA\tC\t.\t.\tAC=1\n");
        Path plain = folder.resolve("plain.vcf");
        Files.writeString(plain, HEADER + "1\t10\t.\tA\tC\t.\t.\t.\tGT\t1\n2\t1\t.\tA\tC\t.\t.\t.\tGT\t1\n");
        VcfAnnotator.from(other, "AC").annotate(plain, mine);

        AnnotationReport report = VcfAnnotator.from(other, "AC:x").annotate(mine, mine);

        assertThat(report).isEqualTo(new AnnotationReport(2, 1, 1, 0, List.of("2")));
        try (VcfReader reader = VcfReader.open(mine)) {
            assertThat(reader.stream().map(Object::toString)).first().asString().contains("AC=1;x=1");
        }
        byte[] before = Files.readAllBytes(mine);
        Files.writeString(other, SOURCE_HEADER + "1\t10\t.\tA\tC\t.\t.\tAC=1\n1\t1\t.\tA\tC\t.\t.\tAC=1\n");
        assertThatThrownBy(() -> VcfAnnotator.from(other, "AC:y").annotate(mine, mine))
                .isInstanceOf(ParseException.class);
        assertThat(Files.readAllBytes(mine)).isEqualTo(before);
        assertThat(folder.toFile().list()).hasSize(3);
    }

    /** What the steady loop must not do: allocate. */
    @Test
    void allocatesNothingForARecord() throws IOException {
        StringBuilder source = new StringBuilder(SOURCE_HEADER);
        StringBuilder mine = new StringBuilder(HEADER);
        for (int i = 1; i <= 30_000; i++) {
            source.append("1\t").append(i).append("\t.\tA\tC,AT\t.\t.\tAC=1,2;AF=0.1,0.2;GENE=x\n");
            mine.append("1\t").append(i).append("\t.\tA\tC,AG\t.\t.\tDP=1\tGT\t0/1\n");
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] before = new long[2];
        OutputStream out = new OutputStream() {
            private int writes;

            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int from, int length) {
                if (++writes == 20_000 || writes == 29_000) {
                    before[writes / 29_000] = threads.getThreadAllocatedBytes(thread);
                }
            }
        };
        try (VcfReader reader =
                VcfReader.open(InputSource.of("mine.vcf", mine.toString().getBytes(UTF_8)))) {
            VcfAnnotator.from(
                            InputSource.of("other.vcf", source.toString().getBytes(UTF_8)),
                            AnnotationColumn.parseAll("AF:x,AC:y,GENE:g"))
                    .annotate(reader, out);
        }
        assertThat((before[1] - before[0]) / 9_000.0).isLessThan(8);
    }
}
