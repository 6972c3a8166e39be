package omega.genomics.internal.scan;

import java.util.function.Supplier;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import org.jspecify.annotations.Nullable;

/**
 * How a line of a table becomes an owned record.
 *
 * @param <T> a record
 */
public final class TableRows<T> implements RecordFormat<T, T> {
    private final TableReader table;
    private final Supplier<? extends @Nullable T> row;
    private final Reporter reporter;
    private @Nullable T record;

    private TableRows(TableReader table, Supplier<? extends @Nullable T> row, Reporter reporter) {
        this.table = table;
        this.row = row;
        this.reporter = reporter;
    }

    /**
     * Returns a reader of the rows of a table, which closes the table when it is closed.
     *
     * @param table before its first row
     * @param row makes an owned record of the row that the table stands at; null leaves it out
     * @param reporter where rows go that a {@link ParseException} is thrown for
     * @param <T> a record
     * @return before the first row; blank lines are passed over
     */
    public static <T> RecordReader<T, T> reader(
            TableReader table, Supplier<? extends @Nullable T> row, Reporter reporter) {
        return new RecordReader<>(table.lines(), new TableRows<>(table, row, reporter), reporter);
    }

    /**
     * Reads all rows of a table, strictly.
     *
     * @param table before its first row
     * @param action called for each, with the table standing at it
     */
    public static void forEach(TableReader table, Runnable action) {
        reader(
                        table,
                        () -> {
                            action.run();
                            return null;
                        },
                        new Reporter(ParseMode.STRICT, finding -> {}))
                .forEach(nothing -> {});
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
