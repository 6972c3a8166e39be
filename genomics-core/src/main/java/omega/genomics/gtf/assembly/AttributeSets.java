package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import omega.genomics.internal.scan.IntColumn;
import omega.genomics.internal.scan.TextPool;

/**
 * Keeps each list of attributes once and names it by a small number: the rows of one transcript mostly repeat one list.
 *
 * <p>Set 0 is the empty one. A set is a stretch of key and value numbers of a {@link TextPool}.
 */
final class AttributeSets {
    private final TextPool texts;
    private final IntColumn entries = new IntColumn();
    private final IntColumn starts = new IntColumn();
    private final IntColumn hashes = new IntColumn();
    private int[] table = new int[1 << 12];

    private int[] open = new int[64];
    private int openSize;
    private int openHash;

    AttributeSets(TextPool texts) {
        this.texts = texts;
        Arrays.fill(table, -1);
        starts.add(0);
        begin();
        end();
    }

    void begin() {
        openSize = 0;
        openHash = 1;
    }

    void add(int key, int value) {
        if (openSize + 2 > open.length) {
            open = Arrays.copyOf(open, open.length * 2);
        }
        open[openSize++] = key;
        open[openSize++] = value;
        openHash = (openHash * 31 + key) * 31 + value;
    }

    /** Returns the number of the set begun, new or known. */
    int end() {
        int hash = openHash * 0x9E3779B9;
        hash ^= hash >>> 15;
        int slot = hash & (table.length - 1);
        while (table[slot] >= 0) {
            if (hashes.get(table[slot]) == hash && isOpen(table[slot])) {
                return table[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        for (int i = 0; i < openSize; i++) {
            entries.add(open[i]);
        }
        starts.add(entries.size());
        table[slot] = hashes.add(hash);
        int id = table[slot];
        if (hashes.size() * 2 > table.length) {
            grow();
        }
        return id;
    }

    private boolean isOpen(int set) {
        int from = starts.get(set);
        if (starts.get(set + 1) - from != openSize) {
            return false;
        }
        for (int i = 0; i < openSize; i++) {
            if (entries.get(from + i) != open[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        int[] larger = new int[table.length * 2];
        Arrays.fill(larger, -1);
        for (int id = 0; id < hashes.size(); id++) {
            int slot = hashes.get(id) & (larger.length - 1);
            while (larger[slot] >= 0) {
                slot = (slot + 1) & (larger.length - 1);
            }
            larger[slot] = id;
        }
        table = larger;
    }

    /** Returns how many entries a set has. */
    int count(int set) {
        return (starts.get(set + 1) - starts.get(set)) / 2;
    }

    int key(int set, int entry) {
        return entries.get(starts.get(set) + 2 * entry);
    }

    int value(int set, int entry) {
        return entries.get(starts.get(set) + 2 * entry + 1);
    }

    /** Tells whether a set has an entry. */
    boolean has(int set, int key, int value) {
        int to = starts.get(set + 1);
        for (int i = starts.get(set); i < to; i += 2) {
            if (entries.get(i) == key && entries.get(i + 1) == value) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first value of a key, or −1. */
    int first(int set, int key) {
        int to = starts.get(set + 1);
        for (int i = starts.get(set); i < to; i += 2) {
            if (entries.get(i) == key) {
                return entries.get(i + 1);
            }
        }
        return -1;
    }

    /** Returns the set of the entries that stand in both. */
    int common(int set, int other) {
        if (set == other) {
            return set;
        }
        begin();
        for (int i = 0; i < count(set); i++) {
            if (has(other, key(set, i), value(set, i))) {
                add(key(set, i), value(set, i));
            }
        }
        return end();
    }

    /** Appends the entries of a set that another does not have. */
    void copy(int set, int without, List<Map.Entry<String, String>> into) {
        if (set == without) {
            return;
        }
        for (int i = 0; i < count(set); i++) {
            if (!has(without, key(set, i), value(set, i))) {
                into.add(Map.entry(texts.text(key(set, i)), texts.text(value(set, i))));
            }
        }
    }

    /** Returns the entries of a set that another does not have. */
    Attributes attributes(int set, int without) {
        if (set == without || set == 0) {
            return Attributes.none();
        }
        List<Map.Entry<String, String>> list = new ArrayList<>(count(set));
        copy(set, without, list);
        return Attributes.of(list);
    }
}
