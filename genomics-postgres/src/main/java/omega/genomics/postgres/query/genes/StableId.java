package omega.genomics.postgres.query.genes;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/**
 * A stable id with a version: {@code ENSG00000141510.18}, {@code ENSG00000182378.15_PAR_Y}.
 *
 * @param bare without the version
 */
record StableId(String bare, int version) {
    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.(\\d{1,9})((?:_.+)?)");

    /** Reads an id; empty if it has no version. */
    static Optional<StableId> parse(String text) {
        Matcher versioned = VERSIONED.matcher(text);
        return versioned.matches()
                ? Optional.of(
                        new StableId(versioned.group(1) + versioned.group(3), Integer.parseInt(versioned.group(2))))
                : Optional.empty();
    }

    /**
     * Chooses the genes of an id: those of its version, or if there is none, of any.
     *
     * @param byId genes by their ids without version
     */
    static List<StoredGene> best(String text, Map<String, List<StoredGene>> byId) {
        return parse(text)
                .map(id -> {
                    List<StoredGene> any = byId.getOrDefault(id.bare, List.of());
                    List<StoredGene> exact = any.stream()
                            .filter(gene -> gene.version().equals(OptionalInt.of(id.version)))
                            .toList();
                    return exact.isEmpty() ? any : exact;
                })
                .orElse(List.of());
    }

    /**
     * Says of the columns of a table that they are this id: with its version if a row has it, else with any.
     *
     * @param inDataset whose rows are looked for; takes the column {@code dataset_id}
     */
    static Condition is(
            Table<?> table,
            Field<String> id,
            Field<Integer> version,
            String text,
            Function<Field<Integer>, Condition> inDataset) {
        Condition whole = id.eq(text);
        return parse(text)
                .map(stable -> whole.or(id.eq(stable.bare)
                        .and(version.eq(stable.version).or(notExists(exact(table, id, version, stable, inDataset))))))
                .orElse(whole);
    }

    private static Select<?> exact(
            Table<?> table,
            Field<String> id,
            Field<Integer> version,
            StableId stable,
            Function<Field<Integer>, Condition> inDataset) {
        Table<?> other = table.as("other");
        return selectOne()
                .from(other)
                .where(Objects.requireNonNull(other.field(id)).eq(stable.bare))
                .and(Objects.requireNonNull(other.field(version)).eq(stable.version))
                .and(inDataset.apply(Objects.requireNonNull(other.field("dataset_id", Integer.class))));
    }
}
