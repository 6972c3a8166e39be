package omega.genomics.vcf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.FieldDictionary;
import omega.genomics.internal.vcf.GenotypeList;
import omega.genomics.internal.vcf.GenotypeScan;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.genotype.Genotype;
import omega.genomics.vcf.genotype.GenotypeCounts;
import omega.genomics.vcf.genotype.GenotypeOrder;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import org.jspecify.annotations.Nullable;

/**
 * FORMAT and the sample columns of one record; nothing is read before it is asked for.
 *
 * <p>Two ways in: sample by sample (the columns are found once for the record, then each access goes straight to its
 * sample), or all samples at once ({@link #dosages}, {@link #packed}, {@link #count(GenotypeCounts)}, {@link #ints}), in one walk over the bytes.
 *
 * <p><b>Samples</b> are numbered from 0 in the order of {@code reader.header().samples()}. <b>Missing</b> values are asked
 * for ({@link #has}, {@link #isMissing}) or named by the caller; typed accessors throw {@link NoSuchElementException}.
 *
 * <p><b>Lifetime.</b> A part of its {@link VcfRecord}: valid until the reader advances or closes. Not thread-safe.
 * Implements VCF 4.5 §1.6.2.
 */
public final class SamplesView {
    private static final int PLANS_KEPT = 1024;
    private static final int WIDE = 256;
    private static final long TABS = Words.repeat('\t');

    private final RecordColumns record;
    private final FieldDictionary dictionary;
    private final @Nullable FormatKey<int[]> laaKey;
    private final boolean percent;
    /** The smallest integer of the version. */
    private final int smallest;

    /** Number of sample columns in the file. */
    private final int columns;
    /** File column of each sample, or null for all in order. */
    private final int @Nullable [] projection;

    /** The FORMAT keys that projection leaves, or null for all. */
    private final @Nullable List<String> formats;

    private final int samples;
    private final Map<String, FormatPlan> plans = new HashMap<>();
    private @Nullable FormatPlan plan;

    private byte[] buffer = {};
    private int formatFrom;
    private int formatTo;
    private int to;
    /** Start of each column; the last element is one past the end of the line plus one. */
    private final int[] starts;

    private boolean indexed;

    private int[] codes = {};
    private int fieldFrom;
    private int fieldTo;
    private final ListCursor cursor = new ListCursor();

    /** The long field found last, whose end is not looked for again for each of its values. */
    private int widePosition = -1;

    private int wideColumn;
    private int wideFrom;
    private int wideTo;
    private final ByteSlice slice = new ByteSlice();
    private final ByteSlice formatSlice = new ByteSlice();

    SamplesView(RecordColumns record, VcfHeader fileHeader, Projection shown) {
        this.record = record;
        this.dictionary = fileHeader.formatDictionary();
        this.laaKey = fileHeader.laaKey();
        this.percent = fileHeader.version().isPercentEncoded();
        this.smallest = VcfNumbers.smallest(fileHeader.version());
        this.columns = fileHeader.sampleCount();
        this.projection = shown.samples();
        this.formats = shown.formats();
        this.samples = projection == null ? columns : projection.length;
        this.starts = new int[columns + 1];
    }

    /** Points the view at {@code FORMAT .. line end}; an empty range if the record has no such columns. */
    void wrap(byte[] bytes, int start, int end) {
        buffer = bytes;
        cursor.reset();
        widePosition = -1;
        to = end;
        indexed = false;
        formatFrom = start;
        formatTo = start >= end ? end : ByteSearch.find(bytes, start, end, (byte) '\t');
        if (plan == null || !plan.is(bytes, formatFrom, formatTo)) {
            plan = plan(bytes);
        }
    }

    private FormatPlan plan(byte[] bytes) {
        String format =
                new ByteSlice().wrap(bytes, formatFrom, formatTo - formatFrom).toString();
        FormatPlan known = plans.get(format);
        if (known == null) {
            known = new FormatPlan(bytes, formatFrom, formatTo, dictionary, formats);
            if (plans.size() < PLANS_KEPT) {
                plans.put(format, known);
            }
        }
        return known;
    }

