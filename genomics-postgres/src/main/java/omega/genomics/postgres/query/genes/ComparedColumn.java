package omega.genomics.postgres.query.genes;

import java.util.List;
import java.util.function.Function;
import org.jooq.Field;

/** A column whose values are compared between two releases. */
record ComparedColumn<T>(Field<?> column, Function<T, Object> value) {
    /** Returns the names of the columns that differ. */
    static <T> List<String> changed(List<ComparedColumn<T>> columns, T before, T after) {
        return columns.stream()
                .filter(of -> !of.value().apply(before).equals(of.value().apply(after)))
                .map(of -> of.column().getName())
                .toList();
    }
}
