package omega.genomics.postgres.load.variants;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.JsonNumbers;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.Percent;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the INFO of one allele as a {@code jsonb} object, straight from the bytes of the line.
 *
 * <p>The header gives the types: Integer and Float become numbers, Flag {@code true}, all else text; {@code .} is null. One
 * value for {@code Number=1} and {@code A}, else an array; of A, R and G the values of this allele (and REF). Keys go in
 * jsonb's own order, by length and then by bytes, which spares the server the sorting: the order of a record is
 * that of the record before if it has the same keys.
 */
final class InfoJson {
    /** END is that of the file. */
    static final int AS_WRITTEN = -1;

    private final boolean isPercentEncoded;
    private final @Nullable Set<String> wanted;
    private final Map<String, Key> keys = new HashMap<>();
    private final IdentityHashMap<InfoDefinition, Key> byDefinition = new IdentityHashMap<>();

    private InfoDefinition[] lastDefinitions = {};
    private Key[] lastKeys = {};
    private int lastSize;
    /** Entries in the order of jsonb, each key once. */
    private int[] order = {};

    private int ordered;

    /** Of the value that is being written. */
    private byte[] bytes = {};

    private int from;
    private int to;

    /** @param wanted ids to write; null for all */
    InfoJson(VcfHeader header, @Nullable Set<String> wanted) {
        this.wanted = wanted;
        isPercentEncoded = header.version().isPercentEncoded();
    }

    /** Tells whether any key is wanted; if not, there is nothing to put. */
    boolean hasKeys() {
        return wanted == null || !wanted.isEmpty();
    }

    /** A key with what stands before its value. */
    private static final class Key {
        final byte[] id;
        final byte[] text;
        final VcfNumber number;
        final VcfType type;
        final boolean wanted;
        final boolean isEnd;
        final boolean isSingle;
        final boolean isOfAllele;
        /** Place among all keys met so far. */
        int rank;