    private FormatPlan plan() {
        record.checkCurrent();
        return Objects.requireNonNull(plan);
    }

    // ---- FORMAT --------------------------------------------------------------------------------------------------

    /**
     * Returns the number of samples.
     *
     * @return 0 for a sites file
     */
    public int count() {
        return samples;
    }

    /**
     * Returns the FORMAT column.
     *
     * @return empty if there is none; the same slice each time
     */
    public ByteSlice formatBytes() {
        record.checkCurrent();
        return formatSlice.wrap(buffer, formatFrom, formatTo - formatFrom);
    }

    /**
     * Returns the keys of FORMAT.
     *
     * @return in file order, immutable and the caller's to keep
     */
    public List<String> formatKeys() {
        return plan().ids();
    }

    /**
     * Tells whether FORMAT has a key.
     *
     * @param key resolved by the header
     * @return true if samples may have a value for it
     */
    public boolean hasKey(FormatKey<?> key) {
        return plan().position(key) >= 0;
    }

    // ---- columns -------------------------------------------------------------------------------------------------

    private void index() {
        if (indexed) {
            return;
        }
        int n = 0;
        int i = formatTo;
        byte[] bytes = buffer;
        for (int last = to - 8; i <= last; i += 8) {
            long hits = Words.matches(Words.load(bytes, i), TABS);
            while (hits != 0) {
                if (n >= columns) {
                    throw columnCount(i + (Long.numberOfTrailingZeros(hits) >>> 3));
                }
                starts[n++] = i + (Long.numberOfTrailingZeros(hits) >>> 3) + 1;
                hits &= hits - 1;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\t') {
                if (n >= columns) {
                    throw columnCount(i);
                }
                starts[n++] = i + 1;
            }
        }
        if (n < columns) {
            throw columnCount(to);
        }
        starts[n] = to + 1;
        indexed = true;
    }

    /**
     * Checks that the record has as many columns as the header.
     *
     * @throws ParseException if it has not
     */
    public void checkColumns() {
        record.checkCurrent();
        if (!indexed) {
            index();
        }
    }

    /** The greatest first value of a field in any sample of the file, projected or not; −1 if there is none. */
    int longest(FormatKey<int[]> key) {
        int position = plan().filePosition(key);
        int longest = -1;
        if (position >= 0) {
            index();
            for (int column = 0; column < columns; column++) {
                if (findIn(starts[column], starts[column + 1] - 1, position) && select(0)) {
                    longest = Math.max(longest, integer());
                }
            }
        }
        return longest;
    }

    /** Appends FORMAT and the samples as projection leaves them, each with a tab before it. */
    void append(LineBuffer text) {
        List<String> ids = plan().ids();
        text.add('\t');
        text.add(ids.isEmpty() ? "." : String.join(":", ids));
        for (int sample = 0; sample < samples; sample++) {
            text.add('\t');
            int length = text.length();
            for (int i = 0; i < ids.size(); i++) {
                if (!find(plan().positionOf(i), sample)) {
                    break;
                }
                if (i > 0) {
                    text.add(':');
                }
                text.add(buffer, fieldFrom, fieldTo);
            }
            if (text.length() == length) {
                text.add('.');
            }
        }
    }

    private ParseException columnCount(int at) {
        int found = formatFrom >= to ? 0 : ByteSearch.count(buffer, formatTo, to, (byte) '\t');
        return new ParseException(record.finding(
                Math.min(at + 1, to),
                to,
                "samples",
                VcfRule.RECORD_COLUMNS,
                columns + " sample columns as in the header (this record has " + found + ")"));
    }

    private int column(int sample) {
        record.checkCurrent();
        Objects.checkIndex(sample, samples);
        index();
        return projection == null ? sample : projection[sample];
    }

