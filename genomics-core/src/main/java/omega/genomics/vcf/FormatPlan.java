package omega.genomics.vcf;

import java.util.Arrays;
import java.util.List;
import omega.genomics.ByteSlice;
import omega.genomics.internal.vcf.FieldDictionary;
import omega.genomics.vcf.header.FormatKey;
import org.jspecify.annotations.Nullable;

/** One distinct FORMAT string taken apart: where each key stands. Immutable, made once for many records. */
final class FormatPlan {
    private final byte[] text;
    /** The keys in the file, and those of them that projection leaves. */
    private final List<String> fileIds;

    private final List<String> ids;
    private final FieldDictionary dictionary;
    /** By slot of the dictionary: the position of the key, or −1. */
    private final int[] positions;
    /** Position of GT, or −1. */
    final int gt;

    FormatPlan(byte[] bytes, int from, int to, FieldDictionary dictionary, @Nullable List<String> shown) {
        this.text = Arrays.copyOfRange(bytes, from, to);
        this.dictionary = dictionary;
        String format = new ByteSlice().wrap(text, 0, text.length).toString();
        this.fileIds = format.equals(".") || format.isEmpty() ? List.of() : List.of(format.split(":", -1));
        this.ids = shown == null
                ? fileIds
                : fileIds.stream().filter(shown::contains).toList();
        this.positions = new int[dictionary.size()];
        Arrays.fill(positions, -1);
        for (int i = ids.size() - 1; i >= 0; i--) {
            int slot = dictionary.find(ids.get(i));
            if (slot >= 0) {
                positions[slot] = fileIds.indexOf(ids.get(i));
            }
        }
        this.gt = ids.contains("GT") ? fileIds.indexOf("GT") : -1;
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

    /** Where a key stands, or −1 if FORMAT lacks it or projection leaves it out. */
    int position(FormatKey<?> key) {
        if (key.dictionary == dictionary && key.slot >= 0) {
            return positions[key.slot];
        }
        return ids.contains(key.id()) ? filePosition(key) : -1;
    }

    int filePosition(FormatKey<?> key) {
        return fileIds.indexOf(key.id());
    }

    /** Where GT stands, shown or not; −1 if FORMAT lacks it. */
    int fileGt() {
        return fileIds.indexOf("GT");
    }

    /** Where the i-th shown key stands. */
    int positionOf(int shown) {
        return ids == fileIds ? shown : fileIds.indexOf(ids.get(shown));
    }
}
