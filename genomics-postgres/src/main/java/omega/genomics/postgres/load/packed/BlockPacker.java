package omega.genomics.postgres.load.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.BlockSink;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of {@code variants} in the binary form of COPY, sorted by position, and writes rows of {@code variant_blocks}. A block
 * ends after a thousand variants, where the contig does, or where its texts become large. Its memory does not depend on the number of rows. Not thread-safe.
 */
public final class BlockPacker implements BlockSink {
    private static final int WIDEST = 65_535;
    private static final int LARGEST = 4 << 20;
    private static final int JSONB_VERSION = 1;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Columns of texts that repeat; each has a column of codes behind it. */
    private static final List<VariantColumn> CODED = List.of(
            VariantColumn.VARIANT_TYPE,
            VariantColumn.GENE,
            VariantColumn.GENE_ID,
            VariantColumn.CONSEQUENCE,
            VariantColumn.IMPACT,
            VariantColumn.CLINICAL_SIGNIFICANCE,
            VariantColumn.CLINICAL_SIGNIFICANCES,
            VariantColumn.FILTER,
            VariantColumn.ID);

    private static final List<VariantColumn> INTEGERS = List.of(
            VariantColumn.ALLELE_COUNT,
            VariantColumn.ALLELE_NUMBER,
            VariantColumn.DEPTH,
            VariantColumn.HOM_REF_COUNT,
            VariantColumn.HET_COUNT,
            VariantColumn.HOM_ALT_COUNT,
            VariantColumn.MISSING_COUNT,
            VariantColumn.CONSEQUENCE_SET);

    private static final List<String> COLUMNS = List.of(
            "least_frequency",
            "greatest_frequency",
            "dataset_id",
            "block_number",
            "first_position",
            "last_position",
            "last_end",
            "variant_count",
            "first_record",
            "has_ratios",
            "has_rs_ids",
            "chromosome",
            "position",
            "position_wide",
            "end_pos",
            "record_number",
            "allele_index",
            "ordinal",
            "rs_number",
            "rs_number_wide",
            "ref",
            "alt",
            "qual",
            "allele_count",
            "allele_number",
            "depth",
            "hom_ref_count",
            "het_count",
            "hom_alt_count",
            "missing_count",
            "consequence_set",
            "allele_frequency_code",
            "allele_frequency",
            "variant_type",
            "variant_type_code",
            "variant_type_count",
            "gene",
            "gene_code",
            "gene_id",
            "gene_id_code",
            "consequence",
            "consequence_code",
            "impact",
            "impact_code",
            "clinical_significance",
            "clinical_significance_code",
            "clinical_significances",
            "clinical_significances_code",
            "filter",
            "filter_code",
            "id",
            "id_code",
            "consequence_details",
            "genotypes",
            "info_keys",
            "info_values",
            "hgvs_g",
            "hgvs_c",
            "hgvs_p");

    private final BinaryCopyWriter out;
    private final KeyRuns keys;
    private final int datasetId;
    /** Which field of a row a column is; −1 for none. */
    private final Map<VariantColumn, Integer> fields = new EnumMap<>(VariantColumn.class);

    private final int[] starts;
    private final int[] lengths;
    private byte[] block = {};

    private final Map<VariantColumn, Numbers> numbers = new EnumMap<>(VariantColumn.class);
    private final Map<VariantColumn, Texts> texts = new EnumMap<>(VariantColumn.class);
    /** Those of the names that rows bring. */
    private final List<VariantColumn> hgvs;

    private final JoinedTexts refs = new JoinedTexts();
    private final JoinedTexts alts = new JoinedTexts();
    private final InfoFields info = new InfoFields();
    private final Frequencies frequencies = new Frequencies();
    private final Numbers offsets = new Numbers();
    private final Numbers beyond = new Numbers();
    private final Numbers drifts = new Numbers();

    private final int chromosomeAt;
    private byte[] chromosome;
    private final Set<String> finished = new HashSet<>();
    private int size;
    private int first;
    private int firstRecord;
    private int lastEnd;
    private boolean hasRsIds;
    private long bytes;

    private int lastPosition = -1;
    private int lastRecord;
    private int lastAllele;
    private int lastOrdinal;

    private int blocks;
    private long variants;