    /**
     * Returns a whole sample column.
     *
     * @param sample from 0
     * @return the text between its tabs; the same slice each time
     * @throws ParseException if the record has another number of columns than the header
     */
    public ByteSlice bytes(int sample) {
        int column = column(sample);
        return slice.wrap(buffer, starts[column], starts[column + 1] - 1 - starts[column]);
    }

    /** Sets the bounds of a field; false if FORMAT lacks it or the column ends before it. */
    private boolean find(int position, int sample) {
        if (position < 0) {
            return false;
        }
        int column = column(sample);
        return findIn(starts[column], starts[column + 1] - 1, position);
    }

    private boolean findIn(int from, int end, int position) {
        if (position == widePosition && from == wideColumn) {
            fieldFrom = wideFrom;
            fieldTo = wideTo;
            return true;
        }
        int start = from;
        byte[] bytes = buffer;
        for (int p = 0; p < position; p++) {
            while (start < end && bytes[start] != ':') {
                start++;
            }
            if (start++ >= end) {
                return false;
            }
        }
        int stop = start;
        while (stop < end && bytes[stop] != ':') {
            stop++;
        }
        fieldFrom = start;
        fieldTo = stop;
        if (stop - start > WIDE) {
            widePosition = position;
            wideColumn = from;
            wideFrom = start;
            wideTo = stop;
        }
        return true;
    }

    private boolean isMissingText() {
        int length = fieldTo - fieldFrom;
        return length == 0 || (length == 1 && buffer[fieldFrom] == '.');
    }

    /** Narrows the field's bounds to one value; false if there are fewer, or it is missing. */
    private boolean select(int index) {
        int start = fieldFrom;
        if (index > ListCursor.NEAR) {
            start = cursor.seek(buffer, start, fieldTo, index);
        } else {
            for (int i = 0; i < index && start <= fieldTo; i++) {
                while (start < fieldTo && buffer[start] != ',') {
                    start++;
                }
                start++;
            }
        }
        if (start > fieldTo) {
            return false;
        }
        int end = start;
        while (end < fieldTo && buffer[end] != ',') {
            end++;
        }
        fieldFrom = start;
        fieldTo = end;
        return !isMissingText();
    }

    // ---- fields of one sample ------------------------------------------------------------------------------------

    /**
     * Tells whether a sample has a value for a key.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @return false if FORMAT lacks the key, the column ends before it, or it is a lone {@code .}
     */
    public boolean has(FormatKey<?> key, int sample) {
        return find(plan().position(key), sample) && !isMissingText();
    }

    /**
     * Returns the text of a field.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @return not decoded, perhaps {@code .}; null if FORMAT lacks the key or the column ends before it. The same slice
     *     each time
     */
    public @Nullable ByteSlice bytes(FormatKey<?> key, int sample) {
        return find(plan().position(key), sample) ? slice.wrap(buffer, fieldFrom, fieldTo - fieldFrom) : null;
    }

    /**
     * Counts the values of a field, missing ones among them.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @return 0 if there is no field or it is a lone {@code .}
     */
    public int count(FormatKey<?> key, int sample) {
        return has(key, sample) ? ByteSearch.count(buffer, fieldFrom, fieldTo, (byte) ',') + 1 : 0;
    }

    /**
     * Tells whether one value of a field is missing.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @param index of the value, from 0
     * @return true also if there are fewer values, or no field
     */
    public boolean isMissing(FormatKey<?> key, int sample, int index) {
        return !(find(plan().position(key), sample) && select(index));
    }

    /**
     * Reads one value as an integer.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @param index of the value, from 0
     * @return the value
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no integer in range
     */
    public int intValue(FormatKey<int[]> key, int sample, int index) {
        if (find(plan().position(key), sample) && select(index)) {
            return integer();
        }
        throw none(key, sample, index);
    }

    /**
     * Reads the value of a field with {@code Number=1} as an integer.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @return the value
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no integer in range
     */
    public int intValue(FormatKey<Integer> key, int sample) {
        if (find(plan().position(key), sample) && select(0)) {
            return integer();
        }
        throw none(key, sample, 0);
    }

