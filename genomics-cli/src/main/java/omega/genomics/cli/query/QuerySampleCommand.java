package omega.genomics.cli.query;

import java.util.List;
import omega.genomics.Region;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.cohorts.CohortQueries;
import omega.genomics.postgres.query.cohorts.SampleGenotype;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genomics query sample}. */
@Command(name = "sample", description = "Finds the variants that a sample has in a region, with its genotypes.")
final class QuerySampleCommand extends Work {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the sample, as in the header of its file.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "REGION",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private String region = "";

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        Region place = Regions.parse(region, database.assembly(), this);
        try (Session session = database.open(this)) {
            CohortQueries asked =
                    dataset.of(session, "variants", session.assembly().cohorts(), CohortQueries::in);
            List<SampleGenotype> variants = asked.variantsOf(name, place).list();
            output().print(variants.stream().map(SampleRows::of).toList());
        }
        return exitCode(true);
    }
}
