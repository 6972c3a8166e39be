package omega.genomics.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.gtf.GeneratedGenes;
import omega.genomics.gtf.GtfWriter;
import omega.genomics.gtf.OptionalTools;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BedWriterTest {
    @TempDir
    Path folder;

    /** Score, colour and the columns after the twelfth are gffread's own; where nothing is coding, it draws all of it thick. */
    @Test
    void transcriptsAreThoseOfGffread() throws Exception {
        Needs.program("gffread");
        List<Gene> genes = new ArrayList<>(new GeneratedGenes(21).genes("one", 100));
        Path gtf = folder.resolve("genes.gtf");
        try (GtfWriter writer = GtfWriter.open(gtf)) {
            genes.forEach(writer::write);
        }
        List<String> expected = new ArrayList<>();
        for (String line : OptionalTools.run(folder.resolve("log"), "gffread", "--bed", gtf.toString())) {
            expected.add(shape(line));
        }
        Path bed = folder.resolve("genes.bed.gz");
        List<String> found = new ArrayList<>();
        try (BedWriter writer = BedWriter.create(bed)) {
            for (Gene gene : genes) {
                gene.transcripts().stream()
                        .filter(transcript -> !transcript.isTransSpliced())
                        .forEach(writer::write);
            }
        }
        try (BedReader reader = BedReader.open(bed)) {
            reader.forEach(line -> {
                assertThat(line.toFeature().columns()).isEqualTo(12);
                found.add(shape(line.toString()));
            });
        }
        assertThat(found).hasSizeGreaterThan(100).isSubsetOf(expected);
    }

    private static String shape(String line) {
        String[] columns = line.split("\t", -1);
        boolean isCoding = columns.length > 12 ? columns[12].contains("CDS=") : !columns[6].equals(columns[7]);
        List<String> kept = new ArrayList<>(Arrays.asList(columns[0], columns[1], columns[2], columns[3], columns[5]));
        kept.addAll(
                List.of(isCoding ? columns[6] : "", isCoding ? columns[7] : "", columns[9], columns[10], columns[11]));
        return String.join("\t", kept);
    }

    @Test
    void genesAndExonsHaveSixColumns() {
        Gene gene = new GeneratedGenes(4).genes("one", 1).get(0);
        Transcript transcript = gene.transcripts().get(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BedWriter writer = BedWriter.to(out)) {
            writer.write(gene).writeExons(transcript);
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1 + transcript.exons().size());
        assertThat(lines.get(0))
                .isEqualTo(gene.contig() + "\t" + (gene.start() - 1) + "\t" + gene.end() + "\t" + gene.id() + "\t0\t"
                        + gene.strand());
        assertThat(lines.get(1))
                .contains(
                        "\t" + transcript.id() + ":" + transcript.exons().get(0).number() + "\t0\t");
    }

    @Test
    void refusesWhatBedCannotHold() throws Exception {
        Region region = Region.parse("1:10-20");
        assertThatThrownBy(() -> BedFeature.of(region).name("a\tb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BedFeature.of(region).name(".")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BedFeature.of(region).score(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BedFeature.of(region).strand(Strand.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BedFeature.of(region).thick(9, 12)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BedFeature.of(region)
                        .blocks(List.of(Region.parse("1:10-19").interval())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BedFeature.of(new Region("#1", 1, 2))).isInstanceOf(IllegalArgumentException.class);
        try (BedWriter writer = BedWriter.create(folder.resolve("x.bed"))) {
            assertThatThrownBy(() -> writer.directive("1\t2\t3")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Files.size(folder.resolve("x.bed"))).isZero();
    }
}
