package omega.genomics.vcf;

import java.util.Arrays;
import java.util.List;
import omega.genomics.ByteSlice;

/** One distinct FORMAT string taken apart: where each key stands. Immutable, made once for many records. */
final class FormatPlan {
    private final byte[] text;
    private final List<String> ids;
    private final FieldDictionary dictionary;
    /** By slot of the dictionary: the position of the key, or −1. */
    private final int[] positions;
    /** Position of GT, or −1. */
    final int gt;

    FormatPlan(byte[] bytes, int from, int to, FieldDictionary dictionary) {
        this.text = Arrays.copyOfRange(bytes, from, to);
        this.dictionary = dictionary;
        String format = new ByteSlice().wrap(text, 0, text.length).toString();
        this.ids = format.equals(".") ? List.of() : List.of(format.split(":", -1));
        this.positions = new int[dictionary.size()];
        Arrays.fill(positions, -1);
        for (int i = ids.size() - 1; i >= 0; i--) {
            int slot = dictionary.find(ids.get(i));
            if (slot >= 0) {
                positions[slot] = i;
            }
        }
        this.gt = ids.indexOf("GT");
    }

    boolean is(byte[] bytes, int from, int to) {
        return Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    boolean isGtOnly() {
        return text.length == 2 && gt == 0;
    }

    List<String> ids() {
        return ids;
    }

    int position(FormatKey<?> key) {
        return key.dictionary == dictionary && key.slot >= 0 ? positions[key.slot] : ids.indexOf(key.id());
    }
}
