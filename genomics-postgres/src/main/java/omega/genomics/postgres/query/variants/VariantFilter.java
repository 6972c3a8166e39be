package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.noCondition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.filter.ExpressionFilter;
import omega.genomics.postgres.query.filter.FilterRow;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: where, and which of the variants there. Some of it is known only when the query runs.
 *
 * @param places sorted and apart from each other; null for everywhere
 * @param conditions on the columns of {@code variants}
 * @param keys values of columns that have an index by position, the most selective last
 * @param blocks conditions on the blocks of packed datasets, which leave out what the others refuse anyway
 * @param blockKeys keys of rs numbers and ids of which a variant has one, for packed datasets; none for other criteria
 * @param leaves whether a condition leaves so few rows that all contigs can be read at once and sorted
 * @param dataset which are asked
 * @param release that is asked; null for the newest ones, and datasets without releases
 * @param checks run after an empty result: each throws if nothing has a name that the query was given
 * @param expressions filter expressions, compiled when the query runs
 */
record VariantFilter(
        @Nullable Function<DSLContext, List<Place>> places,
        List<Function<DSLContext, Condition>> conditions,
        List<Keys> keys,
        List<Function<DSLContext, Condition>> blocks,
        List<Field<Long>> blockKeys,
        VariantCriteria.Leaves leaves,
        DatasetChoice dataset,
        @Nullable ReleaseChoice release,
        List<Check> checks,
        List<ExpressionFilter> expressions) {
    static final VariantFilter ALL = new VariantFilter(
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            VariantCriteria.Leaves.MANY,
            DatasetChoice.all("variants"),
            null,
            List.of(),
            List.of());

    /** Throws if nothing has a name that the query was given. */
    interface Check {
        void run(DSLContext context, DatasetChoice dataset);
    }

    /**
     * Values of a column that has an index by position.
     *
     * @param column the column
     * @param isOfFewContigs true if a value is found on one contig or two
     * @param values of which a row has one
     */
    record Keys(Field<String> column, boolean isOfFewContigs, Function<DSLContext, List<String>> values) {
        VariantCriteria.Key read(DSLContext context) {
            return new VariantCriteria.Key(column, values.apply(context));
        }
    }

    VariantFilter at(Function<DSLContext, List<Place>> chosen) {
        if (places != null) {
            throw new IllegalStateException("expected one choice of place, found a second one");
        }
        return new VariantFilter(
                chosen, conditions, keys, blocks, blockKeys, leaves, dataset, release, checks, expressions);
    }

    /** Returns the same of everywhere. */
    VariantFilter anywhere() {
        return new VariantFilter(
                null, conditions, keys, blocks, blockKeys, leaves, dataset, release, checks, expressions);
    }

    VariantFilter and(Condition condition) {
        return and(context -> condition, VariantCriteria.Leaves.MANY);
    }

    VariantFilter and(Function<DSLContext, Condition> condition, VariantCriteria.Leaves some) {
        List<Function<DSLContext, Condition>> more = new ArrayList<>(conditions);
        more.add(condition);
        return new VariantFilter(
                places,
                List.copyOf(more),
                keys,
                blocks,
                blockKeys,
                leaves.and(some),
                dataset,
                release,
                checks,
                expressions);
    }

    VariantFilter and(Keys condition) {
        List<Keys> more = new ArrayList<>(keys);
        more.add(condition.isOfFewContigs() ? more.size() : 0, condition);
        return new VariantFilter(
                places,
                conditions,
                List.copyOf(more),
                blocks,
                blockKeys,
                leaves,
                dataset,
                release,
                checks,
                expressions);
    }

    VariantFilter and(ExpressionFilter expression) {
        List<ExpressionFilter> more = new ArrayList<>(expressions);
        more.add(expression);
        VariantCriteria.Leaves some = expression.mayHaveIndex() ? VariantCriteria.Leaves.UNKNOWN : leaves;
        return new VariantFilter(
                places,
                conditions,
                keys,
                blocks,
                blockKeys,
                leaves.and(some),
                dataset,
                release,
                checks,
                List.copyOf(more));
    }

    /** Returns a test of what SQL cannot say, for one thread; null if there is nothing. */
    @Nullable
    Predicate<StoredVariant> remaining(DSLContext context) {
        Predicate<StoredVariant> all = null;
        for (ExpressionFilter expression : expressions) {
            Predicate<FilterRow> test = expression.remaining(context, dataset);
            if (test != null) {
                Predicate<StoredVariant> one = variant -> test.test(variant.filterRow());
                all = all == null ? one : all.and(one);
            }
        }
        return all;
    }

    /** Adds a condition on blocks. */
    VariantFilter prunedBy(Function<DSLContext, Condition> condition) {
        List<Function<DSLContext, Condition>> more = new ArrayList<>(blocks);
        more.add(condition);
        return new VariantFilter(
                places, conditions, keys, List.copyOf(more), blockKeys, leaves, dataset, release, checks, expressions);
    }

    /** Says which keys lead to the blocks. */
    VariantFilter keyedBy(List<Field<Long>> wanted) {
        return new VariantFilter(
                places, conditions, keys, blocks, List.copyOf(wanted), leaves, dataset, release, checks, expressions);
    }

    /** Returns the condition on blocks, for the view that has them. */
    Condition blocks(DSLContext context) {
        Condition all = noCondition();
        for (Function<DSLContext, Condition> condition : blocks) {
            all = all.and(condition.apply(context));
        }
        for (ExpressionFilter expression : expressions) {
            all = all.and(expression.blocks(context, dataset, PackedBlocks::haveFrequency));
        }
        for (Keys of : keys) {
            all = all.and(PackedBlocks.haveAny(
                    of.column().equals(VARIANTS.GENE) ? PackedBlocks.GENES : PackedBlocks.SIGNIFICANCES,
                    of.values().apply(context)));
        }
        return all;
    }

    /** Tells whether every variant of the datasets meets the criteria. */
    boolean isEverything() {
        return conditions.isEmpty() && keys.isEmpty() && expressions.isEmpty();
    }

    VariantFilter in(String name) {
        return new VariantFilter(
                places, conditions, keys, blocks, blockKeys, leaves, dataset.only(name), release, checks, expressions);
    }

    VariantFilter asOf(ReleaseChoice wanted) {
        return new VariantFilter(
                places, conditions, keys, blocks, blockKeys, leaves, dataset, wanted, checks, expressions);
    }

    /** Adds a check of a name. */
    VariantFilter checking(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new VariantFilter(
                places, conditions, keys, blocks, blockKeys, leaves, dataset, release, List.copyOf(more), expressions);
    }

    /** Checks, after an empty result, that the names of the query exist. */
    void checkNames(DSLContext context) {
        dataset.check(context);
        checks.forEach(check -> check.run(context, dataset));
    }

    /** Returns true if all contigs can be read in one statement. */
    boolean isOfFewContigs() {
        return leaves == VariantCriteria.Leaves.FEW || keys.stream().anyMatch(Keys::isOfFewContigs);
    }

    VariantCriteria criteria(DSLContext context) {
        Condition all = dataset.holds(VARIANTS.DATASET_ID);
        for (Function<DSLContext, Condition> condition : conditions) {
            all = all.and(condition.apply(context));
        }
        for (ExpressionFilter expression : expressions) {
            all = all.and(expression.condition(context, dataset));
        }
        if (keys.isEmpty()) {
            return new VariantCriteria(all, null, leaves);
        }
        for (Keys other : keys.subList(0, keys.size() - 1)) {
            all = all.and(other.read(context).condition());
        }
        VariantCriteria.Key key = keys.get(keys.size() - 1).read(context);
        return leaves == VariantCriteria.Leaves.FEW
                ? new VariantCriteria(all.and(key.condition()), null, leaves)
                : new VariantCriteria(all, key, leaves);
    }
}
