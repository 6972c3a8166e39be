package omega.genomics.internal.scan;

import java.util.function.Supplier;
import omega.genomics.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * How a line of a table becomes an owned record.
 *
 * @param <T> a record
 */
final class TableRows<T> implements RecordFormat<T, T> {
    private final TableReader table;
    private final Supplier<? extends @Nullable T> row;
    private final Reporter reporter;
    private @Nullable T record;

    TableRows(TableReader table, Supplier<? extends @Nullable T> row, Reporter reporter) {
        this.table = table;
        this.row = row;
        this.reporter = reporter;
    }

    @Override
    public T view() {
        T current = record;
        if (current == null) {
            throw new IllegalStateException("the reader is not at a row");
        }
        return current;
    }

    @Override
    public T own() {
        return view();
    }

    @Override
    public LineKind wrap(byte[] bytes, int from, int to, long line) {
        if (!table.wrap(bytes, from, to, line)) {
            return LineKind.NO_RECORD;
        }
        try {
            record = row.get();
            return record == null ? LineKind.FILTERED : LineKind.RECORD;
        } catch (ParseException e) {
            return reporter.refuse(e.diagnostic());
        }
    }

    @Override
    public void expire() {
        record = null;
    }
}
