package omega.genomics.postgres.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code genomics migrate}. */
@Command(name = "migrate", description = "Makes an assembly's schema, or brings it to this version.")
final class MigrateCommand extends Work {
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
