package omega.genomics.postgres.cli;

import omega.genomics.Region;
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
            return new Region(ContigNames.stored(parsed.contig(), database.assembly()), parsed.start(), parsed.end());
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
