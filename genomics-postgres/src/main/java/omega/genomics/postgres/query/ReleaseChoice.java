package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.DATASET_RELEASES;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record6;
import org.jooq.impl.DSL;

/**
 * Which release of each dataset is asked: the one of a name, else the newest that is not later than a date.
 *
 * @param wanted a name, or a date such as {@code 2026-06-01}
 */
public record ReleaseChoice(String wanted) {
    /** Creates a record; nothing in it may be null. */
    public ReleaseChoice {
        Objects.requireNonNull(wanted, "wanted");
    }

    /**
     * Finds the release of each dataset.
     *
     * @return of each dataset that has one
     * @throws QueryException if none has
     */
    public ResolvedReleases find(DSLContext context, DatasetChoice datasets) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(datasets, "datasets");
        List<Long> runs = new ArrayList<>();
        Map<Integer, List<Record6<Integer, Integer, String, String, String, Long>>> releases = new LinkedHashMap<>();
        context.select(
                        DATASETS.DATASET_ID,
                        DATASET_RELEASES.RELEASE,
                        DATASET_RELEASES.NAME,
                        DATASET_RELEASES.RELEASED_ON.cast(String.class),
                        DATASETS.NAME,
                        DATASET_RELEASES.RUN_ID)
                .from(DATASETS)
                .join(DATASET_RELEASES)
                .on(DATASET_RELEASES.DATASET_ID.eq(DATASETS.DATASET_ID))
                .where(DATASETS.KIND.eq(datasets.kind()))
                .and(datasets.name() == null ? DSL.noCondition() : DATASETS.NAME.eq(datasets.name()))
                .orderBy(DATASETS.DATASET_ID, DATASET_RELEASES.RELEASE)
                .forEach(row -> {
                    releases.computeIfAbsent(row.value1(), id -> new ArrayList<>())
                            .add(row);
                    runs.add(row.value6());
                });
        List<FoundRelease> found = new ArrayList<>();
        releases.values().forEach(all -> find(all).ifPresent(found::add));
        if (found.isEmpty()) {
            datasets.check(context);
            throw new QueryException(refusal(datasets, releases.values()));
        }
        Collections.sort(runs);
        return new ResolvedReleases(datasets, found, runs);
    }

    /**
     * Finds the newest release of the only dataset that is asked.
     *
     * @throws QueryException if it has none
     */
    public static FoundRelease newest(DSLContext context, DatasetChoice dataset) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(dataset, "dataset");
        String last = "9999-12-31";
        return new ReleaseChoice(last).find(context, dataset).found().get(0);
    }

    private Optional<FoundRelease> find(List<Record6<Integer, Integer, String, String, String, Long>> all) {
        int newest = all.get(all.size() - 1).value2();
        FoundRelease byDate = null;
        for (var release : all) {
            FoundRelease found =
                    new FoundRelease(release.value1(), release.value2(), release.value3(), release.value2() == newest);
            if (release.value3().equals(wanted)) {
                return Optional.of(found);
            }
            if (isDate() && release.value4().compareTo(wanted) <= 0) {
                byDate = found;
            }
        }
        return Optional.ofNullable(byDate);
    }

    private boolean isDate() {
        return wanted.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    private String refusal(
            DatasetChoice datasets, Iterable<List<Record6<Integer, Integer, String, String, String, Long>>> releases) {
        StringBuilder there = new StringBuilder();
        for (var all : releases) {
            there.append(there.isEmpty() ? "" : "; ")
                    .append(all.get(0).value5())
                    .append(" has ")
                    .append(all.get(0).value3())
                    .append(
                            all.size() == 1
                                    ? ""
                                    : " to " + all.get(all.size() - 1).value3());
        }
        String of = datasets.name() == null ? "a dataset of " + datasets.kind() : "\"" + datasets.name() + "\"";
        return "expected a release of " + of + " called \"" + wanted + "\""
                + (isDate() ? ", or not later than that date" : "") + ", found none"
                + (there.isEmpty() ? ": no release is loaded" : ": " + there);
    }
}
