package omega.genomics.internal.scan;

import omega.genomics.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Turns bytes into strings, the same string for the same short text, as contigs, types and keys repeat row after row. */
public final class InternedTexts {
    private static final int SLOTS = 256;
    private static final int LONGEST = 64;

    private final @Nullable String[] slots = new @Nullable String[SLOTS];

    public String text(ByteSlice slice) {
        if (slice.length() > LONGEST) {
            return decode(slice);
        }
        int slot = spread(slice.hashCode()) & (SLOTS - 1);
        String known = slots[slot];
        if (known != null && slice.contentEquals(known)) {
            return known;
        }
        String made = decode(slice);
        slots[slot] = made;
        return made;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 8 ^ hash >>> 16;
    }

    private static String decode(ByteSlice slice) {
        return Texts.decode(slice.array(), slice.offset(), slice.offset() + slice.length());
    }
}
