package omega.genomics.postgres.query;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** The values of a row, by column from 0, each of the Java type of its field. */
@FunctionalInterface
public interface RowValues {
    /**
     * Returns a value.
     *
     * @param column from 0
     * @return null for SQL's null
     */
    @Nullable
    Object get(int column);

    /**
     * Returns the values of a record.
     *
     * @param row of any fields
     * @return its values
     */
    static RowValues of(Record row) {
        return Objects.requireNonNull(row, "row")::get;
    }

    /**
     * Returns the values of the current row of a result set. jOOQ's records convert each value by its field's binding, which takes longer than
     * all the rest of reading a thousand variants.
     *
     * @param rows at a row whenever a value is read
     * @param fields of its columns
     * @return the values of the row that the result set is at
     */
    static RowValues of(ResultSet rows, List<? extends Field<?>> fields) {
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(fields, "fields");
        Class<?>[] types = fields.stream().map(Field::getType).toArray(Class<?>[]::new);
        return column -> {
            try {
                return value(rows, column + 1, types[column]);
            } catch (SQLException e) {
                throw new DataAccessException("could not read a column", e);
            }
        };
    }

    private static @Nullable Object value(ResultSet rows, int column, Class<?> type) throws SQLException {
        Object value;
        if (type == String.class) {
            return rows.getString(column);
        } else if (type == Integer.class) {
            value = rows.getInt(column);
        } else if (type == Long.class) {
            value = rows.getLong(column);
        } else if (type == Short.class) {
            value = rows.getShort(column);
        } else if (type == Double.class) {
            value = rows.getDouble(column);
        } else if (type == Float.class) {
            value = rows.getFloat(column);
        } else if (type == Boolean.class) {
            value = rows.getBoolean(column);
        } else if (type == JSONB.class) {
            String json = rows.getString(column);
            return json == null ? null : JSONB.valueOf(json);
        } else if (type == String[].class) {
            Array array = rows.getArray(column);
            return array == null ? null : array.getArray();
        } else {
            return rows.getObject(column);
        }
        return rows.wasNull() ? null : value;
    }
}
