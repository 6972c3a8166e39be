package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static omega.genomics.postgres.jooq.Tables.VARIANT_HISTORY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.postgres.jooq.tables.VariantHistory;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Which rows of {@code variants} and of their history a release had. */
public final class PastRows {
    public static final String TABLE = "variant_history";

    private static final VariantHistory LATER = VARIANT_HISTORY.as("later");
    private static final Field<Integer> VALID_FROM = field(name(TABLE, "valid_from"), Integer.class);
    private static final Field<Integer> VALID_TO = field(name(TABLE, "valid_to"), Integer.class);
    private static final Field<Boolean> IS_ABSENT = field(name(TABLE, "is_absent"), Boolean.class);

    private PastRows() {}

    /** Returns the condition that a row of {@code variants} was there, as it is, in one of the releases. */
    public static Condition stillThere(List<ReleaseChoice.Found> releases) {
        Objects.requireNonNull(releases, "releases");
        List<Field<Integer>> newest = new ArrayList<>();
        Condition any = DSL.falseCondition();
        for (ReleaseChoice.Found release : releases) {
            if (release.isNewest()) {
                newest.add(inline(release.datasetId()));
            } else {
                any = any.or(VARIANTS.DATASET_ID
                        .eq(inline(release.datasetId()))
                        .and(notExists(selectOne()
                                .from(LATER)
                                .where(LATER.DATASET_ID.eq(inline(release.datasetId())))
                                .and(LATER.VALID_TO.gt(inline(release.number())))
                                .and(LATER.CHROMOSOME.eq(VARIANTS.CHROMOSOME))
                                .and(LATER.POSITION.eq(VARIANTS.POSITION))
                                .and(LATER.REF.eq(VARIANTS.REF))
                                .and(LATER.ALT.isNotDistinctFrom(VARIANTS.ALT))
                                .and(LATER.ORDINAL.eq(VARIANTS.ORDINAL)))));
            }
        }
        return newest.isEmpty() ? any : any.or(VARIANTS.DATASET_ID.in(newest));
    }

    /** Returns the condition that a row of the history was there in a release, and ended with it or before another. */
    public static Condition endedUntil(ReleaseChoice.Found first, ReleaseChoice.Found last) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        return ended(first).and(VALID_TO.le(inline(last.number())));
    }

    /** Returns the condition that a row of the history began after a release, and was there in another. */
    public static Condition beganSince(ReleaseChoice.Found first, ReleaseChoice.Found last) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        return ended(last).and(VALID_FROM.gt(inline(first.number())));
    }

    /** Returns the condition that a row of {@code variants} began after a release, and was there in another. */
    public static Condition newSince(ReleaseChoice.Found first, ReleaseChoice.Found last) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Condition events = LATER.DATASET_ID
                .eq(inline(last.datasetId()))
                .and(LATER.CHROMOSOME.eq(VARIANTS.CHROMOSOME))
                .and(LATER.POSITION.eq(VARIANTS.POSITION))
                .and(LATER.REF.eq(VARIANTS.REF))
                .and(LATER.ALT.isNotDistinctFrom(VARIANTS.ALT))
                .and(LATER.ORDINAL.eq(VARIANTS.ORDINAL));
        return stillThere(List.of(last))
                .and(DSL.exists(selectOne().from(LATER).where(events).and(LATER.VALID_TO.gt(inline(first.number())))));
    }

    /** Returns the condition that a row of the history was there in a release. */
    public static Condition ended(ReleaseChoice.Found release) {
        Objects.requireNonNull(release, "release");
        return VARIANTS.DATASET_ID
                .eq(inline(release.datasetId()))
                .and(VALID_FROM.le(inline(release.number())))
                .and(VALID_TO.gt(inline(release.number())))
                .and(IS_ABSENT.isFalse());
    }
}
