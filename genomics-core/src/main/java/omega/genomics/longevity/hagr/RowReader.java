package omega.genomics.longevity.hagr;

/** Creates a record from the current row of a table. */
@FunctionalInterface
interface RowReader<T> {
    T read();
}
