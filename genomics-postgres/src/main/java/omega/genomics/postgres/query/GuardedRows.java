package omega.genomics.postgres.query;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;

/**
 * Reads rows that are the whole result unless there is more elsewhere. The statement that reads them finds that out too, in the one
 * state that it sees: an empty result is known to be one, whatever others commit meanwhile. Not thread-safe.
 */
public final class GuardedRows {
    private static final Field<Boolean> MORE = field(name("elsewhere", "is_more"), Boolean.class);

    private boolean isMore;
    private boolean isAsked;

    /** Returns true if a statement that was read saw that there is more. */
    public boolean isMore() {
        return isMore;
    }

    /** Returns true if a statement was read; if none was, it is not known whether there is more. */
    public boolean isAsked() {
        return isAsked;
    }

    /**
     * Reads the rows of a statement.
     *
     * @param elsewhere a query that finds something if there is more than the rows
     * @param rows whose first column is never null
     */
    public <T> List<T> read(
            DSLContext context, Select<?> elsewhere, Select<? extends Record> rows, Function<RowValues, T> reading) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(elsewhere, "elsewhere");
        Objects.requireNonNull(reading, "reading");
        Table<? extends Record> found = Objects.requireNonNull(rows, "rows").asTable("found");
        List<Field<?>> columns = new ArrayList<>(List.of(found.fields()));
        columns.add(MORE);
        ResultQuery<Record> both = context.select(columns)
                .from(select(field(exists(elsewhere)).as("is_more")).asTable("elsewhere"))
                .leftJoin(lateral(found))
                .on(trueCondition());
        List<T> all = new ArrayList<>();
        try (ResultSet result = both.fetchResultSet()) {
            isAsked = true;
            RowValues row = RowValues.of(result, columns);
            while (result.next()) {
                isMore |= Boolean.TRUE.equals(row.get(columns.size() - 1));
                if (row.get(0) != null) {
                    all.add(reading.apply(row));
                }
            }
        } catch (SQLException e) {
            throw new DataAccessException("could not read rows", e);
        }
        return all;
    }
}
