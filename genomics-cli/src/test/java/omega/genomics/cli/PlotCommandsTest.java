package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotCommandsTest {
    private static final String GTF =
            Child.CLONE.resolve("docs/sample/sample.gtf").toString();
    private static final String VCF =
            Child.CLONE.resolve("docs/sample/brca2.vcf").toString();

    @TempDir
    private Path folder;

    private Ran plot(String... arguments) {
        List<String> all = new ArrayList<>(List.of("plot"));
        all.addAll(List.of(arguments));
        return Ran.genomics(all.toArray(String[]::new));
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    private String drawn(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('→', '\t')).toString();
    }

    // ---- genes ---------------------------------------------------------------------------------------------------

    @Test
    void drawsAGeneOfAFileWithItsVariants() throws IOException {
        Ran ran = plot(
                "gene", "BRCA2", "--gtf", GTF, "--vcf", VCF, "--short-introns", "--out", out("a/brca2.svg"), "--json");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(Json.object(ran.stdout()))
                .containsEntry("picture", out("a/brca2.svg"))
                .containsEntry("title", "BRCA2")
                .containsEntry("bytes", Files.size(folder.resolve("a/brca2.svg")));
        assertThat(drawn("a/brca2.svg")).contains("high impact (15)", "BRCA2-202", "introns shortened");
    }

    @Test
    void findsVariantsUnderAnotherNameOfTheContig() throws IOException {
        String vcf = write("chr.vcf", """
                ##fileformat=VCFv4.2
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
                chr13→32320000→here→A→T→.→.→.
                chr12→32320000→elsewhere→A→T→.→.→.
                """);
        Ran ran =
                plot("gene", "ENSG00000139618", "--gtf", GTF, "--vcf", vcf, "-o", out("x.svg"), "--title", "My <gene>");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(drawn("x.svg"))
                .contains(">here<", "My &lt;gene&gt;", "SNV (1)")
                .doesNotContain("elsewhere");
    }

    @Test
    void namesTheGeneThatIsNotThere() {
        Ran ran = plot("gene", "NOGENE", "--gtf", GTF, "-o", out("x.svg"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("genomics: no gene NOGENE in " + GTF);
        assertThat(folder.resolve("x.svg")).doesNotExist();
    }

    // ---- files of variants ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "density, Variants of",
        "frequency, Allele frequencies of",
        "titv, Substitutions of",
    })
    void drawsAFileOfVariants(String what, String title) throws IOException {
        Ran svg = plot(what, VCF, "--out", out("x.svg"));
        Ran png = plot(what, VCF, "--out", out("x.png"), "--width", "500");

        assertThat(svg.exitCode()).as(svg.stderr()).isZero();
        assertThat(drawn("x.svg")).contains("<title>" + title + " brca2.vcf</title>");
        assertThat(png.exitCode()).as(png.stderr()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("x.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void asksForTheAssemblyThatAHeaderDoesNotTell() throws IOException {
        String vcf =
                write("bare.vcf", "##fileformat=VCFv4.2\n#CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO\n21→5→.→A→T→.→.→.\n");

        Ran none = plot("density", vcf, "-o", out("x.svg"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.stderr()).contains("states no lengths of contigs; name the --assembly");
        assertThat(plot("density", vcf, "-o", out("x.svg"), "--assembly", "grch0")
                        .stderr())
                .contains("expected --assembly grch38, grch37, grcm39, grcm38, hs1, found \"grch0\"");
        assertThat(plot("density", vcf, "-o", out("x.svg"), "--assembly", "grch37")
                        .exitCode())
                .isZero();
        assertThat(plot("frequency", vcf, "-o", out("y.svg")).stderr()).contains("INFO AF, or AC and AN");
    }

    // ---- tables --------------------------------------------------------------------------------------------------

    @Test
    void drawsATableOfValues() throws IOException {
        String table = write("kl.tsv", "# tissue→TPM\nLiver→1.5\nKidney - Cortex→31\n\nLung→0\n");
        Ran ran = plot("expression", table, "-o", out("kl.svg"), "--unit", "median TPM", "--first", "2");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(drawn("kl.svg")).containsSubsequence("median TPM", "Kidney - Cortex", ">31<", "Liver", "and 1 more");
        assertThat(plot("expression", table, "-o", out("log.svg"), "--log").exitCode())
                .isZero();
        assertThat(drawn("log.svg")).contains("<title>kl.tsv</title>", ">TPM (log scale)<", ">31<", ">0<");
    }

    @ParameterizedTest
    @CsvSource({"Liver, bad.tsv:2", "Liver→x, bad.tsv:2", "Liver→NaN, bad.tsv:2"})
    void namesTheLineThatIsNoValue(String line, String place) throws IOException {
        String table = write("bad.tsv", "#\n" + line + "\n");
        Ran ran = plot("expression", table, "-o", out("x.svg"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains(place + ": expected a label, a tab and a number, found \"Liver");
    }

    // ---- usage ---------------------------------------------------------------------------------------------------

    @Test
    void refusesWrongUsageBeforeItReadsAnything() {
        assertThat(plot("titv", "missing.vcf").stderr()).contains("--output");
        Ran pdf = plot("titv", "missing.vcf", "--out", out("x.pdf"));
        assertThat(pdf.exitCode()).isEqualTo(2);
        assertThat(pdf.stderr())
                .contains("expected --output with a name that ends in .svg or .png, found " + out("x.pdf"));
        assertThat(plot("titv", "missing.vcf", "--out", out("x.svg"), "--width", "9")
                        .exitCode())
                .isEqualTo(2);
        assertThat(plot("gene", "TP53", "--gtf", "missing.gtf", "--out", out("x.svg"), "--transcripts", "0")
                        .exitCode())
                .isEqualTo(2);
        assertThat(plot("titv", "missing.vcf", "--out", out("x.svg")).stderr()).contains("no such file: missing.vcf");
    }
}
