package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets of a kind are asked.
 *
 * @param kind what their rows are
 * @param name of the only one asked; null for all
 */
public record DatasetChoice(String kind, @Nullable String name) {
    /** Creates a record; nothing in it may be null. */
    public DatasetChoice {
        Objects.requireNonNull(kind, "kind");
    }

    public static DatasetChoice all(String kind) {
        Objects.requireNonNull(kind, "kind");
        return new DatasetChoice(kind, null);
    }

    public DatasetChoice only(String dataset) {
        Objects.requireNonNull(dataset, "dataset");
        return new DatasetChoice(kind, dataset);
    }

    /**
     * Says it of a column. The id is looked up within the statement, and the planner prunes the other partitions when it runs;
     * none of that name has no rows, so an empty result is followed by {@link #check}.
     */
    public Condition holds(Field<Integer> datasetId) {
        return name == null
                ? noCondition()
                : datasetId.eq(select(DATASETS.DATASET_ID)
                        .from(DATASETS)
                        .where(DATASETS.KIND.eq(inline(kind)))
                        .and(DATASETS.NAME.eq(name)));
    }

    /**
     * Checks that the dataset exists, if one is named.
     *
     * @throws UnknownNameException if it does not
     */
    public void check(DSLContext context) {
        if (name == null) {
            return;
        }
        List<String> there = context.select(DATASETS.NAME)
                .from(DATASETS)
                .where(DATASETS.KIND.eq(kind))
                .orderBy(DATASETS.NAME)
                .fetch(DATASETS.NAME);
        if (!there.contains(name)) {
            throw UnknownNameException.among(kind + " dataset", name, there);
        }
    }
}
