package omega.genomics.cli.load;

import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics datasets drop}. */
@Command(name = "drop", description = "Drops a dataset with all its rows, in an instant. Exit code 1 if there is none.")
final class DatasetsDropCommand extends Work {
    @Parameters(paramLabel = "NAME", description = "The dataset's name.")
    private String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "variants",
            description = "What its rows are, as datasets list says. Default: ${DEFAULT-VALUE}.")
    private String kind = "variants";

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            boolean dropped = session.assembly().datasets().drop(kind, name);
            Map<String, Object> answer = Output.document();
            answer.put("kind", kind);
            answer.put("dataset", name);
            answer.put("dropped", dropped);
            output().print(answer);
            if (!dropped) {
                session.assembly().datasets().list().stream()
                        .filter(other -> other.name().equals(name))
                        .forEach(other -> root().say("there is one of another kind: --kind " + other.kind()));
            }
            return exitCode(dropped);
        }
    }
}
