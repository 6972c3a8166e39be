package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import omega.genomics.Region;
import omega.genomics.gtf.assembly.AnnotationCensus;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.interval.IntervalIndex;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overlaps are those of bedtools, and counts those of awk. */
class AnnotationPeersTest {
    private static final String WHOLE_HUMAN = "ensembl/Homo_sapiens.GRCh37.75.gtf.gz";
    private static final int QUERIES = 3000;

    @TempDir
    Path folder;

    @Test
    void findsTheOverlapsThatBedtoolsFinds() throws Exception {
        Needs.program("bedtools");
        List<Gene> made = new ArrayList<>(new GeneratedGenes(3).genes("one", 200));
        made.addAll(new GeneratedGenes(4).genes("two", 200));
        compareOverlaps(GeneModel.of(made));
    }

    @Test
    void findsTheOverlapsThatBedtoolsFindsInRealAnnotation() throws Exception {
        Needs.program("bedtools");
        List<Gene> real = new ArrayList<>();
        for (String name : List.of(
                "ensembl/Homo_sapiens.GRCh38.107.chr21.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chrMT.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chrY.gtf.gz",
                "gencode/gencode.v24.annotation_chr19.gtf.gz")) {
            try (GtfReader reader = GtfReader.open(Needs.data("gtf/" + name))) {
                real.addAll(GeneModelAssembler.assemble(reader).genes());
            }
        }
        compareOverlaps(GeneModel.of(real));
    }

    private void compareOverlaps(GeneModel model) throws Exception {
        List<Region> queries = queries(model);
        List<Region> genes = model.genes().stream().map(Gene::region).toList();
        List<Region> exons = new ArrayList<>();
        for (Gene gene : model.genes()) {
            for (Transcript transcript : gene.transcripts()) {
                for (Exon exon : transcript.exons()) {
                    exons.add(new Region(gene.contig(), exon.start(), exon.end()));
                }
            }
        }
        IntervalIndex<Region> exonIndex = IntervalIndex.of(exons, region -> region);
        List<String> foundGenes = new ArrayList<>();
        List<String> foundExons = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            for (Gene gene : model.overlapping(queries.get(i))) {
                foundGenes.add(i + " " + gene.region());
            }
            for (Region exon : exonIndex.overlapping(queries.get(i))) {
                foundExons.add(i + " " + exon);
            }
            assertThat(exonIndex.count(queries.get(i)))
                    .isEqualTo(exonIndex.overlapping(queries.get(i)).size());
        }
        assertThat(foundGenes).hasSizeGreaterThan(QUERIES / 4);
        assertThat(foundGenes).containsExactlyInAnyOrderElementsOf(intersect(queries, genes));
        assertThat(sorted(foundExons)).isEqualTo(sorted(intersect(queries, exons)));
    }

    private static List<String> sorted(List<String> lines) {
        List<String> copy = new ArrayList<>(lines);
        java.util.Collections.sort(copy);
        return copy;
    }

    /** Random stretches of all sizes, half of them at the very ends of genes, where off-by-ones live. */
    private static List<Region> queries(GeneModel model) {
        Random random = new Random(21);
        List<Region> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            Gene gene = model.genes().get(random.nextInt(model.genes().size()));
            int edge = random.nextBoolean() ? gene.start() : gene.end();
            int from = Math.max(1, edge - 2 + random.nextInt(5) - (random.nextBoolean() ? 0 : random.nextInt(100_000)));
            int length = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(1 << random.nextInt(18));
            queries.add(new Region(gene.contig(), from, from + length - 1));
        }
        return queries;
    }

    private List<String> intersect(List<Region> queries, List<Region> targets) throws Exception {
        Path a = folder.resolve("a.bed");
        Path b = folder.resolve("b.bed");
        Files.write(a, bed(queries));
        Files.write(b, bed(targets));
        List<String> rows = OptionalTools.run(
                folder.resolve("log"), "bedtools", "intersect", "-wa", "-wb", "-a", a.toString(), "-b", b.toString());
        return rows.stream()
                .map(row -> row.split("\t", -1))
                .map(f -> f[3] + " " + targets.get(Integer.parseInt(f[7])))
                .toList();
    }

    private static List<String> bed(List<Region> regions) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            Region region = regions.get(i);
            lines.add(region.contig() + "\t" + (region.start() - 1) + "\t" + region.end() + "\t" + i);
        }
        return lines;
    }

    // ---- counts

    private static final String AWK = """
            BEGIN { FS = "\\t" }
            /^#/ { next }
            { records++; type[$3]++; contig[$1]++ }
            $3 == "gene" {
                match($9, /gene_biotype "[^"]*"/); biotype[substr($9, RSTART + 14, RLENGTH - 15)]++
                total += $5 - $4 + 1; if ($5 - $4 + 1 > longest) longest = $5 - $4 + 1
            }
            END {
                print "records", records; print "length", total; print "longest", longest
                for (t in type) print "type " t, type[t]
                for (c in contig) print "contig " c, contig[c]
                for (b in biotype) print "biotype " b, biotype[b]
            }
            """;

    @Test
    void countsWhatAwkCounts() throws Exception {
        Needs.program("awk");
        Path made = folder.resolve("made.gtf");
        try (GtfWriter writer = GtfWriter.to(Files.newOutputStream(made))) {
            new GeneratedGenes(9).genes("one", 300).forEach(writer::write);
        }
        compareCounts(made, "cat");
    }

    @Test
    void countsWhatAwkCountsInAWholeHumanAnnotation() throws Exception {
        Needs.program("awk");
        compareCounts(Needs.data("gtf/" + WHOLE_HUMAN), "zcat");
    }

    private void compareCounts(Path file, String cat) throws Exception {
        Path script = Files.writeString(folder.resolve("count.awk"), AWK);
        Map<String, Long> expected = new TreeMap<>();
        for (String line : OptionalTools.run(
                folder.resolve("log"), "sh", "-c", cat + " '" + file + "' | LC_ALL=C awk -f '" + script + "'")) {
            int space = line.lastIndexOf(' ');
            expected.put(
                    line.substring(0, space),
                    Double.valueOf(line.substring(space + 1)).longValue());
        }
        assertThat(counts(file)).isEqualTo(expected);
    }

    private static Map<String, Long> counts(Path file) throws IOException {
        try (GtfReader reader = GtfReader.open(file)) {
            AnnotationCensus census = AnnotationCensus.of(reader);
            Map<String, Long> counts = new TreeMap<>();
            counts.put("records", census.records());
            counts.put("length", census.totalGeneLength());
            counts.put("longest", (long) census.longestGene().orElseThrow().length());
            census.types().forEach((type, n) -> counts.put("type " + type, n));
            census.contigs().forEach(contig -> counts.put("contig " + contig.contig(), contig.records()));
            census.biotypes().forEach((biotype, n) -> counts.put("biotype " + biotype, n));
            return counts;
        }
    }
}
