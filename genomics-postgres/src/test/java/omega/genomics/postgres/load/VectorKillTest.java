package omega.genomics.postgres.load;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.vector.file.VectorFiles;
import omega.genomics.testing.DatabaseTest;
import org.junit.jupiter.api.Tag;

/** Loads of vectors, killed. */
@Tag("slow")
@DatabaseTest
class VectorKillTest extends KilledLoads {
    private static final int GENES = 60_000;

    @Override
    void writeOld(Path file) throws IOException {
        write(file, GENES / 10, 1);
    }

    @Override
    void writeChanged(Path file) throws IOException {
        write(file, GENES, 2);
    }

    private static void write(Path file, int genes, long seed) throws IOException {
        Random random = new Random(seed);
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < genes; i++) {
                out.write("G" + i);
                for (int d = 0; d < 16; d++) {
                    out.write("\t" + random.nextFloat());
                }
                out.write('\n');
            }
        }
    }

    @Override
    LoadReport load(AssemblyDatabase into, Path file) throws IOException {
        return into.vectors()
                .load("m", VectorFiles.tsv(InputSource.of(file)))
                .run()
                .load()
                .orElseThrow();
    }

    @Override
    Class<?> program() {
        return Loader.class;
    }

    @Override
    boolean readsWhileWriting() {
        return true;
    }

    @Override
    String contents() {
        return "SELECT (SELECT count(*) FROM grch38.gene_embeddings),"
                + " (SELECT md5(string_agg(gene_id || embedding::text, ',' ORDER BY gene_id)) FROM grch38.gene_embeddings),"
                + " (SELECT string_agg(model || dimension || active || source, ',') FROM grch38.embedding_metadata)";
    }

    /** Loads in a JVM of its own. */
    static final class Loader {
        private Loader() {}

        public static void main(String[] args) throws Exception {
            GenomicsDatabase.open(args[0])
                    .assembly("grch38")
                    .vectors()
                    .load("m", VectorFiles.tsv(InputSource.of(Path.of(args[1]))))
                    .run();
        }
    }
}
