/**
 * The words everyone speaks: coordinates, strands, byte slices, and the one error model of all formats.
 *
 * <p>Nothing here reads a file. Start with {@link omega.genomics.Interval} for the coordinate system and with
 * {@link omega.genomics.ParseException} for what a refused input looks like.
 */
@NullMarked
package omega.genomics;

import org.jspecify.annotations.NullMarked;
