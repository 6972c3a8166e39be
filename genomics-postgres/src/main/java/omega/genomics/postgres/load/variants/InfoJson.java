package omega.genomics.postgres.load.variants;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.JsonNumbers;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.Percent;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.KeptValues;
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
 * <p>The header gives the types: Integer and Float become numbers, all else text; {@code .} is null, and so is a number that
 * is left out. A Flag is {@code true} whatever stands behind it, as is any key without an equals sign. One
 * value for {@code Number=1} and {@code A}, else an array; of A, R and G the values of this allele (and REF). Keys go in
 * jsonb's own order, by length and then by bytes, which spares the server the sorting: the order of a record is
 * that of the record before if it has the same keys.
 */
final class InfoJson {
    /** END is that of the file. */
    static final int AS_WRITTEN = -1;

    /** Up to here sorting by insertion is fastest, and looking for a value from the start of its list. */
    private static final int FEW = 24;

    /** Of a value, in a warning. */
    private static final int SHOWN = 40;

    /** Undeclared keys that are remembered; a file may have a new one in every record. */
    private static final int MOST_UNDECLARED = 4096;

    private final boolean isPercentEncoded;
    private final @Nullable Set<String> wanted;
    private final KeptValues kept;
    private final Map<String, Key> undeclared = new HashMap<>();
    private final IdentityHashMap<InfoDefinition, Key> declared = new IdentityHashMap<>();

    private InfoDefinition[] lastDefinitions = {};
    private Key[] lastKeys = {};
    private int lastSize;
    /** Entries in the order of jsonb, each key once. */
    private int[] order = {};

    private int[] merged = {};
    private int ordered;

    /** Where the values of long lists begin, for each entry that was asked for, and which part of it is whose. */
    private int[] valueStarts = {};

    private int valueStartsSize;
    /** Of each entry: its first in {@link #valueStarts}, or −1. */
    private int[] indexed = {};

    private int[] counts = {};

    /** Whether the list that is being written has not a value for each allele. */
    private boolean isBroken;

    /** Of the value that is being written. */
    private byte[] bytes = {};

    private int from;
    private int to;

