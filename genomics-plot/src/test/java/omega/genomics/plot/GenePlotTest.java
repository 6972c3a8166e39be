package omega.genomics.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.contig.Assembly;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenePlotTest {
    @TempDir
    private Path folder;

    private static List<String> texts(Plot plot) {
        return Labels.of(plot.draw()).stream().map(Shape.Text::text).toList();
    }

    private static Transcript transcript(String name, int start, int end, Strand strand, String... tags) {
        String[] pairs = new String[2 * tags.length];
        for (int i = 0; i < tags.length; i++) {
            pairs[2 * i] = "tag";
            pairs[2 * i + 1] = tags[i];
        }
        return Transcript.builder("T_" + name, "G", "1", start, end, strand)
                .name(name)
                .attributes(Attributes.of(pairs))
                .add(Exon.builder(1, start, end, strand).build())
                .build();
    }

    private static Gene gene(int start, int end, List<Transcript> transcripts) {
        return Gene.builder("G", "1", start, end, Strand.PLUS)
                .name("GENE")
                .addAll(transcripts)
                .build();
    }

    // ---- order ---------------------------------------------------------------------------------------------------

    @Test
    void maneComesFirstThenCanonicalThenLong() {
        Gene gene = gene(
                100,
                9_000,
                List.of(
                        transcript("long", 100, 9_000, Strand.PLUS),
                        transcript("short", 200, 300, Strand.PLUS),
                        transcript("canonical", 300, 400, Strand.PLUS, "basic", "Ensembl_canonical"),
                        transcript("mane", 300, 400, Strand.PLUS, "basic", "MANE_Select"),
                        transcript("refseq", 300, 400, Strand.PLUS, "RefSeq Select")));

        assertThat(texts(GenePlot.of(gene)))
                .containsSubsequence(
                        "mane", "MANE Select", "canonical", "Ensembl canonical", "refseq", "long", "short");
    }

    @Test
    void transcriptsThatAreNotShownAreCounted() {
        List<Transcript> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(transcript("t" + i, 100, 200 + i, Strand.PLUS));
        }

        assertThat(texts(GenePlot.of(gene(100, 300, many)))).contains("and 8 more transcripts");
        assertThat(texts(GenePlot.of(gene(100, 300, many)).transcripts(19))).contains("and 1 more transcript");
        assertThat(texts(GenePlot.of(gene(100, 300, many)).transcripts(20))).noneMatch(text -> text.contains("more"));
        assertThat(texts(GenePlot.of(gene(100, 300, List.of())))).contains("no transcripts");
    }

    @Test
    void onlyIntronsAreShortened() {
        Transcript spliced = Transcript.builder("T", "G", "1", 1_000, 50_000, Strand.PLUS)
                .add(Exon.builder(1, 1_000, 1_199, Strand.PLUS).build())
                .add(Exon.builder(2, 49_801, 50_000, Strand.PLUS).build())
                .build();
        GenePlot one = GenePlot.of(gene(1_000, 2_000, List.of(transcript("t", 1_000, 2_000, Strand.PLUS))));
        GenePlot two = GenePlot.of(gene(1_000, 50_000, List.of(spliced)));

        assertThat(texts(two.shortIntrons())).contains("1 (bp)").anyMatch(text -> text.endsWith("introns shortened"));
        assertThat(texts(one.shortIntrons())).noneMatch(text -> text.endsWith("introns shortened"));
        GenomeScale scale = GenomeScale.shortened(
                new Region("1", 1, 60_000), List.of(new Interval(1_000, 1_199), new Interval(49_801, 50_000)), 0, 100);
        assertThat(scale.width(new Interval(1_000, 1_199))).isCloseTo(30, offset(1e-6));
        assertThat(scale.width(new Interval(49_801, 50_000))).isCloseTo(30, offset(1e-6));
        assertThat(scale.x(60_001)).isCloseTo(100, offset(1e-6));
    }

    // ---- variants ------------------------------------------------------------------------------------------------

    @Test
    void variantsTakeLabelAndColourFromTheirGravestConsequence() throws IOException {
        List<String> texts = texts(GenePlot.of(Pictures.gene("BRCA2")).variants(Pictures.variants()));

        assertThat(texts).contains("high impact (15)", "moderate impact (11)", "low impact (8)", "modifier (6)");
        assertThat(texts).contains("p.Arg24Ter", "p.Trp532Ter");
    }

    @Test
    void variantsCanBeColouredByTheirType() throws IOException {
        GenePlot plot = GenePlot.of(Pictures.gene("BRCA2"))
                .variants(Pictures.variants())
                .colourBy(Colouring.TYPE);

        assertThat(texts(plot))
                .anyMatch(text -> text.startsWith("SNV ("))
                .anyMatch(text -> text.startsWith("deletion ("));
    }

    @Test
    void variantsOfClinVarAreColouredByWhatItSays() throws IOException {
        List<Variant> variants = read("""
                ##fileformat=VCFv4.1
                ##source=ClinVar
                ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="significance">
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
                1→150→11→A→T→.→.→CLNSIG=Pathogenic/Likely_pathogenic
                1→250→12→A→T→.→.→CLNSIG=Uncertain_significance
                1→260→13→A→T→.→.→.
                """);

        assertThat(texts(GenePlot.of(gene(100, 300, List.of())).variants(variants)))
                .contains("pathogenic (1)", "uncertain significance (1)", "other (1)", "11", "12");
    }

    @Test
    void variantsOfOtherContigsOrPlacesAreLeftOut() throws IOException {
        List<Variant> variants = read("""
                ##fileformat=VCFv4.2
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
                1→150→in→A→T→.→.→.
                chr1→160→alias→A→T→.→.→.
                2→150→other→A→T→.→.→.
                1→9000→far→A→T→.→.→.
                """);
        GenePlot plot = GenePlot.of(gene(100, 300, List.of())).variants(variants);

        assertThat(texts(plot)).contains("in").doesNotContain("alias", "other", "far");
        assertThat(texts(plot.assembly(Assembly.grch38())))
                .contains("in", "alias")
                .doesNotContain("other", "far");
    }

    private List<Variant> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.vcf"), text.replace('→', '\t'));
        try (VcfReader reader = VcfReader.open(file)) {
            return reader.stream().toList();
        }
    }

    // ---- misuse --------------------------------------------------------------------------------------------------

    @Test
    void refusesWhatCannotBeDrawn() {
        GenePlot plot = GenePlot.of(gene(100, 300, List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plot.region(new Region("2", 100, 200)))
                .withMessageContaining("overlaps gene G (GENE) 1:100-300+, found 2:100-200");
        assertThatIllegalArgumentException().isThrownBy(() -> plot.transcripts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> plot.width(10));
        assertThatIllegalArgumentException().isThrownBy(() -> new GeneMark(0, "", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new GeneMark(1, "", " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plot.write(folder.resolve("gene.pdf")))
                .withMessageContaining(".svg or .png, found");
    }

    @Test
    void writesWhatTheNameAsksFor() throws IOException {
        GenePlot plot = GenePlot.of(gene(100, 300, List.of()));
        plot.write(folder.resolve("gene.SVG"));
        plot.write(folder.resolve("gene.png"));

        assertThat(Files.readString(folder.resolve("gene.SVG")))
                .startsWith("<svg ")
                .endsWith("</svg>\n");
        assertThat(Files.readAllBytes(folder.resolve("gene.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    // ---- properties ----------------------------------------------------------------------------------------------

    /** Any gene with any marks gives labels that can be read. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void labelsNeverOverlapAndNeverLeaveTheCanvas(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            Gene gene = randomGene(random);
            List<GeneMark> marks = new ArrayList<>();
            int count = random.nextInt(5) == 0 ? random.nextInt(3_000) : random.nextInt(60);
            for (int i = 0; i < count; i++) {
                int position = gene.start() + random.nextInt(gene.length());
                marks.add(
                        new GeneMark(position, word(random, random.nextInt(30)), "k" + random.nextInt(1 + round % 9)));
            }
            GenePlot plot = GenePlot.of(gene)
                    .marks(marks)
                    .title(word(random, random.nextInt(200)))
                    .width(400 + random.nextInt(1_200));
            Labels.check((round % 2 == 0 ? plot : plot.shortIntrons()).draw());
        }
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("abW 1._–é漢&<".charAt(random.nextInt(12)));
        }
        return word.toString();
    }

    private static Gene randomGene(Random random) {
        int start = 1 + random.nextInt(200_000_000);
        int end = start + random.nextInt(random.nextBoolean() ? 200 : 2_000_000);
        Strand strand = Strand.of("+-.?".charAt(random.nextInt(4)));
        Gene.Builder gene = Gene.builder("ENSG" + random.nextInt(), word(random, 3) + "c", start, end, strand)
                .name("N" + word(random, random.nextInt(40)))
                .biotype("protein_coding");
        for (int t = random.nextInt(16); t > 0; t--) {
            gene.add(randomTranscript(random, start, end, strand, t));
        }
        return gene.build();
    }

    private static Transcript randomTranscript(Random random, int start, int end, Strand strand, int number) {
        Transcript.Builder transcript = Transcript.builder("T" + number, "G", "c", start, end, strand)
                .name("N" + word(random, random.nextInt(30)))
                .biotype(word(random, 5) + "x");
        int at = start;
        for (int i = 1; at <= end && i < 30; i++) {
            int stop = Math.min(end, at + random.nextInt(2_000));
            transcript.add(Exon.builder(i, at, stop, strand).build());
            if (i == 1 && random.nextBoolean()) {
                transcript.add(Cds.builder().add(new CodingSegment(at, stop, 0)).build());
            }
            at = stop + 2 + random.nextInt(50_000);
        }
        return transcript.build();
    }
}