    /**
     * Reads the value of a field with {@code Number=1} as an integer, or returns another number.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @param ifMissing what to return if there is no value
     * @return the value
     * @throws ParseException if it is no integer in range
     */
    public int intOr(FormatKey<Integer> key, int sample, int ifMissing) {
        return find(plan().position(key), sample) && select(0) ? integer() : ifMissing;
    }

    /**
     * Reads one value as a 32-bit float.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @param index of the value, from 0
     * @return the value
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no number
     */
    public float floatValue(FormatKey<float[]> key, int sample, int index) {
        if (find(plan().position(key), sample) && select(index)) {
            return real();
        }
        throw none(key, sample, index);
    }

    /**
     * Reads the value of a field with {@code Number=1} as a 32-bit float.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @return the value
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no number
     */
    public float floatValue(FormatKey<Float> key, int sample) {
        if (find(plan().position(key), sample) && select(0)) {
            return real();
        }
        throw none(key, sample, 0);
    }

    /**
     * Reads a field as text, commas and all, percent-decoded from VCF 4.3 on.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @return null if it is missing
     */
    public @Nullable String string(FormatKey<String> key, int sample) {
        return has(key, sample) ? PercentEncoding.decode(buffer, fieldFrom, fieldTo, percent) : null;
    }

    /**
     * Reads one value as text, percent-decoded from VCF 4.3 on.
     *
     * @param key resolved by the header
     * @param sample from 0
     * @param index of the value, from 0
     * @return null if it is missing
     */
    public @Nullable String string(FormatKey<String> key, int sample, int index) {
        return find(plan().position(key), sample) && select(index)
                ? PercentEncoding.decode(buffer, fieldFrom, fieldTo, percent)
                : null;
    }

    private int integer() {
        long value = VcfNumbers.parseInteger(buffer, fieldFrom, fieldTo, smallest);
        if (value == VcfNumbers.NOT_AN_INTEGER) {
            throw bad(
                    VcfRule.ofInteger(buffer, fieldFrom, fieldTo, false),
                    "an integer from " + smallest + " to 2147483647");
        }
        return (int) value;
    }

    private float real() {
        try {
            return AsciiNumbers.parseFloat(buffer, fieldFrom, fieldTo);
        } catch (NumberFormatException e) {
            throw bad(VcfRule.SAMPLE_TYPE, "a number");
        }
    }

    private ParseException bad(Rule rule, String expected) {
        return new ParseException(record.finding(fieldFrom, fieldTo, "samples", rule, expected));
    }

    private static NoSuchElementException none(FormatKey<?> key, int sample, int index) {
        return new NoSuchElementException("no value " + index + " of FORMAT/" + key.id() + " in sample " + sample);
    }

    // ---- values by allele ----------------------------------------------------------------------------------------

    /**
     * Reads the value of an allele, whether the field lists all alleles or, by LAA, the sample's own (VCF 4.5 §1.6.2 LAA).
     *
     * @param key of a field with Number A, R, LA or LR
     * @param sample from 0
     * @param allele 0 for REF, 1 for the first ALT
     * @param ifMissing what to return if there is no value, or the allele is none of the sample's local ones
     * @return the value
     * @throws IllegalArgumentException if the field has no value for that allele by its definition
     * @throws ParseException if it is no integer in range
     */
    public int intForAllele(FormatKey<int[]> key, int sample, int allele, int ifMissing) {
        int index = indexForAllele(key, sample, allele);
        return index >= 0 && find(plan().position(key), sample) && select(index) ? integer() : ifMissing;
    }

    /**
     * Reads the value of an allele as a 32-bit float, whether the field lists all alleles or, by LAA, the sample's own.
     *
     * @param key of a field with Number A, R, LA or LR
     * @param sample from 0
     * @param allele 0 for REF, 1 for the first ALT
     * @param ifMissing what to return if there is no value, or the allele is none of the sample's local ones
     * @return the value
     * @throws IllegalArgumentException if the field has no value for that allele by its definition
     * @throws ParseException if it is no number
     */
    public float floatForAllele(FormatKey<float[]> key, int sample, int allele, float ifMissing) {
        int index = indexForAllele(key, sample, allele);
        return index >= 0 && find(plan().position(key), sample) && select(index) ? real() : ifMissing;
    }

