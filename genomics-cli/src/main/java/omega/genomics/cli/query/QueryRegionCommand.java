package omega.genomics.cli.query;

import omega.genomics.Region;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.genes.GeneQueries;
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
        Region asked = Regions.parse(region, database.assembly(), this);
        try (Session session = database.open(this)) {
            GeneQueries genes = dataset.genes(session);
            output().print(GeneRows.of(genes.overlapping(asked).list()));
        }
        return exitCode(true);
    }
}
