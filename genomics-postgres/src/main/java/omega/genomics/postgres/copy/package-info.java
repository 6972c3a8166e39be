/**
 * PostgreSQL's binary COPY format: typed values go in, blocks of rows go out to pgjdbc. Knows nothing of genomics.
 *
 * <p>Start with {@link omega.genomics.postgres.copy.BinaryCopyWriter}, which encodes rows into large reused blocks, and
 * {@link omega.genomics.postgres.copy.CopyTarget}, which sends them.
 */
@NullMarked
package omega.genomics.postgres.copy;

import org.jspecify.annotations.NullMarked;
