package omega.genomics.postgres.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.postgres.query.CohortQueries;
import omega.genomics.postgres.query.Found;
import omega.genomics.postgres.query.SampleGenotype;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query carriers}. */
@Command(name = "carriers", description = "Finds the samples that have a variant, with their genotypes.")
final class QueryCarriersCommand extends Work {
    private static final Pattern PLACE = Pattern.compile("(.+)[-:](\\d{1,9})[-:]([^-:]+)[-:]([^-:]+)");

    @Parameters(paramLabel = "VARIANT", description = "CONTIG-POSITION-REF-ALT such as 19-44908684-T-C, or an id.")
    private String variant = "";

    @Option(names = "--dataset", paramLabel = "NAME", description = "Ask this dataset only. Default: all.")
    private @Nullable String dataset;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(root().environment())) {
            CohortQueries all = session.assembly().cohorts();
            output().print(carriers(dataset == null ? all : all.in(dataset)).list().stream()
                    .map(SampleRows::of)
                    .toList());
        }
        return exitCode(true);
    }

    private Found<SampleGenotype> carriers(CohortQueries cohorts) {
        Matcher place = PLACE.matcher(variant);
        return place.matches()
                ? cohorts.carriers(
                        ContigNames.stored(place.group(1), database.assembly()),
                        Integer.parseInt(place.group(2)),
                        place.group(3),
                        place.group(4))
                : cohorts.carriers(variant);
    }
}
