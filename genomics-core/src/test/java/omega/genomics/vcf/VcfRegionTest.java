package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.TabixLayout;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Regions through an index show what scanning the whole file shows. */
class VcfRegionTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.4
            ##contig=<ID=1,length=3000000>
            ##contig=<ID=2,length=3000000>
            ##contig=<ID=none>
            ##INFO=<ID=END,Number=1,Type=Integer,Description="e">
            ##INFO=<ID=SVLEN,Number=A,Type=Integer,Description="l">
            ##ALT=<ID=DEL,Description="d">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    @TempDir
    Path folder;

    private static String records(long seed, int count) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (String contig : List.of("1", "2", "HLA:1*01")) {
            int pos = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                pos += random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(30);
                text.append(contig).append('\t').append(pos).append("\t.\t");
                switch (random.nextInt(20)) {
                    case 0 -> text.append("N\t<DEL>\t.\t.\tSVLEN=").append(random.nextInt(200_000));
                    case 1 -> text.append("N\t<DEL>\t.\t.\tEND=").append(pos + random.nextInt(100_000));
                    case 2 -> text.append("A".repeat(1 + random.nextInt(300))).append("\tA\t.\t.\t.");
                    default -> text.append("A\tC\t.\t.\t.");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private Path file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        try (BgzfWriter out = BgzfWriter.create(path)) {
            Random random = new Random(text.length());
            byte[] bytes = text.getBytes(UTF_8);
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(bytes.length - at, 1 + random.nextInt(8000));
                out.write(bytes, at, n);
                out.flush(); // many small blocks
                at += n;
            }
        }
        return path;
    }

    private static List<String> read(VcfReader reader) {
        try (reader) {
            return reader.stream().map(Variant::toString).toList();
        }
    }

    private static Region[] regions(Random random) {
        Region[] regions = new Region[1 + random.nextInt(3)];
        for (int i = 0; i < regions.length; i++) {
            String contig = List.of("1", "2", "HLA:1*01", "none").get(random.nextInt(4));
            int start = 1 + random.nextInt(random.nextBoolean() ? 2_000_000 : 20_000);
            int length = random.nextInt(random.nextBoolean() ? 10 : 100_000);
            regions[i] = random.nextInt(9) == 0 ? Region.whole(contig) : new Region(contig, start, start + length);
        }
        return regions;
    }

    @ParameterizedTest
    @EnumSource(TabixFormat.class)
    void indexedRegionsAreTheRecordsThatOverlapThem(TabixFormat format) throws IOException {
        Path path = file("a.vcf.gz", HEADER + records(11, 2000));
        VcfIndex.write(path, format);
        TabixIndex held = TabixIndex.of(path);
        Random random = new Random(5);
        int shown = 0;
        for (int i = 0; i < 200; i++) {
            Region[] regions = regions(random);
            List<String> indexed = read(VcfReader.options().region(regions).open(path));
            List<String> scanned = read(VcfReader.options().scanFor(regions).open(path));
            assertThat(indexed).as(List.of(regions).toString()).isEqualTo(scanned);
            assertThat(read(VcfReader.options().region(held, regions).open(path)))
                    .isEqualTo(scanned);
            shown += indexed.size();
        }
        assertThat(shown).isGreaterThan(10_000);
    }

    @Test
    void anIndexHeldNeedsNoFileBesideAndMustBeTheFiles() throws IOException {
        Path path = file("held.vcf.gz", HEADER + records(11, 2000));
        TabixIndex held = VcfIndex.build(path, TabixFormat.TBI);
        Region all = Region.whole("1");
        assertThat(read(VcfReader.options().region(held, all).open(path)))
                .isNotEmpty()
                .isEqualTo(read(VcfReader.options().scanFor(all).open(path)));
        Path other = file("other.vcf.gz", HEADER + records(12, 4000));
        assertThatThrownBy(() -> read(VcfReader.options().region(held, all).open(other)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("make the index anew");
    }

    @Test
    void aRecordThatBeginsBeforeTheRegionIsFoundByItsEnd() throws IOException {
        Path path = file(
                "b.vcf.gz",
                HEADER + "1\t100\tdel\tN\t<DEL>\t.\t.\tSVLEN=50000\n1\t200\tend\tN\t<DEL>\t.\t.\tEND=60000\n"
                        + "1\t300\tref\tACGT\tA\t.\t.\t.\n1\t70000\tfar\tA\tC\t.\t.\t.\n");
        VcfIndex.write(path, TabixFormat.TBI);
        Map<String, String> expected = Map.of(
                "1:50100-50100", "[del, end]",
                "1:50101-50101", "[end]",
                "1:60000-60000", "[end]",
                "1:60001-69999", "[]",
                "1:303-303", "[del, end, ref]",
                "1:304-304", "[del, end]",
                "1:1-99", "[]",
                "2", "[]");
        expected.forEach((region, ids) -> {
            try (VcfReader reader =
                    VcfReader.options().region(Region.parse(region)).open(path)) {
                List<String> found = new ArrayList<>();
                reader.forEach(record -> found.addAll(record.ids()));
                assertThat(found.toString()).as(region).isEqualTo(ids);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void withoutAnIndexOpeningSaysHowToMakeOne() throws IOException {
        Path path = file("c.vcf.gz", HEADER + records(1, 10));
        assertThatThrownBy(() -> VcfReader.options().region(Region.whole("1")).open(path))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("c.vcf.gz.tbi or .csi")
                .hasMessageContaining("tabix");
        Path plain = Files.writeString(folder.resolve("c.vcf"), HEADER);
        assertThatThrownBy(() -> VcfReader.options().region(Region.whole("1")).open(plain))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a BGZF file");
    }

    @Test
    void theIndexOfAnotherFileIsRefused() throws IOException {
        Path shorter = file("short.vcf.gz", HEADER + records(3, 200));
        Path longer = file("long.vcf.gz", HEADER + records(3, 400));
        Path other = file("other.vcf.gz", HEADER + records(4, 200));
        Path index = VcfIndex.write(shorter, TabixFormat.TBI);
        for (Path path : List.of(longer, other)) {
            Files.copy(index, Path.of(path + ".tbi"));
            assertThatThrownBy(() ->
                            read(VcfReader.options().region(Region.whole("2")).open(path)))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("make the index anew");
        }
    }

    /** Its end is that of the last block, so there is no place within a block that a shorter file would lack. */
    @Test
    void theIndexOfALongerFileIsRefusedAlsoIfBothAreOneBlock() throws IOException {
        Path longer = Files.write(folder.resolve("long.vcf.gz"), oneBlock(HEADER + records(3, 100)));
        Path shorter = Files.write(folder.resolve("short.vcf.gz"), oneBlock(HEADER + records(3, 90)));
        Files.copy(VcfIndex.write(longer, TabixFormat.TBI), Path.of(shorter + ".tbi"));
        assertThat(read(VcfReader.options().region(Region.whole("1")).open(longer)))
                .isNotEmpty();
        assertThatThrownBy(
                        () -> read(VcfReader.options().region(Region.whole("1")).open(shorter)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("the file has " + Files.size(shorter))
                .hasMessageContaining("make the index anew");
    }

    private static byte[] oneBlock(String text) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (BgzfWriter out = BgzfWriter.to(stored, Deflater.DEFAULT_COMPRESSION)) {
            out.write(text.getBytes(UTF_8));
        }
        return stored.toByteArray();
    }

    @Test
    void anIndexOlderThanItsFileIsWarnedOf() throws IOException {
        Path path = file("old.vcf.gz", HEADER + records(3, 20));
        Path index = VcfIndex.write(path, TabixFormat.CSI);
        Files.setLastModifiedTime(index, FileTime.fromMillis(0));
        List<Diagnostic> heard = new ArrayList<>();
        List<String> found = read(VcfReader.options()
                .diagnostics(heard::add)
                .region(Region.whole("1"))
                .open(path));
        assertThat(found).hasSize(20);
        assertThat(heard).extracting(Diagnostic::rule).containsExactly("index-older");
    }

    @Test
    void recordsOutOfOrderAreNotIndexed() throws IOException {
        Path path = file("d.vcf.gz", HEADER + "1\t20\t.\tA\tC\t.\t.\t.\n1\t19\t.\tA\tC\t.\t.\t.\n");
        assertThatThrownBy(() -> VcfIndex.build(path, TabixFormat.TBI))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(":10:3: POS: expected positions in ascending order, found 19 after 20");
        Path apart =
                file("e.vcf.gz", HEADER + "1\t2\t.\tA\tC\t.\t.\t.\n2\t1\t.\tA\tC\t.\t.\t.\n1\t9\t.\tA\tC\t.\t.\t.\n");
        assertThatThrownBy(() -> VcfIndex.build(apart, TabixFormat.TBI))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(":11:1: CHROM: expected all lines of contig 1 together");
        Path far = file("f.vcf.gz", HEADER + "1\t600000000\t.\tA\tC\t.\t.\t.\n");
        assertThatThrownBy(() -> VcfIndex.build(far, TabixFormat.TBI))
                .hasMessageContaining("positions up to 536870912");
        VcfIndex.write(far, TabixFormat.CSI);
        assertThat(read(VcfReader.options().region(Region.parse("1:600000000")).open(far)))
                .hasSize(1);
    }

    @Test
    void cutIndexesAreDamageWithAPlace() throws IOException {
        Path path = file("g.vcf.gz", HEADER + records(3, 50));
        byte[] whole =
                InputSource.of(VcfIndex.write(path, TabixFormat.CSI)).open().readAllBytes();
        for (int length = 0; length < whole.length - 8; length++) {
            InputSource cut = InputSource.of("cut.csi", java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TabixIndex.read(cut))
                    .as("" + length)
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("cut.csi");
        }
    }

    @Test
    void gtfLinesOfARegionComeThroughTheSameIndex() throws IOException {
        TabixIndex index;
        Path path = folder.resolve("genes.gtf.gz");
        try (BgzfWriter out = BgzfWriter.create(path)) {
            var builder = new TabixBuilder(TabixFormat.TBI, TabixLayout.GTF);
            out.write("#!genome\n".getBytes(UTF_8));
            for (int i = 1; i <= 100; i++) {
                var from = out.virtualOffset();
                int start = i * 1000;
                out.write(("1\tt\tgene\t" + start + "\t" + (start + 500) + "\t.\t+\t.\tgene_id \"g" + i + "\";\n")
                        .getBytes(UTF_8));
                out.flush();
                builder.add("1", start, start + 500, from, out.virtualOffset());
            }
            index = builder.build();
        }
        Path written = folder.resolve("genes.gtf.gz.tbi");
        index.write(written);
        try (InputStream in = TabixIndex.of(path).open(path, List.of(new Region("1", 50_400, 50_900)))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).contains("\"g50\"").doesNotContain("\"g40\"");
        }
        if (Needs.hasProgram("tabix")) {
            assertThat(run("tabix", path.toString(), "1:50400-50900")).hasSize(1);
        }
    }

    // ---- splits --------------------------------------------------------------------------------------------------

    @Test
    void splitsHoldEachRecordOnceAndInOrder() throws IOException {
        String text = HEADER + records(8, 3000);
        Path path = file("s.vcf.gz", text);
        List<String> whole = read(VcfReader.open(path));
        for (int count : new int[] {1, 2, 3, 7, 50, 5000}) {
            List<String> parts = new ArrayList<>();
            List<VcfSplit> splits = VcfSplit.of(path, count);
            assertThat(splits.size()).isBetween(1, count);
            for (VcfSplit split : splits) {
                parts.addAll(read(VcfReader.options().open(split)));
            }
            assertThat(parts).isEqualTo(whole);
        }
        assertThat(VcfSplit.of(path, 7)).hasSize(7);
        Path empty = file("empty.vcf.gz", HEADER);
        assertThat(VcfSplit.of(empty, 3)).hasSize(1);
        assertThat(read(VcfReader.options().open(VcfSplit.of(empty, 3).get(0)))).isEmpty();
    }

    // ---- beside tabix --------------------------------------------------------------------------------------------

    @Test
    void regionsOfRealFilesAgreeWithTabix() throws IOException {
        Needs.program("tabix");
        int compared = 0;
        int lines = 0;
        Map<String, String> differences = new TreeMap<>();
        boolean full = Boolean.getBoolean("genomics.full");
        for (Path path : RealVcfFiles.under("vcf")) {
            if (TabixIndex.find(path).isEmpty() || Files.size(path) > 3_000_000) {
                continue;
            }
            if (!full && RealVcfFiles.name(path).hashCode() % 4 != 0) {
                continue;
            }
            List<Region> regions;
            try {
                regions = someRegions(path);
            } catch (ParseException e) {
                continue; // refused by the strict reader, which is another test's concern
            }
            for (Region region : regions) {
                List<String> theirs = run("tabix", path.toString(), region.toString());
                List<String> ours;
                try {
                    ours = read(VcfReader.options().region(region).open(path));
                } catch (ParseException e) {
                    ours = List.of(e.getMessage());
                }
                compared++;
                lines += theirs.size();
                if (!ours.equals(theirs)) {
                    differences.put(
                            RealVcfFiles.name(path) + " " + region,
                            ours.size() + " and " + theirs.size() + " " + (ours.isEmpty() ? "" : ours.get(0)));
                }
            }
        }
        System.out.println("tabix: " + compared + " regions, " + lines + " lines");
        assertThat(differences).isEmpty();
    }

    private static List<Region> someRegions(Path path) throws IOException {
        Map<String, int[]> bounds = new TreeMap<>();
        try (VcfReader reader = VcfReader.open(path)) {
            reader.forEach(record -> {
                int[] ends = bounds.computeIfAbsent(
                        record.contig(), contig -> new int[] {record.position(), record.position()});
                ends[1] = Math.max(ends[1], record.end());
            });
        }
        List<Region> regions = new ArrayList<>();
        bounds.entrySet().stream().limit(2).forEach(entry -> {
            int start = Math.max(1, entry.getValue()[0]);
            int end = Math.max(start, entry.getValue()[1]);
            regions.add(new Region(entry.getKey(), start, start + (end - start) / 3));
            regions.add(new Region(entry.getKey(), start + (end - start) / 2, start + (end - start) / 2 + 5));
        });
        return regions;
    }

    private static List<String> run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void tabixReadsTheIndexesWeBuild() throws IOException {
        Needs.program("tabix");
        // VCF 4.2: the tabix of 2022 knows END only.
        String text = HEADER.replace("VCFv4.4", "VCFv4.2") + records(21, 1500).replaceAll("SVLEN=\\d+", ".");
        Random random = new Random(5);
        for (TabixFormat format : TabixFormat.values()) {
            Path path = file(format + ".vcf.gz", text);
            VcfIndex.write(path, format);
            for (int i = 0; i < 15; i++) {
                int start = 1 + random.nextInt(1_000_000);
                Region region = new Region("2", start, start + random.nextInt(100_000));
                assertThat(read(VcfReader.options().region(region).open(path)))
                        .as(format + " " + region)
                        .isEqualTo(run("tabix", path.toString(), region.toString()));
            }
        }
    }
}
