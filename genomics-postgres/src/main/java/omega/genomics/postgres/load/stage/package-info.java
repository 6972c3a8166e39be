/**
 * Connections that COPY, and the tables they fill before anyone sees them.
 *
 * <p>In: encoded rows. Out: standalone tables, indexed and ready to attach. Not API; start at {@code StagedTable}.
 */
@NullMarked
package omega.genomics.postgres.load.stage;

import org.jspecify.annotations.NullMarked;
