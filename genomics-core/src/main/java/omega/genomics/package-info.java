/**
 * The vocabulary shared by all packages: coordinates, strands, byte slices, and the error model common to all formats.
 *
 * <p>Nothing here reads a file. Start with {@link omega.genomics.Interval} for the coordinate system and with {@link
 * omega.genomics.ParseException} for how invalid input is reported.
 */
@NullMarked
package omega.genomics;

import org.jspecify.annotations.NullMarked;