    /**
     * Reads the value of a genotype, whether the field lists all alleles or, by LAA, the sample's own.
     *
     * @param key of a field with Number G or LG
     * @param sample from 0
     * @param ifMissing what to return if there is no value, or an allele is none of the sample's local ones
     * @param alleles the genotype, in any order, 0 for REF
     * @return the value
     * @throws IllegalArgumentException if the field has another number
     * @throws ParseException if it is no integer in range
     */
    public int intForGenotype(FormatKey<int[]> key, int sample, int ifMissing, int... alleles) {
        Objects.requireNonNull(alleles, "alleles");
        int index = indexForGenotype(key, sample, alleles);
        return index >= 0 && find(plan().position(key), sample) && select(index) ? integer() : ifMissing;
    }

    /**
     * Reads the value of a genotype, whether the field lists all alleles or, by LAA, the sample's own.
     *
     * @param key of a field with Number G or LG
     * @param sample from 0
     * @param ifMissing what to return if there is no value, or an allele is none of the sample's local ones
     * @param alleles the genotype, in any order, 0 for REF
     * @return the value
     * @throws IllegalArgumentException if the field has another number
     * @throws ParseException if it is no number
     */
    public float floatForGenotype(FormatKey<float[]> key, int sample, float ifMissing, int... alleles) {
        Objects.requireNonNull(alleles, "alleles");
        int index = indexForGenotype(key, sample, alleles);
        return index >= 0 && find(plan().position(key), sample) && select(index) ? real() : ifMissing;
    }

    private int indexForAllele(FormatKey<?> key, int sample, int allele) {
        int index = key.number().isLocal() ? localIndex(sample, allele) : allele;
        return switch (key.number().kind()) {
            case R, LR -> index;
            case A, LA -> {
                if (allele < 1) {
                    throw noSuchValue(key, "allele " + allele);
                }
                yield index - 1;
            }
            default -> throw noSuchValue(key, "an allele");
        };
    }

    private int indexForGenotype(FormatKey<?> key, int sample, int... alleles) {
        VcfNumber.Kind kind = key.number().kind();
        if (kind != VcfNumber.Kind.G && kind != VcfNumber.Kind.LG) {
            throw noSuchValue(key, "a genotype");
        }
        int[] indices = alleles.clone();
        for (int i = 0; kind == VcfNumber.Kind.LG && i < indices.length; i++) {
            indices[i] = localIndex(sample, alleles[i]);
            if (indices[i] < 0) {
                return -1;
            }
        }
        return GenotypeOrder.index(indices);
    }

    /** Where an allele stands among REF and the alleles of LAA, or −2 (so that one less is no index either). */
    private int localIndex(int sample, int allele) {
        if (allele == 0) {
            return 0;
        }
        int n = laaKey == null ? 0 : count(laaKey, sample);
        for (int i = 0; i < n; i++) {
            if (laaKey != null && !isMissing(laaKey, sample, i) && intValue(laaKey, sample, i) == allele) {
                return i + 1;
            }
        }
        return -2;
    }

    private static IllegalArgumentException noSuchValue(FormatKey<?> key, String what) {
        return new IllegalArgumentException(
                "FORMAT/" + key.id() + " with Number=" + key.number() + " has no value for " + what);
    }

    // ---- genotypes -----------------------------------------------------------------------------------------------

    /**
     * Tells whether a sample has a GT field.
     *
     * @param sample from 0
     * @return true also for {@code ./.}
     */
    public boolean hasGenotype(int sample) {
        return find(plan().gt, sample) && fieldFrom < fieldTo;
    }

