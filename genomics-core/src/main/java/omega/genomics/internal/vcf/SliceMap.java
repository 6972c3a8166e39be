package omega.genomics.internal.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small hash map from byte strings to values, asked with a range of a buffer: no String, no allocation. */
public final class SliceMap<V> {
    private byte[][] keys = new byte[64][];
    private Object[] values = new Object[64];
    private int size;

    @Nullable
    public V get(byte[] buffer, int from, int to) {
        int slot = slot(buffer, from, to);
        @SuppressWarnings("unchecked")
        V value = (V) values[slot];
        return value;
    }

    @Nullable
    public V get(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return get(bytes, 0, bytes.length);
    }

    /** Puts a value under a copy of the key. */
    public void put(byte[] buffer, int from, int to, V value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(buffer, from, to);
        if (keys[slot] == null) {
            keys[slot] = Arrays.copyOfRange(buffer, from, to);
            size++;
        }
        values[slot] = value;
    }

    public void put(String key, V value) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        put(bytes, 0, bytes.length, value);
    }

    public int size() {
        return size;
    }

    private int slot(byte[] buffer, int from, int to) {
        int mask = keys.length - 1;
        int slot = hash(buffer, from, to) & mask;
        while (keys[slot] != null && !Arrays.equals(keys[slot], 0, keys[slot].length, buffer, from, to)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(byte[] buffer, int from, int to) {
        int h = to - from;
        for (int i = from; i < to; i++) {
            h = h * 31 + buffer[i];
        }
        h *= 0x9e3779b9;
        return h ^ h >>> 15;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int slot = slot(oldKeys[i], 0, oldKeys[i].length);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
