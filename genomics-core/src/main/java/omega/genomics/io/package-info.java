/**
 * Input and output of bytes: paths, streams and memory, plain or compressed; compression is detected from the leading
 * bytes.
 *
 * <p>Start with {@link omega.genomics.io.InputSource} to read, and with {@link omega.genomics.io.TabixIndex} for the
 * indexes of sorted BGZF files.
 */
@NullMarked
package omega.genomics.io;

import org.jspecify.annotations.NullMarked;
