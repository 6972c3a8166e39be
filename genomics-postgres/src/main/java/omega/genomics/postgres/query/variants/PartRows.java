package omega.genomics.postgres.query.variants;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jooq.Cursor;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows of one statement after the other, each read by a cursor of the server. */
final class PartRows implements Iterator<StoredVariant>, AutoCloseable {
    private static final int FETCH_SIZE = 1000;
    /** Each further statement of a part reads more rows, so that the first rows come from a plan for few rows. */
    private static final int GROWTH = 8;

    private static final int LARGEST = 64_000;

    private final Iterator<VariantSources.Part> parts;
    private VariantSources.@Nullable Part part;
    private @Nullable Cursor<? extends Record> cursor;
    private int limit;
    private int taken;
    private @Nullable StoredVariant last;

    PartRows(List<VariantSources.Part> parts) {
        this.parts = parts.iterator();
    }

    @Override
    public boolean hasNext() {
        while (cursor == null || !cursor.hasNext()) {
            close();
            boolean goesOn = part != null && taken == limit;
            if (!goesOn && !parts.hasNext()) {
                part = null;
                return false;
            }
            VariantSources.Part of = goesOn && part != null ? part : parts.next();
            VariantCursor after = goesOn && last != null ? last.cursor() : null;
            limit = goesOn ? Math.min(LARGEST, limit * GROWTH) : FETCH_SIZE;
            taken = 0;
            part = of;
            cursor = of.rows(after, limit).fetchSize(FETCH_SIZE).fetchLazy();
        }
        return true;
    }

    @Override
    public StoredVariant next() {
        if (!hasNext() || cursor == null) {
            throw new NoSuchElementException("expected a row, found the end of the result");
        }
        Record row = cursor.fetchNext();
        if (row == null) {
            throw new NoSuchElementException("expected a row, found the end of the result");
        }
        taken++;
        last = VariantColumns.read(row);
        return last;
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
