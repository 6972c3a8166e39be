package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import omega.genomics.postgres.query.DatasetChoice;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: where, and which of the variants there. Some of it is known only when the database is asked.
 *
 * @param places sorted and apart from each other; null for everywhere
 * @param conditions on the columns of {@code variants}
 * @param isSelective true if a condition leaves so few that all contigs can be asked at once and sorted
 * @param dataset which are asked
 * @param checks run after an empty result: each throws if nothing has a name that the query was given
 */
record VariantFilter(
        @Nullable Function<DSLContext, List<Place>> places,
        List<Function<DSLContext, Condition>> conditions,
        boolean isSelective,
        DatasetChoice dataset,
        List<Consumer<DSLContext>> checks) {
    static final VariantFilter ALL =
            new VariantFilter(null, List.of(), false, DatasetChoice.all("variants"), List.of());

    VariantFilter at(Function<DSLContext, List<Place>> chosen) {
        if (places != null) {
            throw new IllegalStateException("expected one choice of place, found a second one");
        }
        return new VariantFilter(chosen, conditions, isSelective, dataset, checks);
    }

    VariantFilter and(Condition condition) {
        return and(context -> condition, false);
    }

    VariantFilter and(Function<DSLContext, Condition> condition, boolean leavesFew) {
        List<Function<DSLContext, Condition>> more = new ArrayList<>(conditions);
        more.add(condition);
        return new VariantFilter(places, List.copyOf(more), isSelective || leavesFew, dataset, checks);
    }

    VariantFilter in(String name) {
        return new VariantFilter(places, conditions, isSelective, dataset.only(name), checks);
    }

    /** Adds a check of a name. */
    VariantFilter checking(Consumer<DSLContext> check) {
        List<Consumer<DSLContext>> more = new ArrayList<>(checks);
        more.add(check);
        return new VariantFilter(places, conditions, isSelective, dataset, List.copyOf(more));
    }

    /** Checks, after an empty result, that the names of the query exist. */
    void checkNames(DSLContext context) {
        dataset.check(context);
        checks.forEach(check -> check.accept(context));
    }

    Condition condition(DSLContext context) {
        Condition all = dataset.holds(VARIANTS.DATASET_ID);
        for (Function<DSLContext, Condition> condition : conditions) {
            all = all.and(condition.apply(context));
        }
        return all;
    }
}
