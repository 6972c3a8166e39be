package omega.genomics.postgres.cli;

import omega.genomics.Region;
import omega.genomics.postgres.query.CohortQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(names = "--dataset", paramLabel = "NAME", description = "Ask this dataset only. Default: all.")
    private @Nullable String dataset;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        Region asked = parse();
        try (Session session = database.open(root().environment())) {
            CohortQueries all = session.assembly().cohorts();
            output().print((dataset == null ? all : all.in(dataset))
                    .variantsOf(name, asked).list().stream().map(SampleRows::of).toList());
        }
        return exitCode(true);
    }

    private Region parse() {
        try {
            Region parsed = Region.parse(region);
            return new Region(ContigNames.stored(parsed.contig(), database.assembly()), parsed.start(), parsed.end());
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
