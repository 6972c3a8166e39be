package omega.genomics.longevity.hagr;

/** Makes a record of the row that a table stands at. */
@FunctionalInterface
interface RowReader<T> {
    T read();
}