    /**
     * Packs rows.
     *
     * @param columns of the rows, in their order
     * @param datasetId the dataset
     * @param contig of all rows, where they do not bring it
     * @param out gets the blocks, with {@link #columns()}
     * @param keys gets the keys of their variants, with {@link #keyColumns()}
     */
    public BlockPacker(
            List<VariantColumn> columns,
            int datasetId,
            @Nullable String contig,
            BinaryCopyWriter out,
            BinaryCopyWriter keys) {
        this.out = out;
        this.keys = new KeyRuns(datasetId, keys);
        this.datasetId = datasetId;
        for (int i = 0; i < columns.size(); i++) {
            fields.put(columns.get(i), i);
        }
        starts = new int[columns.size()];
        lengths = new int[columns.size()];
        chromosomeAt = columns.indexOf(VariantColumn.CHROMOSOME);
        chromosome = contig == null ? new byte[0] : contig.getBytes(StandardCharsets.UTF_8);
        for (VariantColumn column : INTEGERS) {
            numbers.put(column, new Numbers());
        }
        for (VariantColumn column : List.of(
                VariantColumn.RS_NUMBER,
                VariantColumn.ALLELE_FREQUENCY,
                VariantColumn.QUAL,
                VariantColumn.ALLELE_INDEX,
                VariantColumn.ORDINAL)) {
            numbers.put(column, new Numbers());
        }
        for (VariantColumn column : CODED) {
            texts.put(column, new Texts());
        }
        texts.put(VariantColumn.CONSEQUENCE_DETAILS, new Texts());
        texts.put(VariantColumn.GENOTYPES, new Texts());
        hgvs = VariantColumn.HGVS.stream().filter(columns::contains).toList();
        for (VariantColumn column : hgvs) {
            texts.put(column, new Texts());
        }
        clear();
    }

