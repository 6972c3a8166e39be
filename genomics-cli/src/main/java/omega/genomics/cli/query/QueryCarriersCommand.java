package omega.genomics.cli.query;

import java.util.List;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.cohorts.CohortQueries;
import omega.genomics.postgres.query.cohorts.SampleGenotype;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genomics query carriers}. */
@Command(name = "carriers", description = "Finds the samples that have a variant, with their genotypes.")
final class QueryCarriersCommand extends Work {
    @Parameters(paramLabel = "VARIANT", description = "CONTIG-POSITION-REF-ALT such as 19-44908684-T-C, or an id.")
    private String variant = "";

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            CohortQueries asked =
                    dataset.of(session, "variants", session.assembly().cohorts(), CohortQueries::in);
            List<SampleGenotype> found = carriers(asked).list();
            output().print(found.stream().map(SampleRows::of).toList());
        }
        return exitCode(true);
    }

    private QueryResult<SampleGenotype> carriers(CohortQueries cohorts) {
        return VariantPlace.parse(variant, database.assembly(), this)
                .flatMap(place -> place.alleles()
                        .map(of -> cohorts.carriers(place.contig(), place.position(), of.ref(), of.alt())))
                .orElseGet(() -> cohorts.carriers(variant));
    }
}
