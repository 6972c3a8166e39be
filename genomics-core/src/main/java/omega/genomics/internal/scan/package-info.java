/**
 * The hot code: blocks, lines, byte search and number parsing. Not API, not exported.
 *
 * <p>Bytes come in as an {@link java.io.InputStream}; lines go out as (buffer, start, end). Start with
 * {@code BlockReader}, then {@code LineCursor}.
 */
@NullMarked
package omega.genomics.internal.scan;

import org.jspecify.annotations.NullMarked;
