package omega.genomics.postgres.query.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.RandomAnnotation;
import omega.genomics.postgres.query.AsStored;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gene that went into the database comes out equal, but for the order of attribute keys, which jsonb does not keep. */
@DatabaseTest
class GeneModelsTest {
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

    /** More genes than a page, in two datasets, which share their keys and ids. */
    @Test
    void givesAllGenesOfAllDatasets(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        String first = RandomAnnotation.gtf(4, GeneModels.PAGE + 30);
        String second = RandomAnnotation.gtf(5, 50);
        genome.loadGenes(Fixtures.source(first)).dataset("first").run();
        genome.loadGenes(Fixtures.source(second)).dataset("second").run();
        assertThat(genome.genes().in("first").models())
                .hasSizeGreaterThan(GeneModels.PAGE)
                .containsExactlyInAnyOrderElementsOf(stored(first));
        List<Gene> both = new ArrayList<>(stored(first));
        both.addAll(stored(second));
        assertThat(genome.genes().models()).containsExactlyInAnyOrderElementsOf(both);
        assertThat(genome.genes().models())
                .extracting(Gene::id)
                .isEqualTo(
                        genome.genes().all().list().stream().map(StoredGene::id).toList());
    }

    /** The slow way is to fetch all of them. */
    @Test
    void givesTheGenesOfARegion(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.source(RandomAnnotation.gtf(6, 200))).run();
        List<Gene> all = genome.genes().models();
        Gene middle = all.get(all.size() / 2);
        for (Region region : List.of(
                new Region(middle.contig(), middle.end(), middle.end()),
                new Region(middle.contig(), middle.start(), middle.end() + 5_000),
                Region.whole(middle.contig()))) {
            assertThat(genome.genes().models(region))
                    .as("%s", region)
                    .contains(middle)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(gene -> gene.contig().equals(region.contig())
                                    && gene.interval().overlaps(region.interval()))
                            .toList());
        }
        assertThatThrownBy(() -> genome.genes().models(Region.whole("chr99"))).isInstanceOf(UnknownNameException.class);
    }

    @Test
    void endsWhereTheActionThrows(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).run();
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> genome.genes().forEachModel(gene -> {
                    seen.add(gene.id());
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(seen).containsExactly("ENSG01");
    }

    @Test
    void givesTheGenesOfARealAnnotation(TestDatabase database) throws Exception {
        InputSource file = InputSource.of(Needs.data("gtf/ensembl/Homo_sapiens.GRCh38.107.chr21.gtf.gz"));
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(file).run();
        assertThat(genome.genes().models()).containsExactlyInAnyOrderElementsOf(stored(file));
    }

    private static List<Gene> stored(String gtf) throws IOException {
        return stored(Fixtures.source(gtf));
    }

    private static List<Gene> stored(InputSource gtf) throws IOException {
        try (GtfReader reader = GtfReader.open(gtf)) {
            return GeneModelAssembler.assemble(reader).genes().stream()
                    .map(AsStored::gene)
                    .toList();
        }
    }

    private static void assertRoundTrip(TestDatabase database, String gtf) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.source(gtf)).run();
        List<Gene> expected = stored(gtf);
        assertThat(expected).isNotEmpty();
        for (Gene gene : expected) {
            assertThat(genome.genes().models(gene.id())).as(gene.id()).containsExactly(gene);
        }
    }

    @Test
    void findsGenesByExon(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).run();
        assertThat(genome.genes().withExon("ENSE5").list())
                .extracting(StoredGene::id)
                .containsExactly("ENSG02");
        assertThatThrownBy(() -> genome.genes().withExon("ENSE9").list()).hasMessage("no exon is called \"ENSE9\"");
    }
}
