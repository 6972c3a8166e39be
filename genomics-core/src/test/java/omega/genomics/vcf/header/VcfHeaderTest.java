package omega.genomics.vcf.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfReaderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfHeaderTest {
    private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    private static VcfHeader header(String... lines) throws IOException {
        return header(new ArrayList<>(), "##fileformat=VCFv4.3\n" + String.join("\n", lines) + "\n" + COLUMNS + "\n");
    }

    private static VcfHeader header(List<Diagnostic> warnings, String text) throws IOException {
        try (VcfReader reader = VcfReader.options()
                .diagnostics(warnings::add)
                .open(InputSource.of("h.vcf", text.getBytes(ISO_8859_1)))) {
            return reader.header();
        }
    }

    /** Whatever a line holds, its bytes come back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "##source=a tool = with signs",
                "##INFO=<ID=A,Number=1,Type=Integer,Description=\"a, \\\"b\\\" \\\\ > c\",Source=\"x\",Version=\"2\">",
                "##INFO=<Description=\"order kept\",Type=Float,Number=.,ID=B>",
                "##contig=<ID=ctg:1,length=5,URL=ftp://x/y.fa,md5=0f,species=\"Homo sapiens, all\">",
                "##META=<ID=Assay,Type=String,Number=.,Values=[WholeGenome, Exome]>",
                "##SAMPLE=<ID=S,Genomes=G;T,Mixture=.3;.7,Description=\"G;T\">",
                "##PEDIGREE=<Name_0=G0-ID,Name_1=G1-ID>",
                "##pedigreeDB=<http://x>",
                "##GATKCommandLine=<ID=X,CommandLineOptions=\"expr=\"AF > 1\" out=y\">",
                "##ALT=<ID=DEL:ME:ALU,Description=\"latin \u00e9\">",
                "##unknown=<ID=1,thing=2>",
            })
    void everyLineComesBackAsItWas(String line) throws IOException {
        VcfHeader header = header(line);
        assertThat(header.lines()).hasSize(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header.writeTo(out);
        assertThat(out.toString(ISO_8859_1)).isEqualTo("##fileformat=VCFv4.3\n" + line + "\n" + COLUMNS + "\n");
    }

    @Test
    void typesWhatTheSpecificationTypes() throws IOException {
        VcfHeader header = header(
                "##INFO=<ID=A,Number=A,Type=Float,Description=\"say \\\"a\\\"\",Source=\"s\">",
                "##FORMAT=<ID=F,Number=LG,Type=Integer,Description=\"f\">",
                "##FILTER=<ID=q10,Description=\"low\">",
                "##ALT=<ID=DEL:ME,Description=\"gone\">",
                "##contig=<ID=1,length=249250621,assembly=B37,md5=ab>",
                "##META=<ID=Assay,Type=String,Number=.,Values=[WholeGenome, Exome]>",
                "##SAMPLE=<ID=S,Genomes=G;T,Mixture=.3;.7>",
                "##PEDIGREE=<ID=C,Father=F,Mother=M>",
                "##PEDIGREE=<Derived=D,Original=O>",
                "##assembly=ftp://x/a.fa");
        assertThat(header.info("A").number()).isEqualTo(VcfNumber.A);
        assertThat(header.info("A").description()).isEqualTo("say \"a\"");
        assertThat(header.info("A").line().orElseThrow().field("Source")).hasValue("s");
        assertThat(header.format("F").number().kind()).isEqualTo(VcfNumber.Kind.LG);
        assertThat(header.filter("q10").orElseThrow().description()).isEqualTo("low");
        assertThat(header.alt("DEL:ME")).isPresent();
        assertThat(header.contig("1").orElseThrow().length()).hasValue(249250621L);
        assertThat(header.contig("1").orElseThrow().assembly()).hasValue("B37");
        assertThat(header.metas().get(0).values()).containsExactly("WholeGenome", "Exome");
        assertThat(header.sampleDefinitions().get(0).mixture()).containsExactly(".3", ".7");
        assertThat(header.pedigrees()).extracting(PedigreeDefinition::sample).containsExactly("C", "D");
        assertThat(header.pedigrees().get(0).relations())
                .extracting(HeaderField::value)
                .containsExactly("F", "M");
        assertThat(header.value("assembly")).hasValue("ftp://x/a.fa");
    }

    @Test
    void missingDefinitionsFallBackToTheReservedOnesOfTheVersion() throws IOException {
        VcfHeader header = header();
        assertThat(header.info("AF").origin()).isEqualTo(FieldOrigin.RESERVED);
        assertThat(header.info("AF").number()).isEqualTo(VcfNumber.A);
        assertThat(header.info("SVLEN").number()).isEqualTo(VcfNumber.UNKNOWN);
        assertThat(header.toBuilder()
                        .version(VcfVersion.V4_4)
                        .build()
                        .info("SVLEN")
                        .number())
                .isEqualTo(VcfNumber.A);
        assertThat(header.format("LAA").origin()).isEqualTo(FieldOrigin.UNKNOWN);
        VcfHeader newest = header.toBuilder().version(VcfVersion.V4_5).build();
        assertThat(newest.format("LPL").number().kind()).isEqualTo(VcfNumber.Kind.LG);
        assertThat(newest.format("M27551C").number().kind()).isEqualTo(VcfNumber.Kind.M);
        assertThat(newest.format("ADM5mC").type()).isEqualTo(VcfType.INTEGER);
        assertThat(header.info("MINE").origin()).isEqualTo(FieldOrigin.UNKNOWN);
        assertThatThrownBy(() -> header.info("MINE").asInteger())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INFO/MINE is neither declared by the header nor reserved");
        assertThatThrownBy(() -> header.info("DB").asString()).hasMessageContaining("Flag");
    }

    /** With AF=0.2,0.001 and genotype 0/2 the first value would be another allele's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A  | intForAllele(key, allele, ifMissing) | intForAllele(key, sample, allele, ifMissing)",
                "R  | intForAllele(key, allele, ifMissing) | intForAllele(key, sample, allele, ifMissing)",
                "G  | intValue(key, index)                 | intForGenotype(key, sample, ifMissing, alleles)",
                ".  | ints(key, target, missing)           | intValue(key, sample, index)",
                "2  | intValue(key, index)                 | intValue(key, sample, index)",
                "0  | intValue(key, index)                 | intValue(key, sample, index)",
            })
    void aListIsNotReadAsOneValue(String number, String infoCall, String sampleCall) throws IOException {
        VcfHeader header = header(
                new ArrayList<>(),
                "##fileformat=VCFv4.3\n##INFO=<ID=X,Number=" + number
                        + ",Type=Integer,Description=\"x\">\n##FORMAT=<ID=X,Number=" + number
                        + ",Type=Integer,Description=\"x\">\n" + COLUMNS + "\n");
        InfoDefinition info = header.info("X");
        FormatDefinition format = header.format("X");

        assertThatThrownBy(info::asInteger)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INFO/X is declared with Number=" + number)
                .hasMessageContaining("asIntegers()")
                .hasMessageContaining(infoCall);
        assertThatThrownBy(info::asFloat)
                .hasMessageContaining("asFloats()")
                .hasMessageContaining(infoCall.replace("int", "float"));
        assertThatThrownBy(format::asInteger)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FORMAT/X is declared with Number=" + number)
                .hasMessageContaining(sampleCall);
        assertThatThrownBy(format::asFloat).hasMessageContaining(sampleCall.replace("int", "float"));
        assertThat(info.asIntegers().number()).isEqualTo(info.number());
        assertThat(format.asFloats().number()).isEqualTo(info.number());
    }

    /** What an editor on Windows leaves: nobody sees it, and the validator only warns before 4.3. */
    @Test
    void aByteOrderMarkIsWarnedOfAndNotPartOfTheFirstLine() throws IOException {
        List<Diagnostic> warnings = new ArrayList<>();
        String text = "##fileformat=VCFv4.2\n" + COLUMNS + "\n";
        VcfHeader header = header(warnings, new String("\ufeff".getBytes(UTF_8), ISO_8859_1) + text);
        assertThat(warnings).extracting(Diagnostic::rule).containsExactly("file-encoding");
        assertThat(warnings.get(0).location().column()).isEqualTo(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header.writeTo(out);
        assertThat(out.toString(ISO_8859_1)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(VcfVersion.class)
    void readsEveryVersion(VcfVersion version) throws IOException {
        List<Diagnostic> warnings = new ArrayList<>();
        VcfHeader header = header(warnings, "##fileformat=" + version + "\n" + COLUMNS + "\n");
        assertThat(header.version()).isEqualTo(version);
        assertThat(warnings).isEmpty();
    }

    @Test
    void readsANewerMinorVersionWithAWarning() throws IOException {
        List<Diagnostic> warnings = new ArrayList<>();
        VcfHeader header = header(warnings, "##fileformat=VCFv4.9\n" + COLUMNS + "\n");
        assertThat(header.version()).isEqualTo(VcfVersion.NEWEST);
        assertThat(warnings).extracting(Diagnostic::rule).containsExactly("file-version");
        assertThat(header.diagnostics()).isEqualTo(warnings);
        assertThat(header.toText()).startsWith("##fileformat=VCFv4.9\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | header-missing",
                "##fileformat=VCFv4.2 | header-missing",
                "##fileformat=VCFv5.0 | file-format",
                "##fileformat=VCRv3.3 | file-format",
                "1→1→.→A→C→.→.→. | header-missing",
                "BCF2 | file-text",
                "#CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO | file-format",
                "##fileformat=VCFv4.2␊#CHROM→POS→ID→REF→ALT→QUAL→FILTER | header-columns",
                "##fileformat=VCFv4.2␊#CHROM POS ID REF ALT QUAL FILTER INFO | header-columns",
                "##fileformat=VCFv4.2␊#CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→GT | header-columns",
                "##fileformat=VCFv4.2␊#CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→ | header-sample-empty",
                "##fileformat=VCFv4.2␊##INFO=<ID=A,Number=1,Type=Int,Description=\"d\"> | meta-type",
                "##fileformat=VCFv4.2␊##INFO=<ID=A,Number=x,Type=Float,Description=\"d\"> | meta-number",
                "##fileformat=VCFv4.2␊##INFO=<Number=1,Type=Float,Description=\"d\"> | meta-field-missing",
                "##fileformat=VCFv4.2␊##FORMAT=<ID=A,Number=1,Type=Float | meta-structure",
            })
    void refusesWhatItCannotRead(String text, String rule) {
        String lines = text.replace('→', '\t').replace('␊', '\n');
        String whole = lines.contains("=<") ? lines + "\n" + COLUMNS + "\n" : lines + (lines.isEmpty() ? "" : "\n");
        assertThatThrownBy(() -> header(new ArrayList<>(), whole)).isInstanceOfSatisfying(ParseException.class, e -> {
            assertThat(e.diagnostic().rule()).isEqualTo(rule);
            assertThat(e.location().line()).isPositive();
        });
    }

    @Test
    void aBuiltHeaderReadsBack() throws IOException {
        VcfHeader built = VcfHeader.builder(VcfVersion.V4_5)
                .add("source", "test")
                .info("DP", VcfNumber.ONE, VcfType.INTEGER, "depth with \"quotes\" and \\")
                .format("GT", VcfNumber.ONE, VcfType.STRING, "genotype")
                .filter("q10", "low")
                .alt("DEL", "deletion")
                .contig("20", 64444167)
                .samples(List.of("A", "B"))
                .build();
        VcfHeader read = header(new ArrayList<>(), new String(built.toText().getBytes(UTF_8), ISO_8859_1));
        assertThat(read).isEqualTo(built);
        assertThat(read.info("DP").description()).isEqualTo("depth with \"quotes\" and \\");
        assertThat(read.samples()).containsExactly("A", "B");
        assertThat(built.toBuilder().remove("INFO", "DP").build().infos()).isEmpty();
    }

    /** What reading has reported as a warning does not keep a header from being changed and written. */
    @Test
    void aHeaderThatRepeatsAnIdCanBeChanged() throws IOException {
        List<Diagnostic> warnings = new ArrayList<>();
        String filter = "##FILTER=<ID=q10,Description=\"low\">";
        VcfHeader read = header(warnings, String.join("\n", "##fileformat=VCFv4.3", filter, filter, COLUMNS, ""));
        assertThat(warnings).extracting(Diagnostic::rule).containsExactly("meta-id-again");
        assertThat(read.toBuilder().build()).isEqualTo(read);
        VcfHeader changed = read.toBuilder()
                .info("DP", VcfNumber.ONE, VcfType.INTEGER, "depth")
                .build();
        assertThat(changed.lines()).hasSize(read.lines().size() + 1);
        HeaderLine again = HeaderLine.of("FILTER", List.of(HeaderField.of("ID", "q10")));
        assertThatThrownBy(() -> read.toBuilder().add(again).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no other ##FILTER line has");
    }

    /** The example of VCF 4.5: fields of local alleles and fields of all alleles say the same. */
    @Test
    void localAllelesAreReadByTheAlleleTheyAre() throws IOException {
        String text = "##fileformat=VCFv4.5\n" + COLUMNS + "\tFORMAT\tS1\tS2\n"
                + "1\t1\t.\tG\tA,C,T,<*>\t.\t.\t.\tGT:LAA:LAD:LPL:AD\t"
                + "2/4:2,4:20,30,10:90,80,0,100,110,120:20,.,30,.,10\t0/0::7:0\n";
        try (VcfReader reader = VcfReaderTest.reader(text)) {
            FormatKey<int[]> lad = reader.header().format("LAD").asIntegers();
            FormatKey<int[]> lpl = reader.header().format("LPL").asIntegers();
            FormatKey<int[]> ad = reader.header().format("AD").asIntegers();
            reader.advance();
            SamplesView samples = reader.record().samples();
            for (int allele = 0; allele < 5; allele++) {
                assertThat(samples.intForAllele(lad, 0, allele, -9)).isEqualTo(samples.intForAllele(ad, 0, allele, -9));
            }
            assertThat(samples.intForAllele(lad, 0, 2, -9)).isEqualTo(30);
            assertThat(samples.intForGenotype(lpl, 0, -9, 2, 2)).isZero();
            assertThat(samples.intForGenotype(lpl, 0, -9, 4, 0)).isEqualTo(100);
            assertThat(samples.intForGenotype(lpl, 0, -9, 1, 2)).isEqualTo(-9);
            assertThat(samples.intForAllele(lad, 1, 0, -9)).isEqualTo(7);
            assertThat(samples.intForAllele(lad, 1, 2, -9)).isEqualTo(-9);
            assertThatThrownBy(() -> samples.intForGenotype(ad, 0, -9, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
