package omega.genomics.bench.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.bench.corpus.Corpus;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.variants.VcfLoad;

/** (12) From a BGZF file to attached, indexed, analysed partitions: with ten INFO keys as JSONB, and with typed columns only. */
final class VariantLoads {
    private static final String DATASET = "bench";

    private final Server server;
    private final Path folder;
    private final Path file;
    private final int rounds;
    private final AssemblyDatabase assembly;

    VariantLoads(Server server, Path folder, Path file, int rounds) {
        this.server = server;
        this.folder = folder;
        this.file = file;
        this.rounds = rounds;
        assembly = server.migrated();
    }

    static String tables(Server server, Path folder, double scale, int rounds) throws Exception {
        VariantLoads generated =
                new VariantLoads(server, folder, Corpus.VARIANTS.file(folder, scale, Container.BGZF), rounds);
        return generated.tables(true, "ten INFO keys as JSONB", 2, 1)
                + generated.tables(false, "typed columns only", 2, 1);
    }

    static String tables(Server server, Path folder, Path file, int rounds) throws Exception {
        VariantLoads named = new VariantLoads(server, folder, file, rounds);
        return named.tables(true, "all INFO keys as JSONB", 2, 1) + named.tables(false, "typed columns only", 2, 1);
    }

    String tables(boolean json, String what, int... connections) throws Exception {
        StringBuilder tables = new StringBuilder();
        loader(json, 2).run();
        try (Prepared prepared = Prepared.from(server, datasetId(), folder)) {
            String sizes = server.sizes(datasetId(), prepared.rows());
            away();
            for (int count : connections) {
                tables.append(String.format(
                        Locale.ROOT,
                        "%n### variants to PostgreSQL, %s, %s%n%n%s, %,d rows in %d partitions, file to attached, indexed, analysed%n%n",
                        what,
                        count == 1 ? "one connection" : count + " connections",
                        file.getFileName(),
                        prepared.rows(),
                        prepared.parts().size()));
                tables.append(new LoadTrial(server, loaders(prepared, json, count), prepared.rows()).table(rounds));
            }
            tables.append(sizes);
        }
        return tables.toString();
    }

    private List<Loader> loaders(Prepared prepared, boolean json, int connections) {
        ByHand byHand = new ByHand(server, prepared, connections);
        List<Loader> loaders = new ArrayList<>();
        loaders.add(new Loader("omega", () -> loader(json, connections).run(), this::datasetId, this::away));
        loaders.add(byHand.copy(Part.Format.BINARY));
        loaders.add(byHand.copy(Part.Format.TEXT));
        if (json) {
            loaders.add(byHand.throughDriver("PgBulkInsert", Map.of(), DriverRows::pgBulkInsert));
        }
        if (json && connections == 1) {
            loaders.add(byHand.throughDriver(
                    "INSERT, rewritten", Map.of("reWriteBatchedInserts", "true"), DriverRows::insert));
            loaders.add(byHand.throughDriver("INSERT, batched", Map.of(), DriverRows::insert));
        }
        return loaders;
    }

    private VcfLoad loader(boolean json, int connections) {
        VcfLoad load = assembly.loadVariants(InputSource.of(file))
                .dataset(DATASET)
                .contigs(Assembly.named("grch38").orElseThrow())
                .unknownContigs(UnknownContigs.KEEP)
                .connections(connections);
        return json ? load : load.infoKeys();
    }

    private int datasetId() throws Exception {
        return server.datasetId(DATASET);
    }

    private void away() throws IOException {
        assembly.datasets().drop("variants", DATASET);
    }
}
