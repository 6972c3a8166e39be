package omega.genomics.postgres.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;

/** The wanted keys of a record's INFO, each once, in the order of jsonb; records with the same keys share it. */
public final class InfoOrder {
    /** Up to here sorting by insertion is fastest. */
    private static final int FEW = 24;

    private int entries = -1;
    private InfoDefinition[] definitions = {};
    private Key[] keys = {};
    private int[] order = {};
    private int[] merged = {};
    private int size;

    /** A key with what stands before its value. */
    public static final class Key {
        public final byte[] id;
        public final byte[] text;
        public final VcfNumber number;
        public final VcfType type;
        public final boolean wanted;
        public final boolean isEnd;
        public final boolean isSingle;
        public final boolean isOfAllele;
        /** Length and first bytes, which decide most comparisons. */
        final long rank;

        /**
         * Makes a key.
         *
         * @param id its name
         * @param definition from the header
         * @param wanted whether it is written
         */
        public Key(String id, InfoDefinition definition, boolean wanted) {
            this.id = id.getBytes(StandardCharsets.UTF_8);
            this.wanted = wanted;
            number = definition.number();
            type = definition.type();
            isSingle = number.isFixed() && number.count() <= 1;
            isOfAllele = number.kind() == VcfNumber.Kind.A;
            isEnd = id.equals("END") && type == VcfType.INTEGER;
            text = (JsonText.quoted(id) + ":").getBytes(StandardCharsets.UTF_8);
            long start = (long) Math.min(this.id.length, 127) << 56;
            for (int i = 0; i < Math.min(this.id.length, 7); i++) {
                start |= (this.id[i] & 0xffL) << (48 - 8 * i);
            }
            rank = start;
        }
    }

    /**
     * Tells whether a record has these keys, in the same order.
     *
     * @param info of the record
     * @return true if {@link #read} need not be called
     */
    public boolean isOf(InfoView info) {
        if (info.size() != entries) {
            return false;
        }
        for (int entry = 0; entry < entries; entry++) {
            if (info.definition(entry) != definitions[entry]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes the keys of a record instead of those before.
     *
     * @param info of the record
     * @param keyOf returns the key of a definition
     */
    public void read(InfoView info, Function<InfoDefinition, Key> keyOf) {
        entries = info.size();
        if (entries > definitions.length) {
            definitions = new InfoDefinition[2 * entries];
            keys = new Key[2 * entries];
            order = new int[2 * entries];
            merged = new int[2 * entries];
        }
        for (int entry = 0; entry < entries; entry++) {
            definitions[entry] = info.definition(entry);
            keys[entry] = keyOf.apply(definitions[entry]);
        }
        sort(entries);
    }

    /**
     * Returns how many keys are written.
     *
     * @return at most as many as the record has
     */
    public int size() {
        return size;
    }

    /**
     * Returns the entry of INFO that has a key.
     *
     * @param place of the key in the order, from 0
     * @return the entry's place in INFO, from 0
     */
    public int entry(int place) {
        return order[place];
    }

    /**
     * Returns the key of an entry.
     *
     * @param entry its place in INFO, from 0
     * @return the key
     */
    public Key key(int entry) {
        return keys[entry];
    }

    /** Puts the wanted entries in order; of equal keys the first stays. */
    private void sort(int n) {
        int found = 0;
        for (int entry = 0; entry < n; entry++) {
            if (keys[entry].wanted) {
                order[found++] = entry;
            }
        }
        for (int from = 0; from < found; from += FEW) {
            insert(from, Math.min(found, from + FEW));
        }
        for (int width = FEW; width < found; width *= 2) {
            for (int from = 0; from + width < found; from += 2 * width) {
                merge(from, from + width, Math.min(found, from + 2 * width));
            }
        }
        size = 0;
        for (int i = 0; i < found; i++) {
            if (size == 0 || compare(order[size - 1], order[i]) != 0) {
                order[size++] = order[i];
            }
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int entry = order[i];
            int at = i;
            while (at > from && compare(entry, order[at - 1]) < 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = entry;
        }
    }

    private void merge(int from, int middle, int to) {
        if (compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, merged, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            boolean isRight = right < to && compare(order[right], merged[left]) < 0;
            order[at] = isRight ? order[right++] : merged[left++];
        }
    }

    private int compare(int entry, int other) {
        Key a = keys[entry];
        Key b = keys[other];
        if (a.rank != b.rank) {
            return a.rank < b.rank ? -1 : 1;
        }
        if (a == b) {
            return 0;
        }
        return a.id.length != b.id.length
                ? Integer.compare(a.id.length, b.id.length)
                : Arrays.compareUnsigned(a.id, b.id);
    }
}
