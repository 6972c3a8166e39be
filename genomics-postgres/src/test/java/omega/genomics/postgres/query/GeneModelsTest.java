package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import omega.genomics.gtf.GeneModelAssembler;
import omega.genomics.gtf.GtfReader;
import omega.genomics.model.Cds;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.RandomAnnotation;
import omega.genomics.postgres.testing.DatabaseTest;
import omega.genomics.postgres.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gene that went into the database comes out equal, but for the order of attribute keys, which jsonb does not keep. */
@DatabaseTest
class GeneModelsTest {
    private static final Comparator<String> JSONB_ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheGenesThatWereLoaded(long seed, TestDatabase database) throws Exception {
        assertRoundTrip(database, RandomAnnotation.gtf(seed, 40));
    }

    @Test
    void givesTheGenesOfTheFixture(TestDatabase database) throws Exception {
        assertRoundTrip(database, Fixtures.GENES);
    }

    /** Transcripts and genes without rows of their own, a selenocysteine, trans-splicing, a versioned id. */
    @Test
    void givesDerivedAndOddGenes(TestDatabase database) throws Exception {
        String of = "gene_id \"ENSG00000000001.4\"; transcript_id \"ENST00000000001.2\";";
        assertRoundTrip(
                database,
                "1\ts\texon\t100\t199\t.\t+\t.\t" + of + "\n1\ts\tCDS\t100\t199\t.\t+\t2\t" + of
                        + "\n1\ts\tSelenocysteine\t130\t132\t.\t+\t.\t" + of
                        + "\n2\ts\texon\t10\t20\t.\t+\t.\tgene_id \"g\"; transcript_id \"t\"; exon_number \"1\";"
                        + "\n2\ts\texon\t50\t60\t.\t-\t.\tgene_id \"g\"; transcript_id \"t\"; exon_number \"2\";\n");
    }

    private static void assertRoundTrip(TestDatabase database, String gtf) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.source(gtf)).run();
        List<Gene> expected = assembled(gtf);
        assertThat(expected).isNotEmpty();
        for (Gene gene : expected) {
            assertThat(genome.genes().models(gene.id())).as(gene.id()).containsExactly(inOrder(gene));
        }
    }

    private static List<Gene> assembled(String gtf) throws IOException {
        try (GtfReader reader = GtfReader.open(Fixtures.source(gtf))) {
            return GeneModelAssembler.assemble(reader).genes();
        }
    }

    @Test
    void findsGenesByExon(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).run();
        assertThat(genome.genes().withExon("ENSE5").list())
                .extracting(StoredGene::id)
                .containsExactly("ENSG02");
        assertThat(genome.genes().withExon("ENSE9").list()).isEmpty();
        assertThat(genome.genes().models("ENSG9")).isEmpty();
    }

    private static Gene inOrder(Gene gene) {
        Gene.Builder copy = Gene.builder(gene.id(), gene.contig(), gene.start(), gene.end(), gene.strand())
                .writtenId(gene.writtenId())
                .name(gene.name().orElse(null))
                .biotype(gene.biotype().orElse(null))
                .type(gene.type())
                .source(gene.source())
                .attributes(inOrder(gene.attributes()))
                .derived(gene.isDerived());
        gene.version().ifPresent(copy::version);
        gene.transcripts().forEach(transcript -> copy.add(inOrder(transcript)));
        return copy.build();
    }

    private static Transcript inOrder(Transcript transcript) {
        Transcript.Builder copy = Transcript.builder(
                        transcript.id(),
                        transcript.geneId(),
                        transcript.contig(),
                        transcript.start(),
                        transcript.end(),
                        transcript.strand())
                .writtenId(transcript.writtenId())
                .name(transcript.name().orElse(null))
                .biotype(transcript.biotype().orElse(null))
                .type(transcript.type())
                .source(transcript.source())
                .attributes(inOrder(transcript.attributes()))
                .derived(transcript.isDerived())
                .selenocysteines(transcript.selenocysteines());
        transcript.version().ifPresent(copy::version);
        transcript.exons().forEach(exon -> copy.add(inOrder(exon)));
        transcript.allCds().forEach(cds -> copy.add(inOrder(cds)));
        return copy.build();
    }

    private static Exon inOrder(Exon exon) {
        Exon.Builder copy = Exon.builder(exon.number(), exon.start(), exon.end(), exon.strand())
                .id(exon.id().orElse(null))
                .attributes(inOrder(exon.attributes()));
        exon.version().ifPresent(copy::version);
        return copy.build();
    }

    private static Cds inOrder(Cds cds) {
        Cds.Builder copy = Cds.builder()
                .id(cds.id().orElse(null))
                .proteinId(cds.proteinId().orElse(null))
                .startCodon(cds.startCodon())
                .stopCodon(cds.stopCodon())
                .complete(cds.isStartComplete(), cds.isStopComplete())
                .attributes(inOrder(cds.attributes()));
        cds.segments().forEach(copy::add);
        return copy.build();
    }

    private static Attributes inOrder(Attributes attributes) {
        List<Map.Entry<String, String>> sorted = new ArrayList<>(attributes.entries());
        sorted.sort(Map.Entry.comparingByKey(JSONB_ORDER));
        return Attributes.of(sorted);
    }
}
