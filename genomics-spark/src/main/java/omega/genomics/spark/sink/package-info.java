/**
 * The data source {@code genomics-postgres}: writes rows of Spark into the tables of variants, exactly once.
 *
 * <p>In: frames with columns of {@code variants}. Out: one dataset, visible at once. Start reading at
 * {@link omega.genomics.spark.sink.PostgresSource} and {@link omega.genomics.spark.sink.PostgresTarget}; docs/adr/0036-spark.md has the protocol.
 */
@NullMarked
package omega.genomics.spark.sink;

import org.jspecify.annotations.NullMarked;
