package omega.genomics.vcf;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfRecord;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * One record of a VCF file as a view over its line; a field is decoded when it is asked for and not before.
 *
 * <p><b>Lifetime.</b> The reader has one record and points it at line after line: this object, its {@link #info()}, its
 * {@link #samples()} and every {@link ByteSlice} are valid until the reader advances or closes. {@link #toVariant()} is
 * what to keep. Not thread-safe.
 *
 * <p><b>Checked on reading:</b> there are eight columns at least, none of them empty, and POS is a number. Everything else is
 * checked where it is read, and all of it by {@link #validate()}. Implements VCF 4.0 to 4.5, §1.6.
 */
public final class VcfRecord extends RecordColumns {
    private final Projection projection;
    private final KeptValues kept;
    private final InfoView info;
    private final SamplesView samples;
    private final RecordEnd ends;
    /** Of a copy, the view whose lines it gets; null for the view of a reader. */
    private @Nullable VcfRecord original;

    private boolean infoReady;
    private boolean samplesReady;

    /** @param stored where the records of a BCF file are; null for lines */
    VcfRecord(
            String source,
            @Nullable BcfRecord stored,
            VcfHeader fileHeader,
            VcfHeader shown,
            Projection projection,
            KeptValues kept) {
        super(source, stored, fileHeader, shown);
        this.kept = kept;
        this.projection = projection;
        this.info = new InfoView(this, stored, fileHeader, projection.infos());
        this.samples = new SamplesView(this, fileHeader, projection);
        this.ends = new RecordEnd(this, this::info, this::samples, kept);
    }

    /**
     * Returns a view of a variant, with everything a record can be asked.
     *
     * @param variant of any file
     * @return a new view, valid for ever, to be used by one thread; costs its scratch space
     */
    public static VcfRecord of(Variant variant) {
        Objects.requireNonNull(variant, "variant");
        VcfHeader header = variant.header();
        VcfRecord record = new VcfRecord("variant", null, header, header, Projection.ALL, KeptValues.NONE);
        record.wrap(variant.line(), 0, variant.line().length, 1);
        return record;
    }

    @Override
    @Nullable
    Diagnostic wrap(byte[] bytes, int from, int to, long number) {
        infoReady = false;
        samplesReady = false;
        return super.wrap(bytes, from, to, number);
    }

    public Projection projection() {
        return projection;
    }

    // ---- INFO, samples, the rest ---------------------------------------------------------------------------------

    /**
     * Returns the INFO column.
     *
     * @return the one view of this record
     */
    public InfoView info() {
        checkCurrent();
        if (!infoReady) {
            infoReady = true;
            if (isInfoDue()) {
                info.wrapStored();
            } else {
                info.wrap(buffer(), columnStart(INFO), infoEnd());
            }
        }
        return info;
    }

    /**
     * Returns FORMAT and the samples.
     *
     * @return the one view of this record; without samples for a sites file
     */
    public SamplesView samples() {
        checkCurrent();
        if (!samplesReady) {
            samplesReady = true;
            samples.wrap(buffer(), Math.min(infoEnd() + 1, lineEnd()), lineEnd());
        }
        return samples;
    }

    /**
     * Returns where the record ends on its contig, by the rule of the file's version: END up to 4.3; the longest of
     * REF, SVLEN and, for alleles without their own length, END in 4.4; REF, SVLEN and FORMAT LEN in 4.5, with END in place of
     * what is missing.
     *
     * @return 1-based, inclusive; the end of REF if nothing says otherwise
     * @throws ParseException if END, SVLEN or LEN is no integer; kept values ({@link BrokenValues#KEEP}) say nothing instead
     */
    public int end() {
        return ends.ofRecord();
    }

    /**
     * Returns where one ALT allele ends, by the rule of the file's version. A long END or SVLEN belongs to the symbolic alleles of a
     * record, not to its other alleles; from 4.4 each of several symbolic alleles has its own SVLEN.
     *
     * @param alt from 0; −1 for a record without ALT
     * @param refEnd the last base of REF, as it stands or as it was normalized
     * @return 1-based, inclusive; {@code refEnd} if nothing says otherwise
     * @throws ParseException if END, SVLEN or LEN is no integer; kept values ({@link BrokenValues#KEEP}) say nothing instead
     */
    public int end(int alt, int refEnd) {
        return ends.ofAllele(alt, refEnd);
    }

    /** Counts a value that is kept, or throws where none is; for the other rooms of VCF, not API. */
    public void keep(String key, ParseException e) {
        Objects.requireNonNull(key, "key");
        kept.keep(key, lineNumber(), e);
    }

    /**
     * Checks every field now: syntax, and INFO and sample values against the header's types and numbers. What spans
     * records (order, duplicates) is not looked at.
     *
     * @throws ParseException for the first violation that is no mere warning
     */
    public void validate() {
        validate(diagnostic -> {
            if (diagnostic.severity() == Severity.ERROR) {
                throw new ParseException(diagnostic);
            }
        });
    }

    /**
     * Checks every field now, and goes on after a violation.
     *
     * @param findings receives each violation, in column order
     */
    public void validate(Consumer<Diagnostic> findings) {
        Objects.requireNonNull(findings, "findings");
        checkCurrent();
        RecordCheck.check(this, findings);
    }

    /**
     * Copies the record.
     *
     * @return a variant that outlives the reader's next step, without the samples and fields that projection leaves out
     * @throws ParseException if the line is not well-formed
     */
    public Variant toVariant() {
        return new Variant(header(), text());
    }

    /**
     * Copies the record, as a view that can be asked whatever this one can.
     *
     * @return a new record of the same line and place, with the same projection; {@link #copyTo} points it at another line
     */
    public VcfRecord copy() {
        VcfRecord copy = new VcfRecord(source(), null, fileHeader(), header(), projection, kept);
        copy.original = this;
        copyTo(copy);
        return copy;
    }

    /**
     * Copies the record into an earlier copy, whose memory is used again.
     *
     * @param copy made by {@link #copy()} of this record; what was taken from it before is no longer valid
     * @throws IllegalArgumentException if it was not made so
     */
    public void copyTo(VcfRecord copy) {
        Objects.requireNonNull(copy, "copy");
        checkCurrent();
        if (copy.original != this) {
            throw new IllegalArgumentException("expected a copy that this record has made");
        }
        int length = lineEnd() - lineStart();
        byte[] line = copy.buffer();
        if (line.length < length) {
            line = new byte[length + (length >> 1)];
        }
        System.arraycopy(buffer(), lineStart(), line, 0, length);
        copy.wrap(line, 0, length, lineNumber());
    }

    /**
     * Copies the text of the record, without what projection leaves out.
     *
     * @throws ParseException if it has other columns than its header, or no readable QUAL
     */
    byte[] text() {
        checkCurrent();
        RecordCheck.shape(this);
        if (fileHeader().hasFormat()) {
            samples().checkColumns();
        }
        if (projection.isAll()) {
            return Arrays.copyOfRange(buffer(), lineStart(), lineEnd());
        }
        LineBuffer text = new LineBuffer();
        append(text);
        return text.toByteArray();
    }

    /** Appends the text of the record, without what projection leaves out. */
    void append(LineBuffer text) {
        if (projection.isAll()) {
            text.add(buffer(), lineStart(), lineEnd());
            return;
        }
        text.add(buffer(), lineStart(), columnStart(INFO));
        info().append(text);
        if (header().hasFormat()) {
            samples().append(text);
        }
    }
}
