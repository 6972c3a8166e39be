package omega.genomics.cli.load;

import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.load.DatasetCatalog;
import omega.genomics.postgres.load.DatasetSize;
import omega.genomics.postgres.load.StoredDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code genomics datasets list}. */
@Command(name = "list", description = "Lists the datasets of an assembly.")
final class DatasetsListCommand extends Work {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            DatasetCatalog datasets = session.assembly().datasets();
            output().print(datasets.list().stream()
                    .map(dataset -> of(dataset, datasets.size(dataset)))
                    .toList());
        }
        return exitCode(true);
    }

    private static Map<String, Object> of(StoredDataset dataset, DatasetSize size) {
        Map<String, Object> answer = Output.document();
        answer.put("kind", dataset.kind());
        answer.put("dataset", dataset.name());
        answer.put("rows", dataset.rows());
        answer.put("source", dataset.source());
        answer.put("loaded_at", dataset.loadedAt().toString());
        Reports.putSize(answer, dataset, size);
        return answer;
    }
}
