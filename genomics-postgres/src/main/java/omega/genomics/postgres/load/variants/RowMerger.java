package omega.genomics.postgres.load.variants;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.postgres.load.RepeatedAllele;
import omega.genomics.postgres.table.VariantColumn;
import omega.genomics.vcf.GenotypePacker;
import omega.genomics.vcf.genotype.PackedGenotypes;

/**
 * Compares two rows of one variant, in the binary form of COPY, and makes one of what they say. Columns that come from one value of
 * the record are compared and taken together. Reused; not thread-safe.
 */
final class RowMerger {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final String GENOTYPES = VariantColumn.GENOTYPES.sqlName();

    private static final List<String> COHORT = VariantColumn.names(VariantColumn.COHORT);

    /** What is compared, by the name that stands for it; all other columns are the variant's, or say where it was. */
    private static final Map<String, List<String>> UNITS = units();

    /** Where an ALT does not spell the allele out, two rows are of one variant only if these agree. */
    private static final Set<String> IDENTITY = Set.of("end_pos", "id", "rs_number", "allele_frequency", "info");

    /** What is known of a variant before its rows are compared. */
    private static final List<String> KEY = List.of("chromosome", "position", "ref", "alt");

    /** The types of alleles that REF and ALT spell out. */
    private static final Set<String> SPELLED_OUT = Set.of("SNV", "MNV", "INS", "DEL", "DELINS", "OVERLAP");

    private static Map<String, List<String>> units() {
        Map<String, List<String>> units = new LinkedHashMap<>();
        units.put(GENOTYPES, VariantColumn.names(VariantColumn.COHORT));
        for (VariantColumn alone : List.of(
                VariantColumn.END_POS,
                VariantColumn.ID,
                VariantColumn.RS_NUMBER,
                VariantColumn.QUAL,
                VariantColumn.FILTER,
                VariantColumn.DEPTH)) {
            put(units, alone);
        }
        put(units, VariantColumn.ALLELE_FREQUENCY, VariantColumn.ALLELE_COUNT, VariantColumn.ALLELE_NUMBER);
        units.put(
                VariantColumn.CONSEQUENCE.sqlName(),
                VariantColumn.names(List.of(
                        VariantColumn.GENE,
                        VariantColumn.GENE_ID,
                        VariantColumn.CONSEQUENCE,
                        VariantColumn.IMPACT,
                        VariantColumn.CONSEQUENCE_SET,
                        VariantColumn.CONSEQUENCE_DETAILS,
                        VariantColumn.HGVS_G,
                        VariantColumn.HGVS_C,
                        VariantColumn.HGVS_P)));
        put(units, VariantColumn.CLINICAL_SIGNIFICANCE, VariantColumn.CLINICAL_SIGNIFICANCES);
        put(units, VariantColumn.INFO);
        return units;
    }

    private static void put(Map<String, List<String>> units, VariantColumn first, VariantColumn... others) {
        List<VariantColumn> unit = new ArrayList<>(List.of(first));
        unit.addAll(List.of(others));
        units.put(first.sqlName(), VariantColumn.names(unit));
    }

    private final List<String> columns;
    private final List<Unit> units = new ArrayList<>();
    private final boolean hasInfo;
    private final int[] key;
    private final int type;
    private final int setNumber;
    private final int setDetails;
    private final Row first;
    private final Row second;
    private final GenotypePacker packer = new GenotypePacker();
    private final List<String> differing = new ArrayList<>();
    private final List<String> completing = new ArrayList<>();
    private final boolean[] fromSecond;
    private boolean isPacked;
    private int contradicting;
    private byte[] merged = new byte[256];
    private int mergedLength;

    /** Columns that are compared together. */
    private static final class Unit {
        private final String name;
        private final int[] columns;

        Unit(String name, int[] columns) {
            this.name = name;
            this.columns = columns;
        }
    }

    /** @param columns of the rows, in the order of COPY */
    RowMerger(List<String> columns) {
        this.columns = List.copyOf(columns);
        UNITS.forEach((name, of) -> {
            int[] present =
                    of.stream().mapToInt(columns::indexOf).filter(i -> i >= 0).toArray();
            if (present.length > 0) {
                units.add(new Unit(name, present));
            }
        });
        hasInfo = columns.contains("info");
        key = KEY.stream().mapToInt(columns::indexOf).toArray();
        type = columns.indexOf("variant_type");
        setNumber = columns.indexOf(VariantColumn.CONSEQUENCE_SET.sqlName());
        setDetails = columns.indexOf("consequence_details");
        first = new Row(columns.size());
        second = new Row(columns.size());
        fromSecond = new boolean[columns.size()];
    }

