package omega.genomics.cli.load;

import java.util.List;
import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code genomics migrate}. */
@Command(name = "migrate", description = "Creates the schema of an assembly, or updates it to this version.")
public final class MigrateCommand extends Work {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            List<String> applied = session.assembly().migrate();
            Map<String, Object> answer = Output.document();
            answer.put("assembly", database.assembly());
            answer.put("migrations_applied", applied.size());
            answer.put("versions", applied);
            output().print(answer);
        }
        return exitCode(true);
    }
}
