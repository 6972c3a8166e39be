package omega.genomics.internal.scan;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a reader as records that may be kept; reads ahead by one. Single-threaded.
 *
 * @param <T> an owned record
 */
public final class OwnedRecords<T> implements Iterator<T> {
    private static final int TRAITS = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;

    private final Supplier<@Nullable T> reader;
    private @Nullable T next;

    /**
     * Makes an iterator.
     *
     * @param reader moves to the next record and copies it; null at the end
     */
    public OwnedRecords(Supplier<@Nullable T> reader) {
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = reader.get();
        }
        return next != null;
    }

    @Override
    public T next() {
        T record = hasNext() ? next : null;
        if (record == null) {
            throw new NoSuchElementException("no more records");
        }
        next = null;
        return record;
    }

    /**
     * Makes a stream.
     *
     * @param close what closing the stream does
     * @return sequential and ordered
     */
    public Stream<T> stream(Runnable close) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, TRAITS), false)
                .onClose(close);
    }
}
