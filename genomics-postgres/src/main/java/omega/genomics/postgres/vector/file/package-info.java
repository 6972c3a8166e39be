/**
 * Files of vectors: NumPy arrays and tab-separated text.
 *
 * <p>In: a source. Out: ids and vectors, row by row. Start at
 * {@link omega.genomics.postgres.vector.file.VectorFile}.
 */
@NullMarked
package omega.genomics.postgres.vector.file;

import org.jspecify.annotations.NullMarked;
