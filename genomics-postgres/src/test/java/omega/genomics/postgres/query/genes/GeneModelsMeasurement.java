package omega.genomics.postgres.query.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Region;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.AsStored;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * How long all gene models of the human annotation of Ensembl 75 take to fetch, and that they are those of the file. Not run with
 * the other tests:
 *
 * <pre>mvn -pl genomics-postgres -am test -Dtest=GeneModelsMeasurement -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@DatabaseTest
class GeneModelsMeasurement {
    private static final int ROUNDS = Integer.getInteger("genomics.rounds", 3);

    @Test
    void measure(TestDatabase database) throws Exception {
        InputSource file = InputSource.of(Needs.data("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz"));
        AssemblyDatabase genome = Genomes.empty(database, "grch37");
        genome.loadGenes(file).run();
        for (int round = 1; round <= ROUNDS; round++) {
            long begin = System.nanoTime();
            List<Gene> models = genome.genes().models();
            System.out.println(String.format(
                    Locale.ROOT,
                    "round %d: %,d gene models in %.1f s",
                    round,
                    models.size(),
                    (System.nanoTime() - begin) / 1e9));
            assertThat(models).hasSize(57_773);
        }
        assertOfTheFile(genome.genes(), file);
    }

    private static void assertOfTheFile(GeneQueries genes, InputSource file) throws IOException {
        Map<Region, List<Gene>> expected = new HashMap<>();
        try (GtfReader reader = GtfReader.open(file)) {
            GeneModelAssembler.assemble(reader)
                    .genes()
                    .forEach(gene -> expected.computeIfAbsent(gene.region(), place -> new ArrayList<>())
                            .add(gene));
        }
        genes.forEachModel(gene -> {
            List<Gene> there = expected.getOrDefault(gene.region(), List.of());
            assertThat(there.removeIf(of -> AsStored.gene(of).equals(gene)))
                    .as(gene.id())
                    .isTrue();
        });
        assertThat(expected.values()).allMatch(List::isEmpty);
    }
}
