package omega.genomics.postgres.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.DatabaseTest;
import org.junit.jupiter.api.Tag;

/** Loads of genes, killed. */
@Tag("slow")
@DatabaseTest
class LoaderKillTest extends KilledLoads {
    private static final int GENES = 4_500;

    @Override
    void writeOld(Path file) throws IOException {
        Files.writeString(file, RandomAnnotation.gtf(1, GENES / 10, "OLD"));
    }

    @Override
    void writeChanged(Path file) throws IOException {
        Files.writeString(file, RandomAnnotation.gtf(2, GENES, "NEW"));
    }

    @Override
    LoadReport load(AssemblyDatabase into, Path file) throws IOException {
        return into.loadGenes(InputSource.of(file)).run();
    }

    @Override
    Class<?> program() {
        return Loader.class;
    }

    @Override
    boolean readsWhileWriting() {
        return false;
    }

    @Override
    String contents() {
        return "SELECT (SELECT count(*) FROM grch38.genes), (SELECT count(*) FROM grch38.transcripts),"
                + " (SELECT count(*) FROM grch38.exons), (SELECT count(*) FROM grch38.cds),"
                + " (SELECT md5(string_agg(gene_id, ',' ORDER BY gene_key)) FROM grch38.genes),"
                + " (SELECT sum(start_pos::bigint * exon_number) FROM grch38.exons)";
    }

    /** Loads in a JVM of its own. */
    static final class Loader {
        private Loader() {}

        public static void main(String[] args) throws Exception {
            GenomicsDatabase.open(args[0])
                    .assembly("grch38")
                    .loadGenes(InputSource.of(Path.of(args[1])))
                    .run();
        }
    }
}
