package omega.genomics.cli.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        description = "Finds variants in a region or the whole genome, with filters.",
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
            names = "--columns",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Columns to show, separated by commas: column names, INFO/KEY for one value of INFO, info for all of it,"
                            + " or all. Default: dataset, place, alleles, frequency, gene, consequence and significance.")
    private @Nullable List<String> columns;

    @Option(names = "--tsv", description = "Write tab-separated text; a missing value is empty.")
    private boolean tsv;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Largest number of variants. Default: all with --json and --tsv, else " + PAGE_FOR_PEOPLE + ".")
    private @Nullable Integer limit;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Continue after the cursor that a limited result printed.")
    private @Nullable String after;

    @Option(
            names = "--as-of",
            paramLabel = "RELEASE",
            description =
                    "Query datasets as they were with this release: its name, or a date for the newest release not later.")
    private @Nullable String asOf;

    @Option(names = "--count", description = "Only count them.")
    private boolean count;

    @Option(
            names = "--explain",
            description = "Only describe how --include or --exclude is evaluated: what becomes SQL, and what is left.")
    private boolean explain;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        checkCount("--limit", limit);
        if (tsv && output().isJson()) {
            throw wrongUsage("expected one of --tsv and --json");
        }
        try (Session session = database.open(this)) {
            VariantRows rows = rows(session);
            VariantQueries chosen = choice.of(session, region, database.assembly(), this);
            VariantQueries asked = asOf == null ? chosen : chosen.asOf(asOf);
            if (explain) {
                output().print(Map.of("explain", asked.explain()));
            } else if (count) {
                output().print(Map.of("count", asked.count()));
            } else if (tsv) {
                table(asked, rows);
            } else if (limit == null && after == null && output().isJson()) {
                all(asked, rows);
            } else {
                List<Object> page = new ArrayList<>();
                page(asked, variant -> page.add(rows.of(variant)));
                output().print(page);
            }
        }
        return exitCode(true);
    }

    private VariantRows rows(Session session) {
        try {
            return columns == null ? VariantRows.usual(session) : VariantRows.of(session, columns);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private void all(VariantQueries asked, VariantRows rows) throws Exception {
        try (Stream<StoredVariant> variants = asked.stream()) {
            Iterator<StoredVariant> started = started(variants);
            try (Output.Document document = output().open()) {
                JsonWriter json = document.json().beginArray();
                started.forEachRemaining(variant -> json.value(rows.of(variant)));
                json.endArray();
            }
        }
    }

    private void table(VariantQueries asked, VariantRows rows) throws Exception {
        if (limit == null && after == null) {
            try (Stream<StoredVariant> variants = asked.stream()) {
                table(started(variants), rows);
            }
        } else {
            List<StoredVariant> page = new ArrayList<>();
            page(asked, page::add);
            table(page.iterator(), rows);
        }
        root().checkStdout();
    }

    private void table(Iterator<StoredVariant> variants, VariantRows rows) throws IOException {
        try (TsvTable table = new TsvTable(root().content(), rows.columns())) {
            variants.forEachRemaining(variant -> table.add(rows.of(variant).values()));
        }
    }

    /** Runs a query up to its first row, so that one that fails prints nothing. */
    private static Iterator<StoredVariant> started(Stream<StoredVariant> variants) {
        Iterator<StoredVariant> rows = variants.iterator();
        return rows.hasNext() ? rows : Collections.emptyIterator();
    }

    private void page(VariantQueries asked, Consumer<StoredVariant> action) {
        int size = limit != null ? limit : output().isJson() || tsv ? Integer.MAX_VALUE : PAGE_FOR_PEOPLE;
        VariantPage page = after == null ? asked.page(size) : asked.page(cursor(after), size);
        page.variants().forEach(action);
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
