package omega.genomics.cli.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.postgres.query.genes.StoredGene;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query gene}. */
@Command(name = "gene", description = "Finds genes by symbol, alias or stable id; names are not unique.")
final class QueryGeneCommand extends Work {
    @Parameters(
            paramLabel = "NAME",
            description = "Symbol, alias or stable id, such as TP53, KLOTHO or ENSG00000141510; case-sensitive.")
    private String name = "";

    @Option(
            names = "--as-of",
            paramLabel = "RELEASE",
            description = "Query this release: its name, or a date for the newest release that is not later.")
    private @Nullable String release;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            GeneQueries now = dataset.genes(session);
            GeneQueries genes = release == null ? now : now.asOf(release);
            List<StoredGene> found = genes.named(name);
            found.forEach(this::noteVersion);
            output().print(rows(session, found));
        }
        return exitCode(true);
    }

    /** With several datasets of genes, each gene says which one it belongs to. */
    private static List<Map<String, Object>> rows(Session session, List<StoredGene> found) {
        List<Map<String, Object>> rows = GeneRows.of(found);
        Map<Integer, String> datasets = session.assembly().datasets().list().stream()
                .filter(dataset -> dataset.kind().equals("genes"))
                .collect(Collectors.toMap(StoredDataset::id, StoredDataset::name));
        if (datasets.size() > 1) {
            for (int i = 0; i < rows.size(); i++) {
                int dataset = found.get(i).datasetId();
                rows.get(i).put("dataset", datasets.getOrDefault(dataset, Integer.toString(dataset)));
            }
        }
        return rows;
    }

    /** Says that a gene was found although its id has another version. */
    private void noteVersion(StoredGene gene) {
        if (name.startsWith(gene.id() + '.') && !name.equals(versioned(gene))) {
            root().say("note: " + name + " is stored as " + versioned(gene));
        }
    }

    private static String versioned(StoredGene gene) {
        return gene.id() + (gene.version().isPresent() ? "." + gene.version().getAsInt() : "");
    }
}
