package omega.genomics.postgres.query.filter;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.inline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import omega.genomics.contig.Assembly;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.Binary;
import omega.genomics.vcf.filter.FilterExpression.Column;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Constant;
import omega.genomics.vcf.filter.FilterExpression.Field;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import omega.genomics.vcf.filter.FilterExpression.Text;
import omega.genomics.vcf.filter.VcfFilter;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the rows of {@code variants}. A row is tested as the record of its one allele. For each dataset the expression is bound to
 * the header of its file; of the parts that all must be true those that SQL can say become conditions, the others are tested on the
 * rows that are read.
 *
 * <p>Thread-safe. Files that the expression names are read when it is first used, and again after a load.
 */
public final class ExpressionFilter {
    private final QueryContext asking;
    private final VcfFilter filter;
    private final boolean excludes;
    private final List<FilterExpression> parts;
    private volatile @Nullable Memo memo;

    /** What was compiled last, and for which datasets of which loads. */
    private record Memo(String state, List<Compiled> compiled) {}

    /**
     * Makes a filter.
     *
     * @param excludes whether the other rows are asked for
     */
    public ExpressionFilter(QueryContext asking, VcfFilter filter, boolean excludes) {
        this.asking = Objects.requireNonNull(asking, "asking");
        this.filter = Objects.requireNonNull(filter, "filter");
        this.excludes = excludes;
        parts = excludes ? List.of(filter.expression()) : Parts.conjuncts(filter.expression());
    }

    /** What becomes of the expression for one dataset. */
    private record Compiled(DatasetFields dataset, List<Condition> sql, List<FilterExpression> remaining) {
        Condition condition() {
            return DSL.and(sql);
        }
    }

    // ---- before a query ------------------------------------------------------------------------------------------

    /** Returns the ID that all rows have, if the expression names one. */
    public Optional<String> id() {
        return excludes
                ? Optional.empty()
                : parts.stream().flatMap(part -> id(part).stream()).findFirst();
    }

    private static Optional<String> id(FilterExpression part) {
        boolean isId = part instanceof Binary binary
                && binary.operator() == Operator.EQUAL
                && binary.left() instanceof ColumnValue column
                && column.column() == Column.ID
                && binary.right() instanceof Text text
                && !text.value().equals(".");
        return isId ? Optional.of(((Text) ((Binary) part).right()).value()) : Optional.empty();
    }

    /** Returns true if an index may find the rows: a value of INFO, or a range of frequencies. */
    public boolean mayHaveIndex() {
        return !excludes
                && parts.stream()
                        .anyMatch(part -> part instanceof Binary binary
                                && (binary.operator() == Operator.EQUAL || isFrequency(binary.left()))
                                && binary.left() instanceof Field);
    }

    // ---- of a query ----------------------------------------------------------------------------------------------

