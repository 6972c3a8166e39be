package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.bed.RegionOverlap;
import omega.genomics.gtf.OptionalTools;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records by files of regions and targets, compared with bcftools. */
class VcfRegionFileTest {
    @TempDir
    Path folder;

    private Path vcf = Path.of("");

    @BeforeEach
    void writeVcf() throws IOException {
        Random random = new Random(8);
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=1,length=300000>\n"
                + "##contig=<ID=2,length=300000>\n##INFO=<ID=END,Number=1,Type=Integer,Description=\"End\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int contig = 1; contig <= 2; contig++) {
            int position = 1;
            for (int i = 0; i < 1500; i++) {
                position += random.nextInt(200);
                int kind = random.nextInt(4);
                text.append(contig)
                        .append('\t')
                        .append(position)
                        .append("\tv")
                        .append(contig)
                        .append('_')
                        .append(i);
                text.append(kind == 0 ? "\tACGTACGTAC\tA" : kind == 1 ? "\tA\t<DEL>" : "\tA\tC")
                        .append("\t.\t.\t");
                text.append(kind == 1 ? "END=" + (position + random.nextInt(500)) : ".")
                        .append('\n');
            }
        }
        vcf = folder.resolve("calls.vcf.gz");
        try (VcfReader reader =
                        VcfReader.open(InputSource.of("x", text.toString().getBytes(StandardCharsets.UTF_8)));
                VcfWriter writer = VcfWriter.createIndexed(vcf, reader.header(), TabixFormat.TBI)) {
            reader.forEach(writer::write);
        }
    }

    private Path panel(String name, String prefix, int regions) throws IOException {
        Random random = new Random(regions);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < regions; i++) {
            int start = random.nextInt(100_000);
            text.append(prefix)
                    .append(1 + random.nextInt(2))
                    .append('\t')
                    .append(start)
                    .append('\t');
            text.append(start + 1 + random.nextInt(3000)).append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    /** Of regions that are not in order, bcftools loses records that begin before them, and repeats others. */
    private Path sorted(Path panel) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(panel));
        lines.sort(Comparator.comparing((String line) -> line.substring(0, 1))
                .thenComparing(line -> Integer.valueOf(line.split("\t", -1)[1])));
        return Files.write(folder.resolve("sorted-" + panel.getFileName()), lines);
    }

    private List<String> ids(VcfReader.Options options) throws IOException {
        List<String> ids = new ArrayList<>();
        try (VcfReader reader = options.open(vcf)) {
            reader.forEach(record -> ids.add(record.ids().get(0)));
        }
        return ids;
    }

    private List<String> bcftools(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("bcftools", "view", "-H"));
        command.addAll(List.of(options));
        command.add(vcf.toString());
        return OptionalTools.run(folder.resolve("log"), command.toArray(String[]::new)).stream()
                .map(line -> line.split("\t", -1)[2])
                .toList();
    }

    @Test
    void regionsAndTargetsAreThoseOfBcftools() throws Exception {
        Needs.program("bcftools");
        for (String name : List.of("panel.bed", "panel.txt")) {
            for (int regions : new int[] {1, 7, 60}) {
                Path path = panel(name, "", regions);
                RegionFile file = RegionFile.read(path);
                List<String> overlapping = bcftools("-R", sorted(path).toString());
                assertThat(overlapping).isNotEmpty();
                assertThat(ids(VcfReader.options().regions(file))).containsExactlyInAnyOrderElementsOf(overlapping);
                assertThat(ids(VcfReader.options().scanFor(file))).containsExactlyInAnyOrderElementsOf(overlapping);
                List<String> targets = bcftools("-T", path.toString());
                assertThat(targets).isSubsetOf(overlapping);
                assertThat(targets.size() < overlapping.size() || regions < 60).isTrue();
                assertThat(ids(VcfReader.options().targets(file))).isEqualTo(targets);
                assertThat(ids(VcfReader.options().targetsExcept(file))).isEqualTo(bcftools("-T", "^" + path));
            }
        }
        RegionFile sites = RegionFile.read(vcf);
        assertThat(sites.regions()).hasSize(3000);
        assertThat(ids(VcfReader.options().targets(sites))).isEqualTo(bcftools("-T", vcf.toString()));
    }

    /** Records whose first and last bases are beside, at and behind the borders of regions that do not touch each other. */
    @Test
    void whatHasToBeInsideIsAsInBcftools() throws Exception {
        Needs.program("bcftools");
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=1,length=300000>\n"
                + "##INFO=<ID=END,Number=1,Type=Integer,Description=\"End\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        String[] kinds = {
            "A\tC\t.\t.\t.",
            "A\t.\t.\t.\t.",
            "A\tAC\t.\t.\t.",
            "A\t<DEL>\t.\t.\tEND=",
            "ACGT\tA\t.\t.\t.",
            "ACGT\tAC,ACGTT\t.\t.\t.",
            "ACGT\tACGA\t.\t.\t.",
            "ACG\t*,AC\t.\t.\t.",
            "AC\tA]1:9]\t.\t.\t.",
            "ACG\t.\t.\t.\t.",
            "ACG\taCG\t.\t.\t."
        };
        for (int position = 1; position < 120; position++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                text.append("1\t").append(position).append("\tv" + position + "_" + kind + "\t" + kinds[kind]);
                text.append(kinds[kind].endsWith("=") ? Integer.toString(position + 4) : "")
                        .append('\n');
            }
        }
        vcf = folder.resolve("borders.vcf.gz");
        try (VcfReader reader =
                        VcfReader.open(InputSource.of("x", text.toString().getBytes(StandardCharsets.UTF_8)));
                VcfWriter writer = VcfWriter.createIndexed(vcf, reader.header(), TabixFormat.TBI)) {
            reader.forEach(writer::write);
        }
        Path list = Files.writeString(folder.resolve("list.txt"), "1\t20\t20\n1\t31\t40\n1\t41\t60\n1\t90\t91\n");
        RegionFile file = RegionFile.read(list);
        Map<RegionOverlap, String> names =
                Map.of(RegionOverlap.POSITION, "pos", RegionOverlap.RECORD, "record", RegionOverlap.VARIANT, "variant");
        for (RegionOverlap rule : RegionOverlap.values()) {
            String regions = "--regions-overlap=" + names.get(rule);
            List<String> inside = bcftools(regions, "-R", list.toString());
            VcfReader.Options options = VcfReader.options().regionsOverlap(rule);
            assertThat(ids(options.regions(file))).as(regions).containsExactlyInAnyOrderElementsOf(inside);
            assertThat(ids(options.scanFor(file))).as(regions).containsExactlyInAnyOrderElementsOf(inside);
            String targets = "--targets-overlap=" + names.get(rule);
            options = VcfReader.options().targetsOverlap(rule);
            assertThat(ids(options.targets(file))).as(targets).isEqualTo(bcftools(targets, "-T", list.toString()));
            assertThat(ids(options.targetsExcept(file))).as(targets).isEqualTo(bcftools(targets, "-T", "^" + list));
            assertThat(ids(VcfReader.options().targets(file).targetsOverlap(rule)))
                    .isEqualTo(ids(options.targets(file)));
        }
        assertThat(VcfReader.options()
                        .targets(file)
                        .targetsOverlap(RegionOverlap.VARIANT)
                        .toString())
                .contains("(VARIANT)");
    }

    @Test
    void regionsAndTargetsCombineAlsoForSeveralThreads() throws Exception {
        RegionFile file = RegionFile.read(panel("panel.bed", "", 30));
        VcfReader.Options options = VcfReader.options().targets(file);
        List<String> expected = ids(options);
        List<String> both = ids(options.region(Region.parse("2")));
        assertThat(both).isNotEmpty().allMatch(id -> id.startsWith("v2")).isSubsetOf(expected);
        List<String> parallel = new ArrayList<>();
        try (VcfParallelReader reader = options.openParallel(InputSource.of(vcf), 2)) {
            reader.forEachOrdered(record -> record.ids().get(0), parallel::add);
        }
        assertThat(parallel).isEqualTo(expected);
        List<String> split = new ArrayList<>();
        for (VcfSplit part : VcfSplit.of(vcf, 3)) {
            try (VcfReader reader = options.open(part)) {
                reader.forEach(record -> split.add(record.ids().get(0)));
            }
        }
        assertThat(split).isEqualTo(expected);
    }

    @Test
    void contigsMayHaveOtherNamesAndSomeMayBeMissing() throws Exception {
        RegionFile plain = RegionFile.read(panel("panel.bed", "", 30));
        RegionFile ucsc = RegionFile.read(panel("ucsc.bed", "chr", 30));
        List<Region> more = new ArrayList<>(ucsc.regions());
        more.add(Region.parse("chrX:1-1000"));
        RegionFile file = RegionFile.of("genes", more);
        assertThat(ids(VcfReader.options().regions(file)))
                .isEqualTo(ids(VcfReader.options().regions(plain)))
                .isNotEmpty();
        assertThat(ids(VcfReader.options().targets(file)))
                .isEqualTo(ids(VcfReader.options().targets(plain)));
    }

    @Test
    void aListWithoutAnyContigOfTheFileIsRefused() throws Exception {
        RegionFile file = RegionFile.of("mouse.bed", List.of(Region.parse("scaffold_1:1-5")));
        for (VcfReader.Options options : List.of(
                VcfReader.options().regions(file),
                VcfReader.options().scanFor(file),
                VcfReader.options().targets(file),
                VcfReader.options().targetsExcept(file))) {
            assertThatThrownBy(() -> ids(options))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none of the contigs of mouse.bed is in ")
                    .hasMessageContaining("scaffold_1; there are: 1, 2");
        }
        assertThat(ids(VcfReader.options().regions(RegionFile.of("empty", List.of()))))
                .isEmpty();
    }

    @Test
    void manyRegionsTakeSeconds() {
        Random random = new Random(2);
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            int start = 1 + random.nextInt(5_000_000);
            regions.add(new Region(Integer.toString(1 + random.nextInt(2)), start, start + random.nextInt(20)));
        }
        RegionFile file = RegionFile.of("many.bed", regions);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            List<String> expected = ids(VcfReader.options().scanFor(file));
            assertThat(expected).hasSizeBetween(600, 2900);
            assertThat(ids(VcfReader.options().regions(file))).isEqualTo(expected);
            assertThat(ids(VcfReader.options().targets(file))).isSubsetOf(expected);
        });
    }
}
