package omega.genomics.postgres.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import omega.genomics.Region;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genomics query region}. */
@Command(name = "region", description = "Finds the genes that share a base with a region.")
final class QueryRegionCommand extends Work {
    @Parameters(
            paramLabel = "REGION",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private String region = "";

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        Region asked = parse();
        try (Session session = database.open(root().environment())) {
            output().print(GeneRows.of(
                    dataset.of(session.assembly().genes()).overlapping(asked).list()));
        }
        return exitCode(true);
    }

    private Region parse() {
        try {
            Region parsed = Region.parse(region);
            return new Region(contig(parsed.contig()), parsed.start(), parsed.end());
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    /** The database has Ensembl's names; the table of a bundled assembly knows the others. */
    private String contig(String name) {
        Optional<Assembly> assembly = Assembly.named(database.assembly());
        List<Contig> candidates = assembly.map(table -> table.candidates(name)).orElse(List.of());
        if (candidates.size() > 1) {
            throw new IllegalArgumentException(name + " stands for more than one sequence, name one: "
                    + candidates.stream().map(Contig::name).collect(Collectors.joining(", ")));
        }
        return candidates.isEmpty() ? name : candidates.get(0).name();
    }
}