        Key(String id, InfoDefinition definition, boolean wanted) {
            this.id = id.getBytes(StandardCharsets.UTF_8);
            this.wanted = wanted;
            number = definition.number();
            type = definition.type();
            isSingle = number.isFixed() && number.count() <= 1;
            isOfAllele = number.kind() == VcfNumber.Kind.A;
            isEnd = id.equals("END") && type == VcfType.INTEGER;
            text = (JsonText.quoted(id) + ":").getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Puts the column.
     *
     * @param alt from 0; −1 for a record without ALT
     * @param end what END is to say where the record has it; {@link #AS_WRITTEN} for what it says
     * @throws ParseException if a value is not of its type, or a list has no value for each allele
     */
    void put(BinaryCopyWriter row, VcfRecord record, int alt, int altCount, int end) {
        InfoView info = record.info();
        sort(info);
        if (ordered == 0) {
            row.putNull();
            return;
        }
        row.beginJsonb();
        byte separator = '{';
        for (int i = 0; i < ordered; i++) {
            int entry = order[i];
            Key key = lastKeys[entry];
            row.append(separator);
            separator = ',';
            row.append(key.text, 0, key.text.length);
            if (key.isEnd && end != AS_WRITTEN && !info.isMissing(entry, 0)) {
                row.append(Integer.toString(end));
            } else {
                putValue(row, record, info, entry, key, alt, altCount);
            }
        }
        row.append((byte) '}');
        row.endField();
    }

    // ---- keys ----------------------------------------------------------------------------------------------------

    private void sort(InfoView info) {
        int n = info.size();
        boolean same = n == lastSize;
        if (n > lastDefinitions.length) {
            lastDefinitions = Arrays.copyOf(lastDefinitions, 2 * n);
            lastKeys = Arrays.copyOf(lastKeys, 2 * n);
            order = new int[2 * n];
        }
        for (int entry = 0; entry < n; entry++) {
            InfoDefinition definition = info.definition(entry);
            if (definition != lastDefinitions[entry]) {
                same = false;
                lastDefinitions[entry] = definition;
                lastKeys[entry] = key(definition);
            }
        }
        lastSize = n;
        if (!same) {
            order(n);
        }
    }

    private Key key(InfoDefinition definition) {
        Key known = byDefinition.get(definition);
        if (known != null) {
            return known;
        }
        String id = definition.id();
        Key key = keys.get(id);
        if (key == null) {
            key = new Key(id, definition, wanted == null || wanted.contains(id));
            keys.put(id, key);
            rank();
        }
        if (definition.origin() == FieldOrigin.DECLARED) {
            byDefinition.put(definition, key);
        }
        return key;
    }

    /** New keys are few and come early. */
    private void rank() {
        List<Key> sorted = keys.values().stream().sorted(InfoJson::compare).toList();
        for (int i = 0; i < sorted.size(); i++) {
            sorted.get(i).rank = i;
        }
    }

    /** Insertion sort: an order that is nearly right is usual. The first of two equal keys stays. */
    private void order(int n) {
        ordered = 0;
        for (int entry = 0; entry < n; entry++) {
            Key key = lastKeys[entry];
            if (!key.wanted) {
                continue;
            }
            int at = ordered;
            while (at > 0 && key.rank < lastKeys[order[at - 1]].rank) {
                at--;
            }
            if (at > 0 && key == lastKeys[order[at - 1]]) {
                continue;
            }
            System.arraycopy(order, at, order, at + 1, ordered - at);
            order[at] = entry;
            ordered++;
        }
    }

    private static int compare(Key a, Key b) {
        return a.id.length != b.id.length
                ? Integer.compare(a.id.length, b.id.length)
                : Arrays.compareUnsigned(a.id, b.id);
    }

    // ---- values --------------------------------------------------------------------------------------------------

    private void putValue(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int alt, int altCount) {
        ByteSlice value = info.valueBytes(entry);
        bytes = value.array();
        from = value.offset();
        to = from + value.length();
        if (from == to) {
            row.append("true");
        } else if (to - from == 1 && bytes[from] == '.') {
            row.append("null");
        } else if (isOneNumber(key, altCount)) {
            row.append(bytes, from, to - from);
        } else if (isOne(key)) {
            putOne(row, info, entry, key);
        } else {
            putOfAllele(row, record, info, entry, key, alt, altCount);
        }
    }

    /** Most values: a number that JSON writes as VCF does, and the only one that this allele can have. */
    private boolean isOneNumber(Key key, int altCount) {
        boolean isOnly = key.isOfAllele ? altCount == 1 : key.isSingle;
        return isOnly
                && (key.type == VcfType.INTEGER
                        ? JsonNumbers.isInteger(bytes, from, to)
                        : key.type == VcfType.FLOAT && JsonNumbers.isNumber(bytes, from, to));
    }

    /** A number with a comma in it is a list, whatever the header says; text may have commas. */
    private boolean isOne(Key key) {
        return key.isSingle && (isText(key) || valueEnd(from) == to);
    }

    private static boolean isText(Key key) {
        return key.type != VcfType.INTEGER && key.type != VcfType.FLOAT;
    }

    private void putOne(BinaryCopyWriter row, InfoView info, int entry, Key key) {
        if (isText(key)) {
            putText(row, from, to);
        } else {
            putElement(row, info, entry, key, 0, from, to);
        }
    }

    private int valueEnd(int start) {
        int i = start;
        while (i < to && bytes[i] != ',') {
            i++;
        }
        return i;
    }

    private int count() {
        int n = 1;
        for (int i = from; i < to; i++) {
            n += bytes[i] == ',' ? 1 : 0;
        }
        return n;
    }

    private void putOfAllele(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int alt, int altCount) {
        switch (key.number.kind()) {
            case A -> {
                if (altCount == 1 && valueEnd(from) == to) {
                    putElement(row, info, entry, key, 0, from, to);
                    return;
                }
                if (alt >= 0 && fits(record, key, altCount, altCount)) {
                    putIndex(row, info, entry, key, alt);
                    return;
                }
            }
            case R -> {
                if (alt >= 0 && fits(record, key, altCount + 1, altCount)) {
                    putArray(row, info, entry, key, 0, alt + 1);
                    return;
                }
            }
            case G -> {
                int n = count();
                if (alt >= 0 && n == (altCount + 1) * (altCount + 2) / 2) {
                    int allele = alt + 1;
                    int mixed = allele * (allele + 1) / 2;
                    putArray(row, info, entry, key, 0, mixed, mixed + allele);
                    return;
                }
                if (alt >= 0 && n == altCount + 1) {
                    putArray(row, info, entry, key, 0, alt + 1);
                    return;
                }
            }
            default -> {}
        }
        putAll(row, info, entry, key);
    }

    /** Of one allele the list is kept as it is; of several nobody can tell which value is whose. */
    private boolean fits(VcfRecord record, Key key, int expected, int altCount) {
        int n = count();
        if (n != expected && altCount > 1) {
            throw VcfFindings.refusal(
                    record,
                    "INFO",
                    "info-number",
                    "expected " + expected + " values of " + new String(key.id, StandardCharsets.UTF_8) + " (Number="
                            + key.number + ") for " + altCount + " ALT alleles, found " + n);
        }
        return n == expected;
    }

    private void putIndex(BinaryCopyWriter row, InfoView info, int entry, Key key, int index) {
        int start = from;
        for (int i = 0; i < index; i++) {
            start = valueEnd(start) + 1;
        }
        putElement(row, info, entry, key, index, start, valueEnd(start));
    }

    private void putArray(BinaryCopyWriter row, InfoView info, int entry, Key key, int... indexes) {
        byte separator = '[';
        for (int index : indexes) {
            row.append(separator);
            separator = ',';
            putIndex(row, info, entry, key, index);
        }
        row.append((byte) ']');
    }

    private void putAll(BinaryCopyWriter row, InfoView info, int entry, Key key) {
        byte separator = '[';
        int index = 0;
        for (int start = from; start <= to; ) {
            int end = valueEnd(start);
            row.append(separator);
            separator = ',';
            putElement(row, info, entry, key, index++, start, end);
            start = end + 1;
        }
        row.append((byte) ']');
    }

    private void putElement(BinaryCopyWriter row, InfoView info, int entry, Key key, int index, int start, int end) {
        if (start == end || (end - start == 1 && bytes[start] == '.')) {
            row.append("null");
        } else if (key.type == VcfType.INTEGER) {
            if (JsonNumbers.isInteger(bytes, start, end)) {
                row.append(bytes, start, end - start);
            } else {
                row.append(Integer.toString(info.intValue(entry, index)));
            }
        } else if (key.type == VcfType.FLOAT) {
            if (JsonNumbers.isNumber(bytes, start, end)) {
                row.append(bytes, start, end - start);
            } else {
                row.append(JsonNumbers.json(info.floatValue(entry, index), bytes, start, end));
            }
        } else {
            putText(row, start, end);
        }
    }

    private void putText(BinaryCopyWriter row, int start, int end) {
        if (isPercentEncoded && contains((byte) '%', start, end)) {
            JsonText.append(row, Percent.decode(bytes, start, end));
        } else {
            JsonText.append(row, bytes, start, end);
        }
    }

    private boolean contains(byte wantedByte, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wantedByte) {
                return true;
            }
        }
        return false;
    }
}
