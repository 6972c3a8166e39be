/**
 * The packed layout of variants: rows in the binary form of COPY come in, blocks of about a thousand go out, as rows of
 * {@code variant_blocks}. Start with {@link omega.genomics.postgres.load.packed.BlockPacker}.
 */
@NullMarked
package omega.genomics.postgres.load.packed;

import org.jspecify.annotations.NullMarked;
