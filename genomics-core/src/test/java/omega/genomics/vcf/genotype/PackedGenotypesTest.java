package omega.genomics.vcf.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.GenotypePacker;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed is read back, but for what the javadoc says is not kept. */
class PackedGenotypesTest {
    private static final List<String> USUAL = List.of("0|0", "0/0", "0|1", "1|0", "1/1", "./.");
    private static final List<String> ODD = List.of(
            "0", "1", ".", "2", "./1", "1/.", "./0", "0|.", "1/2", "2|1", "2/2", "0/2", "0/0/1", "0/1/1", "1/1/1",
            "./1/1", "0/0/0/0", "././.", "|0|1", "/1/1", "2/./0", "0/1/2/1");

    /** The row of the genotypes seen from ALT 1. */
    @ParameterizedTest
    @CsvSource({
        "0/0, 0/0, 1 0 0 0",
        "0|1, 0/1, 0 1 0 0",
        "1|0, 0/1, 0 1 0 0",
        "1/1, 1/1, 0 0 1 0",
        "./., ./., 0 0 0 1",
        "., ./., 0 0 0 1",
        "0, 0, 1 0 0 0",
        "1, 1, 0 0 1 0",
        "2, 0, 1 0 0 0",
        "./1, ./1, 0 1 0 0",
        "1/., ./1, 0 1 0 0",
        "./0, ./0, 0 0 0 1",
        "2/., ./0, 0 0 0 1",
        "1/2, 0/1, 0 1 0 0",
        "0/2, 0/0, 1 0 0 0",
        "2/2, 0/0, 1 0 0 0",
        "0/1/1, 0/1/1, 0 1 0 0",
        "0/0/1, 0/0/1, 0 1 0 0",
        "1/1/1, 1/1/1, 0 0 1 0",
        "|0|1, 0/1, 0 1 0 0",
        "././1/1, ././1/1, 0 1 0 0"
    })
    void tellsWhatASampleHasOfTheAllele(String written, String read, String counts) throws IOException {
        GenotypePacker packer = new GenotypePacker();
        byte[] packed = packOne(packer, List.of(written), 1);

        assertThat(PackedGenotypes.of(packed, 1).genotype(0)).isEqualTo(read);
        assertThat(packer.homRef() + " " + packer.het() + " " + packer.homAlt() + " " + packer.missing())
                .isEqualTo(counts);
    }

    static Stream<List<String>> cohorts() {
        Random random = new Random(20_26);
        return IntStream.range(0, 300).mapToObj(i -> {
            int samples = 1 + random.nextInt(i % 10 == 0 ? 3000 : 70);
            List<String> common = new ArrayList<>(random.nextBoolean() ? USUAL : ODD);
            double rare = random.nextDouble() * random.nextDouble();
            String first = common.get(random.nextInt(common.size()));
            List<String> all = new ArrayList<>(USUAL);
            all.addAll(random.nextInt(3) > 0 ? ODD : USUAL);
            return Stream.generate(() -> random.nextDouble() < rare ? all.get(random.nextInt(all.size())) : first)
                    .limit(samples)
                    .toList();
        });
    }

    /** Text → packed → what the text says. */
    @ParameterizedTest
    @MethodSource("cohorts")
    void readsBackEveryCohort(List<String> written) throws IOException {
        GenotypePacker packer = new GenotypePacker();
        List<PackedGenotypes> packed = pack(packer, written);
        for (int allele = 1; allele <= 2; allele++) {
            PackedGenotypes genotypes = packed.get(allele - 1);
            List<String> expected = new ArrayList<>();
            List<Integer> carriers = new ArrayList<>();
            for (int sample = 0; sample < written.size(); sample++) {
                Genotype genotype = Genotype.parse(written.get(sample)).orElseThrow();
                expected.add(seenFrom(genotype, allele, genotypes.ploidy(sample)));
                if (alleles(genotype).contains(allele)) {
                    carriers.add(sample);
                }
                assertThat(genotypes.carries(sample))
                        .isEqualTo(alleles(genotype).contains(allele));
            }
            assertThat(IntStream.range(0, written.size()).mapToObj(genotypes::genotype))
                    .containsExactlyElementsOf(expected);
            assertThat(genotypes.carriers())
                    .containsExactly(carriers.stream().mapToInt(i -> i).toArray());
        }
    }

