package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.DATASET_RELEASES;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Objects;
import org.jooq.Select;

/**
 * Releases that were found, with what tells whether they would be found again. A statement that reads rows of them checks it in the state
 * that it sees, so that they need not be looked up before each query.
 *
 * @param of the datasets among which they were looked for
 * @param found of each dataset that has one
 * @param runs the loads that made all releases of these datasets, sorted: each release has one of its own
 */
public record ResolvedReleases(DatasetChoice of, List<FoundRelease> found, List<Long> runs) {
    /** Creates a record; nothing in it may be null. */
    public ResolvedReleases {
        Objects.requireNonNull(of, "of");
        found = List.copyOf(Objects.requireNonNull(found, "found"));
        runs = List.copyOf(Objects.requireNonNull(runs, "runs"));
    }

    /**
     * Tells whether the datasets' tables hold all of them.
     *
     * @return false if a release is in the history
     */
    public boolean areNewest() {
        return found.stream().allMatch(FoundRelease::isNewest);
    }

    /**
     * Returns a query that finds something if the datasets have other releases by now.
     *
     * @return for the statement that reads rows of them
     */
    public Select<?> outdated() {
        var there = select(arrayAgg(DATASET_RELEASES.RUN_ID).orderBy(DATASET_RELEASES.RUN_ID))
                .from(DATASET_RELEASES)
                .where(DATASET_RELEASES.DATASET_ID.in(select(DATASETS.DATASET_ID)
                        .from(DATASETS)
                        .where(DATASETS.KIND.eq(inline(of.kind())))
                        .and(of.name() == null ? noCondition() : DATASETS.NAME.eq(of.name()))));
        return selectOne().where(field(there).isDistinctFrom(val(runs.toArray(new Long[0]))));
    }
}
