package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import omega.genomics.ParseException;
import omega.genomics.contig.Assembly;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of two genes, one on each strand, and the alleles that they mean. */
class HgvsResolverTest {
    /**
     * ONE on the forward strand: exons 11–19 and 31–45, coding from 14: ATG GCA | GAA AAA TGG TAA. TWO is its mirror, on contig 2.
     */
    private static final String CONTIG =
            "CCCCCCCCCC" + "TTTATGGCA" + "GTAAAAATTAG" + "GAAAAATGGTAACCC" + "TTTTTTTTTTTTTTT";

    private static final GeneModel MODEL = model();

    private static GeneModel model() {
        StringBuilder text = new StringBuilder();
        add(text, "1", "ONE", "NM_1", 4, "+", new int[][] {{11, 19}, {31, 45}}, new int[][] {{14, 19}, {31, 39}});
        add(text, "1", "ONE", "NM_11", 2, "+", new int[][] {{11, 19}}, new int[][] {});
        int n = CONTIG.length() + 1;
        add(text, "2", "TWO", "NM_2", 1, "-", new int[][] {{n - 45, n - 31}, {n - 19, n - 11}}, new int[][] {
            {n - 39, n - 31}, {n - 19, n - 14}
        });
        return assembled(text.toString());
    }

    private static GeneModel assembled(String text) {
        try (GtfReader reader = GtfReader.open(InputSource.of("model.gtf", text.getBytes(StandardCharsets.US_ASCII)))) {
            return GeneModelAssembler.assemble(reader);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void add(
            StringBuilder text,
            String contig,
            String gene,
            String id,
            int version,
            String strand,
            int[][] exons,
            int[][] cds) {
        String attributes = "gene_id \"G" + gene + "\"; gene_name \"" + gene + "\"; transcript_id \"" + id
                + "\"; transcript_version \"" + version + "\"; tag \"basic\"; ";
        row(text, contig, "transcript", exons[0][0], exons[exons.length - 1][1], strand, attributes);
        for (int[] exon : exons) {
            row(text, contig, "exon", exon[0], exon[1], strand, attributes);
        }
        for (int[] part : cds) {
            row(
                    text,
                    contig,
                    "CDS",
                    part[0],
                    part[1],
                    strand,
                    attributes + "protein_id \"NP_" + id.substring(3) + "\"; protein_version \"7\";");
        }
        if (cds.length > 0) {
            int at = strand.equals("+") ? cds[cds.length - 1][1] + 1 : cds[0][0] - 3;
            row(text, contig, "stop_codon", at, at + 2, strand, attributes);
        }
    }

    private static void row(
            StringBuilder text, String contig, String type, int start, int end, String strand, String attributes) {
        text.append(String.join("\t", contig, "t", type, "" + start, "" + end, ".", strand, "0", attributes))
                .append('\n');
    }

    private static byte[] bases(omega.genomics.Region region) {
        String bases = region.contig().equals("1") ? CONTIG : Bases.reverseComplement(CONTIG);
        if (region.end() > bases.length()) {
            throw new IllegalArgumentException("beyond the contig");
        }
        return bases.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Gene> genes(String name) {
        return MODEL.genes().stream()
                .filter(gene -> gene.name().orElse("").equals(name)
                        || gene.transcripts().stream()
                                .anyMatch(of -> name.startsWith(of.id())
                                        || of.cds()
                                                .flatMap(cds -> cds.proteinId())
                                                .filter(name::startsWith)
                                                .isPresent()))
                .toList();
    }

    private static final HgvsResolver WITHOUT = HgvsResolver.of(Assembly.grch38(), HgvsResolverTest::genes);
    private static final HgvsResolver WITH = WITHOUT.genome(HgvsResolverTest::bases);

    private static String alleles(HgvsResolver resolver, String name) {
        return resolver.resolve(name).alleles().stream()
                .map(of -> of.contig() + "-" + of.position() + "-" + of.reference() + "-" + of.alternative())
                .collect(Collectors.joining(" "));
    }

    /** The second transcript of the gene is shorter, but chosen by its annotation. */
    @ParameterizedTest
    @ValueSource(strings = {"MANE_Select", "MANE Select", "Ensembl_canonical", "RefSeq Select"})
    void theTranscriptThatAnAnnotationChoseStandsForItsGene(String tag) {
        StringBuilder text = new StringBuilder();
        add(text, "1", "ONE", "NM_1", 4, "+", new int[][] {{11, 19}, {31, 45}}, new int[][] {{14, 19}, {31, 39}});
        StringBuilder chosen = new StringBuilder();
        add(chosen, "1", "ONE", "NM_12", 1, "+", new int[][] {{11, 45}}, new int[][] {{17, 19}});
        text.append(chosen.toString().replace("basic", tag));
        List<Gene> genes = assembled(text.toString()).genes();

        HgvsResolver.Meaning meaning =
                HgvsResolver.of(Assembly.grch38(), name -> genes).resolve("ONE:c.1" + CONTIG.charAt(16) + ">A");

        assertThat(meaning.transcript()).contains("NM_12.1");
        assertThat(meaning.alleles())
                .singleElement()
                .satisfies(of -> assertThat(of.position()).isEqualTo(17));
    }

    @ParameterizedTest
    @CsvSource({
        "NM_1.4:c.5C>T, 1-18-C-T",
        "NM_1:c.5C>T, 1-18-C-T",
        "ONE:c.5C>T, 1-18-C-T",
        "NM_1.4:c.6+1G>A, 1-20-G-A",
        "NM_1.4:c.-1T>A, 1-13-T-A",
        "NM_1.4:r.5c>u, 1-18-C-T",
        "NM_1.4:n.8C>T, 1-18-C-T",
        "NC_000001.11:g.18C>T, 1-18-C-T",
        "1:g.18C>T, 1-18-C-T",
        "chr1:g.18C>T, 1-18-C-T",
        "NC_000001.11(NM_1.4):c.5C>T, 1-18-C-T",
        "NM_2.1:c.5C>T, 2-43-G-A",
        "NM_1.4:c.[5C>T;6A>G], 1-18-C-T 1-19-A-G",
    })
    void substitutionsNeedNoGenome(String name, String expected) {
        assertThat(alleles(WITHOUT, name)).isEqualTo(expected);
        assertThat(alleles(WITH, name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NM_1.4:c.12del, 1-31-GA-G",
        "NM_1.4:c.8del, 1-31-GA-G",
        "NM_1.4:c.12dup, 1-31-G-GA",
        "NM_1.4:c.7_9del, 1-30-GGAA-G",
        "NM_2.1:c.12del, 2-24-AT-A",
        "NM_1.4:c.4_5insTT, 1-17-G-GTT",
        "NC_000001.11:g.18_19inv, 1-18-CA-TG",
    })
    void otherChangesAreAlignedToTheLeft(String name, String expected) {
        assertThat(alleles(WITH, name)).isEqualTo(expected);
        assertThatThrownBy(() -> WITHOUT.resolve(name))
                .isInstanceOf(HgvsException.class)
                .hasMessageStartingWith("expected the genome, which is needed to resolve everything but substitutions");
    }

    @Test
    void aNameOnAProteinMeansEachCodonOfTheResidue() {
        assertThat(alleles(WITH, "NP_1.7:p.Lys4Glu")).isEqualTo("1-34-A-G 1-34-AAA-GAG");
        assertThat(alleles(WITH, "NP_1.7:p.(Ala2Val)")).isEqualTo("1-18-C-T 1-18-CA-TC 1-18-CA-TG 1-18-CA-TT");
        assertThat(alleles(WITH, "ONE:p.W5*")).isEqualTo("1-38-G-A 1-39-G-A 1-38-GG-AA");
        assertThat(WITH.resolve("ONE:p.W5*").transcript()).contains("NM_1.4");
        assertThatThrownBy(() -> WITH.resolve("NP_1.7:p.Val2Ala"))
                .hasMessage("expected Ala2 as NM_1.4 has it, found NP_1.7:p.Val2Ala");
        for (String vague :
                List.of("NP_1.7:p.Lys4fs", "NP_1.7:p.Lys4del", "NP_1.7:p.?", "NP_1.7:p.0", "NP_1.7:p.Lys4=")) {
            assertThatThrownBy(() -> WITH.resolve(vague))
                    .isInstanceOf(HgvsException.class)
                    .hasMessageContaining("expected a substitution of one amino acid, or a name of DNA");
        }
        assertThatThrownBy(() -> WITH.resolve("NP_1.7:p.Lys99Glu"))
                .hasMessageContaining("expected a residue of NM_1.4");
        assertThatThrownBy(() -> WITHOUT.resolve("NP_1.7:p.Lys4Glu")).hasMessageContaining("expected the genome");
    }

    @Test
    void saysWhichTranscriptWasChosen() {
        assertThat(WITH.resolve("ONE:c.5C>T").notes())
                .containsExactly("ONE is read as NM_1.4, the transcript with the longest coding sequence");
        assertThat(WITH.resolve("NM_1.3:c.5C>T").notes())
                .containsExactly("the gene models have NM_1.4 instead of NM_1.3");
        assertThat(WITH.resolve("NM_1.4:c.5C>T").notes()).isEmpty();
        assertThat(WITH.resolve("NM_1:c.5C>T").transcript()).contains("NM_1.4");
        assertThat(WITH.resolve("NM_11.2:n.5T>A").transcript()).contains("NM_11.2");
    }

    @Test
    void refusesWhatIsNoAllele() {
        assertThatThrownBy(() -> WITH.resolve("hello")).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> WITH.resolve("c.5C>T"))
                .hasMessageContaining("expected a name with a sequence or gene");
        assertThatThrownBy(() -> WITH.resolve("NM_9.1:c.5C>T"))
                .hasMessage("expected a transcript, protein or gene of the gene models, found NM_9.1");
        assertThatThrownBy(() -> WITH.resolve("NC_000001.10:g.18C>T"))
                .hasMessage("expected a contig of GRCh38, found NC_000001.10, which is of GRCh37");
        assertThatThrownBy(() -> WITH.resolve("NM_1.4:c.5G>T")).isInstanceOf(HgvsException.class);
        assertThatThrownBy(() -> WITH.resolve("NM_11.2:c.5T>A")).hasMessageContaining("which is not coding");
        assertThatThrownBy(() -> WITH.resolve("NM_1.4:c.(5_8)del")).isInstanceOf(HgvsException.class);
    }
}