    /**
     * Reads a genotype.
     *
     * @param sample from 0
     * @return the caller's to keep; null if the sample has no GT field
     * @throws ParseException if it is no genotype
     */
    public @Nullable Genotype genotype(int sample) {
        if (!hasGenotype(sample)) {
            return null;
        }
        Genotype genotype = Genotype.parse(buffer, fieldFrom, fieldTo);
        if (genotype == null) {
            throw bad(VcfRule.ofGenotype(buffer, fieldFrom, fieldTo), "a genotype such as 0/1");
        }
        return genotype;
    }

    /**
     * Counts the alleles of a genotype.
     *
     * @param sample from 0
     * @return 0 if the sample has no GT field
     */
    public int ploidy(int sample) {
        if (!hasGenotype(sample)) {
            return 0;
        }
        int n = 1;
        for (int i = fieldFrom + 1; i < fieldTo; i++) {
            if (isMark(buffer[i])) {
                n++;
            }
        }
        return n;
    }

    /**
     * Tells whether an allele of a genotype is missing.
     *
     * @param sample from 0
     * @param index of the allele in the genotype, from 0
     * @return true also if the genotype has fewer alleles
     */
    public boolean isAlleleMissing(int sample, int index) {
        return !selectAllele(sample, index) || isMissingText();
    }

    /**
     * Returns an allele of a genotype.
     *
     * @param sample from 0
     * @param index of the allele in the genotype, from 0
     * @return 0 for REF, 1 for the first ALT
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no allele number
     */
    public int allele(int sample, int index) {
        if (!selectAllele(sample, index) || isMissingText()) {
            throw new NoSuchElementException("no allele " + index + " in sample " + sample);
        }
        int allele = VcfNumbers.parsePosition(buffer, fieldFrom, fieldTo);
        if (allele < 0) {
            throw bad(VcfRule.GT_SYNTAX, "an allele number");
        }
        return allele;
    }

    private boolean selectAllele(int sample, int index) {
        if (!hasGenotype(sample)) {
            return false;
        }
        int start = isMark(buffer[fieldFrom]) ? fieldFrom + 1 : fieldFrom;
        for (int i = 0; i < index; i++) {
            while (start < fieldTo && !isMark(buffer[start])) {
                start++;
            }
            if (start++ >= fieldTo) {
                return false;
            }
        }
        int end = start;
        while (end < fieldTo && !isMark(buffer[end])) {
            end++;
        }
        fieldFrom = start;
        fieldTo = end;
        return true;
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }

    /**
     * Tells whether all alleles of a genotype are phased.
     *
     * @param sample from 0
     * @return true if it has no {@code /}; false if there is no GT field
     */
    public boolean isPhased(int sample) {
        if (!hasGenotype(sample)) {
            return false;
        }
        for (int i = fieldFrom; i < fieldTo; i++) {
            if (buffer[i] == '/') {
                return false;
            }
        }
        return true;
    }

    // ---- all samples at once -------------------------------------------------------------------------------------

    /**
     * Counts each sample's alleles that are not REF, straight from the bytes.
     *
     * @param target filled with a count for each sample; at least {@link #count()} long
     * @param missing stands for a sample without GT or with a missing allele
     * @throws ParseException if a genotype is malformed, or the number of columns is wrong
     */
    public void dosages(int[] target, int missing) {
        Objects.checkFromIndexSize(0, samples, target.length);
        if (hasStride() && GtStride.dosages(buffer, formatTo, samples, target, missing)) {
            return;
        }
        codes(target);
        for (int sample = 0; sample < samples; sample++) {
            int code = target[sample];
            target[sample] = code == GenotypeScan.MISSING ? missing : GenotypeScan.dosage(code);
        }
    }

