package omega.genomics.internal.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The ids of a header's INFO or FORMAT definitions as bytes, each with a small number, its slot. Immutable. */
public final class FieldDictionary {
    private final KeyBytes[] ids;
    private final int[] table;

    public FieldDictionary(List<String> distinctIds) {
        int n = distinctIds.size();
        ids = new KeyBytes[n];
        table = new int[Integer.highestOneBit(Math.max(n, 8)) << 2];
        Arrays.fill(table, -1);
        for (int slot = 0; slot < n; slot++) {
            ids[slot] = new KeyBytes(distinctIds.get(slot));
            int at = hash(ids[slot].bytes, 0, ids[slot].length) & (table.length - 1);
            while (table[at] >= 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = slot;
        }
    }

    public int size() {
        return ids.length;
    }

    public KeyBytes id(int slot) {
        return ids[slot];
    }

    /** Returns the slot of an id, or −1. */
    public int find(byte[] bytes, int from, int to) {
        int at = hash(bytes, from, to) & (table.length - 1);
        while (true) {
            int slot = table[at];
            if (slot < 0 || Arrays.equals(ids[slot].bytes, 0, ids[slot].length, bytes, from, to)) {
                return slot;
            }
            at = (at + 1) & (table.length - 1);
        }
    }

    public int find(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
