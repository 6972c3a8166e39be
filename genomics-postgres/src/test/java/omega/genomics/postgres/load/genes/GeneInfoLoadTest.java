package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class GeneInfoLoadTest {
    private static final String HGNC = """
            hgnc_id\tsymbol\tname\tlocus_type\talias_symbol\tprev_symbol\tentrez_id\tensembl_gene_id
            HGNC:11998\tTP53\ttumor protein p53\tgene with protein product\t"p53|LFS1"\t\t7157\tENSG01
            HGNC:2\tNEWNAME\ta gene\tRNA, long non-coding\t\tOLDNAME\t2\tENSG02
            HGNC:3\tMTOR\tmechanistic target of rapamycin kinase\tgene with protein product\tFRAP\tFRAP1\t2475\t
            HGNC:4\tOTHER\tanother\tgene with protein product\tOLDNAME\t\t4\t
            """;

    private AssemblyDatabase genome;

    @BeforeEach
    void loadGenes(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).dataset("small").run();
    }

    @Test
    void findsGenesOfAnAnnotationByNamesItDoesNotHave(TestDatabase database) throws Exception {
        LoadReport report = genome.loadGeneInfo(GeneInfoFormat.HGNC, hgnc()).run();

        assertThat(report.recordsRead()).isEqualTo(4);
        assertThat(report.rowsWritten()).containsEntry("gene_info", 4L).containsEntry("gene_aliases", 12L);
        assertThat(ids("LFS1")).containsExactly("ENSG01");
        assertThat(ids("NEWNAME")).as("no name in the file, so by its id").containsExactly("ENSG02");
        assertThat(ids("HGNC:11998")).containsExactly("ENSG01");
        assertThat(ids("MTOR")).containsExactly("ENSG03");
        assertThat(database.rows("SELECT name, biotype, previous_symbols, entrez_id FROM grch38.gene_info"
                        + " WHERE symbol = 'NEWNAME'"))
                .containsExactly("a gene|lncRNA|{OLDNAME}|2");
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        genome.loadGeneInfo(GeneInfoFormat.HGNC, hgnc()).run();
        assertThat(genome.loadGeneInfo(GeneInfoFormat.HGNC, hgnc()).run().state())
                .isEqualTo(LoadState.UNCHANGED);
    }

    @Test
    void keepsWhatIsThereWhenTheFileIsBad(TestDatabase database) throws Exception {
        genome.loadGeneInfo(GeneInfoFormat.HGNC, hgnc()).run();
        InputSource bad = source(HGNC + "HGNC:5\tX\n");
        assertThatThrownBy(() -> genome.loadGeneInfo(GeneInfoFormat.HGNC, bad).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("hgnc.txt:6");
        assertThat(database.value("SELECT count(*) FROM grch38.gene_info")).isEqualTo("4");
    }

    @Test
    void loadsTheWholeCompleteSet(TestDatabase database) throws Exception {
        Path file = Needs.data("expression/hgnc/hgnc_complete_set.txt.gz");
        LoadReport report =
                genome.loadGeneInfo(GeneInfoFormat.HGNC, InputSource.of(file)).run();
        assertThat(report.rowsWritten()).containsEntry("gene_info", 43_882L);
        assertThat(database.value("SELECT string_agg(symbol, ' ') FROM grch38.gene_aliases WHERE alias = 'CTGF'"))
                .isEqualTo("CCN2");
    }

    private List<String> ids(String name) {
        return genome.genes().named(name).stream().map(StoredGene::id).toList();
    }

    private static InputSource hgnc() {
        return source(HGNC);
    }

    private static InputSource source(String text) {
        return InputSource.of("hgnc.txt", text.getBytes(StandardCharsets.UTF_8));
    }
}
