package omega.genomics.cli.load;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.postgres.vector.IndexBuild;
import omega.genomics.postgres.vector.IndexReport;
import picocli.CommandLine.Option;

/** Whether an HNSW index is built after the vectors are there. */
final class VectorIndexOption {
    @Option(
            names = "--index",
            description =
                    "Build an HNSW index afterwards; without pgvector there is none, and searches are exact anyway.")
    private boolean wanted;

    /** Builds; says before what memory it wants if the server gives less. */
    Optional<IndexReport> build(Session session, IndexBuild build, ProgressLine progress, PrintStream stderr) {
        if (!wanted || !session.assembly().vectors().storage().startsWith("pgvector")) {
            progress.wipe();
            return Optional.empty();
        }
        IndexReport plan = build.plan();
        progress.wipe();
        if (!plan.fits()) {
            stderr.printf(
                    Locale.ROOT,
                    "the index wants about %,d MB, maintenance_work_mem is %,d MB: building takes several times longer%n",
                    plan.estimatedBytes() >> 20,
                    plan.memory() >> 20);
        }
        return Optional.of(build.run());
    }
}