    /**
     * Counts each sample's alleles that are not REF, straight from the bytes.
     *
     * @param target filled with a count, at most 127, for each sample; at least {@link #count()} long
     * @param missing stands for a sample without GT or with a missing allele
     * @throws ParseException if a genotype is malformed, or the number of columns is wrong
     */
    public void dosages(byte[] target, byte missing) {
        Objects.checkFromIndexSize(0, samples, target.length);
        if (hasStride() && GtStride.dosages(buffer, formatTo, samples, target, missing)) {
            return;
        }
        int[] codes = codes();
        for (int sample = 0; sample < samples; sample++) {
            int code = codes[sample];
            target[sample] =
                    code == GenotypeScan.MISSING ? missing : (byte) Math.min(GenotypeScan.dosage(code), Byte.MAX_VALUE);
        }
    }

    /**
     * Writes each sample's genotype as two bits, four samples a byte, the first in the lowest bits: 0 for all REF, 1 for
     * different alleles, 2 for copies of one ALT, 3 for missing.
     *
     * @param target filled from its start; at least {@code (count() + 3) / 4} long
     * @throws ParseException if a genotype is malformed, or the number of columns is wrong
     */
    public void packed(byte[] target) {
        int length = (samples + 3) / 4;
        Objects.checkFromIndexSize(0, length, target.length);
        Arrays.fill(target, 0, length, (byte) 0);
        int[] codes = codes();
        for (int sample = 0; sample < samples; sample++) {
            int bits = codes[sample] == GenotypeScan.MISSING ? 3 : GenotypeScan.kind(codes[sample]);
            target[sample >> 2] |= (byte) (bits << ((sample & 3) << 1));
        }
    }

    /**
     * Counts the samples by genotype.
     *
     * @param target set to the counts of this record
     * @throws ParseException if a genotype is malformed, or the number of columns is wrong
     */
    public void count(GenotypeCounts target) {
        target.clear();
        if (hasStride() && GtStride.count(buffer, formatTo, samples, target)) {
            return;
        }
        target.clear();
        int[] codes = codes();
        for (int sample = 0; sample < samples; sample++) {
            target.add(codes[sample]);
        }
    }

    /**
     * Adds up the alleles of all samples that are shown by their numbers, missing ones left out; GT itself need not be shown.
     *
     * @param counts from REF on
     * @param alleles how many there are
     * @return false if FORMAT has no GT
     */
    boolean addAlleles(int[] counts, int alleles) {
        int gt = plan().fileGt();
        for (int sample = 0; gt >= 0 && sample < samples; sample++) {
            if (find(gt, sample)) {
                addAllelesOfField(counts, alleles);
            }
        }
        return gt >= 0 && samples > 0;
    }

    private void addAllelesOfField(int[] counts, int alleles) {
        int end = fieldTo;
        int from = fieldFrom < end && isMark(buffer[fieldFrom]) ? fieldFrom + 1 : fieldFrom; // VCF 4.4: /0/1
        while (from <= end && fieldFrom < end) {
            int to = from;
            while (to < end && !isMark(buffer[to])) {
                to++;
            }
            if (to - from != 1 || buffer[from] != '.') {
                int allele = VcfNumbers.parsePosition(buffer, from, to);
                if (allele < 0 || allele >= alleles) {
                    VcfRule rule = allele < 0 ? VcfRule.GT_SYNTAX : VcfRule.GT_ALLELE;
                    throw bad(rule, "the number of an allele from 0 to " + (alleles - 1));
                }
                counts[allele]++;
            }
            from = to + 1;
        }
    }

    /** Whether the columns can be four bytes wide each, {@code \t0|0}. */
    private boolean hasStride() {
        return plan().isGtOnly() && projection == null && samples > 0 && to - formatTo == 4 * samples;
    }

    private int[] codes() {
        if (codes.length < samples) {
            codes = new int[samples];
        }
        codes(codes);
        return codes;
    }

    /** Fills in each sample's code of {@link GenotypeScan}, never that of a malformed genotype. */
    private void codes(int[] target) {
        FormatPlan current = plan();
        if (projection == null && current.gt == 0 && !indexed) {
            walk(target);
            return;
        }
        for (int sample = 0; sample < samples; sample++) {
            target[sample] = find(current.gt, sample)
                    ? checked(GenotypeScan.scan(buffer, fieldFrom, fieldTo))
                    : GenotypeScan.MISSING;
        }
    }

