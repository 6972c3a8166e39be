package omega.genomics.vcf.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.gtf.OptionalTools;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.VcfIndex;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorting, concatenating and comparing files, beside bcftools. */
class VcfToolsTest {
    private static final String HEADER =
            "##fileformat=VCFv4.2\n##contig=<ID=2,length=5000>\n##contig=<ID=10,length=5000>\n"
                    + "##contig=<ID=1,length=5000>\n##INFO=<ID=N,Number=1,Type=Integer,Description=\"n\">\n";
    private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    @TempDir
    Path folder;

    private static List<String> lines(long seed, int count, int last) {
        Random random = new Random(seed);
        String[] contigs = {"1", "2", "10"};
        String[] alleles = {"A\tC", "A\tG", "A\tC,G", "AC\tA", "a\tC", "A\t<DEL>", "ACG\tA"};
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(contigs[random.nextInt(3)] + "\t" + (1 + random.nextInt(last)) + "\tr" + i + "\t"
                    + alleles[random.nextInt(alleles.length)] + "\t.\tPASS\tN=" + i);
        }
        return lines;
    }

    private Path file(String name, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + COLUMNS + String.join("\n", lines) + "\n");
    }

    private Path sortedAndIndexed(String name, List<String> lines) throws IOException {
        Path sorted = folder.resolve(name + ".vcf.gz");
        try (VcfReader reader = VcfReader.open(file(name, lines))) {
            VcfSorter.create().sort(reader, sorted);
        }
        VcfIndex.write(sorted, TabixFormat.TBI);
        return sorted;
    }

    private static List<String> records(Path file) throws IOException {
        List<String> records = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(file)) {
            reader.forEach(record -> records.add(record.toString()));
        }
        return records;
    }

    private List<String> bcftools(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bcftools"));
        command.addAll(List.of(arguments));
        return OptionalTools.run(folder.resolve("log"), command.toArray(String[]::new)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("sort"))
                    .toList();
        }
    }

    /** Records of one place and the same alleles may come in any order from bcftools. */
    @ParameterizedTest
    @ValueSource(longs = {1, 500, 20_000, 1L << 30})
    void sortsAsBcftoolsWhateverTheMemory(long memory) throws Exception {
        Needs.program("bcftools");
        Path file = file("a.vcf", lines(memory, 3000, 400));
        Path target = folder.resolve("out.vcf.gz");
        try (VcfReader reader = VcfReader.open(file)) {
            assertThat(VcfSorter.create().maxMemory(memory).sort(reader, target))
                    .isEqualTo(3000);
        }
        List<String> found = records(target);
        List<String> expected = bcftools("sort", file.toString());
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.stream().map(VcfToolsTest::key))
                .containsExactlyElementsOf(
                        expected.stream().map(VcfToolsTest::key).toList());
        for (int i = 1; i < found.size(); i++) { // equal records keep their order
            if (key(found.get(i)).equals(key(found.get(i - 1)))) {
                assertThat(number(found.get(i))).isGreaterThan(number(found.get(i - 1)));
            }
        }
        assertThat(leftovers()).isEmpty();
    }

    private static String key(String line) {
        String[] columns = line.split("\t", -1);
        return (columns[0] + ":" + columns[1] + ":" + columns[3] + ":" + columns[4]).toLowerCase(Locale.ROOT);
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf('=') + 1));
    }

    @Test
    void sortsAFileIntoItselfAndLeavesNothingBehindAFailure() throws Exception {
        Path file = file("a.vcf", lines(3, 500, 400));
        List<String> before = records(file);
        try (VcfReader reader = VcfReader.open(file)) {
            VcfSorter.create().maxMemory(2000).sort(reader, file);
        }
        assertThat(records(file)).containsExactlyInAnyOrderElementsOf(before).isNotEqualTo(before);
        List<String> broken = new ArrayList<>(before);
        broken.add("1\tx\t.\tA\tC\t.\t.\t.");
        Path wrong = file("b.vcf", broken);
        Path target = Files.writeString(folder.resolve("target.vcf"), "before");
        try (VcfReader reader = VcfReader.open(wrong)) {
            assertThatThrownBy(() -> VcfSorter.create().maxMemory(2000).sort(reader, target))
                    .isInstanceOf(ParseException.class);
        }
        assertThat(target).hasContent("before");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void undeclaredContigsComeLastInTheOrderOfTheFile() throws Exception {
        Path file =
                file("a.vcf", List.of("z\t5\t.\tA\tC\t.\t.\t.", "b\t1\t.\tA\tC\t.\t.\t.", "1\t9\t.\tA\tC\t.\t.\t."));
        Path target = folder.resolve("out.vcf");
        try (VcfReader reader = VcfReader.open(file)) {
            VcfSorter.create().sort(reader, target);
        }
        assertThat(records(target)).extracting(line -> line.substring(0, 1)).containsExactly("1", "z", "b");
    }

    private List<String> isec(VcfIntersection selection, Path... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<VcfReader> readers = new ArrayList<>();
        try {
            for (Path file : files) {
                readers.add(VcfReader.open(file));
            }
            long written = selection.write(readers, out);
            List<String> records = out.toString(UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(written).isEqualTo(records.size());
            return records;
        } finally {
            readers.forEach(VcfReader::close);
        }
    }

    /** One record for each place and alleles: bcftools pairs repeated records one by one. */
    private static List<String> distinct(long seed, int count) {
        List<String> lines = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String line : lines(seed, count, 150)) {
            if (!keys.contains(key(line))) {
                keys.add(key(line));
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void intersectionsAreThoseOfBcftools() throws Exception {
        Needs.program("bcftools");
        Path a = sortedAndIndexed("a", distinct(1, 900));
        Path b = sortedAndIndexed("b", distinct(2, 900));
        Path c = sortedAndIndexed("c", distinct(3, 900));
        String[] all = {a.toString(), b.toString(), c.toString()};
        check(VcfIntersection.complement(), List.of("-C"), all, a, b, c);
        check(VcfIntersection.inAll(), List.of("-n", "=3"), all, a, b, c);
        check(VcfIntersection.inFiles(2, 3), List.of("-n", "+2"), all, a, b, c);
        check(VcfIntersection.inFiles(1, 2), List.of("-n", "-2"), all, a, b, c);
        check(VcfIntersection.inFiles(2, 2), List.of("-n", "=2"), all, a, b, c);
        check(VcfIntersection.inAll(), List.of("-n", "=2"), new String[] {b.toString(), c.toString()}, b, c);
    }

    @Test
    void intersectionsOfRecordsThatDifferAreThoseOfBcftools() throws Exception {
        Needs.program("bcftools");
        List<List<String>> pairs = pairsOfAlleles();
        Path a = sortedAndIndexed("a", pairs.get(0));
        Path b = sortedAndIndexed("b", pairs.get(1));
        String[] names = {a.toString(), b.toString()};
        for (VcfCollapse logic : VcfCollapse.values()) {
            String option = logic.name().toLowerCase(Locale.ROOT);
            check(VcfIntersection.inAll().collapse(logic), List.of("-n", "=2", "-c", option), names, a, b);
        }
    }

    /** Returns the records of two files, of which each pair is at a position of its own. */
    private static List<List<String>> pairsOfAlleles() {
        String[] alleles = {
            "A\tC",
            "A\tG",
            "AC\tGT",
            "AC\tTG",
            "A\tAT",
            "A\tAG",
            "AC\tA",
            "A\t.",
            "A\t<DEL>",
            "A\tC,G",
            "A\tG,C",
            "A\tC,AT",
            "A\t*",
            "a\tc"
        };
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (int i = 0; i < alleles.length * alleles.length; i++) {
            String before = "1\t" + (10 * i + 1) + "\tr" + i + "\t";
            first.add(before + alleles[i / alleles.length] + "\t.\t.\t.");
            second.add(before + alleles[i % alleles.length] + "\t.\t.\t.");
        }
        return List.of(first, second);
    }

    @Test
    void recordsAtOnePositionArePairedAsByBcftools() throws Exception {
        Needs.program("bcftools");
        Path a = sortedAndIndexed("a", distinct(1, 300));
        Path b = sortedAndIndexed("b", distinct(2, 300));
        String[] names = {a.toString(), b.toString()};
        for (VcfCollapse logic : VcfCollapse.values()) {
            String option = logic.name().toLowerCase(Locale.ROOT);
            if (logic == VcfCollapse.ANY) {
                continue; // where several fit equally well, it may choose another one
            }
            check(VcfIntersection.complement().collapse(logic), List.of("-C", "-c", option), names, a, b);
        }
    }

    @Test
    void exactlyTheseFilesHaveARecord() throws Exception {
        Needs.program("bcftools");
        Path a = sortedAndIndexed("a", distinct(1, 900));
        Path b = sortedAndIndexed("b", distinct(2, 900));
        Path c = sortedAndIndexed("c", distinct(3, 900));
        String[] names = {a.toString(), b.toString(), c.toString()};
        check(VcfIntersection.inExactly(true, true, false), List.of("-n", "~110"), names, a, b, c);
        assertThatThrownBy(() -> check(VcfIntersection.inExactly(true, true), List.of("-n", "=2"), names, a, b, c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 files, found 3");
        check(VcfIntersection.inExactly(true, false, true), List.of("-n", "~101"), names, a, b, c);
        List<String> third = bcftools("isec", "-n", "~011", "-w3", names[0], names[1], names[2]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader one = VcfReader.open(a);
                VcfReader two = VcfReader.open(b);
                VcfReader three = VcfReader.open(c)) {
            VcfIntersection.inExactly(false, true, true).write(List.of(one, two, three), 2, out);
            assertThatThrownBy(() -> VcfIntersection.inAll().write(List.of(one, two), 2, out))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(out.toString(UTF_8).lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(third);
    }

    private void check(VcfIntersection selection, List<String> options, String[] names, Path... files)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("isec", "-w1"));
        arguments.addAll(options);
        Collections.addAll(arguments, names);
        List<String> expected = bcftools(arguments.toArray(String[]::new));
        List<String> found = isec(selection, files);
        assertThat(found).as(selection.toString()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.stream().map(VcfToolsTest::place))
                .isEqualTo(expected.stream().map(VcfToolsTest::place).toList());
    }

    @Test
    void filesThatOverlapAreMergedAsByBcftools() throws Exception {
        Needs.program("bcftools");
        Path a = sortedAndIndexed("a", lines(1, 400, 150));
        Path b = sortedAndIndexed("b", lines(2, 500, 150));
        List<String> expected = bcftools("concat", "-a", a.toString(), b.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VcfReader first = VcfReader.open(a);
                VcfReader second = VcfReader.open(b)) {
            assertThat(VcfConcatenation.merge(List.of(first, second), out)).isEqualTo(900);
        }
        List<String> found = out.toString(UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.stream().map(VcfToolsTest::place))
                .containsExactlyElementsOf(
                        expected.stream().map(VcfToolsTest::place).toList());
    }

    @ParameterizedTest
    @EnumSource
    void twoFilesAreSeparatedAsByBcftools(VcfCollapse logic) throws Exception {
        Needs.program("bcftools");
        // where several records of a position fit equally well, bcftools may choose another one
        List<List<String>> pairs = pairsOfAlleles();
        boolean isClear = logic == VcfCollapse.NONE;
        Path a = sortedAndIndexed("a", isClear ? distinct(1, 900) : pairs.get(0));
        Path b = sortedAndIndexed("b", isClear ? distinct(2, 900) : pairs.get(1));
        String option = logic.name().toLowerCase(Locale.ROOT);
        bcftools("isec", "-c", option, "-p", folder.resolve("sets").toString(), a.toString(), b.toString());
        List<ByteArrayOutputStream> outs =
                Stream.generate(ByteArrayOutputStream::new).limit(4).toList();
        try (VcfReader first = VcfReader.open(a);
                VcfReader second = VcfReader.open(b)) {
            long[] written = VcfIntersection.separate(
                    first,
                    second,
                    logic,
                    new VcfIntersection.Outputs(outs.get(0), outs.get(1), outs.get(2), outs.get(3)));
            for (int i = 0; i < 4; i++) {
                List<String> found = outs.get(i)
                        .toString(UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
                assertThat(found)
                        .hasSize((int) written[i])
                        .containsExactlyInAnyOrderElementsOf(records(folder.resolve("sets/000" + i + ".vcf")));
            }
        }
    }

    private static String place(String line) {
        return line.substring(0, line.indexOf('\t', line.indexOf('\t') + 1));
    }

    @Test
    void filesThatAreNotSortedAreRefusedWithTheirLine() throws Exception {
        Path a = sortedAndIndexed("a", distinct(1, 50));
        Path b = file("b.vcf", List.of("1\t9\t.\tA\tC\t.\t.\t.", "2\t9\t.\tA\tC\t.\t.\t."));
        assertThatThrownBy(() -> isec(VcfIntersection.inAll(), a, b))
                .isInstanceOfSatisfying(ParseException.class, bad -> {
                    assertThat(bad.diagnostic().rule()).isEqualTo("index-order");
                    assertThat(bad.location().source()).endsWith("b.vcf");
                    assertThat(bad.location().line()).isEqualTo(8);
                });
        assertThatThrownBy(() -> isec(VcfIntersection.inAll(), a)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void concatenatesAsBcftools() throws Exception {
        Needs.program("bcftools");
        List<String> lines = new ArrayList<>(lines(5, 400, 300));
        lines.sort(
                Comparator.comparingInt((String line) -> List.of("2", "10", "1").indexOf(line.split("\t", -1)[0]))
                        .thenComparingInt(line -> Integer.parseInt(line.split("\t", -1)[1])));
        Path a = file("a.vcf", lines.subList(0, 150));
        Path b = file("b.vcf", lines.subList(150, 400));
        Files.writeString(
                b, Files.readString(b).replace("##INFO=<ID=N", "##FILTER=<ID=q,Description=\"q\">\n##INFO=<ID=N"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(concat(out, a, b)).isEqualTo(400);
        List<String> found = out.toString(UTF_8).lines().toList();
        assertThat(found.stream().filter(line -> !line.startsWith("#")).toList())
                .isEqualTo(bcftools("concat", "--no-version", a.toString(), b.toString()));
        assertThat(found.stream().filter(line -> line.startsWith("##FILTER=<ID=q,")))
                .hasSize(1);
        assertThat(found.stream().filter(line -> line.startsWith("##INFO=<ID=N,")))
                .hasSize(1);
    }

    private static long concat(OutputStream out, Path... files) throws IOException {
        List<VcfReader> readers = new ArrayList<>();
        try {
            for (Path file : files) {
                readers.add(VcfReader.open(InputSource.of(file)));
            }
            return VcfConcatenation.write(readers, out);
        } finally {
            readers.forEach(VcfReader::close);
        }
    }

    @Test
    void filesThatDoNotFitTogetherAreRefused() throws Exception {
        Path a = file("a.vcf", lines(1, 5, 10));
        String samples = HEADER + COLUMNS.replace("INFO\n", "INFO\tFORMAT\tx\n");
        Path b = Files.writeString(folder.resolve("b.vcf"), samples);
        Path c = Files.writeString(folder.resolve("c.vcf"), samples.replace("\tx\n", "\ty\n"));
        Path d = Files.writeString(folder.resolve("d.vcf"), (HEADER + COLUMNS).replace("Type=Integer", "Type=String"));
        OutputStream nowhere = OutputStream.nullOutputStream();
        assertThatThrownBy(() -> concat(nowhere, a, b)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> concat(nowhere, b, c))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found others in file 2: [y] instead of [x]");
        assertThatThrownBy(() -> concat(nowhere, a, d))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INFO N");
        assertThatThrownBy(() -> concat(nowhere)).isInstanceOf(IllegalArgumentException.class);
    }
}
