/**
 * Where bytes come from: paths, streams and memory, plain or compressed, told by their first bytes.
 *
 * <p>Start with {@link omega.genomics.io.InputSource}.
 */
@NullMarked
package omega.genomics.io;

import org.jspecify.annotations.NullMarked;
