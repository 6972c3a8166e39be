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
import omega.genomics.postgres.internal.InfoOrder;
import omega.genomics.postgres.internal.JsonNumbers;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.Percent;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.KeptValues;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfHeader;
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

    /** Up to here looking for a value from the start of its list is fastest. */
    private static final int FEW = 24;

    /** Sets of keys that are remembered, of up to {@link #MOST_REMEMBERED} keys. */
    private static final int ORDERS = 16;

    private static final int MOST_REMEMBERED = 64;

    /** Of a value, in a warning. */
    private static final int SHOWN = 40;

    /** Undeclared keys that are remembered; a file may have a new one in every record. */
    private static final int MOST_UNDECLARED = 4096;

    private final boolean isPercentEncoded;
    private final @Nullable Set<String> wanted;
    private final KeptValues kept;
    private final Map<String, InfoOrder.Key> undeclared = new HashMap<>();
    private final IdentityHashMap<InfoDefinition, InfoOrder.Key> declared = new IdentityHashMap<>();

    /** The keys of the last records, each set of them in its order; the one that was made longest ago makes way. */
    private final @Nullable InfoOrder[] orders = new InfoOrder[ORDERS];

    private int nextOrder;
    private InfoOrder order = new InfoOrder();
    /** Of records with many keys, of which few have the same ones. */
    private final InfoOrder ofMany = new InfoOrder();

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
        if (order.size() == 0) {
            row.putNull();
            return;
        }
        row.beginJsonb();
        byte separator = '{';
        for (int i = 0; i < order.size(); i++) {
            int entry = order.entry(i);
            InfoOrder.Key key = order.key(entry);
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
        if (n > indexed.length) {
            indexed = new int[2 * n];
            counts = new int[2 * n];
        }
        Arrays.fill(indexed, 0, n, -1);
        valueStartsSize = 0;
        if (!order.isOf(info)) {
            order = order(info);
        }
    }

    private InfoOrder order(InfoView info) {
        InfoOrder of = ofMany;
        if (info.size() <= MOST_REMEMBERED) {
            for (InfoOrder known : orders) {
                if (known != null && known.isOf(info)) {
                    return known;
                }
            }
            InfoOrder oldest = orders[nextOrder];
            of = oldest == null ? new InfoOrder() : oldest;
            orders[nextOrder] = of;
            nextOrder = (nextOrder + 1) % ORDERS;
        }
        of.read(info, this::key);
        return of;
    }

    private InfoOrder.Key key(InfoDefinition definition) {
        InfoOrder.Key known = declared.get(definition);
        if (known != null) {
            return known;
        }
        String id = definition.id();
        if (definition.origin() == FieldOrigin.DECLARED) {
            InfoOrder.Key key = new InfoOrder.Key(id, definition, wanted == null || wanted.contains(id));
            declared.put(definition, key);
            return key;
        }
        if (undeclared.size() >= MOST_UNDECLARED && !undeclared.containsKey(id)) {
            undeclared.clear();
        }
        return undeclared.computeIfAbsent(
                id, name -> new InfoOrder.Key(name, definition, wanted == null || wanted.contains(name)));
    }

    // ---- values --------------------------------------------------------------------------------------------------

    private void putValue(
            BinaryCopyWriter row,
            VcfRecord record,
            InfoView info,
            int entry,
            InfoOrder.Key key,
            int alt,
            int altCount) {
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
    private boolean isOneNumber(InfoOrder.Key key, int altCount) {
        boolean isOnly = key.isOfAllele ? altCount == 1 : key.isSingle;
        return isOnly
                && (key.type == VcfType.INTEGER
                        ? JsonNumbers.isInteger(bytes, from, to)
                        : key.type == VcfType.FLOAT && JsonNumbers.isNumber(bytes, from, to));
    }

    /** A number with a comma in it is a list, whatever the header says; text may have commas. */
    private boolean isOne(InfoOrder.Key key) {
        return key.isSingle && (isText(key) || valueEnd(from) == to);
    }

    private static boolean isText(InfoOrder.Key key) {
        return key.type != VcfType.INTEGER && key.type != VcfType.FLOAT;
    }

    private void putOne(BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, InfoOrder.Key key) {
        if (isText(key)) {
            putText(row, from, to);
        } else {
            putElement(row, record, info, entry, key, 0, from, to);
        }
    }

    /** Many callers write {@code DB=1}; what says more is kept, if anything is. */
    private void putFlag(BinaryCopyWriter row, VcfRecord record, InfoOrder.Key key) {
        boolean isPlain = to - from <= 1 && (from == to || "01.".indexOf(bytes[from]) >= 0);
        if (isPlain || !kept.keeps()) {
            row.append("true");
        } else {
            keep(record, key, "info-flag", "a Flag without a value");
            putText(row, from, to);
        }
    }

    private void keep(VcfRecord record, InfoOrder.Key key, String rule, String expected) {
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
            BinaryCopyWriter row,
            VcfRecord record,
            InfoView info,
            int entry,
            InfoOrder.Key key,
            int alt,
            int altCount) {
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
    private boolean fits(VcfRecord record, int entry, InfoOrder.Key key, int expected, int altCount) {
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

    private void putIndex(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, InfoOrder.Key key, int index) {
        int start = valueStart(entry, index);
        putElement(row, record, info, entry, key, index, start, valueEnd(start));
    }

    private void putArray(
            BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, InfoOrder.Key key, int... indexes) {
        byte separator = '[';
        for (int index : indexes) {
            row.append(separator);
            separator = ',';
            putIndex(row, record, info, entry, key, index);
        }
        row.append((byte) ']');
    }

    private void putAll(BinaryCopyWriter row, VcfRecord record, InfoView info, int entry, InfoOrder.Key key) {
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
            BinaryCopyWriter row,
            VcfRecord record,
            InfoView info,
            int entry,
            InfoOrder.Key key,
            int index,
            int start,
            int end) {
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
            BinaryCopyWriter row,
            VcfRecord record,
            InfoView info,
            int entry,
            InfoOrder.Key key,
            int index,
            int start,
            int end) {
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
