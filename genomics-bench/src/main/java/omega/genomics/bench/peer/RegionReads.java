package omega.genomics.bench.peer;

import htsjdk.samtools.util.CloseableIterator;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.VcfIndex;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.ContigDefinition;

/** Records in regions that lie apart, found through one index, which is no part of what is timed: position and id of each. */
final class RegionReads {
    private static final int PER_CONTIG = 40;
    private static final int WIDTH = 200_000;

    /** The regions of a file, once as objects and once as programs read them. */
    private record Input(Path file, List<Region> regions, Path bed) {}

    private static volatile Input cached = new Input(Path.of(""), List.of(), Path.of(""));

    private RegionReads() {}

    private static synchronized Input input(Path file) throws IOException {
        Input input = cached;
        if (!input.file.equals(file)) {
            if (TabixIndex.find(file).isEmpty()) {
                VcfIndex.write(file, TabixFormat.TBI);
            }
            List<Region> regions = regions(file);
            List<String> bed = regions.stream()
                    .map(region -> region.contig() + '\t' + (region.start() - 1) + '\t' + region.end())
                    .toList();
            // bcftools takes a file of regions for VCF, with single places, when its name has .vcf in it.
            String name = file.getFileName().toString().replace(".vcf", "") + ".bed";
            input = new Input(file, regions, Files.write(file.resolveSibling(name), bed));
            cached = input;
        }
        return input;
    }

    private static List<Region> regions(Path file) throws IOException {
        List<Region> regions = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(file)) {
            for (ContigDefinition contig : reader.header().contigs()) {
                long length = contig.length().orElseThrow();
                for (int i = 0; i < PER_CONTIG; i++) {
                    int start = (int) (1 + length * i / PER_CONTIG);
                    regions.add(new Region(contig.id(), start, start + WIDTH - 1));
                }
            }
        }
        return List.copyOf(regions);
    }

    /** All regions in one go. */
    static Answer omega(Path file) throws IOException {
        Tally tally = new Tally();
        add(VcfReader.options().region(input(file).regions.toArray(Region[]::new)), file, tally);
        return tally.answer();
    }

    /** A reader for each region: the index is read once, the header every time. */
    static Answer omegaEach(Path file) throws IOException {
        Tally tally = new Tally();
        List<Region> regions = input(file).regions;
        TabixIndex index = TabixIndex.of(file);
        for (Region region : regions) {
            add(VcfReader.options().region(index, region), file, tally);
        }
        return tally.answer();
    }

    private static void add(VcfReader.Options options, Path file, Tally tally) throws IOException {
        try (VcfReader reader = options.open(file)) {
            while (reader.advance()) {
                tally.record();
                tally.number(reader.record().position());
                tally.text(reader.record().idBytes());
            }
        }
    }

    static Answer htsjdk(Path file) throws IOException {
        Tally tally = new Tally();
        List<Region> regions = input(file).regions;
        try (VCFFileReader reader = new VCFFileReader(file, true)) {
            for (Region region : regions) {
                try (CloseableIterator<VariantContext> found =
                        reader.query(region.contig(), region.start(), region.end())) {
                    while (found.hasNext()) {
                        VariantContext variant = found.next();
                        tally.record();
                        tally.number(variant.getStart());
                        tally.text(variant.getID());
                    }
                }
            }
        }
        return tally.answer();
    }

    static Contender bcftools() {
        return Programs.summing(
                "bcftools query",
                file -> List.of(
                        "bcftools",
                        "query",
                        "-R",
                        input(file).bed.toString(),
                        "-f",
                        "%CHROM\\t%POS\\t%ID\\n",
                        file.toString()),
                RegionReads::sum);
    }

    static Contender tabix() {
        return Programs.summing(
                "tabix", file -> List.of("tabix", "-R", input(file).bed.toString(), file.toString()), RegionReads::sum);
    }

    private static Answer sum(InputStream printed) throws IOException {
        Tally tally = new Tally();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int pos = line.indexOf('\t') + 1;
                int id = line.indexOf('\t', pos) + 1;
                int end = line.indexOf('\t', id);
                tally.record();
                tally.number(Integer.parseInt(line.substring(pos, id - 1)));
                tally.text(line.substring(id, end < 0 ? line.length() : end));
            }
        }
        return tally.answer();
    }
}
