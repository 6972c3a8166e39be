package omega.genomics.cli.load;

import java.util.List;
import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.load.DatasetCatalog;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.UnknownNameException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics datasets drop}. */
@Command(name = "drop", description = "Drops a dataset with all its rows.")
final class DatasetsDropCommand extends Work {
    @Parameters(paramLabel = "NAME", description = "The dataset's name.")
    private String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "Kind of dataset, as shown by datasets list. Default: the only kind that has a dataset of this name.")
    private @Nullable String kind;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            DatasetCatalog datasets = session.assembly().datasets();
            String dropped = kind != null ? kind : Datasets.kindOf(name, datasets.list(), this);
            if (!datasets.drop(dropped, name)) {
                throw unknown(datasets.list());
            }
            Map<String, Object> answer = Output.document();
            answer.put("kind", dropped);
            answer.put("dataset", name);
            answer.put("dropped", true);
            output().print(answer);
            return exitCode(true);
        }
    }

    private UnknownNameException unknown(List<StoredDataset> datasets) {
        List<String> there = datasets.stream()
                .map(dataset -> kind != null && !dataset.kind().equals(kind)
                        ? dataset.name() + " (" + dataset.kind() + ")"
                        : dataset.name())
                .toList();
        return UnknownNameException.among(kind == null ? "dataset" : kind + " dataset", name, there);
    }
}
