package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DatabaseTest
class FastaLoadTest {
    private static final String ROWS = "SELECT chromosome, role, length, a_count, n_count, gc_content, md5 IS NOT NULL"
            + " FROM grch38.chromosome_metadata ORDER BY chromosome";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static InputSource source(String name, String text) {
        return InputSource.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void countsBasesOfAFasta() throws Exception {
        InputSource fasta = source("toy.fa", ">toy a sequence\nACGTN\nggca\n>empty\n");
        LoadReport report = genome.loadFasta(fasta).run();
        assertThat(report.recordsRead()).isEqualTo(2);
        assertThat(report.unknownContigs()).containsExactly("empty", "toy");
        assertThat(database.rows(ROWS)).containsExactly("empty|null|0|0|0|null|t", "toy|null|9|2|1|0.625|t");
        assertThat(genome.loadFasta(fasta).run().state()).isEqualTo(LoadState.UNCHANGED);
    }

    /** More sequences than go to the server at once; a name that comes again is a duplicate. */
    @Test
    void readsAnyNumberOfSequencesAndCountsEachOnce() throws Exception {
        StringBuilder fasta = new StringBuilder();
        for (int i = 0; i < 2_300; i++) {
            fasta.append(">s").append(i % 2_200).append("\nACGT\n");
        }
        LoadReport report =
                genome.loadFasta(source("many.fa", fasta.toString())).run();
        assertThat(report.recordsRead()).isEqualTo(2_300);
        assertThat(report.recordsStored()).isEqualTo(2_200);
        assertThat(report.duplicates()).isEqualTo(100);
        assertThat(report.unknownContigs()).hasSize(1_000);
        assertThat(database.value("SELECT count(*) FROM grch38.chromosome_metadata"))
                .isEqualTo("2200");
        assertThat(genome.loadFasta(source("many.fa", fasta.toString())).run().state())
                .isEqualTo(LoadState.UNCHANGED);
    }

    @Test
    void knowsAContigByNameAndLength() throws Exception {
        genome.loadFasta(source("hg38.fa.fai", "chrM\t16569\t6\t60\t61\nchr1\t1000\t20000\t60\t61\n"))
                .run();
        assertThat(database.rows(ROWS))
                .containsExactly("MT|mitochondrion|16569|null|null|null|f", "chr1|null|1000|null|null|null|f");
        assertThat(database.value("SELECT 'NC_012920.1' = ANY (aliases) FROM grch38.chromosome_metadata"
                        + " WHERE chromosome = 'MT'"))
                .isEqualTo("t");
    }

    @Test
    void keepsTheCountsWhenAnIndexFollows() throws Exception {
        genome.loadFasta(source("toy.fa", ">toy\nACGT\n")).run();
        genome.loadFasta(source("toy.fa.fai", "toy\t4\t5\t4\t5\n")).run();
        assertThat(database.rows(ROWS)).containsExactly("toy|null|4|1|0|0.5|t");
    }

    @ParameterizedTest
    @CsvSource({"toy.fa, ''", "toy.fa, '\n\n'", "toy.fa.fai, ''"})
    void refusesAFileWithoutASequence(String name, String text) {
        assertThatThrownBy(() -> genome.loadFasta(source(name, text)).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(name + ":1:1: file: expected a sequence, found the end of the file");
    }

    @Test
    void changesNothingForABrokenFile() throws Exception {
        assertThatThrownBy(() -> genome.loadFasta(source("toy.fa", ">toy\nACGT\n>\nAC\n"))
                        .run())
                .isInstanceOf(ParseException.class);
        assertThat(database.rows(ROWS)).isEmpty();
    }
}
