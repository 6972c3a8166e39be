package omega.genomics.vcf;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.internal.bcf.BcfRecord;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.FieldDictionary;
import omega.genomics.internal.vcf.KeyBytes;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import org.jspecify.annotations.Nullable;

/**
 * The INFO column of one record, read key by key and only as far as asked.
 *
 * <p><b>Missing.</b> A key may be absent, or present with the missing value {@code .}, or hold a list some of whose
 * values are missing. {@link #has(InfoKey)} is true for a key with a value (or a flag); typed accessors throw
 * {@link NoSuchElementException} where there is no value; the {@code …Or} forms return what the caller names.
 *
 * <p><b>Lifetime.</b> A part of its {@link VcfRecord}: valid until the reader advances or closes. Not thread-safe.
 * Implements VCF 4.5 §1.6.1 INFO.
 */
public final class InfoView {
    /** Up to here walking the entries is cheaper than mapping them all. */
    private static final int NEAR = 8;

    private static final long COMMAS = Words.repeat(',');
    private static final long SEMICOLONS = Words.repeat(';');

    /** No entry, or none whose numbers are taken as they are stored. */
    private static final int NONE = BcfRecord.NONE;

    private final RecordColumns record;
    /** Where the record of a BCF file is; null for text. */
    private final @Nullable BcfRecord stored;

    private final VcfHeader header;
    private final FieldDictionary dictionary;
    private final InfoDefinition[] definitions;
    private final boolean percent;
    /** The smallest integer of the version. */
    private final int smallest;

    private final boolean @Nullable [] selected;

    /** The number that a BCF file has for each slot, or −1; empty for text. */
    private int[] numberOfSlot = {};
    /** Whether the entries are stored, and not yet written as text. */
    private boolean isStored;
    /** The stored entry that was found, if it has numbers or no value; then the bounds of its text are not known. */
    private int entry = NONE;

    private int index;

    private byte[] buffer = {};
    private int from;
    private int to;

    /** Entry {@code e} is {@code starts[e] .. starts[e + 1] - 1}; known for {@code e < found}. */
    private int[] starts = new int[64];

    private int found;
    private int scanned;
    private boolean whole;

    /** Slot of each entry, or −1; valid if {@code mapped}. */
    private int[] slots = new int[64];

    /** End of each entry's key; valid if {@code mapped}. */
    private int[] keyEnds = new int[64];

    /** The entries that projection leaves, if there is one. */
    private int[] visible = {};

    private int size;
    private boolean mapped;
    /** Whether {@link #entryOfSlot} is that of this record. */
    private boolean keyed;

    private int[] entryOfSlot;
    private int[] stampOfSlot;
    private int stamp;
    /** Where each key stood last time, if that is near the front; else −1, and the whole field gets mapped. */
    private int[] guess;
    /** Which slot followed each slot last time; the last element stands for the start of INFO. */
    private int[] next;

    private int keyEnd;
    private int valueFrom;
    private int valueTo;

    private final ListCursor[] cursors = {new ListCursor(), new ListCursor(), new ListCursor(), new ListCursor()};
    private int nextCursor;
    private boolean areCursorsUsed;
    private final ByteSlice slice = new ByteSlice();

    InfoView(RecordColumns record, @Nullable BcfRecord stored, VcfHeader header, boolean @Nullable [] selected) {
        this.record = record;
        this.stored = stored;
        this.header = header;
        this.dictionary = header.infoDictionary();
        this.definitions = header.infosBySlot();
        this.percent = header.version().isPercentEncoded();
        this.smallest = VcfNumbers.smallest(header.version());
        this.selected = selected;
        int n = dictionary.size();
        entryOfSlot = new int[n];
        stampOfSlot = new int[n];
        guess = new int[n];
        visible = selected == null ? visible : new int[starts.length];
        next = new int[n + 1];
        if (stored != null) {
            numberOfSlot = new int[n];
            for (int slot = 0; slot < n; slot++) {
                numberOfSlot[slot] = stored.number(dictionary.id(slot).bytes);
            }
        }
    }

    /** Points the view at the record of a BCF file. */
    void wrapStored() {
        isStored = true;
        mapped = false;
        keyed = false;
        entry = NONE;
    }

