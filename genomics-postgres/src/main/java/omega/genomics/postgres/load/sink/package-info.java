/**
 * Rows that a program writes itself, in parts, into the tables that the loaders fill.
 *
 * <p>In: rows, part by part, from any number of threads and processes. Out: a dataset that appears, or is replaced, at once. Start
 * with {@link omega.genomics.postgres.load.sink.StagedSink}.
 */
@NullMarked
package omega.genomics.postgres.load.sink;

import org.jspecify.annotations.NullMarked;
