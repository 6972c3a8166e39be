package omega.genomics.bench.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.bench.corpus.Corpus;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;

/** (11) From gzip to genes with transcripts, exons and coding parts: attached, indexed, analysed. */
final class GeneLoads {
    private static final String DATASET = "bench";
    /** As many as the library takes: exons are half of all bytes. */
    private static final int CONNECTIONS = 2;

    private final Server server;
    private final Path file;
    private final AssemblyDatabase assembly;

    GeneLoads(Server server, Path file) {
        this.server = server;
        this.file = file;
        assembly = server.migrated();
    }

    static Path generated(Path folder, double scale) throws java.io.IOException {
        return Corpus.ANNOTATION.file(folder, scale, Container.GZIP);
    }

    String table(Path folder, int rounds) throws Exception {
        load();
        try (Prepared prepared = Prepared.from(server, datasetId(), folder)) {
            long genes = Long.parseLong(
                    server.text("SELECT count(*) FROM " + Server.SCHEMA + ".genes WHERE dataset_id = " + datasetId()));
            away();
            ByHand byHand = new ByHand(server, prepared, CONNECTIONS);
            List<Loader> loaders = List.of(
                    new Loader("omega", this::load, this::datasetId, this::away),
                    byHand.copy(Part.Format.BINARY),
                    byHand.copy(Part.Format.TEXT),
                    byHand.throughDriver(
                            "INSERT, rewritten", Map.of("reWriteBatchedInserts", "true"), DriverRows::insert));
            return String.format(
                            Locale.ROOT,
                            "%n### genes to PostgreSQL, with transcripts, exons and coding parts%n%n%s, %,d genes, %,d rows in %d"
                                    + " tables, file to attached, indexed, analysed, %d connections%n%n",
                            file.getFileName(),
                            genes,
                            prepared.rows(),
                            prepared.parts().size(),
                            CONNECTIONS)
                    + new LoadTrial(server, loaders, prepared.rows()).table(rounds);
        }
    }

    void load() throws java.io.IOException {
        assembly.loadGenes(InputSource.of(file)).dataset(DATASET).run();
    }

    private int datasetId() throws Exception {
        return server.datasetId(DATASET);
    }

    private void away() {
        assembly.datasets().drop("genes", DATASET);
    }
}
