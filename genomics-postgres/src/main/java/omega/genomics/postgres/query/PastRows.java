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
import java.util.function.Function;
import omega.genomics.postgres.jooq.tables.VariantHistory;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Which rows of {@code variants} and of their history a release had. */
public final class PastRows {
    public static final String TABLE = "variant_history";

    private static final VariantHistory LATER = VARIANT_HISTORY.as("later");
    private static final Field<Integer> VALID_FROM = field(name(TABLE, "valid_from"), Integer.class);
    private static final Field<Integer> VALID_TO = field(name(TABLE, "valid_to"), Integer.class);
    private static final Field<Boolean> IS_ABSENT = field(name(TABLE, "is_absent"), Boolean.class);

    private PastRows() {}

    /**
     * Returns the condition that a row of {@code variants} was there, as it is, in one of the releases. Each row is looked up by itself.
     *
     * @param contig of the rows; null if they are of several
     */
    public static Condition stillThere(List<FoundRelease> releases, @Nullable String contig) {
        // without an offset, the planner may read all of the history first
        return stillThere(releases, changes -> notExists(on(contig, changes).offset(inline(0))));
    }

    /**
     * Returns the same condition on rows whose positions are in a range, whose changes can be read at once.
     *
     * @param first position, inclusive
     * @param last position, inclusive
     */
    public static Condition stillThere(List<FoundRelease> releases, String contig, int first, int last) {
        Objects.requireNonNull(contig, "contig");
        return stillThere(releases, changes -> notExists(on(contig, changes).and(LATER.POSITION.between(first, last))));
    }

    /** The planner joins only what no OR contains. */
    private static Condition stillThere(
            List<FoundRelease> releases, Function<SelectConditionStep<?>, Condition> without) {
        Objects.requireNonNull(releases, "releases");
        List<Field<Integer>> all = new ArrayList<>();
        List<FoundRelease> older = new ArrayList<>();
        for (FoundRelease release : releases) {
            all.add(inline(release.datasetId()));
            if (!release.isNewest()) {
                older.add(release);
            }
        }
        Condition of = all.size() == 1 ? VARIANTS.DATASET_ID.eq(all.get(0)) : VARIANTS.DATASET_ID.in(all);
        return older.isEmpty() ? of : of.and(without.apply(changes(older)));
    }

    /** Returns what happened to a row of {@code variants} after releases. */
    private static SelectConditionStep<?> changes(List<FoundRelease> since) {
        Condition later = DSL.or(since.stream()
                .map(release -> LATER.DATASET_ID
                        .eq(inline(release.datasetId()))
                        .and(LATER.VALID_TO.gt(inline(release.number()))))
                .toList());
        return selectOne()
                .from(LATER)
                .where(LATER.DATASET_ID.eq(VARIANTS.DATASET_ID))
                .and(later)
                .and(LATER.CHROMOSOME.eq(VARIANTS.CHROMOSOME))
                .and(LATER.POSITION.eq(VARIANTS.POSITION))
                .and(LATER.REF.eq(VARIANTS.REF))
                .and(LATER.ALT.isNotDistinctFrom(VARIANTS.ALT))
                .and(LATER.ORDINAL.eq(VARIANTS.ORDINAL));
    }

    /** A contig that is known leaves one partition to be planned. */
    private static SelectConditionStep<?> on(@Nullable String contig, SelectConditionStep<?> changes) {
        return contig == null ? changes : changes.and(LATER.CHROMOSOME.eq(contig));
    }

    /** Returns the condition that a row of the history was there in a release, and ended with it or before another. */
    public static Condition endedUntil(FoundRelease first, FoundRelease last) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        return ended(first).and(VALID_TO.le(inline(last.number())));
    }

    /** Returns the condition that a row of the history began after a release, and was there in another. */
    public static Condition beganSince(FoundRelease first, FoundRelease last) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        return ended(last).and(VALID_FROM.gt(inline(first.number())));
    }

    /**
     * Returns the condition that a row of {@code variants} began after a release, and was there in another.
     *
     * @param contig of the rows; null if they are of several
     */
    public static Condition newSince(FoundRelease first, FoundRelease last, @Nullable String contig) {
        Objects.requireNonNull(first, "first");
        // without an offset, the planner may read all of the history first
        return stillThere(List.of(Objects.requireNonNull(last, "last")), contig)
                .and(DSL.exists(on(contig, changes(List.of(first))).offset(inline(0))));
    }

    /**
     * Returns the same condition on rows whose positions are in a range.
     *
     * @param from position, inclusive
     * @param to position, inclusive
     */
    public static Condition newSince(FoundRelease first, FoundRelease last, String contig, int from, int to) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(contig, "contig");
        Condition there = LATER.CHROMOSOME.eq(contig).and(LATER.POSITION.between(from, to));
        return stillThere(List.of(Objects.requireNonNull(last, "last")), contig, from, to)
                .and(atChanges(first, there))
                .and(DSL.exists(on(contig, changes(List.of(first))).and(LATER.POSITION.between(from, to))));
    }

    /**
     * Returns the condition that a row of {@code variants} is where something changed after a release. Changes are few, and the planner, who
     * does not know that, would read all rows: an array that it gets first leaves it no choice but the index.
     *
     * @param which of the changes
     */
    private static Condition atChanges(FoundRelease first, Condition which) {
        return VARIANTS.POSITION.eq(DSL.any(DSL.array(DSL.selectDistinct(LATER.POSITION)
                .from(LATER)
                .where(LATER.DATASET_ID.eq(inline(first.datasetId())))
                .and(LATER.VALID_TO.gt(inline(first.number())))
                .and(which))));
    }

    /** Returns the condition that a row of the history was there in one of the releases. */
    public static Condition ended(List<FoundRelease> releases) {
        Objects.requireNonNull(releases, "releases");
        return DSL.or(releases.stream()
                .filter(release -> !release.isNewest())
                .map(PastRows::ended)
                .toList());
    }

    /** Returns the condition that a row of the history was there in a release. */
    public static Condition ended(FoundRelease release) {
        Objects.requireNonNull(release, "release");
        return VARIANTS.DATASET_ID
                .eq(inline(release.datasetId()))
                .and(VALID_FROM.le(inline(release.number())))
                .and(VALID_TO.gt(inline(release.number())))
                .and(IS_ABSENT.isFalse());
    }
}
