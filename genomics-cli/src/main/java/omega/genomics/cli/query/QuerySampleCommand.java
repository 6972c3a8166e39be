package omega.genomics.cli.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    @Parameters(index = "0", paramLabel = "NAME", description = "The sample, as in the header of its file.")
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
            Known.contig(session, database.assembly(), place.contig());
            List<SampleGenotype> variants = asked.variantsOf(name, place).list();
            if (variants.isEmpty()) {
                Known.check("sample", name, names(asked));
            }
            output().print(variants.stream().map(SampleRows::of).toList());
        }
        return exitCode(true);
    }

    private static Set<String> names(CohortQueries cohorts) {
        Set<String> names = new LinkedHashSet<>();
        cohorts.samples().forEach(sample -> names.add(sample.name()));
        return names;
    }
}
