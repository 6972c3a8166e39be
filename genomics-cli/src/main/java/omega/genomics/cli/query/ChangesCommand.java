package omega.genomics.cli.query;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.JsonWriter;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.ChangeKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Asks what differs between two releases of a dataset.
 *
 * @param <C> a change
 */
abstract class ChangesCommand<C> extends Work {
    private static final int FOR_PEOPLE = 100;

    @Parameters(
            paramLabel = "REGION",
            arity = "0..1",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private @Nullable String region;

    @Option(
            names = "--since",
            required = true,
            paramLabel = "RELEASE",
            description = "The earlier release: its name, or a date for the newest release that is not later.")
    private String since = "";

    @Option(
            names = "--until",
            paramLabel = "RELEASE",
            description = "The later release, as a name or a date. Default: the newest.")
    private @Nullable String until;

    @Option(names = "--count", description = "Only count them, by kind.")
    private boolean count;

    /** What is asked, and how a change is shown. */
    interface Changes<C> {
        Map<ChangeKind, Long> counts();

        Stream<C> stream();

        Map<String, @Nullable Object> json(C change);

        Map<String, @Nullable Object> row(C change);
    }

    abstract DatabaseOptions database();

    abstract Changes<C> changes(Session session) throws Exception;

    final @Nullable String region() {
        return region;
    }

    final String since() {
        return since;
    }

    final @Nullable String until() {
        return until;
    }

    static String name(ChangeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public final Integer call() throws Exception {
        try (Session session = database().open(this)) {
            Changes<C> changes = changes(session);
            if (count) {
                Map<String, Object> counts = Output.document();
                changes.counts().forEach((kind, number) -> counts.put(name(kind), number));
                output().print(counts);
            } else if (output().isJson()) {
                all(changes);
            } else {
                table(changes);
            }
        }
        return exitCode(true);
    }

    private void all(Changes<C> changes) throws Exception {
        try (Stream<C> stream = changes.stream()) {
            Iterator<C> each = stream.iterator();
            boolean hasAny = each.hasNext(); // what fails at once fails before the document begins
            try (Output.Document document = output().open()) {
                JsonWriter json = document.json().beginArray();
                while (hasAny && each.hasNext()) {
                    json.value(changes.json(each.next()));
                }
                json.endArray();
            }
        }
    }

    private void table(Changes<C> changes) throws Exception {
        try (Stream<C> stream = changes.stream()) {
            List<Map<String, @Nullable Object>> shown =
                    stream.limit(FOR_PEOPLE + 1L).map(changes::row).toList();
            boolean hasMore = shown.size() > FOR_PEOPLE;
            output().print(hasMore ? shown.subList(0, FOR_PEOPLE) : shown);
            if (hasMore) {
                root().say("only the first " + FOR_PEOPLE + "; --json has all, --count counts them");
            }
        }
    }
}
