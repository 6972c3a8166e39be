package omega.genomics.vcf.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.RealVcfFiles;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalization agrees with {@code bcftools norm -m- -f}. */
class VcfNormalizerTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.5
            ##contig=<ID=1,length=3000>
            ##contig=<ID=2,length=3000>
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="c">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="c">
            ##INFO=<ID=GL,Number=G,Type=Float,Description="c">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="c">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="c">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="c">
            ##INFO=<ID=NAME,Number=A,Type=String,Description="c">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="g">
            ##FORMAT=<ID=PL,Number=G,Type=Integer,Description="g">
            ##FORMAT=<ID=EC,Number=A,Type=Integer,Description="g">
            ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="g">
            ##FORMAT=<ID=LAA,Number=.,Type=Integer,Description="g">
            ##FORMAT=<ID=LAD,Number=LR,Type=Integer,Description="g">
            ##FORMAT=<ID=LPL,Number=LG,Type=Integer,Description="g">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb
            """;

    @TempDir
    Path folder;

    private static InputSource source(String records) {
        return InputSource.of("n.vcf", (HEADER + records).getBytes(UTF_8));
    }

    private static List<String> run(VcfNormalizer normalizer, InputSource source) throws IOException {
        List<String> lines = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(source)) {
            normalizer.normalize(reader, variant -> lines.add(variant.toString()));
        }
        return lines;
    }

    private static String visible(String line) {
        return line.replace('\t', ' ');
    }

    private IndexedFasta fasta(String... contigs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < contigs.length; i++) {
            text.append('>').append(i + 1).append('\n').append(contigs[i]).append('\n');
        }
        return IndexedFasta.open(Files.writeString(folder.resolve("r.fa"), text));
    }

    @Test
    void splittingGivesEachAlleleItsValues() throws IOException {
        String record = "1\t5\tx\tA\tC,G\t9\tPASS\tAC=3,4;AF=0.3,.;AD=1,2,3;GL=0,1,2,3,4,5;DP=7;DB;NAME=p,q\t"
                + "GT:AD:PL:EC:DP\t1|2:5,6,7:0,1,2,3,4,5:8,9:3\t2:1,2,3:4,5,6:.\n";
        assertThat(run(VcfNormalizer.withoutReference(), source(record)))
                .map(VcfNormalizerTest::visible)
                .containsExactly(
                        "1 5 x A C 9 PASS AC=3;AF=0.3;AD=1,2;GL=0,1,2;DP=7;DB;NAME=p GT:AD:PL:EC:DP"
                                + " 1|0:5,6:0,1,2:8:3 0:1,2:4,5:.",
                        "1 5 x A G 9 PASS AC=4;AF=.;AD=1,3;GL=0,3,5;DP=7;DB;NAME=q GT:AD:PL:EC:DP"
                                + " 0|1:5,7:0,3,5:9:3 1:1,3:4,6:.");
        assertThat(run(VcfNormalizer.withoutReference().otherAllele(OtherAllele.MISSING), source(record)))
                .map(line -> line.split("\t", -1)[9].split(":", -1)[0])
                .containsExactly("1|.", ".|1");
    }

    @Test
    void localAllelesKeepWhatIsTheirs() throws IOException {
        String record = "1\t5\t.\tA\tC,G,T\t.\t.\t.\tGT:LAA:LAD:LPL\t0/3:1,3:5,6,7:0,1,2,3,4,5\t0/0:.:9:8\n";
        assertThat(run(VcfNormalizer.withoutReference(), source(record)))
                .map(line -> visible(line).substring(visible(line).indexOf("LPL ") + 4))
                .containsExactly("0/0:1:5,6:0,1,2 0/0:.:9:8", "0/0:.:5:0 0/0:.:9:8", "0/1:1:5,7:0,3,5 0/0:.:9:8");
    }

    @Test
    void aWrongNumberOfValuesIsAnErrorWithItsPlace() {
        assertThatThrownBy(() ->
                        run(VcfNormalizer.withoutReference(), source("1\t5\t.\tA\tC,G\t.\t.\tDP=1;AC=3\tGT\t0\t0\n")))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(
                        ":21:22: INFO: expected as many values of INFO/AC as Number=A means for 2 ALT alleles")
                .hasMessageContaining("found \"AC=3\"");
    }

    @Test
    void aListOfAWrongLengthStaysWholeIfThatIsWanted() throws IOException {
        String records = "1\t5\t.\tA\tC,G\t.\t.\tDP=1;AC=3;AD=1,2,3\tGT:EC\t1/2:7\t0/2:8,9\n"
                + "1\t6\t.\tA\tC\t.\t.\t\tGT\t0/1\t0/0\n";
        List<String> lines = new ArrayList<>();
        try (VcfReader reader =
                VcfReader.options().brokenValues(BrokenValues.KEEP).open(source(records))) {
            VcfNormalizer.withoutReference().normalize(reader, variant -> lines.add(visible(variant.toString())));
            assertThat(reader.keptValues().warnings())
                    .extracting(warning ->
                            warning.message().substring(0, warning.message().indexOf(':')))
                    .containsExactly("INFO AC in 1 record", "FORMAT EC in 1 record", "INFO in 1 record");
        }
        assertThat(lines)
                .containsExactly(
                        "1 5 . A C . . DP=1;AC=3;AD=1,2 GT:EC 1/0:7 0/0:8",
                        "1 5 . A G . . DP=1;AC=3;AD=1,3 GT:EC 0/1:7 0/1:9",
                        "1 6 . A C . . . GT 0/1 0/0");
    }

    /** The header says how many columns there are, whether it has samples or not. */
    @ParameterizedTest
    @ValueSource(strings = {"\tGT:AD\t0/1:1,2\t0/2", "\tGT", "\t", "\t\t"})
    void columnsThatTheHeaderHasNotAreRefused(String more) {
        String header = HEADER.replace("\tFORMAT\ta\tb", "");
        String record = "1\t5\t.\tA\tC,G\t.\t.\tAC=3,4" + more + "\n";
        for (boolean splits : new boolean[] {true, false}) {
            assertThatThrownBy(() -> run(
                            VcfNormalizer.withoutReference().split(splits),
                            InputSource.of("n.vcf", (header + record).getBytes(UTF_8))))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("8 columns as in the header");
        }
    }

    @Test
    @Timeout(20)
    void aRecordOfManyAllelesIsSplitInTimeByItsLength() throws IOException {
        int alts = 30_000;
        String ones = "1,".repeat(alts - 1) + "1";
        String record = "1\t5\t.\tA\t" + "C,".repeat(alts - 1) + "C\t.\t.\tAC=" + ones + ";AD=" + ones
                + ",1\tGT:AD:EC\t0/1:" + ones + ",1:" + ones + "\t.\n";
        assertThat(run(VcfNormalizer.withoutReference(), source(record)))
                .hasSize(alts)
                .endsWith("1\t5\t.\tA\tC\t.\t.\tAC=1;AD=1,1\tGT:AD:EC\t0/0:1,1:1\t.");
    }

    @ParameterizedTest(name = "{0}:{1}>{2} is {3}:{4}>{5}")
    @CsvSource({
        "7,ACA,A,3,GCA,G",
        "8,CA,C,8,CA,C",
        "4,CAC,C,3,GCA,G",
        "9,A,ACA,3,G,GCA",
        "1,T,TT,1,T,TT",
        "12,TC,AC,12,T,A",
        "13,CG,CT,14,G,T",
        "4,CACACA,CACA,3,GCA,G",
        "2,TG,TG,2,TG,TG",
        "11,TT,T,9,AT,A",
        "1,TT,T,1,TT,T"
    })
    void allelesAreTrimmedAndMovedToTheLeft(int pos, String ref, String alt, int newPos, String newRef, String newAlt)
            throws IOException {
        try (IndexedFasta fasta = fasta("TTGCACACATTTCGA")) {
            String genome = "TTGCACACATTTCGA";
            assertThat(genome.substring(pos - 1, pos - 1 + ref.length()))
                    .as("the test itself")
                    .isEqualTo(ref);
            List<String> lines = run(
                    VcfNormalizer.against(fasta::bases).referenceCheck(ReferenceCheck.WARN),
                    source("1\t" + pos + "\t.\t" + ref + "\t" + alt + "\t.\t.\t.\tGT\t0\t1\n"));
            assertThat(visible(lines.get(0))).startsWith("1 " + newPos + " . " + newRef + " " + newAlt + " ");
        }
    }

    @Test
    void symbolicStarAndBreakendAllelesKeepTheirPlace() throws IOException {
        String genome = "TTGCACACATTTCGA";
        List<String> records = List.of(
                "1\t4\t.\tC\t<DEL>\t.\t.\tEND=9\tGT\t0\t0",
                "1\t5\t.\tA\t*\t.\t.\t.\tGT\t0\t0",
                "1\t6\t.\tC\tC[2:5[\t.\t.\t.\tGT\t0\t0",
                "1\t7\t.\tA\tA.\t.\t.\t.\tGT\t0\t0",
                "1\t8\t.\tC\t<*>\t.\t.\t.\tGT\t0\t0");
        try (IndexedFasta fasta = fasta(genome)) {
            assertThat(run(VcfNormalizer.against(fasta::bases), source(String.join("\n", records) + "\n")))
                    .isEqualTo(records);
        }
    }

    @Test
    void refThatIsNotTheReferenceIsAnErrorAWarningOrFixed() throws IOException {
        String swapped = "1\t4\t.\tT\tC\t.\t.\tAC=1\tGT:AD\t0/1:1,2\t0/0:3,4\n";
        try (IndexedFasta fasta = fasta("TTGCACACATTTCGA")) {
            VcfNormalizer normalizer = VcfNormalizer.against(fasta::bases);
            assertThatThrownBy(() -> run(normalizer, source(swapped)))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining(":21:7: REF: expected the bases of the reference, C, found \"T\"");
            List<Diagnostic> heard = new ArrayList<>();
            assertThat(run(normalizer.referenceCheck(ReferenceCheck.WARN).diagnostics(heard::add), source(swapped)))
                    .containsExactly(swapped.strip());
            assertThat(heard).extracting(Diagnostic::rule).containsExactly("norm-reference");
            VcfNormalizer fix = normalizer.referenceCheck(ReferenceCheck.FIX);
            assertThat(run(fix, source(swapped)))
                    .map(VcfNormalizerTest::visible)
                    .containsExactly("1 4 . C T . . AC=3 GT:AD 1/0:2,1 1/1:4,3");
            assertThat(run(fix, source("1\t4\t.\tN\tT\t.\t.\t.\tGT\t0\t1\n1\t5\t.\tG\tT\t.\t.\t.\tGT\t0\t1\n")))
                    .map(line -> visible(line).substring(0, 9))
                    .containsExactly("1 4 . C T", "1 5 . A T");
            assertThatThrownBy(() -> run(normalizer, source("1\t15\t.\tAC\tA\t.\t.\t.\tGT\t0\t0\n")))
                    .hasMessageContaining("REF: expected the bases of the reference, A");
            assertThatThrownBy(() -> run(normalizer, source("3\t1\t.\tA\tC\t.\t.\t.\tGT\t0\t0\n")))
                    .hasMessageContaining("CHROM: expected a contig of the reference");
        }
    }

    @Test
    void duplicatesAreCountedAndDroppedOnRequest() throws IOException {
        String records = "1\t4\ta\tCAC\tC\t.\t.\t.\tGT\t0\t0\n1\t6\tb\tCAC\tC\t.\t.\t.\tGT\t0\t0\n";
        try (IndexedFasta fasta = fasta("TTGCACACATTTCGA");
                VcfReader reader = VcfReader.open(source(records))) {
            List<String> ids = new ArrayList<>();
            NormalizationReport report = VcfNormalizer.against(fasta::bases)
                    .dropDuplicates(true)
                    .normalize(reader, variant -> ids.addAll(variant.ids()));
            assertThat(ids).containsExactly("a");
            assertThat(report).isEqualTo(new NormalizationReport(2, 1, 0, 2, 0, 1));
        }
    }

    @Test
    void aLenientReaderSkipsWhatDoesNotFit() throws IOException {
        try (IndexedFasta fasta = fasta("TTGCACACATTTCGA");
                VcfReader reader = VcfReader.options()
                        .mode(ParseMode.LENIENT)
                        .open(source("1\t4\t.\tT\tC\t.\t.\t.\tGT\t0\t0\n1\t5\t.\tA\tC\t.\t.\t.\tGT\t0\t0\n"))) {
            List<Integer> positions = new ArrayList<>();
            VcfNormalizer.against(fasta::bases).normalize(reader, variant -> positions.add(variant.position()));
            assertThat(positions).containsExactly(5);
            assertThat(reader.skipped()).isEqualTo(1);
        }
    }

    // ---- beside bcftools -----------------------------------------------------------------------------------------

    /** Repeats of short motifs between random bases: much to move. */
    private static String genome(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            if (random.nextInt(3) == 0) {
                String motif = bases(random, 1 + random.nextInt(4));
                text.append(motif.repeat(2 + random.nextInt(random.nextInt(8) == 0 ? 100 : 12)));
            } else {
                text.append(bases(random, 1 + random.nextInt(20)));
            }
        }
        return text.substring(0, length);
    }

    private static String bases(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("ACGT".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    private static String records(Random random, String[] genomes, int count) {
        StringBuilder text = new StringBuilder();
        for (int contig = 0; contig < genomes.length; contig++) {
            int[] positions = random.ints(count, 1, genomes[contig].length() - 30)
                    .sorted()
                    .toArray();
            for (int pos : positions) {
                String ref =
                        genomes[contig].substring(pos - 1, pos - 1 + 1 + random.nextInt(random.nextBoolean() ? 2 : 9));
                List<String> alts = new ArrayList<>();
                int wanted = 1 + random.nextInt(3);
                while (alts.size() < wanted) {
                    String alt = alt(random, ref);
                    if (!alt.equalsIgnoreCase(ref) && !alts.contains(alt)) {
                        alts.add(alt);
                    }
                }
                int n = alts.size();
                text.append(contig + 1)
                        .append('\t')
                        .append(pos)
                        .append("\t.\t")
                        .append(ref)
                        .append('\t');
                text.append(String.join(",", alts)).append("\t30\tPASS\t");
                text.append("AC=").append(values(random, n)).append(";AD=").append(values(random, n + 1));
                text.append(";NAME=")
                        .append(values(random, n))
                        .append(";GL=")
                        .append(values(random, (n + 1) * (n + 2) / 2));
                text.append(random.nextInt(5) == 0 ? ";DB" : "");
                text.append(random.nextInt(9) == 0 ? ";END=" + (pos + ref.length() - 1) : "")
                        .append("\tGT:AD:PL:EC");
                for (int sample = 0; sample < 2; sample++) {
                    boolean haploid = random.nextInt(4) == 0;
                    text.append('\t').append(allele(random, n));
                    text.append(haploid ? "" : (random.nextBoolean() ? "/" : "|") + allele(random, n));
                    text.append(':').append(random.nextInt(6) == 0 ? "." : values(random, n + 1));
                    text.append(':').append(values(random, haploid ? n + 1 : (n + 1) * (n + 2) / 2));
                    text.append(':').append(values(random, n));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String alt(Random random, String ref) {
        return switch (random.nextInt(6)) {
            case 0 -> ref.substring(0, 1);
            case 1 -> ref + ref;
            case 2 -> ref + bases(random, 1 + random.nextInt(3));
            case 3 -> random.nextInt(6) == 0 ? "*" : bases(random, ref.length());
            case 4 -> ref.substring(0, 1) + bases(random, random.nextInt(5));
            default -> ref.substring(0, ref.length() - 1) + bases(random, 1);
        };
    }

    private static String allele(Random random, int alts) {
        return random.nextInt(8) == 0 ? "." : "" + random.nextInt(alts + 1);
    }

    private static String values(Random random, int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("" + random.nextInt(100));
        }
        return String.join(",", values);
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,false", "4,false", "5,true", "6,true"})
    void generatedRecordsAgreeWithBcftools(long seed, boolean atomize) throws IOException {
        Needs.program("bcftools");
        Random random = new Random(seed);
        String[] genomes = {genome(random, 3000), genome(random, 3000)};
        Path vcf = Files.writeString(
                folder.resolve("g.vcf"), HEADER.replace("VCFv4.5", "VCFv4.2") + records(random, genomes, 300));
        try (IndexedFasta fasta = fasta(genomes)) {
            List<String> theirs;
            if (atomize) {
                Path split = folder.resolve("split.vcf");
                Files.write(split, bcftools(true, "norm", "-m-", vcf.toString()));
                theirs = bcftools(
                        false, "norm", "-a", "-f", folder.resolve("r.fa").toString(), split.toString());
            } else {
                theirs = bcftools(
                        false, "norm", "-m-", "-f", folder.resolve("r.fa").toString(), vcf.toString());
            }
            List<String> ours = run(VcfNormalizer.against(fasta::bases).atomize(atomize), InputSource.of(vcf));
            if (atomize) { // it drops INFO of Number=G, leaves END, and drops FORMAT fields without a value in any
                // sample
                ours.replaceAll(VcfNormalizerTest::site);
                theirs.replaceAll(VcfNormalizerTest::site);
            }
            assertThat(ours).hasSizeGreaterThan(900);
            assertThat(difference(ours, theirs)).isEmpty();
        }
    }

    /** The allele alone, its record left as it is: the same place and bases, in whatever order. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void allelesAloneAgreeWithWholeRecords(long seed) throws IOException {
        Random random = new Random(seed);
        String[] genomes = {genome(random, 3000), genome(random, 3000)};
        String records = records(random, genomes, 300);
        List<String> alleles = new ArrayList<>();
        try (IndexedFasta fasta = fasta(genomes);
                VcfReader reader = VcfReader.open(source(records))) {
            List<String> whole = run(VcfNormalizer.against(fasta::bases), source(records));
            AlleleNormalizer normalizer = AlleleNormalizer.against(fasta::bases);
            int[] unchanged = new int[1];
            reader.forEach(record -> {
                for (int alt = 0; alt < record.altCount(); alt++) {
                    normalizer.normalize(record, alt, record.contig());
                    alleles.add(String.join(
                            "\t",
                            record.contig(),
                            Integer.toString(normalizer.position()),
                            ".",
                            normalizer.ref(),
                            normalizer.alt()));
                    boolean same = normalizer.position() == record.position()
                            && normalizer.ref().contentEquals(record.ref())
                            && normalizer.alt().contentEquals(record.alt(alt));
                    assertThat(normalizer.isChanged()).isEqualTo(!same);
                    unchanged[0] += same ? 1 : 0;
                }
            });
            assertThat(unchanged[0]).isBetween(100, alleles.size() - 100);
            whole.replaceAll(line -> line.substring(0, line.indexOf("\t30\tPASS")));
            assertThat(alleles).containsExactlyInAnyOrderElementsOf(whole);
        }
    }

    @Test
    void anAlleleAloneIsCheckedAgainstTheReference() throws IOException {
        String records = "1\t4\t.\tT\tC\t.\t.\t.\tGT\t0\t0\n1\t4\t.\tCAC\t.\t.\t.\t.\tGT\t0\t0\n";
        try (IndexedFasta fasta = fasta("TTGCACACATTTCGA");
                VcfReader reader = VcfReader.open(source(records))) {
            AlleleNormalizer normalizer = AlleleNormalizer.against(fasta::bases);
            reader.advance();
            assertThatThrownBy(() -> normalizer.normalize(reader.record(), 0, "1"))
                    .hasMessageContaining(":21:7: REF: expected the bases of the reference, C, found \"T\"");
            assertThatThrownBy(() -> normalizer.normalize(reader.record(), 0, "3"))
                    .hasMessageContaining(":21:1: CHROM: expected a contig of the reference, found \"1\"");
            reader.advance();
            normalizer.normalize(reader.record(), -1, "1");
            assertThat(normalizer.ref()).hasToString("C");
            assertThat(normalizer.alt()).hasToString(".");
        }
    }

    private static String site(String line) {
        return line.replaceAll(";(GL|END)=[0-9,]*", "").replaceAll("\tGT:.*", "\tGT");
    }

    /** Reference bases where the file has them, random ones between: real records with something to be aligned to. */
    private static Map<String, StringBuilder> madeReference(Path vcf) throws IOException {
        Map<String, StringBuilder> contigs = new HashMap<>();
        Random random = new Random(1);
        try (VcfReader reader = VcfReader.open(vcf)) {
            reader.forEach(record -> {
                StringBuilder bases = contigs.computeIfAbsent(record.contig(), contig -> new StringBuilder());
                String ref = record.ref();
                int end = record.position() + ref.length() + 10;
                if (end > 3_000_000 || !ref.matches("[ACGTacgt]+") || record.position() < 1) {
                    throw new IllegalArgumentException("far from the start of a contig");
                }
                while (bases.length() < end) {
                    bases.append("ACGT".charAt(random.nextInt(4)));
                }
                bases.replace(
                        record.position() - 1,
                        record.position() - 1 + ref.length(),
                        ref.toUpperCase(java.util.Locale.ROOT));
            });
        }
        return contigs;
    }

    @Test
    void realFilesAgreeWithBcftools() throws IOException {
        Needs.program("bcftools");
        int compared = 0;
        int records = 0;
        Map<String, String> differences = new TreeMap<>();
        boolean full = Boolean.getBoolean("genomics.full");
        for (Path path : RealVcfFiles.under("vcf")) {
            if (Files.size(path) > 1_000_000
                    || (!full && RealVcfFiles.name(path).hashCode() % 8 != 0)) {
                continue;
            }
            List<String> command = new ArrayList<>(List.of("norm", "-m-"));
            IndexedFasta fasta = null;
            List<String> ours = new ArrayList<>();
            try {
                VcfNormalizer normalizer = VcfNormalizer.withoutReference();
                try {
                    Map<String, StringBuilder> contigs = madeReference(path);
                    StringBuilder text = new StringBuilder();
                    contigs.forEach((name, bases) -> text.append('>')
                            .append(name)
                            .append('\n')
                            .append(bases)
                            .append('\n'));
                    Path made = Files.writeString(folder.resolve("made" + compared + path.getFileName() + ".fa"), text);
                    fasta = IndexedFasta.open(made);
                    normalizer = VcfNormalizer.against(fasta::bases);
                    command.addAll(List.of("-f", made.toString()));
                } catch (IllegalArgumentException e) {
                    // far from the start of a contig: splitting alone is compared
                }
                command.add(path.toString());
                ours = run(normalizer, InputSource.of(path));
            } catch (ParseException | IllegalArgumentException e) {
                continue; // refused, as bcftools refuses most of them
            } finally {
                if (fasta != null) {
                    fasta.close();
                }
            }
            List<String> theirs = bcftools(false, command.toArray(String[]::new));
            if (theirs.isEmpty()) {
                continue;
            }
            compared++;
            records += theirs.size();
            String difference = difference(ours, theirs);
            if (!difference.isEmpty()) {
                differences.put(RealVcfFiles.name(path), difference);
            }
        }
        System.out.println("bcftools norm: " + compared + " files, " + records + " records");
        assertThat(differences).isEmpty();
    }

    private static List<String> bcftools(boolean withHeader, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bcftools"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        boolean whole = true;
        try (BufferedReader reader = process.inputReader(ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                whole &= !line.startsWith("[E::") && !line.startsWith("[W::vcf_parse") && !line.startsWith("Error");
                if (line.startsWith("#") ? withHeader : line.indexOf('\t') > 0 && !line.startsWith("Lines")) {
                    lines.add(line);
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

    /** The first two lines that are not the same, or nothing. */
    private static String difference(List<String> ours, List<String> theirs) {
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            String left = i < ours.size() ? comparable(ours.get(i)) : "nothing";
            String right = i < theirs.size() ? comparable(theirs.get(i)) : "nothing";
            if (!left.equals(right)) {
                return "ours:   " + left + "\ntheirs: " + right;
            }
        }
        return "";
    }

    /** Numbers by their 32-bit value, cases of bases and trailing missing fields aside: what BCF keeps of a text. */
    private static String comparable(String line) {
        String[] columns = line.split("\t", -1);
        columns[3] = columns[3].toUpperCase(java.util.Locale.ROOT);
        columns[4] = columns[4].toUpperCase(java.util.Locale.ROOT);
        columns[5] = numbers(columns[5], "");
        columns[7] = numbers(columns[7], "(?<=[;=,])|(?=[;=,])");
        for (int i = 9; i < columns.length; i++) {
            columns[i] = numbers(columns[i], "(?<=[:,])|(?=[:,])").replaceAll("(:[.,/|]*)+$", "");
        }
        return String.join(" ", columns);
    }

    private static String numbers(String text, String separator) {
        if (separator.isEmpty()) {
            return number(text);
        }
        StringBuilder out = new StringBuilder();
        for (String part : text.split(separator, -1)) {
            out.append(number(part));
        }
        return out.toString();
    }

    private static String number(String text) {
        if (!text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?") || text.equals(".")) {
            return text;
        }
        try {
            return String.format("%.4g", (double) Float.parseFloat(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
