package omega.genomics.postgres.load.variants;

import omega.genomics.ByteSlice;

/** One ALT allele of a record as its row has it, as written or normalized. Valid as long as the record. */
final class RowAllele {
    /** From 0; −1 for a record without ALT. */
    int index;

    int position;
    final ByteSlice ref = new ByteSlice();
    /** {@code .} for a record without ALT. */
    final ByteSlice alt = new ByteSlice();

    /** Whether normalizing changed place or bases. */
    boolean isMoved;

    /** Whether the allele was there before. */
    boolean isRepeated;

    /** How many rows it has before this one. */
    int ordinal;

    /** The last base of REF. */
    int refEnd() {
        return (int) Math.min(Integer.MAX_VALUE, position + (long) ref.length() - 1);
    }
}
