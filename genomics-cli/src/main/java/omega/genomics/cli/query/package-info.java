/**
 * Commands that read the database.
 *
 * <p>In: arguments. Out: rows for people or JSON. Start at {@code QueryCommand}.
 */
@NullMarked
package omega.genomics.cli.query;

import org.jspecify.annotations.NullMarked;