    /** Returns the part of the expression that SQL can say. */
    public Condition condition(DSLContext context, DatasetChoice choice) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(choice, "choice");
        Map<String, List<Compiled>> bySql = new LinkedHashMap<>();
        for (Compiled compiled : compile(context, choice)) {
            bySql.computeIfAbsent(context.renderInlined(compiled.condition()), sql -> new ArrayList<>())
                    .add(compiled);
        }
        if (bySql.size() == 1) {
            return bySql.values().iterator().next().get(0).condition();
        }
        return DSL.or(bySql.values().stream()
                .map(same -> VARIANTS.DATASET_ID
                        .in(same.stream()
                                .map(compiled -> inline(compiled.dataset().id()))
                                .toList())
                        .and(same.get(0).condition()))
                .toList());
    }

    /** Returns a test of the rest, for one thread; null if there is none. */
    public @Nullable Predicate<FilterRow> remaining(DSLContext context, DatasetChoice choice) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(choice, "choice");
        Map<Integer, RowTest> tests = new HashMap<>();
        Optional<Assembly> assembly = Assembly.named(asking.schema());
        for (Compiled compiled : compile(context, choice)) {
            if (!compiled.remaining().isEmpty()) {
                tests.put(
                        compiled.dataset().id(),
                        new RowTest(
                                compiled.dataset().header().withSamples(List.of()), recordFilter(compiled), assembly));
            }
        }
        if (tests.isEmpty()) {
            return null;
        }
        return row -> {
            RowTest test = tests.get(row.datasetId());
            return test == null || test.test(row);
        };
    }

    private RecordFilter recordFilter(Compiled compiled) {
        int samples = compiled.dataset().header().sampleCount();
        FilterExpression whole = compiled.remaining().stream()
                .reduce((a, b) -> new Binary(Operator.AND_SITE, a, b))
                .orElseThrow();
        VcfFilter rest = VcfFilter.of(Parts.exchange(
                whole,
                part -> part instanceof ColumnValue value && value.column() == Column.N_SAMPLES
                        ? new Constant(samples)
                        : part));
        return excludes ? rest.negate() : rest;
    }

    /** Returns the condition on blocks that may have such rows. */
    public Condition blocks(
            DSLContext context, DatasetChoice choice, BiFunction<Double, Double, Condition> haveFrequency) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(haveFrequency, "haveFrequency");
        List<FloatBounds> ranges = new ArrayList<>();
        for (Compiled compiled : compile(context, choice)) {
            FloatBounds range = frequencies(compiled.dataset());
            if (range == null) {
                return DSL.noCondition();
            }
            ranges.add(range);
        }
        return ranges.isEmpty()
                ? DSL.noCondition()
                : haveFrequency.apply(ranges.get(0).least(), ranges.get(0).greatest());
    }

    /** Describes what becomes SQL and what is tested on the rows that are read. */
    public String explain(DSLContext context, DatasetChoice choice) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(choice, "choice");
        StringBuilder text = new StringBuilder((excludes ? "exclude " : "include ") + filter);
        for (Compiled compiled : compile(context, choice)) {
            text.append("\n  dataset ").append(compiled.dataset().name());
            for (Condition condition : compiled.sql()) {
                text.append("\n    in SQL: ").append(context.renderInlined(condition));
            }
            for (FilterExpression part : compiled.remaining()) {
                text.append("\n    on the rows that are read: ")
                        .append(excludes ? "not " : "")
                        .append(part);
            }
        }
        return text.toString();
    }

    // ---- compiling -----------------------------------------------------------------------------------------------

    /** A query asks several times; headers are read and compiled again only after a load. */
    private List<Compiled> compile(DSLContext context, DatasetChoice choice) {
        String state = DatasetFields.state(context, choice);
        Memo before = memo;
        if (before != null && before.state().equals(state)) {
            return before.compiled();
        }
        List<Compiled> compiled = DatasetFields.read(context, choice).stream()
                .map(dataset -> compile(context, dataset))
                .toList();
        memo = new Memo(state, compiled);
        return compiled;
    }

    private Compiled compile(DSLContext context, DatasetFields dataset) {
        filter.of(dataset.header());
        StoredFields stored = new StoredFields(dataset, filter);
        stored.check();
        SqlCompiler compiler = new SqlCompiler(
                dataset,
                new SqlGenotypes(asking.schema(), dataset.header().sampleCount()),
                new SqlTexts(dataset, contig -> asking.contigs().stored(context, contig)));
        List<Condition> sql = new ArrayList<>();
        List<FilterExpression> remaining = new ArrayList<>();
        for (FilterExpression part : parts) {
            Condition condition = compiler.condition(part);
            if (condition != null) {
                sql.add(excludes ? DSL.condition("({0}) IS NOT TRUE", condition) : condition);
            } else {
                stored.checkWithoutSamples(part);
                remaining.add(part);
            }
        }
        FloatBounds range = frequencies(dataset);
        if (range != null) {
            sql.add(VARIANTS.ALLELE_FREQUENCY.between(inline(range.least()), inline(range.greatest())));
        }
        return new Compiled(dataset, sql, remaining);
    }

    /** Returns the range of {@code allele_frequency} that the expression leaves; null if the column is not what it is about. */
    private @Nullable FloatBounds frequencies(DatasetFields dataset) {
        if (excludes || !dataset.hasFrequencyOfAllele()) {
            return null;
        }
        double least = -1;
        double greatest = 2;
        for (FilterExpression part : parts) {
            if (part instanceof Binary binary && isFrequency(binary.left())) {
                Double constant = Parts.constant(binary.right());
                FloatBounds bounds =
                        constant == null || constant < 0 || constant > 1 ? null : FloatBounds.ofFloats(constant);
                if (bounds != null) {
                    switch (binary.operator()) {
                        case LESS, LESS_OR_EQUAL -> greatest = Math.min(greatest, bounds.greatest());
                        case GREATER, GREATER_OR_EQUAL -> least = Math.max(least, bounds.least());
                        case EQUAL -> {
                            greatest = Math.min(greatest, bounds.greatest());
                            least = Math.max(least, bounds.least());
                        }
                        default -> {}
                    }
                }
            }
        }
        // frequencies outside of 0 to 1 are not in the column
        return least >= 0 && greatest <= 1 ? new FloatBounds(least, greatest) : null;
    }

    private static boolean isFrequency(FilterExpression expression) {
        return expression instanceof Field field
                && field.key().equals("AF")
                && field.scope() != FilterExpression.Scope.FORMAT
                && field.subscript() == null;
    }
}