    /** A row and where its fields are. */
    private static final class Row {
        private final int[] starts;
        private final int[] lengths;
        private byte[] block = {};
        private int end;

        Row(int columns) {
            starts = new int[columns];
            lengths = new int[columns];
        }

        void read(byte[] from, int at) {
            block = from;
            int next = at + 2;
            for (int i = 0; i < starts.length; i++) {
                lengths[i] = (int) INTS.get(from, next);
                starts[i] = next + 4;
                next = starts[i] + Math.max(0, lengths[i]);
            }
            end = next;
        }

        boolean isNull(int column) {
            return lengths[column] < 0;
        }

        int intAt(int column) {
            return (int) INTS.get(block, starts[column]);
        }

        byte[] bytes(int column) {
            return Arrays.copyOfRange(block, starts[column], starts[column] + lengths[column]);
        }

        String text(int column) {
            return new String(block, starts[column], lengths[column], StandardCharsets.UTF_8);
        }

        boolean isSame(int column, Row other) {
            return lengths[column] == other.lengths[column]
                    && (lengths[column] <= 0
                            || Arrays.equals(
                                    block,
                                    starts[column],
                                    starts[column] + lengths[column],
                                    other.block,
                                    other.starts[column],
                                    other.starts[column] + lengths[column]));
        }
    }

    /** Takes two rows of one variant; what follows is about them, as long as their blocks stay as they are. */
    void compare(byte[] firstBlock, int firstAt, byte[] secondBlock, int secondAt) {
        first.read(firstBlock, firstAt);
        second.read(secondBlock, secondAt);
    }

    /** Returns where in its block the first row ends. */
    int firstEnd() {
        return first.end;
    }

    /** Returns where in its block the second row ends. */
    int secondEnd() {
        return second.end;
    }

    /** Tells whether the rows, which have the same REF and ALT, are of one variant: symbolic ones need not be. */
    boolean isSameVariant() {
        return SPELLED_OUT.contains(second.text(type)) || isSameEvent();
    }

    private boolean isSameEvent() {
        for (Unit unit : units) {
            if (IDENTITY.contains(unit.name) && !isSame(unit)) {
                return false;
            }
        }
        return hasInfo
                || !second.isNull(columns.indexOf("id"))
                || second.text(type).equals(VariantType.REF);
    }

