package omega.genomics.cli.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.JsonWriter;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantCursor;
import omega.genomics.postgres.query.variants.VariantPage;
import omega.genomics.postgres.query.variants.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query variants}. */
@Command(
        name = "variants",
        description = "Finds the variants that share a base with a region, or of the whole genome, narrowed down.",
        sortOptions = false)
final class QueryVariantsCommand extends Work {
    private static final int PAGE_FOR_PEOPLE = 100;

    @Parameters(
            paramLabel = "REGION",
            arity = "0..1",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private @Nullable String region;

    @Mixin
    private final VariantChoice choice = new VariantChoice();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "This many at most. Default: all with --json, else " + PAGE_FOR_PEOPLE + ".")
    private @Nullable Integer limit;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Go on behind the cursor that a limited answer gave.")
    private @Nullable String after;

    @Option(names = "--count", description = "Count them only.")
    private boolean count;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        checkCount("--limit", limit);
        try (Session session = database.open(this)) {
            VariantQueries asked = choice.of(session, region, database.assembly(), this);
            if (count) {
                output().print(Map.of("count", asked.count()));
            } else if (limit == null && after == null && output().isJson()) {
                all(asked);
            } else {
                page(asked);
            }
        }
        return exitCode(true);
    }

    private void all(VariantQueries asked) throws Exception {
        try (Stream<StoredVariant> variants = asked.stream();
                Output.Document document = output().open()) {
            JsonWriter json = document.json().beginArray();
            variants.forEach(variant -> json.value(VariantRows.of(variant)));
            json.endArray();
        }
    }

    private void page(VariantQueries asked) throws Exception {
        int size = limit != null ? limit : output().isJson() ? Integer.MAX_VALUE : PAGE_FOR_PEOPLE;
        VariantPage page = after == null ? asked.page(size) : asked.page(cursor(after), size);
        List<Object> rows = new ArrayList<>();
        page.variants().forEach(variant -> rows.add(VariantRows.of(variant)));
        output().print(rows);
        page.next().ifPresent(next -> root().say("more: --after '" + next + "'"));
    }

    private VariantCursor cursor(String text) {
        try {
            return VariantCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
