package omega.genomics.cli.load;

import java.time.LocalDate;
import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.load.DatasetReleases;
import omega.genomics.postgres.load.StoredRelease;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics datasets releases}. */
@Command(name = "releases", description = "Lists the releases of a dataset of variants or genes, and drops some.")
final class DatasetsReleasesCommand extends Work {
    @Parameters(paramLabel = "NAME", description = "The dataset's name.")
    private String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "variants or genes. Default: the only kind that has a dataset of this name.")
    private @Nullable String kind;

    @ArgGroup(exclusive = true)
    private @Nullable Dropped dropped;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    /** Which releases go. */
    private static final class Dropped {
        @Option(
                names = "--drop",
                paramLabel = "RELEASE",
                description =
                        "Drop this release; the others stay as they are. Without the newest, the one before is current.")
        private @Nullable String release;

        @Option(
                names = "--prune-before",
                paramLabel = "DATE",
                description = "Drop the releases before this date, but never the newest.")
        private @Nullable LocalDate date;
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            String of = kind != null
                    ? kind
                    : Datasets.kindOf(name, session.assembly().datasets().list(), this);
            DatasetReleases releases = of.equals("genes")
                    ? session.assembly().geneReleases(name)
                    : session.assembly().releases(name);
            if (dropped != null && dropped.release != null) {
                releases.drop(dropped.release);
            } else if (dropped != null && dropped.date != null) {
                releases.pruneBefore(dropped.date);
            }
            output().print(releases.list().stream()
                    .map(DatasetsReleasesCommand::of)
                    .toList());
        }
        return exitCode(true);
    }

    private static Map<String, Object> of(StoredRelease release) {
        Map<String, Object> answer = Output.document();
        answer.put("release", release.name());
        answer.put("date", release.date().toString());
        answer.put("current", release.isCurrent());
        answer.put("rows", release.rows());
        Reports.putRelease(answer, release.counts());
        answer.put("source", release.source());
        answer.put("sha256", release.sha256());
        answer.put("loaded_at", release.loadedAt().toString());
        return answer;
    }
}