    /** The same for GT in front, in one walk from tab to tab. */
    private void walk(int[] target) {
        byte[] bytes = buffer;
        int at = formatTo;
        for (int sample = 0; sample < samples; sample++) {
            if (at >= to) {
                throw columnCount(to);
            }
            int code = at + 8 <= to ? GenotypeScan.diploid(Words.load(bytes, at)) : GenotypeScan.MALFORMED;
            int end = at + 4;
            if (code == GenotypeScan.MALFORMED) {
                end = at + 1;
                while (end < to && bytes[end] != ':' && bytes[end] != '\t') {
                    end++;
                }
                fieldFrom = at + 1;
                fieldTo = end;
                code = checked(GenotypeScan.scan(bytes, at + 1, end));
            }
            target[sample] = code;
            at = ByteSearch.find(bytes, end, to, (byte) '\t');
        }
        if (at < to) {
            throw columnCount(at);
        }
    }

    /** Lists the genotypes that are not {@code 0/0}; false if FORMAT has no GT. */
    boolean genotypes(GenotypeList target) {
        FormatPlan current = plan();
        target.clear(samples, record.altCount());
        if (current.gt < 0) {
            return false;
        }
        if (projection == null && current.gt == 0 && !indexed) {
            walk(target);
            return true;
        }
        for (int sample = 0; sample < samples; sample++) {
            if (!find(current.gt, sample)) {
                fieldFrom = fieldTo;
            }
            add(target, sample);
        }
        return true;
    }

    /** The same for GT in front, in one walk from tab to tab; two samples a word where there is nothing but {@code 0/0}. */
    private void walk(GenotypeList target) {
        byte[] bytes = buffer;
        int at = formatTo;
        for (int sample = 0; sample < samples; sample++) {
            if (at >= to) {
                throw columnCount(to);
            }
            long word = at + 8 <= to ? Words.load(bytes, at) : 0;
            if (GtStride.isRefPair(word) && sample + 1 < samples && (at + 8 == to || bytes[at + 8] == '\t')) {
                sample++;
                at += 8;
                continue;
            }
            int end = at + 4;
            if (GenotypeScan.diploid(word) != GenotypeScan.HOM_REF) {
                end = at + 1;
                while (end < to && bytes[end] != ':' && bytes[end] != '\t') {
                    end++;
                }
                fieldFrom = at + 1;
                fieldTo = end;
                add(target, sample);
            }
            at = end < to && bytes[end] == '\t' ? end : ByteSearch.find(bytes, end, to, (byte) '\t');
        }
        if (at < to) {
            throw columnCount(at);
        }
    }

    private void add(GenotypeList target, int sample) {
        if (!target.add(sample, buffer, fieldFrom, fieldTo)) {
            throw bad(
                    VcfRule.GT_SYNTAX,
                    "a genotype such as 0/1, of alleles from 0 to " + record.altCount() + ", at most 254 of them");
        }
    }

    private int checked(int code) {
        if (code == GenotypeScan.MALFORMED) {
            throw bad(VcfRule.ofGenotype(buffer, fieldFrom, fieldTo), "a genotype such as 0/1");
        }
        return code;
    }

    /**
     * Copies the value of a field with {@code Number=1} of every sample.
     *
     * @param key resolved by the header
     * @param target filled with a value for each sample; at least {@link #count()} long
     * @param missing stands for a missing value
     * @throws ParseException if one is no integer in range, or the number of columns is wrong
     */
    public void ints(FormatKey<Integer> key, int[] target, int missing) {
        Objects.checkFromIndexSize(0, samples, target.length);
        int position = plan().position(key);
        for (int sample = 0; sample < samples; sample++) {
            target[sample] = find(position, sample) && select(0) ? integer() : missing;
        }
    }

    /** Returns FORMAT and the number of samples. */
    @Override
    public String toString() {
        return formatBytes() + " of " + samples + " samples";
    }
}
