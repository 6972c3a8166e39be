/**
 * Commands that draw.
 *
 * <p>In: files or the database. Out: SVG or PNG. Start at {@code PlotCommand}.
 */
@NullMarked
package omega.genomics.cli.plot;

import org.jspecify.annotations.NullMarked;
