package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.VARIANTS;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.UnknownNameException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/** Checks, after an empty result, that the datasets have the INFO key that a query was given. */
final class LoadedInfoKeys {
    private static final Pattern ID = Pattern.compile("##INFO=<(?:.*?,)?ID=([^,>]+).*");
    private static final Pattern CHOSEN = Pattern.compile("(?:^|.* )info=(\\S*)(?: .*|$)");
    /** Files have keys that their headers do not declare; these are looked for in so many rows only, to bound the time. */
    private static final int ROWS = 20_000;

    private LoadedInfoKeys() {}

    /**
     * Throws if neither the headers nor the first rows of the datasets have a key.
     *
     * @param context within a query
     * @param dataset which datasets are asked
     * @param key the INFO key
     */
    static void check(DSLContext context, DatasetChoice dataset, String key) {
        Set<String> there = new TreeSet<>();
        Condition chosen = dataset.name() == null ? DSL.noCondition() : DATASETS.NAME.eq(dataset.name());
        for (Record2<String, String[]> each : context.select(DATASETS.OPTIONS, DATASETS.HEADER)
                .from(DATASETS)
                .where(DATASETS.KIND.eq(dataset.kind()))
                .and(chosen)) {
            there.addAll(loaded(each.value1(), each.value2()));
        }
        if (!there.contains(key)) {
            there.addAll(undeclared(context, dataset));
        }
        if (!there.contains(key)) {
            throw UnknownNameException.among("loaded INFO key", key, there);
        }
    }

    /** Returns the keys that a header declares, without those that the load left out. */
    private static Collection<String> loaded(String options, String[] header) {
        Set<String> keys = new TreeSet<>();
        for (String line : header) {
            Matcher id = ID.matcher(line);
            if (id.matches()) {
                keys.add(id.group(1));
            }
        }
        Matcher chosen = CHOSEN.matcher(options);
        if (chosen.matches() && !chosen.group(1).equals("all")) {
            keys.retainAll(List.of(chosen.group(1).split(",")));
        }
        return keys;
    }

    private static List<String> undeclared(DSLContext context, DatasetChoice dataset) {
        return context.fetch(
                        "SELECT DISTINCT jsonb_object_keys({0}) FROM ({1}) first",
                        DSL.field(DSL.name("first", "info")),
                        DSL.select(VARIANTS.INFO)
                                .from(VARIANTS)
                                .where(dataset.holds(VARIANTS.DATASET_ID))
                                .and(VARIANTS.INFO.isNotNull())
                                .limit(DSL.inline(ROWS)))
                .getValues(0, String.class);
    }
}
