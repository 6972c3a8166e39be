package omega.genomics.bench.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is asked of a database. The tables say what was measured. */
public enum DatabaseQuestion {
    /** (11) Genes from a file to attached, indexed, analysed tables, beside the same rows by hand. */
    GENE_LOAD {
        @Override
        String tables(Server server, Path folder, double scale, int rounds) throws Exception {
            return tables(server, folder, GeneLoads.generated(folder, scale), rounds);
        }

        @Override
        String tables(Server server, Path folder, Path file, int rounds) throws Exception {
            return new GeneLoads(server, file).table(folder, rounds);
        }
    },
    /** (12) Variants from a file to attached, indexed, analysed partitions, beside the same rows by hand. */
    VARIANT_LOAD {
        @Override
        String tables(Server server, Path folder, double scale, int rounds) throws Exception {
            return VariantLoads.tables(server, folder, scale, rounds);
        }

        @Override
        String tables(Server server, Path folder, Path file, int rounds) throws Exception {
            return VariantLoads.tables(server, folder, file, rounds);
        }
    },
    /** (13) Genes by id, name, biotype and place: how long an answer takes, one client asking and fifty. */
    GENE_ANSWERS {
        @Override
        String tables(Server server, Path folder, double scale, int rounds) throws Exception {
            return tables(server, folder, GeneLoads.generated(folder, scale), rounds);
        }

        @Override
        String tables(Server server, Path folder, Path file, int rounds) throws Exception {
            return GeneAnswers.table(server, file, 2_000);
        }
    },
    /** (14) The ten nearest of 63,241 vectors, fewer below a scale of 0.05. */
    SIMILAR_GENES {
        @Override
        String tables(Server server, Path folder, double scale, int rounds) throws Exception {
            int genes = (int) Math.round(63_241 * Math.min(1, 20 * scale));
            return new SimilarGenesAnswers(server, folder, genes).table(400);
        }

        @Override
        String tables(Server server, Path folder, Path file, int rounds) {
            throw new IllegalArgumentException("similar genes are measured with generated vectors only");
        }
    };

    /** About generated data. */
    abstract String tables(Server server, Path folder, double scale, int rounds) throws Exception;

    /** About a file that somebody named. */
    abstract String tables(Server server, Path folder, Path file, int rounds) throws Exception;

    /**
     * Asks on the server of {@code bench.postgres}, or on an embedded one that is started for it.
     *
     * @param folder of the corpus; the embedded server's data lies in it
     * @param file to ask about; null for a generated one
     * @param scale share of the full size of a generated one
     * @param rounds turns of each contender
     * @return tables in Markdown
     * @throws Exception if a contender fails or disagrees
     */
    public String ask(Path folder, @Nullable Path file, double scale, int rounds) throws Exception {
        try (Server server = Server.open(folder)) {
            Path whole = folder.toAbsolutePath();
            String tables = file == null ? tables(server, whole, scale, rounds) : tables(server, whole, file, rounds);
            return tables + "\n" + server.describe() + "\n";
        }
    }
}