    private boolean isSame(Unit unit) {
        for (int column : unit.columns) {
            if (!first.isSame(column, second)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts together what the rows say.
     *
     * @param isOneRecord whether they are alleles of one record
     */
    void merge(boolean isOneRecord) {
        differing.clear();
        completing.clear();
        Arrays.fill(fromSecond, false);
        isPacked = false;
        contradicting = -1;
        for (Unit unit : units) {
            if (unit.name.equals(GENOTYPES)) {
                mergeGenotypes(unit, isOneRecord);
            } else if (!isSame(unit)) {
                merge(unit);
            }
        }
    }

    private void merge(Unit unit) {
        boolean completes = false;
        for (int column : unit.columns) {
            if (first.isNull(column) && !second.isNull(column)) {
                completes = true;
            } else if (!second.isNull(column) && !first.isSame(column, second) && !isOtherNumberOfOneSet(column)) {
                differing.add(columns.get(column));
                return;
            }
        }
        if (completes) {
            take(unit);
        }
    }

    /** Equal sets of consequences may have two numbers; the sets are equal if what is said of each transcript is. */
    private boolean isOtherNumberOfOneSet(int column) {
        return column == setNumber && !first.isNull(setDetails) && first.isSame(setDetails, second);
    }

    private void take(Unit unit) {
        for (int column : unit.columns) {
            fromSecond[column] = first.isNull(column) && !second.isNull(column);
            if (fromSecond[column] && (unit.name.equals(columns.get(column)) || !unit.name.equals(GENOTYPES))) {
                completing.add(columns.get(column));
            }
        }
    }

    private void mergeGenotypes(Unit unit, boolean isOneRecord) {
        int packed = unit.columns[unit.columns.length - 1];
        if (second.isNull(packed) || (!isOneRecord && first.isSame(packed, second))) {
            return;
        }
        if (first.isNull(packed)) {
            take(unit);
            return;
        }
        PackedGenotypes ofFirst = genotypes(first, unit);
        PackedGenotypes ofSecond = genotypes(second, unit);
        contradicting = packer.packBoth(ofFirst, ofSecond, isOneRecord);
        if (contradicting >= 0) {
            differing.add(GENOTYPES);
            return;
        }
        byte[] both = Arrays.copyOf(packer.array(), packer.length());
        if (!Arrays.equals(both, first.bytes(packed))) {
            completing.add(GENOTYPES);
            isPacked = true;
        }
    }

    private static PackedGenotypes genotypes(Row row, Unit unit) {
        int samples = 0;
        for (int i = 0; i < unit.columns.length - 1; i++) {
            samples += row.intAt(unit.columns[i]);
        }
        return PackedGenotypes.of(row.bytes(unit.columns[unit.columns.length - 1]), samples);
    }

    /** Returns in which columns the second row says something else than the first. */
    List<String> differing() {
        return differing;
    }

    /** Returns in which columns the second row says what the first does not. */
    List<String> completing() {
        return completing;
    }

    /** Returns the first sample whose genotypes contradict each other, from 0; −1 if none does. */
    int contradicting() {
        return contradicting;
    }

    /** Returns the genotype that the first row or the second has of a sample. */
    String genotype(boolean ofFirst, int sample) {
        for (Unit unit : units) {
            if (unit.name.equals(GENOTYPES)) {
                return genotypes(ofFirst ? first : second, unit).genotype(sample);
            }
        }
        return ".";
    }

    /** Makes the first row, completed by the second; it is in {@link #merged()}. */
    void build() {
        mergedLength = 2;
        merged[0] = (byte) (columns.size() >> 8);
        merged[1] = (byte) columns.size();
        int[] counts = {packer.homRef(), packer.het(), packer.homAlt(), packer.missing()};
        for (int column = 0; column < columns.size(); column++) {
            int genotypes = isPacked ? COHORT.indexOf(columns.get(column)) : -1;
            if (genotypes < 0) {
                Row from = fromSecond[column] ? second : first;
                put(from.block, from.starts[column], from.lengths[column]);
            } else if (genotypes < counts.length) {
                byte[] count = new byte[4];
                INTS.set(count, 0, counts[genotypes]);
                put(count, 0, 4);
            } else {
                put(packer.array(), 0, packer.length());
            }
        }
    }

    private void put(byte[] bytes, int from, int length) {
        int room = mergedLength + 4 + Math.max(0, length);
        if (room > merged.length) {
            merged = Arrays.copyOf(merged, Math.max(room, 2 * merged.length));
        }
        INTS.set(merged, mergedLength, length);
        mergedLength += 4;
        if (length > 0) {
            System.arraycopy(bytes, from, merged, mergedLength, length);
            mergedLength += length;
        }
    }

    byte[] merged() {
        return merged;
    }

    int mergedLength() {
        return mergedLength;
    }

    /** Returns an {@code int} of the first row or the second. */
    int integer(boolean ofFirst, String column) {
        return (ofFirst ? first : second).intAt(columns.indexOf(column));
    }

    /** Names the variant of the second row. */
    String name(String contig) {
        return new RepeatedAllele(contig, position(), text("ref"), text("alt"), 0, OptionalLong.empty(), List.of())
                .name();
    }

    /** Returns the position of the second row. */
    int position() {
        return integer(false, "position");
    }

    /** Returns a text of the second row, {@code .} for null. */
    String text(String column) {
        int at = columns.indexOf(column);
        return second.isNull(at) ? "." : second.text(at);
    }

    /** Tells whether REF, ALT and place are the same in both rows. */
    boolean isSameKey() {
        for (int column : key) {
            if (!first.isSame(column, second)) {
                return false;
            }
        }
        return true;
    }

    /** Writes a {@code smallint} into the second row, in its block. */
    void setSecond(String column, int value) {
        int at = second.starts[columns.indexOf(column)];
        second.block[at] = (byte) (value >> 8);
        second.block[at + 1] = (byte) value;
    }

    /** Returns a {@code smallint} of the second row. */
    int smallint(String column) {
        int at = second.starts[columns.indexOf(column)];
        return (short) ((second.block[at] << 8) | (second.block[at + 1] & 0xff));
    }
}
