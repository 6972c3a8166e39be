/**
 * Commands that change the database.
 *
 * <p>In: arguments and files. Out: a report of what was loaded, migrated or dropped. Start at {@code LoadWork}.
 */
@NullMarked
package omega.genomics.cli.load;

import org.jspecify.annotations.NullMarked;
