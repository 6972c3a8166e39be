/**
 * The states of a load: begun, resumed, sealed, switched in or given up.
 *
 * <p>In: a plan and a source. Out: a {@link omega.genomics.postgres.load.LoadReport}. Not API; start at {@code LoadRun}.
 */
@NullMarked
package omega.genomics.postgres.load.run;

import org.jspecify.annotations.NullMarked;
