package omega.genomics.internal.scan;

import org.jspecify.annotations.Nullable;

/**
 * What one text format adds to a {@link RecordReader}: how a line becomes a record.
 *
 * @param <V> the reused view of a record
 * @param <O> an owned record
 */
public interface RecordFormat<V, O> {
    /**
     * Returns the view.
     *
     * @return always the same object where a format has a view
     */
    V view();

    /**
     * Copies the record that the view shows.
     *
     * @return a record to keep
     * @throws omega.genomics.ParseException if it cannot be copied as it is
     */
    O own();

    /**
     * Points the view at a line.
     *
     * @param bytes hold the line until the reader advances
     * @param from first byte of the line
     * @param to one past its last byte, without the line's end
     * @param line its number, from 1
     * @return what the line is; where it is {@link LineKind#REFUSED}, the reporter was told
     * @throws omega.genomics.ParseException if the file is none of this format
     */
    LineKind wrap(byte[] bytes, int from, int to, long line);

    /** Makes the view useless: there is no current record. */
    void expire();

    /** Called before the bytes of a block go away. */
    default void leaveBlock() {}

    /**
     * Called once, at the end of the input.
     *
     * @param rows how many records the input has, those skipped or left out among them
     */
    default void end(long rows) {}

    /**
     * Returns a faster way through the lines of a block.
     *
     * @return null where {@link #wrap} is fast enough
     */
    default @Nullable FastScan fastScan() {
        return null;
    }

    /** Counts records that the options leave out. */
    @FunctionalInterface
    interface LeftOut {
        /** Counts one. */
        void countFiltered();
    }

    /** Reads usual lines where they lie, line ends and columns in one pass. */
    @FunctionalInterface
    interface FastScan {
        /**
         * Goes over lines of the current block with {@link LineCursor#pass}, until the view shows a record or a line is not usual.
         *
         * @param lines at a line
         * @param leftOut counts what the options leave out
         * @return true if the view shows the record of the line last passed; false if the next line, if there is any, is not usual
         */
        boolean advance(LineCursor lines, LeftOut leftOut);
    }
}
