package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.SetMember;
import omega.genomics.postgres.testing.DatabaseTest;
import omega.genomics.postgres.testing.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The whole human annotation of Ensembl 75, in a small heap, agrees with what awk counts in the file. */
@DatabaseTest
class HumanAnnotationTest {
    private static final Path FILE =
            Path.of(System.getProperty("genomics.data", "")).resolve("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz");

    @Test
    void loadsWholeInAQuarterOfAGigabyte(TestDatabase database) throws Exception {
        if (!Files.exists(FILE)) {
            System.out.println("Skipped: the human annotation is not at " + FILE);
            Assumptions.abort("no human annotation");
        }
        AssemblyDatabase genome = Genomes.empty(database, "grch37");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        database.url(),
                        FILE.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("2586914 = 2173327 + 0 + 0 + 413587");

        assertThat(database.value("SELECT count(*) FROM grch37.genes")).isEqualTo("57773");
        assertThat(database.value("SELECT count(*) FROM grch37.transcripts")).isEqualTo("196354");
        assertThat(database.value("SELECT count(*) FROM grch37.exons")).isEqualTo("1195408");
        assertThat(genome.genes().inSet("longevity")).hasSize(16).allMatch(SetMember::isFound);
        assertThat(genome.loadGenes(InputSource.of(FILE)).run().state()).isEqualTo(LoadState.UNCHANGED);
    }

    /** Loads in a JVM of its own, and says what came of it. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            LoadReport report = omega.genomics.postgres.GenomicsDatabase.open(args[0])
                    .assembly("grch37")
                    .loadGenes(InputSource.of(Path.of(args[1])))
                    .run();
            System.out.print(report.recordsRead() + " = " + report.recordsStored() + " + " + report.duplicates() + " + "
                    + report.rejects() + " + " + report.other());
        }
    }
}
