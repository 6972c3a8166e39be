package omega.genomics.gtf.assembly;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import omega.genomics.ByteSlice;
import omega.genomics.internal.scan.TextPool;

/**
 * The attribute keys of a file, and the last value seen of each.
 *
 * <p>Rows repeat the keys of the row before in the same order, and most of its values: both guesses are one comparison of
 * bytes, where a look-up would hash.
 */
final class AttributeKeys {
    /** One key. */
    static final class Key {
        final int text;
        final AttributeRole role;
        private final byte[] utf8;
        private int lastValue;

        private int promoted;

        private Key(int text, AttributeRole role, byte[] utf8) {
            for (FeatureKind kind : FeatureKind.values()) {
                promoted |= role.isPromoted(kind) ? 1 << kind.code() : 0;
            }
            this.text = text;
            this.role = role;
            this.utf8 = utf8;
        }

        /** See {@link AttributeRole#isPromoted}. */
        boolean isPromoted(FeatureKind kind) {
            return (promoted >>> kind.code() & 1) != 0;
        }

        private boolean matches(ByteSlice slice) {
            int from = slice.offset();
            return Arrays.equals(utf8, 0, utf8.length, slice.array(), from, from + slice.length());
        }
    }

    private final TextPool texts;
    private final boolean gff3;
    private final Map<String, Key> known = new HashMap<>();
    private Key[] sequence = new Key[0];
    /** How many of the sequence are known. */
    private int size;

    AttributeKeys(TextPool texts, boolean gff3) {
        this.texts = texts;
        this.gff3 = gff3;
    }

    /** Returns the key at a place in the row, guessing that it is what stood there, or near there, in the row before. */
    Key key(int index, ByteSlice name) {
        for (int guess = index; guess < index + 2; guess++) {
            if (guess < size && sequence[guess].matches(name)) {
                Key key = sequence[guess];
                sequence[index] = key;
                return key;
            }
        }
        Key key = known.computeIfAbsent(name.toString(), this::make);
        if (index >= size) {
            if (index >= sequence.length) {
                sequence = Arrays.copyOf(sequence, 2 * index + 16);
            }
            Arrays.fill(sequence, size, index + 1, key);
            size = index + 1;
        }
        sequence[index] = key;
        return key;
    }

    private Key make(String name) {
        int text = texts.intern(name);
        byte[] utf8 = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Key(text, AttributeRole.of(name, gff3), utf8);
    }

    /** Returns the number of a value, guessing that it is the key's last one. */
    int value(Key key, ByteSlice value) {
        int from = value.offset();
        int to = from + value.length();
        if (!texts.isText(key.lastValue, value.array(), from, to)) {
            key.lastValue = texts.intern(value.array(), from, to);
        }
        return key.lastValue;
    }
}
