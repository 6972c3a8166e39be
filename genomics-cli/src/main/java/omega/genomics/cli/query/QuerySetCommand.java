package omega.genomics.cli.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.geneset.GeneSet;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.postgres.query.genes.SetMember;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genomics query set}. */
@Command(
        name = "set",
        description = "Looks up the members of a gene set: one row per member, with null if it is not found.")
final class QuerySetCommand extends Work {
    @Parameters(
            paramLabel = "SET",
            description =
                    "A gene set in the database, such as longevity; or a file with one symbol per line, - for standard input.")
    private String set = "";

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            GeneQueries genes = dataset.genes(session);
            List<String> sets = genes.sets();
            List<SetMember> members = sets.contains(set) ? genes.inSet(set) : fromFile(genes, sets);
            output().print(members.stream().map(GeneRows::of).toList());
        }
        return exitCode(true);
    }

    private List<SetMember> fromFile(GeneQueries genes, List<String> sets) throws IOException {
        if (!set.equals("-") && !Files.exists(Path.of(set))) {
            Known.check("gene set and no file", set, sets);
        }
        return genes.named(GeneSet.read(set, InputSource.parse(set)).symbols());
    }
}
