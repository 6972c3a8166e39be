package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.postgres.query.studies.StoredExpression;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Names of genes are looked up in Java for genes and in SQL for their expression, at a prompt too: by the same rules. */
@DatabaseTest
class NamesAgreeTest {
    private static final String HGNC = """
            hgnc_id\tsymbol\tname\tprev_symbol\talias_symbol\tensembl_gene_id
            HGNC:1\tTP53\ttumour protein\tOLD53|WAS53\tP53|FRAP1\tENSG01
            HGNC:2\tMTOR\ta kinase\tFRAP1\tRAFT1\tENSG03
            HGNC:3\tNEWNAME\twithout a name in the annotation\tOLDNAME\t\tENSG02
            HGNC:4\tNOWHERE\tin no annotation\tNEVERWAS\t\t
            """;

    /** Symbols are those of the annotation, so that whatever differs is the lookup. */
    private static final String GCT = """
            #1.2
            3\t1
            Name\tDescription\tLiver
            ENSG01\tTP53\t1
            ENSG02\tENSG02\t2
            ENSG03\tFRAP1\t3
            """;

    @Test
    void genesAndTheirExpressionAreFoundByTheSameNames(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).run();
        genome.loadGeneInfo(GeneInfoFormat.HGNC, source("hgnc.txt", HGNC)).run();
        genome.loadExpression(source("tissues.gct", GCT)).unit("TPM").run();

        int found = 0;
        for (String name : List.of(
                "TP53",
                "ENSG01",
                "OLD53",
                "WAS53",
                "P53",
                "HGNC:1",
                "FRAP1",
                "MTOR",
                "RAFT1",
                "HGNC:2",
                "ENSG03",
                "ENSG02",
                "NEWNAME",
                "OLDNAME",
                "HGNC:3",
                "NOWHERE",
                "NEVERWAS",
                "HGNC:4",
                "NOBODY")) {
            List<String> genes = genome.genes().named(List.of(name)).get(0).genes().stream()
                    .map(StoredGene::id)
                    .toList();
            if (genes.isEmpty()) {
                assertThatThrownBy(() -> genome.expression().ofGene(name).list())
                        .as(name)
                        .isInstanceOf(UnknownNameException.class);
            } else {
                assertThat(genome.expression().ofGene(name).list())
                        .as(name)
                        .extracting(StoredExpression::geneId)
                        .containsExactlyInAnyOrderElementsOf(genes);
            }
            found += genes.size();
        }
        assertThat(found).as("a name of a name is not followed").isEqualTo(11);
    }

    private static InputSource source(String name, String text) {
        return InputSource.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
