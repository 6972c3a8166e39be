package omega.genomics.vcf.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.RealVcfFiles;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics count as {@code bcftools stats} does. */
class VcfStatisticsTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="n">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="d">
            ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="d">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc
            """;

    @ParameterizedTest(name = "{0} to {1} is {2}")
    @CsvSource({
        "A,G,snp",
        "a,A,snp",
        "A,A,ref",
        "A,X,ref",
        "A,.,ref",
        "A,*,overlap",
        "A,<*>,ref",
        "A,<NON_REF>,ref",
        "A,<DEL>,other",
        "CC,TT,mnp",
        "CCG,TTG,mnp",
        "ACT,TCGA,other",
        "A,AT,indel",
        "AT,A,indel",
        "ATT,AT,indel",
        "GA,GT,snp",
        "CA,TA,snp",
        "CAG,TAC,mnp",
        "A,G]2:3],other",
        "A,A]2:3],breakend",
        "A,]2:3]A,breakend",
        "A,A.,indel",
        "AC,ac,ref",
        "TAC,TTAC,indel",
        "ACA,GCATT,other",
        "AAT,TAAT,indel"
    })
    void allelesAreTypedByTheirBases(String ref, String alt, String expected) {
        byte[] bytes = (ref + "\t" + alt).getBytes(UTF_8);
        int code = AlleleType.of(bytes, 0, ref.length(), ref.length() + 1, bytes.length);
        Map<Integer, String> names =
                Map.of(0, "ref", 1, "snp", 2, "mnp", 4, "indel", 8, "other", 16, "breakend", 32, "overlap");
        assertThat(names.get(AlleleType.bits(code))).isEqualTo(expected);
    }

    @Test
    void countsSitesAndSamples() throws IOException {
        VcfStatistics statistics = samples("""
                1\t10\t.\tA\tG\t.\t.\tAC=1;AN=6\tGT:DP\t0/1:10\t0/0:5\t0/0:.
                1\t11\t.\tA\tC,T\t.\t.\tAC=2,1;AN=6\tGT:DP\t1/2:20\t0/1:5\t0/0
                1\t12\t.\tAT\tA\t.\t.\tAC=3;AN=6\tGT:AD\t1/1:1,3\t0/1:.,4\t./.:.
                1\t13\t.\tA\t.\t.\t.\t.\tGT\t0/0\t0\t0|0
                1\t14\t.\tA\t<DEL>\t.\t.\t.\tGT\t0/0\t1\t0/1
                """);
        assertThat(statistics.records()).isEqualTo(5);
        assertThat(statistics.samples()).isEqualTo(3);
        assertThat(statistics.noAlts()).isEqualTo(1);
        assertThat(statistics.snps()).isEqualTo(2);
        assertThat(statistics.indels()).isEqualTo(1);
        assertThat(statistics.others()).isEqualTo(1);
        assertThat(statistics.multiallelicSites()).isEqualTo(1);
        assertThat(statistics.multiallelicSnpSites()).isEqualTo(1);
        assertThat(statistics.transitions()).isEqualTo(1);
        assertThat(statistics.transversions()).isEqualTo(2);
        assertThat(statistics.firstAltTransversions()).isEqualTo(1);
        assertThat(statistics.transitionTransversionRatio()).hasValue(0.5);
        assertThat(statistics.singletons().snps()).isEqualTo(2);
        assertThat(statistics.substitutions('A', 'T')).isEqualTo(1);
        assertThat(statistics.indelLengths()).containsExactly(Map.entry(-1, 1L));
        assertThat(statistics.frequencies())
                .extracting(bin -> bin.snps() + "/" + bin.indels())
                .containsExactly("2/0", "1/0", "0/1");
        SampleCounts a = statistics.sampleCounts().get(0);
        assertThat(a.het()).isEqualTo(2);
        assertThat(a.homRef()).isEqualTo(2);
        assertThat(a.indels()).isEqualTo(1);
        assertThat(a.averageDepth()).isEqualTo(34 / 3.0, within(1e-9));
        assertThat(a.singletons()).isEqualTo(1);
        SampleCounts b = statistics.sampleCounts().get(1);
        assertThat(b.haploidRef()).isEqualTo(1);
        assertThat(b.haploidAlt()).isEqualTo(1);
        assertThat(statistics.sampleCounts().get(2).missing()).isEqualTo(1);
    }

    @Test
    void aLenientReaderCountsABadRecordNowhere() throws IOException {
        String records = "1\t10\t.\tA\tG\t.\t.\t.\tGT\t0/1\t0/9\t0/0\n1\t11\t.\tA\tG\t.\t.\t.\tGT\t0/1\t0/0\t0/0\n";
        try (VcfReader reader = VcfReader.options().mode(ParseMode.LENIENT).open(source(records))) {
            VcfStatistics statistics = VcfStatistics.withSamples(reader);
            assertThat(statistics.records()).isEqualTo(1);
            assertThat(statistics.skipped()).isEqualTo(1);
            assertThat(statistics.sampleCounts().get(0).het()).isEqualTo(1);
        }
        assertThatThrownBy(() -> samples(records))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(":8:25: samples: expected allele numbers up to 1, found \"0/9\"");
    }

    /** docs/interpretation.md: an allele number with ALT {@code .} is read. */
    @Test
    void anAlleleNumberWithoutAltIsCounted() throws IOException {
        VcfStatistics statistics = samples("""
            1\t10\t.\tA\t.\t.\t.\t.\tGT\t1/0\t1/1\t0/0
            1\t11\t.\tA\t.\t.\t.\t.\tGT:DP\t2/12345678:3\t1:4\t./1:.
            1\t12\t.\tA\t.\t.\t.\t.\tGT\t1/0\t0/0\t0/0
            """);
        assertThat(statistics.noAlts()).isEqualTo(3);
        SampleCounts a = statistics.sampleCounts().get(0);
        assertThat(a.het()).isEqualTo(3);
        assertThat(a.homRef()).isZero();
        assertThat(a.transitions() + a.transversions() + a.indels()).isZero();
        assertThat(a.singletons()).isEqualTo(2);
        assertThat(statistics.sampleCounts().get(1).homAlt()).isEqualTo(1);
        assertThat(statistics.sampleCounts().get(1).haploidAlt()).isEqualTo(1);
        assertThat(statistics.sampleCounts().get(2).missing()).isEqualTo(1);
    }

    /** One record of 2 MB: long lists are read once, not once a value. */
    @Test
    @Timeout(20)
    void aRecordOfLongListsIsCountedInTimeByItsLength() throws IOException {
        int many = 200_000;
        String alts = "C,".repeat(many - 1) + "C";
        String ones = "1,".repeat(many - 1) + "1";
        String record = "1\t10\t.\tA\t" + alts + "\t.\t.\tAC=" + ones + ";AN=6\tGT:AD\t" + "0/".repeat(many) + "1:"
                + ones + ",1\t0/1:.\t0/2:.\n";
        VcfStatistics statistics = samples(record + record.replace("AC=", "XX="));
        assertThat(statistics.records()).isEqualTo(2);
        assertThat(statistics.sampleCounts().get(0).averageDepth()).isEqualTo(many + 1.0);
    }

    @Test
    void theFourByteColumnsCountLikeAnyOthers() throws IOException {
        StringBuilder narrow = new StringBuilder();
        StringBuilder wide = new StringBuilder();
        java.util.Random random = new java.util.Random(7);
        String[] genotypes = {"0|0", "0/0", "0|1", "1|0", "1|1", "2|1", "0/2", ".|.", "./1"};
        for (int i = 0; i < 500; i++) {
            String start = "1\t" + (i + 1) + "\t.\tA\tG,AT\t.\t.\t.\t";
            narrow.append(start).append("GT");
            wide.append(start).append("GT:DP");
            for (int sample = 0; sample < 3; sample++) {
                String genotype = genotypes[random.nextInt(genotypes.length)];
                narrow.append('\t').append(genotype);
                wide.append('\t').append(genotype).append(":.");
            }
            narrow.append('\n');
            wide.append('\n');
        }
        assertThat(samples(narrow.toString()).sampleCounts())
                .isEqualTo(samples(wide.toString()).sampleCounts());
    }

    private static InputSource source(String records) {
        return InputSource.of("test.vcf", (HEADER + records).getBytes(UTF_8));
    }

    private static VcfStatistics samples(String records) throws IOException {
        try (VcfReader reader = VcfReader.open(source(records))) {
            return VcfStatistics.withSamples(reader);
        }
    }

    // ---- against bcftools ----------------------------------------------------------------------------------------

    @Test
    void agreesWithBcftoolsOnRealFiles() throws IOException {
        Needs.program("bcftools");
        int compared = 0;
        Map<String, String> differences = new TreeMap<>();
        boolean full = Boolean.getBoolean("genomics.full");
        for (Path path : RealVcfFiles.under("vcf")) {
            if (!full
                    && !path.toString().contains("1000genomes")
                    && RealVcfFiles.name(path).hashCode() % 8 != 0) {
                continue;
            }
            for (boolean perSample : new boolean[] {false, true}) {
                List<String> theirs = bcftools(path, perSample);
                if (theirs.isEmpty()) {
                    continue;
                }
                try (VcfReader reader = VcfReader.open(path)) {
                    VcfStatistics statistics = perSample ? VcfStatistics.withSamples(reader) : VcfStatistics.of(reader);
                    List<String> ours = report(statistics);
                    compared++;
                    if (!ours.equals(theirs)) {
                        List<String> extra = new ArrayList<>(ours);
                        extra.removeAll(theirs);
                        List<String> lacking = new ArrayList<>(theirs);
                        lacking.removeAll(ours);
                        differences.put(
                                RealVcfFiles.name(path) + (perSample ? " -s" : ""),
                                "ours " + extra + " theirs " + lacking);
                    }
                } catch (ParseException e) {
                    // What our strict reader refuses is another test's concern.
                }
            }
        }
        System.out.println("bcftools stats: " + compared + " comparisons");
        assertThat(differences).isEmpty();
    }

    private static List<String> bcftools(Path path, boolean perSample) throws IOException {
        List<String> command = new ArrayList<>(List.of("bcftools", "stats"));
        if (perSample) {
            command.addAll(List.of("-s", "-"));
        }
        command.add(path.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        boolean whole = true;
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // It goes on behind records it cannot read, and takes blank lines for records.
                whole &= !line.startsWith("[E::") && !line.contains("Contig ''");
                if (line.matches("(SN|TSTV|SiS|AF|ST|PSC|IDD)\t.*")) {
                    lines.add(comparable(line));
                }
            }
        }
        try {
            return process.waitFor() == 0 && whole ? lines : List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String comparable(String line) {
        if (line.startsWith("PSC")) {
            String[] columns = line.split("\t", -1);
            columns[9] = columns[9].replaceAll("^(\\d{6})\\d.*", "$1…");
            return String.join("\t", columns);
        }
        return line.startsWith("IDD")
                ? line.replaceAll("^((?:\\S+\t){4}).*", "$1").strip()
                : line;
    }

    private static List<String> report(VcfStatistics s) {
        List<String> lines = new ArrayList<>();
        lines.add("SN\t0\tnumber of samples:\t" + s.samples());
        lines.add("SN\t0\tnumber of records:\t" + s.records());
        lines.add("SN\t0\tnumber of no-ALTs:\t" + s.noAlts());
        lines.add("SN\t0\tnumber of SNPs:\t" + s.snps());
        lines.add("SN\t0\tnumber of MNPs:\t" + s.mnps());
        lines.add("SN\t0\tnumber of indels:\t" + s.indels());
        lines.add("SN\t0\tnumber of others:\t" + s.others());
        lines.add("SN\t0\tnumber of multiallelic sites:\t" + s.multiallelicSites());
        lines.add("SN\t0\tnumber of multiallelic SNP sites:\t" + s.multiallelicSnpSites());
        lines.add("TSTV\t0\t" + s.transitions() + '\t' + s.transversions() + '\t'
                + ratio(s.transitions(), s.transversions()) + '\t' + s.firstAltTransitions() + '\t'
                + s.firstAltTransversions() + '\t' + ratio(s.firstAltTransitions(), s.firstAltTransversions()));
        lines.add("SiS\t0\t1\t" + bin(s.singletons()));
        s.frequencies().forEach(bin -> lines.add(String.format("AF\t0\t%f\t", bin.frequency()) + bin(bin)));
        s.indelLengths().forEach((length, count) -> lines.add("IDD\t0\t" + length + "\t" + count));
        String bases = "ACGT";
        for (int i = 0; i < 16; i++) {
            if (i >> 2 != (i & 3)) {
                lines.add("ST\t0\t" + bases.charAt(i >> 2) + '>' + bases.charAt(i & 3) + '\t'
                        + s.substitutions(bases.charAt(i >> 2), bases.charAt(i & 3)));
            }
        }
        s.sampleCounts()
                .forEach(c -> lines.add("PSC\t0\t" + c.sample() + '\t' + c.homRef() + '\t' + c.homAlt() + '\t' + c.het()
                        + '\t' + c.transitions() + '\t' + c.transversions() + '\t' + c.indels() + '\t'
                        + depth(c.averageDepth()) + '\t' + c.singletons() + '\t' + c.haploidRef() + '\t'
                        + c.haploidAlt() + '\t' + c.missing()));
        return lines;
    }

    private static String depth(double average) {
        return rounded((float) average, 1).replaceAll("^(\\d{6})\\d.*", "$1…"); // a float has seven digits
    }

    private static String ratio(long above, long below) {
        return rounded(below == 0 ? 0 : (float) above / below, 2);
    }

    /** As printf rounds: the exact binary value. */
    private static String rounded(float value, int digits) {
        return new java.math.BigDecimal(value)
                .setScale(digits, java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String bin(FrequencyBin bin) {
        return bin.snps() + "\t" + bin.transitions() + '\t' + bin.transversions() + '\t' + bin.indels() + "\t0\t0\t"
                + bin.indels();
    }
}