    /** The ploidy of a genotype that is missing altogether is not kept. */
    private static String seenFrom(Genotype genotype, int allele, int ploidyOfMissing) {
        List<Integer> alleles = alleles(genotype);
        if (alleles.stream().allMatch(a -> a < 0)) {
            return "./".repeat(ploidyOfMissing - 1) + ".";
        }
        return String.join(
                "/",
                alleles.stream()
                        .map(a -> a < 0 ? "." : a == allele ? "1" : "0")
                        .sorted()
                        .toList());
    }

    private static List<Integer> alleles(Genotype genotype) {
        return IntStream.range(0, genotype.ploidy())
                .mapToObj(i -> genotype.isMissing(i) ? -1 : genotype.allele(i))
                .toList();
    }

    // ---- two records of one variant ------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "./., 0|1, 0/1",
        "0/1, ./., 0/1",
        "., 1, 1",
        "./., ./., ./.",
        "0/1, 1|0, 0/1",
        "1/2, 0/1, 0/1",
        "2/0, 0/0, 0/0",
        "./1, 0/1, 0/1",
        "./1, 1/1, 1/1",
        "./0, 0/0, 0/0",
        "./0, ./1, 0/1",
        "./1, 1/., ./1",
        "././1, 0/0/1, 0/0/1",
        "./., 0/1/1, 0/1/1",
        "0/1, 1/1, -",
        "0/0, 0/1, -",
        "./0, 1/1, -",
        "1, 1/1, -",
        "0, 0/0, -",
        "0/0/1, 0/1, -"
    })
    void whatTwoRecordsSayTogether(String one, String other, String together) throws IOException {
        GenotypePacker packer = new GenotypePacker();
        for (int before : new int[] {0, 1, 5}) {
            List<String> others = java.util.Collections.nCopies(before, "1/1/1");
            PackedGenotypes first = packed(others, one);
            PackedGenotypes second = packed(others, other);

            int contradicts = packer.packBoth(first, second, false);

            assertThat(contradicts).isEqualTo(together.equals("-") ? before : -1);
            if (contradicts < 0) {
                byte[] expected = packOne(
                        new GenotypePacker(),
                        Stream.concat(others.stream(), Stream.of(together)).toList(),
                        1);
                assertThat(Arrays.copyOf(packer.array(), packer.length())).isEqualTo(expected);
            }
            assertThat(packer.packBoth(second, first, false)).isEqualTo(contradicts);
        }
    }

    private static PackedGenotypes packed(List<String> before, String last) throws IOException {
        List<String> all = Stream.concat(before.stream(), Stream.of(last)).toList();
        return PackedGenotypes.of(packOne(new GenotypePacker(), all, 1), all.size());
    }

    @ParameterizedTest
    @CsvSource({"0/1, 0/1", "0/2, 0/1", "1/2, 1/1", "2/2, 1/1", "./., ./.", "./2, ./1", "0/0, 0/0", "1/2/2/0, 0/1/1/1"})
    void twoAllelesOfOneRecordThatSpellTheSameAddUp(String written, String together) throws IOException {
        GenotypePacker packer = new GenotypePacker();
        List<PackedGenotypes> alleles = pack(packer, List.of(written));

        assertThat(packer.packBoth(alleles.get(0), alleles.get(1), true)).isEqualTo(-1);

        byte[] both = Arrays.copyOf(packer.array(), packer.length());
        assertThat(PackedGenotypes.of(both, 1).genotype(0)).isEqualTo(together);
    }

    @ParameterizedTest
    @MethodSource("cohorts")
    void aCohortAgreesWithItselfAndCompletesOneThatKnowsNothing(List<String> written) throws IOException {
        GenotypePacker packer = new GenotypePacker();
        PackedGenotypes genotypes = pack(packer, written).get(0);
        byte[] nothing = packOne(packer, java.util.Collections.nCopies(written.size(), "./."), 1);
        for (PackedGenotypes other : List.of(genotypes, PackedGenotypes.of(nothing, written.size()))) {
            assertThat(packer.packBoth(other, genotypes, false)).isEqualTo(-1);
            PackedGenotypes both = PackedGenotypes.of(Arrays.copyOf(packer.array(), packer.length()), written.size());
            for (int sample = 0; sample < written.size(); sample++) {
                assertThat(both.genotype(sample)).isEqualTo(genotypes.genotype(sample));
            }
        }
    }

    // ---- form ----------------------------------------------------------------------------------------------------

    /** A list where few samples carry the allele, two bits a sample where many do. */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "10, 22", "100, 102", "1500, 628", "2504, 2"})
    void takesTheShorterForm(int carriers, int bytes) throws IOException {
        int stride = Math.max(1, 2504 / Math.max(1, carriers));
        List<String> written = IntStream.range(0, 2504)
                .mapToObj(i -> i % stride == stride - 1 && (i + 1) / stride <= carriers ? "0|1" : "0|0")
                .toList();
        if (carriers == 1500) {
            written = IntStream.range(0, 2504)
                    .mapToObj(i -> i % 5 < 3 ? "0|1" : "0|0")
                    .toList();
        }

        assertThat(packOne(new GenotypePacker(), written, 1).length).isLessThanOrEqualTo(bytes);
    }

    /** Half of the samples of chromosome X have one copy. */
    @Test
    void keepsThePloidyOfMalesInOneBitASample() throws IOException {
        List<String> written = IntStream.range(0, 2504)
                .mapToObj(i -> i % 2 == 0 ? "0" : i % 500 == 1 ? "0/1" : "0/0")
                .toList();

        byte[] packed = packOne(new GenotypePacker(), written, 1);

        assertThat(packed).hasSizeLessThan(6 + 12 + 8 + 313 + 1);
        assertThat(PackedGenotypes.of(packed, 2504).genotype(2)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "0/x", "0//1", "0/1/", "-1", "a"})
    void refusesWhatIsNoGenotypeOfTheRecord(String written) {
        assertThatThrownBy(() -> pack(new GenotypePacker(), List.of("0/0", written)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(":4:")
                .hasMessageContaining("alleles from 0 to 2");
    }

    @Test
    void refusesMoreAllelesThanFitAByte() {
        assertThatThrownBy(() -> pack(new GenotypePacker(), List.of("0/".repeat(254) + "0")))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void saysThatARecordHasNoGenotypes() throws IOException {
        try (VcfReader reader = VcfReader.open(source("DP", List.of("3", "4")))) {
            assertThat(reader.advance()).isTrue();
            assertThat(new GenotypePacker().read(reader.record().samples())).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "f002", "0802", "0802ffffffff", "080200000007", "010200"})
    void refusesOtherBytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> PackedGenotypes.of(bytes, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    /** GT first or not, alone or not, all samples or some: the same. */
    @ParameterizedTest
    @ValueSource(strings = {"GT", "GT:DP", "DP:GT", "DP:GT:GQ"})
    void readsGtWhereverItStands(String format) throws IOException {
        List<String> genotypes = List.of("0|0", "0/0", "0|1", "./.", "0|0", "1/2", "0|0");
        List<String> columns = genotypes.stream()
                .map(gt -> format.replace("GT", gt).replace("DP", "7").replace("GQ", "."))
                .toList();
        GenotypePacker packer = new GenotypePacker();
        try (VcfReader reader = VcfReader.open(source(format, columns))) {
            reader.advance();
            assertThat(packer.read(reader.record().samples())).isTrue();
        }
        packer.pack(1);
        assertThat(Arrays.copyOf(packer.array(), packer.length()))
                .isEqualTo(packOne(new GenotypePacker(), genotypes, 1));
        try (VcfReader reader = VcfReader.options().samples("s5", "s2").open(source(format, columns))) {
            reader.advance();
            packer.read(reader.record().samples());
        }
        packer.pack(1);
        assertThat(Arrays.copyOf(packer.array(), packer.length()))
                .isEqualTo(packOne(new GenotypePacker(), List.of("1/2", "0|1"), 1));
    }

    /** Every genotype of every sample is what {@code bcftools norm -m -} makes of it, but for what is not kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000genomes/1kg-phaseIII-v5a.20130502.genotypes.chr22-16-16.5mb.vcf.gz",
                "pangenome/grch38_chr4_10083863-10181258.vcf",
                "platinum/PG_NA12878_hg38-chr21.vcf.gz",
                "imputationserver/chrMT/axiom.recode.vcf.gz",
                "hail/x-chromosome.vcf",
                "cyvcf2/test-hemi.vcf",
                "imputationserver/chrX-phased/small.chrX.vcf.gz",
                "TRTools/few_loci.vcf"
            })
    void agreesWithBcftoolsOnRealCohorts(String name) throws IOException, InterruptedException {
        Path file = Needs.data("vcf/" + name);
        Needs.program("bcftools");
        long bytes = 0;
        long rows = 0;
        GenotypePacker packer = new GenotypePacker();
        Process bcftools = new ProcessBuilder(
                        "sh", "-c", "bcftools norm -m - \"$0\" | bcftools query -f '[%GT\\t]\\n'", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (VcfReader reader = VcfReader.open(file);
                BufferedReader expected =
                        new BufferedReader(new InputStreamReader(bcftools.getInputStream(), StandardCharsets.UTF_8))) {
            int samples = reader.header().sampleCount();
            String[] found = new String[samples];
            while (reader.advance()) {
                assertThat(packer.read(reader.record().samples())).isTrue();
                for (int allele = 1; allele <= reader.record().altCount(); allele++) {
                    packer.pack(allele);
                    bytes += packer.length();
                    rows++;
                    PackedGenotypes packed =
                            PackedGenotypes.of(Arrays.copyOf(packer.array(), packer.length()), samples);
                    String[] line = Arrays.copyOf(expected.readLine().split("\t", -1), samples);
                    for (int sample = 0; sample < samples; sample++) {
                        line[sample] = withoutWhatIsNotKept(line[sample]);
                        found[sample] = withoutWhatIsNotKept(packed.genotype(sample));
                    }
                    assertThat(found).isEqualTo(line);
                }
            }
            assertThat(expected.readLine()).isNull();
            System.out.println("packed genotypes of " + file.getFileName() + ": " + samples + " samples, " + rows
                    + " rows, " + bytes / rows + " bytes a row");
        }
        assertThat(bcftools.waitFor()).isZero();
    }

    private static String withoutWhatIsNotKept(String genotype) {
        if (genotype.chars().allMatch(c -> c == '.' || c == '/' || c == '|')) {
            return ".";
        }
        return genotype.length() == 1 || genotype.equals("0/0") || genotype.equals("0/1")
                ? genotype
                : String.join(
                        "/", Stream.of(genotype.split("[/|]", -1)).sorted().toList());
    }

    // ---- making records --------------------------------------------------------------------------------------------

    private static List<PackedGenotypes> pack(GenotypePacker packer, List<String> genotypes) throws IOException {
        return List.of(
                PackedGenotypes.of(packOne(packer, genotypes, 1), genotypes.size()),
                PackedGenotypes.of(packOne(packer, genotypes, 2), genotypes.size()));
    }

    private static byte[] packOne(GenotypePacker packer, List<String> genotypes, int allele) throws IOException {
        try (VcfReader reader = VcfReader.open(source("GT", genotypes))) {
            assertThat(reader.advance()).isTrue();
            assertThat(packer.read(reader.record().samples())).isTrue();
        }
        packer.pack(allele);
        return Arrays.copyOf(packer.array(), packer.length());
    }

    private static InputSource source(String format, List<String> columns) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.4\n");
        text.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n");
        text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int i = 0; i < columns.size(); i++) {
            text.append("\ts").append(i);
        }
        text.append("\n1\t10\t.\tA\tC,G\t.\t.\t.\t").append(format);
        columns.forEach(column -> text.append('\t').append(column));
        return InputSource.of("made.vcf", text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
}