    /** Reads the entries of a BCF record as text from here on. */
    private void readAsText() {
        int end = record.infoEnd();
        wrap(record.buffer(), record.columnStart(RecordColumns.INFO), end);
    }

    void wrap(byte[] bytes, int start, int end) {
        isStored = false;
        entry = NONE;
        buffer = bytes;
        from = start;
        to = end;
        if (areCursorsUsed) {
            areCursorsUsed = false;
            for (ListCursor cursor : cursors) {
                cursor.reset();
            }
        }
        found = 0;
        mapped = false;
        keyed = false;
        whole = end - start == 1 && bytes[start] == '.';
        if (!whole) {
            starts[0] = start;
            found = 1;
            scanned = start;
        }
    }

    // ---- entries -------------------------------------------------------------------------------------------------

    /** Finds semicolons until entry {@code e} and its end are known; false if there are fewer entries. */
    private boolean indexTo(int e) {
        // The end of an entry is the start of the next, so one more than asked has to be known.
        if (found <= e + 1 && !whole) {
            index(e + 2);
        }
        return e < found;
    }

    /** Finds semicolons until so many entries are known, or all; a word may bring more than asked. */
    private void index(int goal) {
        int i = scanned;
        int n = found;
        byte[] bytes = buffer;
        int end = to;
        while (i < end && n < goal) {
            long hits;
            if (i + 8 <= bytes.length) {
                hits = Words.matches(Words.load(bytes, i), SEMICOLONS) & Words.first(end - i);
            } else {
                hits = Words.matches(Words.loadFirst(bytes, i, end - i), SEMICOLONS);
            }
            if (hits != 0) {
                if (n + 9 >= starts.length) {
                    grow();
                }
                do {
                    starts[n++] = i + (Long.numberOfTrailingZeros(hits) >>> 3) + 1;
                    hits &= hits - 1;
                } while (hits != 0);
            }
            i += 8;
        }
        if (i >= end) {
            whole = true;
            if (starts[n - 1] == end) {
                // A semicolon at the end starts no entry; validate() complains about it.
                n--;
            } else {
                starts[n] = end + 1;
            }
        }
        scanned = i;
        found = n;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, starts.length * 2);
    }

    private int entryEnd(int e) {
        return starts[e + 1] - 1;
    }

    private void indexAll() {
        if (!mapped) {
            map();
        }
    }

    /**
     * Finds all entries and gives each its slot: the guess is the slot that followed the previous entry's last time. Behind a key
     * that was guessed the end is near, and about as near as in the record before, which the processor learns.
     */
    private void map() {
        if (isStored) {
            readAsText();
        }
        mapped = true;
        size = 0;
        int previous = dictionary.size();
        int e = 0;
        int start = found == 0 ? to : from; // none stands in "."
        while (start < to) {
            if (e + 1 >= Math.min(starts.length, slots.length)) {
                growAll();
            }
            int slot = next[previous];
            KeyBytes guessed = dictionary.id(slot);
            int end;
            if (guessed.startsEntry(buffer, start, to)) {
                keyEnds[e] = start + guessed.length;
                end = endOf(SEMICOLONS, keyEnds[e] + 1, to);
            } else {
                end = endOf(SEMICOLONS, start, to);
                keyEnds[e] = ByteSearch.find(buffer, start, end, (byte) '=');
                slot = dictionary.find(buffer, start, keyEnds[e]);
                if (slot >= 0) {
                    next[previous] = slot;
                }
            }
            starts[e] = start;
            slots[e] = slot;
            if (selected == null) {
                size++;
            } else if (slot >= 0 && selected[slot]) {
                visible[size++] = e;
            }
            if (slot >= 0) {
                previous = slot;
            }
            start = end + 1;
            e++;
        }
        starts[e] = start;
        found = e;
        whole = true;
    }

    private void growAll() {
        int length = 2 * starts.length;
        starts = Arrays.copyOf(starts, length);
        slots = Arrays.copyOf(slots, length);
        keyEnds = Arrays.copyOf(keyEnds, length);
        visible = selected == null ? visible : Arrays.copyOf(visible, length);
    }

    /** Finds the first entry of each slot. */
    private void mapKeys() {
        indexAll();
        stamp++;
        keyed = true;
        for (int e = 0; e < found; e++) {
            int slot = slots[e];
            if (slot >= 0 && stampOfSlot[slot] != stamp) {
                stampOfSlot[slot] = stamp;
                entryOfSlot[slot] = e;
                guess[slot] = e < NEAR ? e : -1;
            }
        }
    }

    private boolean isKey(int e, InfoKey<?> key) {
        int start = starts[e];
        int end = entryEnd(e);
        if (key.bytes.isKeyOf(buffer, start, end)) {
            bound(start + key.bytes.length, end);
            return true;
        }
        return false;
    }

    private void bound(int endOfKey, int end) {
        keyEnd = endOfKey;
        valueFrom = Math.min(endOfKey + 1, end);
        valueTo = end;
    }

    /** Finds a key's first entry and sets the bounds of its value; false if it is absent. */
    private boolean find(InfoKey<?> key) {
        record.checkCurrent();
        int slot = key.slot;
        if (key.dictionary != dictionary || slot < 0) {
            return findUnknown(key);
        }
        if (selected != null && !selected[slot]) {
            return false;
        }
        if (isStored) {
            return findStored(slot, key);
        }
        if (!keyed) {
            // The first of several entries with one key counts, so the entries before the guess are looked at, too.
            int last = guess[slot];
            for (int e = 0; e <= last && indexTo(e); e++) {
                if (isKey(e, key)) {
                    return true;
                }
            }
            mapKeys();
        }
        if (stampOfSlot[slot] != stamp) {
            return false;
        }
        int e = entryOfSlot[slot];
        bound(keyEnds[e], entryEnd(e));
        return true;
    }

    /** Finds a key's first entry in a BCF record; text is read as text. */
    private boolean findStored(int slot, InfoKey<?> key) {
        BcfRecord binary = Objects.requireNonNull(stored);
        int number = numberOfSlot[slot];
        int found = number < 0 ? NONE : binary.entry(number);
        if (found == NONE) {
            return false;
        }
        if (binary.isNumeric(found)) {
            entry = found;
            return true;
        }
        return findText(key);
    }

    /** Finds a key as {@link #find} does, and its text. */
    private boolean findText(InfoKey<?> key) {
        if (isStored) {
            readAsText();
        }
        return find(key);
    }

    /** Goes from the stored entry that was found to its text. */
    private void useText() {
        int found = entry;
        readAsText();
        map();
        bound(keyEnds[found], entryEnd(found));
    }

    /** Goes from the stored value that was found and selected to its text. */
    private void selectText() {
        useText();
        select(index);
    }

    private boolean findUnknown(InfoKey<?> key) {
        if (isStored) {
            readAsText();
        }
        int slot = dictionary.find(key.bytes.bytes, 0, key.bytes.length);
        if (selected != null && (slot < 0 || !selected[slot])) {
            return false;
        }
        for (int e = 0; indexTo(e); e++) {
            if (isKey(e, key)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMissingText() {
        return valueTo - valueFrom == 1 && buffer[valueFrom] == '.';
    }

    /** Whether the value that was found is missing as a whole. */
    private boolean isMissingValue() {
        if (entry == NONE) {
            return isMissingText();
        }
        BcfRecord binary = Objects.requireNonNull(stored);
        return binary.hasValue(entry) && binary.valueCount(entry) == 0;
    }

    // ---- by key --------------------------------------------------------------------------------------------------

    /**
     * Tells whether a key stands in the record, with or without a value.
     *
     * @param key resolved by the header
     * @return true also for {@code DP=.}
     */
    public boolean isPresent(InfoKey<?> key) {
        return find(key);
    }

    /**
     * Tells whether a key has a value: at least one that may not be missing, or a flag's presence.
     *
     * @param key resolved by the header
     * @return false if the key is absent or stands with {@code .}
     */
    public boolean has(InfoKey<?> key) {
        return find(key) && !isMissingValue();
    }

    /**
     * Reads a flag.
     *
     * @param key resolved by the header
     * @return whether it is present
     */
    public boolean flag(InfoKey<Boolean> key) {
        return find(key);
    }

    /**
     * Counts the values of a key, missing ones among them.
     *
     * @param key resolved by the header
     * @return 0 if the key is absent, has no value, or stands with a lone {@code .}
     */
    public int count(InfoKey<?> key) {
        return find(key) ? valueCount() : 0;
    }

    private int valueCount() {
        if (entry != NONE) {
            return Objects.requireNonNull(stored).valueCount(entry);
        }
        return keyEnd == valueTo || valueFrom == valueTo || isMissingText()
                ? 0
                : ByteSearch.count(buffer, valueFrom, valueTo, (byte) ',') + 1;
    }

    /** Narrows the value's bounds to one of its list; false if there are fewer, or it is missing. */
    private boolean select(int index) {
        if (entry != NONE) {
            this.index = Math.max(0, index);
            return Objects.requireNonNull(stored).hasValue(entry, this.index);
        }
        int end = valueTo;
        int start = valueFrom;
        if (index > ListCursor.NEAR) {
            start = cursor().seek(buffer, start, end, index);
        } else {
            for (int i = 0; i < index && start <= end; i++) {
                start = ByteSearch.find(buffer, start, end, (byte) ',') + 1;
            }
        }
        if (start > end) {
            return false;
        }
        int comma = endOfValue(start, end);
        valueFrom = start;
        valueTo = comma;
        return comma > start && !(comma - start == 1 && buffer[start] == '.');
    }

    /** The cursor of the list that is being read, or one that is least missed: a few lists are read in turns, allele by allele. */
    private ListCursor cursor() {
        for (int i = 0; i < cursors.length; i++) {
            if (cursors[i].isOf(valueFrom)) {
                return cursors[i];
            }
        }
        nextCursor = (nextCursor + 1) % cursors.length;
        areCursorsUsed = true;
        return cursors[nextCursor];
    }

    private int endOfValue(int start, int end) {
        return endOf(COMMAS, start, end);
    }

    /** Finds a byte, or the end; masked words all the way, as a loop over the last bytes ends unpredictably. */
    private int endOf(long pattern, int start, int end) {
        byte[] bytes = buffer;
        for (int i = start; i < end; i += 8) {
            if (i + 8 > bytes.length) {
                return ByteSearch.find(bytes, i, end, (byte) pattern);
            }
            long hits = Words.matches(Words.load(bytes, i), pattern) & Words.first(end - i);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        return end;
    }

    /**
     * Tells whether one value of a key is missing.
     *
     * @param key resolved by the header
     * @param index from 0
     * @return true if the key is absent, has fewer values, or has {@code .} there
     */
    public boolean isMissing(InfoKey<?> key, int index) {
        return !find(key) || !select(index);
    }

    /**
     * Reads the value of a key with {@code Number=1} as an integer.
     *
     * @param key resolved by the header
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ParseException if it is no integer in range
     */
    public int intValue(InfoKey<Integer> key) {
        if (find(key) && select(0)) {
            return integer();
        }
        throw none(key, 0);
    }

    /**
     * Reads one value of a key as an integer.
     *
     * @param key resolved by the header
     * @param index from 0
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ParseException if it is no integer in range
     */
    public int intValue(InfoKey<int[]> key, int index) {
        if (find(key) && select(index)) {
            return integer();
        }
        throw none(key, index);
    }

    /**
     * Reads the value of a key with {@code Number=1} as an integer, or returns another number.
     *
     * @param key resolved by the header
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws ParseException if it is no integer in range
     */
    public int intOr(InfoKey<Integer> key, int ifMissing) {
        return find(key) && select(0) ? integer() : ifMissing;
    }

    /**
     * Reads one value of a key as an integer, or returns another number.
     *
     * @param key resolved by the header
     * @param index from 0
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws ParseException if it is no integer in range
     */
    public int intOr(InfoKey<int[]> key, int index, int ifMissing) {
        return find(key) && select(index) ? integer() : ifMissing;
    }

    /**
     * Reads the value of an allele as an integer, or returns another number.
     *
     * @param key of a field with Number A or R
     * @param allele 0 for REF, 1 for the first ALT
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws IllegalArgumentException if the field has no value for that allele by its definition
     * @throws ParseException if it is no integer in range
     */
    public int intForAllele(InfoKey<int[]> key, int allele, int ifMissing) {
        return intOr(key, indexForAllele(key, allele), ifMissing);
    }

    /**
     * Reads the value of a key with {@code Number=1} as a 32-bit float, correctly rounded.
     *
     * @param key resolved by the header
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ParseException if it is no number
     */
    public float floatValue(InfoKey<Float> key) {
        if (find(key) && select(0)) {
            return real();
        }
        throw none(key, 0);
    }

    /**
     * Reads one value of a key as a 32-bit float, correctly rounded.
     *
     * @param key resolved by the header
     * @param index from 0
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ParseException if it is no number
     */
    public float floatValue(InfoKey<float[]> key, int index) {
        if (find(key) && select(index)) {
            return real();
        }
        throw none(key, index);
    }

    /**
     * Reads the value of a key with {@code Number=1} as a 32-bit float, or returns another number.
     *
     * @param key resolved by the header
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws ParseException if it is no number
     */
    public float floatOr(InfoKey<Float> key, float ifMissing) {
        return find(key) && select(0) ? real() : ifMissing;
    }

    /**
     * Reads one value of a key as a 32-bit float, or returns another number.
     *
     * @param key resolved by the header
     * @param index from 0
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws ParseException if it is no number
     */
    public float floatOr(InfoKey<float[]> key, int index, float ifMissing) {
        return find(key) && select(index) ? real() : ifMissing;
    }

    /**
     * Reads the value of an allele as a 32-bit float, or returns another number.
     *
     * @param key of a field with Number A or R
     * @param allele 0 for REF, 1 for the first ALT
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws IllegalArgumentException if the field has no value for that allele by its definition
     * @throws ParseException if it is no number
     */
    public float floatForAllele(InfoKey<float[]> key, int allele, float ifMissing) {
        return floatOr(key, indexForAllele(key, allele), ifMissing);
    }

    /**
     * Reads the value of a key with {@code Number=1} with the precision of its text; VCF itself promises 32 bits only.
     *
     * @param key resolved by the header
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ParseException if it is no number
     */
    public double doubleValue(InfoKey<Float> key) {
        if (find(key) && select(0)) {
            return precise();
        }
        throw none(key, 0);
    }

    /**
     * Reads one value of a key with the precision of its text; VCF itself promises 32 bits only.
     *
     * @param key resolved by the header
     * @param index from 0
     * @return the value
     * @throws NoSuchElementException if there is none
     * @throws ParseException if it is no number
     */
    public double doubleValue(InfoKey<float[]> key, int index) {
        if (find(key) && select(index)) {
            return precise();
        }
        throw none(key, index);
    }

    public double doubleOr(InfoKey<float[]> key, int index, double ifMissing) {
        return find(key) && select(index) ? precise() : ifMissing;
    }

    /**
     * Reads one value of a key as text, percent-decoded from VCF 4.3 on.
     *
     * @param key resolved by the header
     * @param index from 0
     * @return null if it is missing
     */
    public @Nullable String string(InfoKey<String> key, int index) {
        return findText(key) && select(index) ? PercentEncoding.decode(buffer, valueFrom, valueTo, percent) : null;
    }

    /**
     * Reads all values of a key as one text, commas and all, percent-decoded from VCF 4.3 on.
     *
     * @param key resolved by the header
     * @return null if the key is absent or its value missing
     */
    public @Nullable String string(InfoKey<String> key) {
        return findText(key) && keyEnd < valueTo && !isMissingText()
                ? PercentEncoding.decode(buffer, valueFrom, valueTo, percent)
                : null;
    }

    /**
     * Returns what stands behind a key's equals sign.
     *
     * @param key resolved by the header
     * @return not decoded, {@code .} for a missing value, empty for a key without one; null if the key is absent. The
     *     same slice each time
     */
    public @Nullable ByteSlice bytes(InfoKey<?> key) {
        return findText(key) ? slice.wrap(buffer, valueFrom, valueTo - valueFrom) : null;
    }

    /**
     * Copies all values of a key.
     *
     * @param key resolved by the header
     * @param target filled from its start, as far as it reaches
     * @param missing stands for a missing value
     * @return the number of values, which may be more than the target holds; 0 if the key has none
     * @throws ParseException if one is no integer in range
     */
    public int ints(InfoKey<int[]> key, int[] target, int missing) {
        Objects.requireNonNull(target, "target");
        return find(key) ? ints(target, missing) : 0;
    }

    /**
     * Copies all values of a key.
     *
     * @param key resolved by the header
     * @param target filled from its start, as far as it reaches
     * @param missing stands for a missing value
     * @return the number of values, which may be more than the target holds; 0 if the key has none
     * @throws ParseException if one is no number
     */
    public int floats(InfoKey<float[]> key, float[] target, float missing) {
        Objects.requireNonNull(target, "target");
        return find(key) ? floats(target, missing) : 0;
    }

    /**
     * Tells which value of a {@code Number=A} or {@code Number=R} field belongs to an allele.
     *
     * @param key of such a field
     * @param allele 0 for REF, 1 for the first ALT
     * @return the index of the value
     * @throws IllegalArgumentException if the field has no value for that allele by its definition
     */
    public static int indexForAllele(InfoKey<?> key, int allele) {
        VcfNumber.Kind kind = key.number().kind();
        if (kind == VcfNumber.Kind.R && allele >= 0) {
            return allele;
        }
        if (kind == VcfNumber.Kind.A && allele >= 1) {
            return allele - 1;
        }
        throw new IllegalArgumentException(
                "INFO/" + key.id() + " with Number=" + key.number() + " has no value for allele " + allele);
    }

    // ---- by position ---------------------------------------------------------------------------------------------

    /**
     * Returns the number of entries, known or not.
     *
     * @return 0 if INFO is missing
     */
    public int size() {
        record.checkCurrent();
        indexAll();
        return size;
    }

    /**
     * Returns the key of an entry.
     *
     * @param entry from 0, in file order
     * @return the id; the same slice each time
     */
    public ByteSlice keyBytes(int entry) {
        int e = enter(entry);
        return slice.wrap(buffer, starts[e], keyEnd - starts[e]);
    }

    ByteSlice entryBytes(int entry) {
        int e = enter(entry);
        return slice.wrap(buffer, starts[e], entryEnd(e) - starts[e]);
    }

    /**
     * Returns the value of an entry.
     *
     * @param entry from 0, in file order
     * @return not decoded; empty for a key without a value. The same slice each time
     */
    public ByteSlice valueBytes(int entry) {
        enter(entry);
        return slice.wrap(buffer, valueFrom, valueTo - valueFrom);
    }

    /**
     * Tells whether an entry has an equals sign.
     *
     * @param entry from 0, in file order
     * @return false for a flag
     */
    public boolean hasEqualsSign(int entry) {
        enter(entry);
        return keyEnd < valueTo;
    }

    /**
     * Returns the definition of an entry's key. Costs a comparison of its bytes with those expected there.
     *
     * @param entry from 0, in file order
     * @return the declared one, else the reserved one, else {@code Number=.,Type=String}
     */
    public InfoDefinition definition(int entry) {
        int slot = slots[unprojected(entry)];
        return slot >= 0 ? definitions[slot] : header.info(keyBytes(entry).toString());
    }

    /**
     * Counts the values of an entry.
     *
     * @param entry from 0, in file order
     * @return 0 for a flag and for a lone {@code .}
     */
    public int count(int entry) {
        enter(entry);
        return valueCount();
    }

    /**
     * Tells whether a value is missing.
     *
     * @param entry from 0, in file order
     * @param index of the value, from 0
     * @return true also if there are fewer values
     */
    public boolean isMissing(int entry, int index) {
        enter(entry);
        return !select(index);
    }

    /**
     * Reads a value as an integer.
     *
     * @param entry from 0, in file order
     * @param index of the value, from 0
     * @return the value
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no integer in range
     */
    public int intValue(int entry, int index) {
        enter(entry);
        if (select(index)) {
            return integer();
        }
        throw new NoSuchElementException("no value " + index + " in INFO entry " + entry);
    }

    /**
     * Reads a value as a 32-bit float.
     *
     * @param entry from 0, in file order
     * @param index of the value, from 0
     * @return the value
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no number
     */
    public float floatValue(int entry, int index) {
        enter(entry);
        if (select(index)) {
            return real();
        }
        throw new NoSuchElementException("no value " + index + " in INFO entry " + entry);
    }

    /**
     * Reads a value as text, percent-decoded from VCF 4.3 on.
     *
     * @param entry from 0, in file order
     * @param index of the value, from 0
     * @return null if it is missing
     */
    public @Nullable String string(int entry, int index) {
        enter(entry);
        return select(index) ? PercentEncoding.decode(buffer, valueFrom, valueTo, percent) : null;
    }

    /**
     * Returns one value of an entry.
     *
     * @param entry from 0, in file order
     * @param index of the value, from 0
     * @return not decoded; null if it is missing. The same slice each time
     */
    public @Nullable ByteSlice valueBytes(int entry, int index) {
        enter(entry);
        return select(index) ? slice.wrap(buffer, valueFrom, valueTo - valueFrom) : null;
    }

    /**
     * Copies all values of an entry, in one pass over its text: the fastest way to all of INFO.
     *
     * @param entry from 0, in file order
     * @param target filled from its start, as far as it reaches
     * @param missing stands for a missing value
     * @return the number of values, which may be more than the target holds; 0 for a flag and for a lone {@code .}
     * @throws ParseException if one is no integer in range
     */
    public int ints(int entry, int[] target, int missing) {
        Objects.requireNonNull(target, "target");
        enter(entry);
        return ints(target, missing);
    }

    /**
     * Copies all values of an entry, in one pass over its text.
     *
     * @param entry from 0, in file order
     * @param target filled from its start, as far as it reaches
     * @param missing stands for a missing value
     * @return the number of values, which may be more than the target holds; 0 for a flag and for a lone {@code .}
     * @throws ParseException if one is no number
     */
    public int floats(int entry, float[] target, float missing) {
        Objects.requireNonNull(target, "target");
        enter(entry);
        return floats(target, missing);
    }

    /** Sets the bounds of an entry's key and value, and returns its number without projection. */
    private int enter(int entry) {
        int e = unprojected(entry);
        bound(keyEnds[e], entryEnd(e));
        return e;
    }

    private int unprojected(int entry) {
        record.checkCurrent();
        if (!mapped) { // not indexAll(), through which the compiler would put map() into every accessor
            map();
        }
        Objects.checkIndex(entry, size);
        return selected == null ? entry : visible[entry];
    }

    // ---- values --------------------------------------------------------------------------------------------------

    /** Reads all values between the bounds; most often there is one, of a few digits. */
    private int ints(int[] target, int missing) {
        if (entry != NONE) {
            return storedInts(target, missing);
        }
        long only = VcfNumbers.parseDigits(buffer, valueFrom, valueTo);
        if (only >= 0 && target.length > 0) {
            target[0] = (int) only;
            return 1;
        }
        return intList(target, missing);
    }

    private int storedInts(int[] target, int missing) {
        BcfRecord binary = Objects.requireNonNull(stored);
        if (!binary.isIntegers(entry)) {
            useText();
            return ints(target, missing);
        }
        int n = binary.valueCount(entry);
        for (int i = 0; i < n && i < target.length; i++) {
            target[i] = select(i) ? integer() : missing;
        }
        return n;
    }

    private int storedFloats(float[] target, float missing) {
        BcfRecord binary = Objects.requireNonNull(stored);
        int n = binary.valueCount(entry);
        for (int i = 0; i < n && i < target.length; i++) {
            boolean hasValue = binary.hasValue(entry, i);
            target[i] = hasValue ? binary.realAsFloat(entry, i) : missing;
            if (hasValue && Float.isNaN(target[i])) {
                useText();
                return floats(target, missing);
            }
        }
        return n;
    }

    private int intList(int[] target, int missing) {
        int end = valueTo;
        if (valueFrom == end || isMissingText()) {
            return 0;
        }
        int n = 0;
        int start = valueFrom;
        while (n < target.length) {
            int stop = VcfNumbers.digitsEnd(buffer, start, end);
            long value = stop == end || buffer[stop] == ',' ? VcfNumbers.parseDigits(buffer, start, stop) : -1;
            if (value < 0) {
                stop = endOfValue(start, end);
                value = isMissingText(start, stop) ? missing : integer(start, stop);
            }
            target[n++] = (int) value;
            if (stop == end) {
                return n;
            }
            start = stop + 1;
        }
        return n + 1 + ByteSearch.count(buffer, start, end, (byte) ',');
    }

    private int floats(float[] target, float missing) {
        if (entry != NONE) {
            return storedFloats(target, missing);
        }
        float only = AsciiNumbers.parseUsualFloat(buffer, valueFrom, valueTo);
        if (!Float.isNaN(only) && target.length > 0) {
            target[0] = only;
            return 1;
        }
        return floatList(target, missing);
    }

    private int floatList(float[] target, float missing) {
        int end = valueTo;
        if (valueFrom == end || isMissingText()) {
            return 0;
        }
        int n = 0;
        int start = valueFrom;
        while (n < target.length) {
            int stop = endOfValue(start, end);
            target[n++] = isMissingText(start, stop) ? missing : real(start, stop);
            if (stop == end) {
                return n;
            }
            start = stop + 1;
        }
        return n + 1 + ByteSearch.count(buffer, start, end, (byte) ',');
    }

    private boolean isMissingText(int start, int stop) {
        return start == stop || (stop - start == 1 && buffer[start] == '.');
    }

    private int integer(int start, int stop) {
        valueFrom = start;
        valueTo = stop;
        return integer();
    }

    private float real(int start, int stop) {
        valueFrom = start;
        valueTo = stop;
        return real();
    }

    private int integer() {
        if (entry != NONE) {
            BcfRecord binary = Objects.requireNonNull(stored);
            if (binary.isIntegers(entry)) {
                int number = binary.integer(entry, index);
                if (number >= smallest) {
                    return number;
                }
            }
            selectText();
        }
        long value = VcfNumbers.parseInteger(buffer, valueFrom, valueTo, smallest);
        if (value == VcfNumbers.NOT_AN_INTEGER) {
            throw bad(
                    VcfRule.ofInteger(buffer, valueFrom, valueTo, true),
                    "an integer from " + smallest + " to 2147483647");
        }
        return (int) value;
    }

    private float real() {
        if (entry != NONE) {
            float written = Objects.requireNonNull(stored).realAsFloat(entry, index);
            if (!Float.isNaN(written)) {
                return written;
            }
            selectText();
        }
        try {
            return AsciiNumbers.parseFloat(buffer, valueFrom, valueTo);
        } catch (NumberFormatException e) {
            throw bad(VcfRule.INFO_TYPE, "a number");
        }
    }

    private double precise() {
        if (entry != NONE) {
            double written = Objects.requireNonNull(stored).real(entry, index);
            if (!Double.isNaN(written)) {
                return written;
            }
            selectText();
        }
        try {
            return AsciiNumbers.parseDouble(buffer, valueFrom, valueTo);
        } catch (NumberFormatException e) {
            throw bad(VcfRule.INFO_TYPE, "a number");
        }
    }

    private ParseException bad(Rule rule, String expected) {
        return new ParseException(record.finding(valueFrom, valueTo, "INFO", rule, expected));
    }

    private static NoSuchElementException none(InfoKey<?> key, int index) {
        return new NoSuchElementException("no value " + index + " of INFO/" + key.id() + " in this record");
    }

    /** Returns the column as text. */
    @Override
    public String toString() {
        if (isStored) {
            readAsText();
        }
        return new ByteSlice().wrap(buffer, from, to - from).toString();
    }

    /** Appends the fields that are shown, or {@code .} if there are none. */
    void append(LineBuffer text) {
        int size = size();
        for (int entry = 0; entry < size; entry++) {
            if (entry > 0) {
                text.add(';');
            }
            ByteSlice whole = entryBytes(entry);
            text.add(whole.array(), whole.offset(), whole.offset() + whole.length());
        }
        if (size == 0) {
            text.add('.');
        }
    }
}
