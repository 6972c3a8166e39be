package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlleleRecountTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AF,Number=A,Type=Float,Description="f">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="n">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="d">
            #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→a→b→c
            """;

    private static VcfReader open(VcfReader.Options options, String records) throws IOException {
        String text = (HEADER + records).replace('→', '\t');
        return options.open(InputSource.of("x.vcf", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> recounted(VcfReader.Options options, String records) throws IOException {
        List<String> lines = new ArrayList<>();
        try (VcfReader reader = open(options, records)) {
            AlleleRecount recount = AlleleRecount.of(reader);
            reader.forEach(record ->
                    lines.add(VcfRecord.of(recount.of(record)).toString().replace('\t', '→')));
        }
        return lines;
    }

    /** What bcftools 1.16 view -s, and fill-tags for AF, give for the same lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "C→T,G→.→.→AC=1,1;AF=0.3,0.3;DP=3→GT:DP→0/1:7→0/2:9→./. AC=1,0;AF=0.5,0;DP=3;AN=2",
                "C→T→.→.→DP=3→GT→0|1→0→./1 DP=3;AC=2;AN=3",
                "C→.→5→.→AC=7;AN=6;AF=1→GT→0|0→0→./0 AN=3",
                "C→T→.→.→AC=3;AN=4;AF=0.75→DP→3→4→5 AC=3;AN=4;AF=0.75",
                "C→T→.→.→.→GT→./.→./.→. AC=0;AN=0",
                "C→T,<*>→.→.→AF=0.5,0;AN=3→GT→./.→./.→./0 AF=0,0;AN=1;AC=0,0",
                "C→T→.→.→AF=0.5→GT→./.→./.→. AF=.;AC=0;AN=0",
                "C→T→.→.→AF=0.5;AC→DP:GT→3:1/1→.→5:0/1|1 AF=0.8;AC=4;AN=5",
                "C→T→.→.→AF=0.5→GT→/0|1→0→1 AF=0.666667;AC=2;AN=3",
            })
    void countsTheSamplesThatAreShown(String record, String info) throws IOException {
        List<String> lines = recounted(VcfReader.options().samples("c", "a"), "1→4→x→" + record + "\n");
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("1→4→x→" + record.replaceFirst("^((?:[^→]+→){4}).*", "$1") + info + "→");
        assertThat(lines.get(0).split("→", -1)).hasSize(11);
    }

    @Test
    void changesNothingElseOfARecordWithAllItsSamples() throws IOException {
        assertThat(recounted(VcfReader.options(), "1→4→x→C→T→30.50→PASS→DP=3;X→GT:DP→0|1→0:.:→./1:7\n"))
                .containsExactly("1→4→x→C→T→30.50→PASS→DP=3;X;AC=2;AN=4→GT:DP→0|1→0:.:→./1:7");
    }

    @Test
    void addsNothingToChosenFieldsAndCountsWithoutShowingGenotypes() throws IOException {
        String record = "1→4→x→C→T→.→.→DP=3;AF=0.1;AC=1→GT:DP→0|1:8→0:9→./1:7\n";
        assertThat(recounted(VcfReader.options().samples("c").info("AF").format("DP"), record))
                .containsExactly("1→4→x→C→T→.→.→AF=1→DP→7");
        assertThat(recounted(VcfReader.options().samples("c").info("DP"), record))
                .containsExactly("1→4→x→C→T→.→.→DP=3→GT:DP→./1:7");
        assertThat(recounted(VcfReader.options().samples(List.of()), record))
                .containsExactly("1→4→x→C→T→.→.→DP=3;AF=0.1;AC=1");
    }

    @Test
    void declaresWhatItAdds() throws IOException {
        try (VcfReader reader = open(VcfReader.options().samples("b"), "")) {
            assertThat(AlleleRecount.of(reader).header().toText())
                    .contains(
                            "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"Allele count in genotypes\">\n",
                            "##INFO=<ID=AN,Number=1,Type=Integer,Description=\"Total number of alleles in called"
                                    + " genotypes\">\n",
                            "\tFORMAT\tb\n");
        }
        try (VcfReader reader = open(VcfReader.options().samples(List.of()), "")) {
            assertThat(AlleleRecount.of(reader).header()).isEqualTo(reader.header());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "x", "0/", "-1"})
    void refusesAnAlleleThatIsNone(String genotype) {
        assertThatThrownBy(() ->
                        recounted(VcfReader.options().samples("a"), "1→4→x→C→T→.→.→.→GT→" + genotype + "→0/0→0/0\n"))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("x.vcf:7:")
                .hasMessageContaining("from 0 to 1");
    }

    @Test
    void writesFrequenciesAsC() {
        assertThat(Stream.of(1, 3, 7, 100, 10_000, 30_000, 300_000, 1_000_000_007)
                        .map(of -> AlleleRecount.frequency(1, of)))
                .containsExactly("1", "0.333333", "0.142857", "0.01", "0.0001", "3.33333e-05", "3.33333e-06", "1e-09");
    }

    // ---- against bcftools ----------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "vcf/1000genomes/1kg-phaseIII-v5a.20130502.genotypes.chr22-16-16.5mb.vcf.gz, 37",
        "vcf/1000genomes/chr22.vcf.gz, 5",
        "vcf/1000genomes/1000genomes.chr1.HumanHap550.small.recode.vcf.gz, 11",
        "vcf/bcftools/view.vcf, 1",
        "vcf/bcftools/fill-tags-AN0.vcf, 2",
        "vcf/hail/ex.vcf, 2",
        "vcf/vcflib/test-multi.vcf, 4",
        "vcf/vcfanno/example/query.vcf.gz, 2",
        "vcf/htsjdk/variant/vcf43/all43Features.vcf, 2",
    })
    void agreesWithBcftoolsOnRealFiles(String name, int every) throws Exception {
        Needs.program("bcftools");
        Path path = Needs.data(name);
        List<String> samples = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(path)) {
            for (int i = 0; i < reader.header().sampleCount(); i += every) {
                samples.add(0, reader.header().samples().get(i));
            }
        }
        List<String> theirs = bcftools(path, String.join(",", samples));
        List<String> ours = new ArrayList<>();
        try (VcfReader reader = VcfReader.options().samples(samples).open(path)) {
            AlleleRecount recount = AlleleRecount.of(reader);
            reader.forEach(record -> {
                if (ours.size() < theirs.size()) {
                    VcfRecord counted = VcfRecord.of(recount.of(record));
                    ours.add(counted.position() + "\t" + value(counted, "AC") + '\t' + value(counted, "AN") + '\t'
                            + value(counted, "AF"));
                }
            });
        }
        assertThat(theirs).hasSizeGreaterThan(2);
        assertThat(ours).hasSameSizeAs(theirs);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            // fill-tags adds AF to every record.
            String theirFields =
                    ours.get(i).endsWith("\t.") ? theirs.get(i).replaceFirst("[^\t]*$", ".") : theirs.get(i);
            if (!ours.get(i).equals(theirFields)) {
                differences.add(ours.get(i) + " for " + theirs.get(i));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String value(VcfRecord record, String id) {
        for (String entry : record.toString().split("\t", -1)[VcfRecord.INFO].split(";", -1)) {
            if (entry.startsWith(id + "=")) {
                return entry.substring(id.length() + 1);
            }
        }
        return ".";
    }

    /** AF as fill-tags counts it, where the file has it. */
    private static List<String> bcftools(Path path, String samples) throws Exception {
        boolean hasFrequency;
        try (VcfReader reader = VcfReader.open(path)) {
            hasFrequency =
                    reader.header().infos().stream().anyMatch(info -> info.id().equals("AF"));
        }
        String command = "bcftools view -s " + samples + " " + path + " | "
                + (hasFrequency ? "bcftools +fill-tags -- -t AF | " : "")
                + "bcftools query -f '%POS\\t%INFO/AC\\t%INFO/AN\\t" + (hasFrequency ? "%INFO/AF" : ".")
                + "\\n' | head -2000";
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