    /**
     * @param wanted ids to write; null for all
     * @param kept of the reader: whether values that the header contradicts are written as text, and how many were
     */
    InfoJson(VcfHeader header, @Nullable Set<String> wanted, KeptValues kept) {
        this.wanted = wanted;
        this.kept = kept;
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
        /** Length and first bytes, which decide most comparisons. */
        final long rank;

        Key(String id, InfoDefinition definition, boolean wanted) {
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

    /** Reads which keys a record has, for all its alleles. */
    void begin(VcfRecord record) {
        if (hasKeys()) {
            sort(record.info());
        }
    }

    /**
     * Puts the column.
     *
     * @param record that of {@link #begin}
     * @param alt from 0; −1 for a record without ALT
     * @param end what END is to say where the record has it; {@link #AS_WRITTEN} for what it says
     * @throws ParseException if a value is not of its type, or a list has no value for each allele
     */
    void put(BinaryCopyWriter row, VcfRecord record, int alt, int altCount, int end) {
        InfoView info = record.info();
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
            merged = new int[2 * n];
            indexed = new int[2 * n];
            counts = new int[2 * n];
            same = false;
        }
        Arrays.fill(indexed, 0, n, -1);
        valueStartsSize = 0;
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
        Key known = declared.get(definition);
        if (known != null) {
            return known;
        }
        String id = definition.id();
        if (definition.origin() == FieldOrigin.DECLARED) {
            Key key = new Key(id, definition, wanted == null || wanted.contains(id));
            declared.put(definition, key);
            return key;
        }
        if (undeclared.size() >= MOST_UNDECLARED && !undeclared.containsKey(id)) {
            undeclared.clear();
        }
        return undeclared.computeIfAbsent(
                id, name -> new Key(name, definition, wanted == null || wanted.contains(name)));
    }

    /** Puts the wanted entries in order; of equal keys the first stays. */
    private void order(int n) {
        int size = 0;
        for (int entry = 0; entry < n; entry++) {
            if (lastKeys[entry].wanted) {
                order[size++] = entry;
            }
        }
        for (int from = 0; from < size; from += FEW) {
            insert(from, Math.min(size, from + FEW));
        }
        for (int width = FEW; width < size; width *= 2) {
            for (int from = 0; from + width < size; from += 2 * width) {
                merge(from, from + width, Math.min(size, from + 2 * width));
            }
        }
        ordered = 0;
        for (int i = 0; i < size; i++) {
            if (ordered == 0 || compare(order[ordered - 1], order[i]) != 0) {
                order[ordered++] = order[i];
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
        Key a = lastKeys[entry];
        Key b = lastKeys[other];
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

    // ---- values --------------------------------------------------------------------------------------------------

    private void putValue(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int alt, int altCount) {
        ByteSlice value = info.valueBytes(entry);
        bytes = value.array();
        from = value.offset();
        to = from + value.length();
        if (key.type == VcfType.FLAG) {
            putFlag(row, record, key);
        } else if (from == to) {
            row.append(!info.hasEqualsSign(entry) ? "true" : isText(key) ? "\"\"" : "null");
        } else if (to - from == 1 && bytes[from] == '.') {
            row.append("null");
        } else if (isOneNumber(key, altCount)) {
            row.append(bytes, from, to - from);
        } else if (isOne(key)) {
            putOne(row, record, info, entry, key);
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

    private void putOne(BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key) {
        if (isText(key)) {
            putText(row, from, to);
        } else {
            putElement(row, record, info, entry, key, 0, from, to);
        }
    }

    /** Many callers write {@code DB=1}; what says more is kept, if anything is. */
    private void putFlag(BinaryCopyWriter row, VcfRecord record, Key key) {
        boolean isPlain = to - from <= 1 && (from == to || "01.".indexOf(bytes[from]) >= 0);
        if (isPlain || !kept.keeps()) {
            row.append("true");
        } else {
            keep(record, key, "info-flag", "a Flag without a value");
            putText(row, from, to);
        }
    }

    private void keep(VcfRecord record, Key key, String rule, String expected) {
        String id = new String(key.id, StandardCharsets.UTF_8);
        kept.add(
                "INFO " + id,
                record.lineNumber(),
                () -> VcfFindings.refusal(record, "INFO", rule, "expected " + expected + ", found " + shown())
                        .diagnostic());
    }

    private String shown() {
        int end = Math.min(to, from + SHOWN);
        return '"' + new String(bytes, from, end - from, StandardCharsets.UTF_8) + (end < to ? "…" : "") + '"';
    }

    private int valueEnd(int start) {
        int i = start;
        while (i < to && bytes[i] != ',') {
            i++;
        }
        return i;
    }

    /** Counts the values of an entry, once for all alleles of a record. */
    private int count(int entry) {
        if (indexed[entry] < 0) {
            index(entry);
        }
        return counts[entry];
    }

    /** Returns where a value begins; of a long list that is known for all values. */
    private int valueStart(int entry, int index) {
        if (index > FEW && indexed[entry] < 0) {
            index(entry);
        }
        if (indexed[entry] >= 0) {
            return from + valueStarts[indexed[entry] + index];
        }
        int start = from;
        for (int i = 0; i < index; i++) {
            start = valueEnd(start) + 1;
        }
        return start;
    }

    private void index(int entry) {
        indexed[entry] = valueStartsSize;
        int n = 0;
        for (int start = from; start <= to; start = valueEnd(start) + 1) {
            if (valueStartsSize == valueStarts.length) {
                valueStarts = Arrays.copyOf(valueStarts, Math.max(64, 2 * valueStarts.length));
            }
            valueStarts[valueStartsSize++] = start - from;
            n++;
        }
        counts[entry] = n;
    }

    private void putOfAllele(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int alt, int altCount) {
        isBroken = false;
        switch (key.number.kind()) {
            case A -> {
                if (altCount == 1 && valueEnd(from) == to) {
                    putElement(row, record, info, entry, key, 0, from, to);
                    return;
                }
                if (alt >= 0 && fits(record, entry, key, altCount, altCount)) {
                    putIndex(row, record, info, entry, key, alt);
                    return;
                }
            }
            case R -> {
                if (alt >= 0 && fits(record, entry, key, altCount + 1, altCount)) {
                    putArray(row, record, info, entry, key, 0, alt + 1);
                    return;
                }
            }
            case G -> {
                int n = count(entry);
                if (alt >= 0 && n == (altCount + 1L) * (altCount + 2L) / 2) {
                    int allele = alt + 1;
                    int mixed = allele * (allele + 1) / 2;
                    putArray(row, record, info, entry, key, 0, mixed, mixed + allele);
                    return;
                }
                if (alt >= 0 && n == altCount + 1) {
                    putArray(row, record, info, entry, key, 0, alt + 1);
                    return;
                }
                if (alt >= 0 && kept.keeps()) {
                    keep(
                            record,
                            key,
                            "info-number",
                            "a value for each genotype (Number=G) of " + altCount + " ALT alleles");
                }
            }
            default -> {}
        }
        if (isBroken && altCount > 1) {
            putText(row, from, to);
        } else {
            putAll(row, record, info, entry, key);
        }
    }

    /** Of one allele the list is kept as it is; of several nobody can tell which value is whose. */
    private boolean fits(VcfRecord record, int entry, Key key, int expected, int altCount) {
        int n = count(entry);
        if (n != expected && (altCount > 1 || kept.keeps())) {
            String message = expected + (expected == 1 ? " value of " : " values of ")
                    + new String(key.id, StandardCharsets.UTF_8) + " (Number=" + key.number + ") for " + altCount
                    + (altCount == 1 ? " ALT allele" : " ALT alleles");
            if (!kept.keeps()) {
                throw VcfFindings.refusal(record, "INFO", "info-number", "expected " + message + ", found " + n);
            }
            isBroken = true;
            keep(record, key, "info-number", message);
        }
        return n == expected;
    }

    private void putIndex(BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int index) {
        int start = valueStart(entry, index);
        putElement(row, record, info, entry, key, index, start, valueEnd(start));
    }

    private void putArray(BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int... indexes) {
        byte separator = '[';
        for (int index : indexes) {
            row.append(separator);
            separator = ',';
            putIndex(row, record, info, entry, key, index);
        }
        row.append((byte) ']');
    }

    private void putAll(BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key) {
        byte separator = '[';
        int index = 0;
        for (int start = from; start <= to; ) {
            int end = valueEnd(start);
            row.append(separator);
            separator = ',';
            putElement(row, record, info, entry, key, index++, start, end);
            start = end + 1;
        }
        row.append((byte) ']');
        if (kept.keeps() && key.number.isFixed() && index != key.number.count()) {
            keep(
                    record,
                    key,
                    "info-number",
                    key.number.count() + (key.number.count() == 1 ? " value (Number=" : " values (Number=") + key.number
                            + ")");
        }
    }

    private void putElement(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int index, int start, int end) {
        if (end - start == 1 && bytes[start] == '.') {
            row.append("null");
        } else if (start == end) {
            row.append(isText(key) ? "\"\"" : "null");
        } else if (key.type == VcfType.INTEGER) {
            if (JsonNumbers.isInteger(bytes, start, end)) {
                row.append(bytes, start, end - start);
            } else {
                putUnusual(row, record, info, entry, key, index, start, end);
            }
        } else if (key.type == VcfType.FLOAT) {
            if (JsonNumbers.isNumber(bytes, start, end)) {
                row.append(bytes, start, end - start);
            } else {
                putUnusual(row, record, info, entry, key, index, start, end);
            }
        } else {
            putText(row, start, end);
        }
    }

    /** A number that JSON writes otherwise, or none. */
    private void putUnusual(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, Key key, int index, int start, int end) {
        String number;
        try {
            number = key.type == VcfType.INTEGER
                    ? Integer.toString(info.intValue(entry, index))
                    : JsonNumbers.json(info.floatValue(entry, index), bytes, start, end);
        } catch (ParseException e) {
            if (!kept.keeps()) {
                throw e;
            }
            kept.add("INFO " + new String(key.id, StandardCharsets.UTF_8), record.lineNumber(), e::diagnostic);
            putText(row, start, end);
            return;
        }
        row.append(number);
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