    /**
     * Returns the columns of the blocks.
     *
     * @return as COPY lists them
     */
    public static String columns() {
        return COLUMNS.stream()
                .map(name -> "\"" + name + "\"")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    /**
     * Returns the columns of the keys.
     *
     * @return as COPY lists them
     */
    public static String keyColumns() {
        return KeyRuns.columns();
    }

    /**
     * Returns how many variants were taken.
     *
     * @return rows
     */
    public long variants() {
        return variants;
    }

    @Override
    public byte[] accept(byte[] rows, int length) {
        block = rows;
        int at = 0;
        while (at < length) {
            at = read(at);
            add();
        }
        return rows;
    }

    private int read(int at) {
        int next = at + 2;
        for (int i = 0; i < starts.length; i++) {
            lengths[i] = (int) INTS.get(block, next);
            starts[i] = next + 4;
            next = starts[i] + Math.max(0, lengths[i]);
        }
        return next;
    }

    private int field(VariantColumn column) {
        Integer field = fields.get(column);
        return field == null || lengths[field] < 0 ? -1 : field;
    }

    private int integer(VariantColumn column) {
        return (int) INTS.get(block, starts[Objects.requireNonNull(fields.get(column))]);
    }

    private int smallint(VariantColumn column) {
        int field = field(column);
        return field < 0 ? 0 : (short) SHORTS.get(block, starts[field]);
    }

    // ---- one variant ---------------------------------------------------------------------------------------------

    private void add() {
        enterContig();
        int position = integer(VariantColumn.POSITION);
        int record = integer(VariantColumn.RECORD_NUMBER);
        checkOrder(position, record);
        if (size == Numbers.MOST || bytes > LARGEST) {
            emit();
        }
        if (size == 0) {
            first = position;
            firstRecord = record;
        }
        variants++;
        offsets.add(position - (long) first);
        drifts.add(record - (long) firstRecord - size);
        addAlleles(position);
        addRs();
        for (VariantColumn column : INTEGERS) {
            int field = field(column);
            Numbers of = of(column);
            if (field < 0) {
                of.addNull();
            } else {
                of.add((int) INTS.get(block, starts[field]));
            }
        }
        addBits();
        of(VariantColumn.ALLELE_INDEX).add(smallint(VariantColumn.ALLELE_INDEX));
        of(VariantColumn.ORDINAL).add(smallint(VariantColumn.ORDINAL));
        for (VariantColumn column : CODED) {
            if (column != VariantColumn.ID && column != VariantColumn.CLINICAL_SIGNIFICANCES) {
                addText(column);
            }
        }
        addText(VariantColumn.GENOTYPES);
        addArray(VariantColumn.CLINICAL_SIGNIFICANCES);
        addArray(VariantColumn.CONSEQUENCE_DETAILS);
        addInfo();
        for (VariantColumn column : hgvs) {
            addText(column);
        }
        size++;
    }

    private Numbers of(VariantColumn column) {
        return Objects.requireNonNull(numbers.get(column));
    }

    private Texts textsOf(VariantColumn column) {
        return Objects.requireNonNull(texts.get(column));
    }

    private void enterContig() {
        if (chromosomeAt < 0) {
            return;
        }
        int start = starts[chromosomeAt];
        int end = start + lengths[chromosomeAt];
        if (Arrays.equals(block, start, end, chromosome, 0, chromosome.length)) {
            return;
        }
        emit();
        keys.flush(chromosome);
        if (chromosome.length > 0) {
            finished.add(contig());
        }
        chromosome = Arrays.copyOfRange(block, start, end);
        lastPosition = -1;
        if (finished.contains(contig())) {
            throw new UnsortedRowsException("expected the variants of contig " + contig()
                    + " one after the other, found" + " others between them");
        }
    }

    private String contig() {
        return new String(chromosome, StandardCharsets.UTF_8);
    }

    private void checkOrder(int position, int record) {
        int allele = smallint(VariantColumn.ALLELE_INDEX);
        int ordinal = smallint(VariantColumn.ORDINAL);
        int order = Integer.compare(position, lastPosition);
        order = order != 0 ? order : Integer.compare(record, lastRecord);
        order = order != 0 ? order : Integer.compare(allele, lastAllele);
        order = order != 0 ? order : Integer.compare(ordinal, lastOrdinal);
        if (order < 0) {
            throw new UnsortedRowsException("expected variants sorted by position, found " + contig() + ":" + position
                    + " after " + lastPosition);
        }
        lastPosition = position;
        lastRecord = record;
        lastAllele = allele;
        lastOrdinal = ordinal;
    }

    private void addAlleles(int position) {
        int ref = Objects.requireNonNull(fields.get(VariantColumn.REF));
        refs.add(block, starts[ref], lengths[ref]);
        int alt = field(VariantColumn.ALT);
        if (alt < 0) {
            alts.addNull();
        } else if (lengths[alt] == 0) {
            throw new LoadException(
                    "expected ALT to be null or a text, found an empty one at " + contig() + ":" + position);
        } else {
            alts.add(block, starts[alt], lengths[alt]);
            bytes += lengths[alt];
        }
        bytes += lengths[ref];
        int end = integer(VariantColumn.END_POS);
        long refEnd = position + (long) lengths[ref] - 1;
        if (refEnd > Integer.MAX_VALUE) {
            throw new LoadException(
                    "expected a REF that ends at 2147483647 or before in the packed layout, found one at " + contig()
                            + ":" + position + " of " + lengths[ref] + " bases");
        }
        beyond.add(end - refEnd);
        lastEnd = size == 0 ? end : Math.max(lastEnd, end);
    }

    /** An id that says the rs number again is not kept, unless another variant of the block has a number and no id. */
    private void addRs() {
        int rs = field(VariantColumn.RS_NUMBER);
        if (rs < 0) {
            of(VariantColumn.RS_NUMBER).addNull();
        } else {
            of(VariantColumn.RS_NUMBER).add((long) LONGS.get(block, starts[rs]));
            hasRsIds &= field(VariantColumn.ID) >= 0;
        }
        addText(VariantColumn.ID);
    }

    private void addBits() {
        int frequency = field(VariantColumn.ALLELE_FREQUENCY);
        if (frequency < 0) {
            of(VariantColumn.ALLELE_FREQUENCY).addNull();
        } else {
            of(VariantColumn.ALLELE_FREQUENCY).add((long) LONGS.get(block, starts[frequency]));
        }
        int qual = field(VariantColumn.QUAL);
        if (qual < 0) {
            of(VariantColumn.QUAL).addNull();
        } else {
            of(VariantColumn.QUAL).add((int) INTS.get(block, starts[qual]));
        }
    }

    private void addText(VariantColumn column) {
        int field = field(column);
        if (field < 0) {
            textsOf(column).addNull();
        } else {
            textsOf(column).add(block, starts[field], lengths[field]);
            bytes += lengths[field];
        }
    }

    /** Writes an array of texts as PostgreSQL writes it. */
    private void addArray(VariantColumn column) {
        Texts to = textsOf(column);
        int field = field(column);
        if (field < 0) {
            to.addNull();
            return;
        }
        bytes += lengths[field];
        int at = starts[field];
        int elements = (int) INTS.get(block, at) == 0 ? 0 : (int) INTS.get(block, at + 12);
        at += 20;
        to.append('{');
        for (int i = 0; i < elements; i++) {
            int length = (int) INTS.get(block, at);
            at += 4;
            if (i > 0) {
                to.append(',');
            }
            if (length < 0) {
                to.append('N');
                to.append('U');
                to.append('L');
                to.append('L');
                continue;
            }
            to.append('"');
            for (int b = at; b < at + length; b++) {
                if (block[b] == '"' || block[b] == '\\') {
                    to.append('\\');
                }
                to.append(block, b, 1);
            }
            to.append('"');
            at += length;
        }
        to.append('}');
        to.end();
    }

    private void addInfo() {
        int field = field(VariantColumn.INFO);
        if (field < 0) {
            info.addNull();
            return;
        }
        int version = block[starts[field]];
        if (version != JSONB_VERSION) {
            throw new LoadException("expected version 1 of jsonb, found " + version);
        }
        info.add(block, starts[field] + 1, lengths[field] - 1);
        bytes += lengths[field] + info.width();
    }

    // ---- one block -----------------------------------------------------------------------------------------------

    private void clear() {
        size = 0;
        bytes = 0;
        hasRsIds = true;
        numbers.values().forEach(Numbers::clear);
        texts.values().forEach(Texts::clear);
        refs.clear();
        alts.clear();
        info.clear();
        offsets.clear();
        beyond.clear();
        drifts.clear();
    }

    /** Ends the block that is being filled, and writes the keys of all. */
    public void flush() {
        emit();
        keys.flush(chromosome);
        keys.release();
        block = new byte[0];
    }

    private void emit() {
        if (size == 0) {
            return;
        }
        Numbers counts = of(VariantColumn.ALLELE_COUNT);
        Numbers all = of(VariantColumn.ALLELE_NUMBER);
        Numbers frequency = of(VariantColumn.ALLELE_FREQUENCY);
        boolean areRatios = frequencies.areRatios(frequency, counts, all, size);
        out.startRow(COLUMNS.size());
        frequencies.putRange(out);
        out.putInt(datasetId);
        out.putInt(++blocks);
        out.putInt(first);
        out.putInt((int) (first + offsets.get(size - 1)));
        out.putInt(lastEnd);
        out.putInt(size);
        out.putInt(firstRecord);
        out.putBoolean(areRatios);
        if (hasRsIds) {
            textsOf(VariantColumn.ID).dropNumbers(of(VariantColumn.RS_NUMBER));
        }
        addKeys();
        out.putBoolean(hasRsIds);
        out.putText(chromosome, 0, chromosome.length);
        putOffsets();
        putUnless(beyond, 0, Oids.INT4, 4);
        putUnless(drifts, 0, Oids.INT4, 4);
        putUnless(of(VariantColumn.ALLELE_INDEX), 1, Oids.INT2, 2);
        putUnless(of(VariantColumn.ORDINAL), 0, Oids.INT2, 2);
        putRs(of(VariantColumn.RS_NUMBER));
        refs.put(out);
        alts.put(out);
        of(VariantColumn.QUAL).put(out, Oids.FLOAT4, 4);
        INTEGERS.forEach(column -> of(column).put(out, Oids.INT4, 4));
        frequencies.put(out, frequency, areRatios, size);
        for (VariantColumn column : CODED) {
            textsOf(column).putCoded(out);
            if (column == VariantColumn.VARIANT_TYPE) {
                textsOf(column).putCounts(out);
            }
        }
        textsOf(VariantColumn.CONSEQUENCE_DETAILS).put(out, Oids.TEXT);
        textsOf(VariantColumn.GENOTYPES).put(out, Oids.BYTEA);
        info.put(out);
        for (VariantColumn column : VariantColumn.HGVS) {
            if (hgvs.contains(column)) {
                textsOf(column).put(out, Oids.TEXT);
            } else {
                out.putNull();
            }
        }
        clear();
    }

    private void addKeys() {
        Numbers rs = of(VariantColumn.RS_NUMBER);
        Texts ids = textsOf(VariantColumn.ID);
        for (int i = 0; i < size; i++) {
            int position = (int) (first + offsets.get(i));
            if (!rs.isNull(i)) {
                keys.add(rs.get(i), position, chromosome);
            }
            if (!ids.isNull(i)) {
                ids.addKey(i, keys, position, chromosome);
            }
        }
    }

    private void putOffsets() {
        if (offsets.get(size - 1) <= WIDEST) {
            offsets.putShifted(out, Short.MIN_VALUE);
            out.putNull();
        } else {
            out.putNull();
            offsets.put(out, Oids.INT4, 4);
        }
    }

    private void putUnless(Numbers column, long usual, int oid, int width) {
        if (column.isAll(usual)) {
            out.putNull();
        } else {
            column.put(out, oid, width);
        }
    }

    private void putRs(Numbers rs) {
        if (rs.fitsInt()) {
            rs.put(out, Oids.INT4, 4);
            out.putNull();
        } else {
            out.putNull();
            rs.put(out, Oids.INT8, 8);
        }
    }
}
