package omega.genomics.vcf.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.DiagnosticListener;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.vcf.VcfRecord;

/**
 * Brings one allele at a time to the form {@link VcfNormalizer} gives it (split off, trimmed, as far left as the reference
 * allows) and leaves the record as it is, so that its other fields are still there to be asked.
 *
 * <pre>{@code
 * AlleleNormalizer normalizer = AlleleNormalizer.against(fasta::bases);
 * reader.forEach(record -> {
 *     for (int alt = 0; alt < record.altCount(); alt++) {
 *         normalizer.normalize(record, alt, record.contig());
 *         System.out.println(normalizer.position() + " " + normalizer.ref() + " " + normalizer.alt());
 *     }
 * });
 * }</pre>
 *
 * <p>An allele that is in its form already costs no allocation. Shows the allele normalized last; not thread-safe.
 */
public final class AlleleNormalizer {
    private final ReferenceForm form;
    private final ByteSlice ref = new ByteSlice();
    private final ByteSlice alt = new ByteSlice();
    private int pos;
    private boolean isChanged;

    private AlleleNormalizer(ReferenceForm form) {
        this.form = form;
    }

    /**
     * Makes a normalizer.
     *
     * @param reference such as {@code IndexedFasta::bases}
     * @return strict about REF
     */
    public static AlleleNormalizer against(ReferenceSequence reference) {
        Objects.requireNonNull(reference, "reference");
        return new AlleleNormalizer(new ReferenceForm(reference, new Settings()));
    }

    /**
     * Makes a normalizer that leaves alleles as they are written if they do not fit the reference.
     *
     * @param reference such as {@code IndexedFasta::bases}
     * @param mismatches receives what is wrong with them
     * @return lenient about REF
     */
    public static AlleleNormalizer against(ReferenceSequence reference, DiagnosticListener mismatches) {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(mismatches, "mismatches");
        Settings settings = new Settings();
        settings.check = ReferenceCheck.WARN;
        settings.diagnostics = mismatches;
        return new AlleleNormalizer(new ReferenceForm(reference, settings));
    }

    /**
     * Normalizes an allele. Symbolic alleles, {@code *} and breakends keep their place and form.
     *
     * @param record the view; REF and ALT are read here and not again
     * @param index the ALT allele, from 0; −1 for a record without one
     * @param contig the reference's name for the contig of the record
     * @throws omega.genomics.ParseException if REF is not what the reference has, the reference does not have the contig, or ALT
     *     is REF; not if mismatches are reported
     * @throws IndexOutOfBoundsException if there are fewer alleles
     */
    public void normalize(VcfRecord record, int index, String contig) {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(contig, "contig");
        ByteSlice written = record.refBytes();
        ref.wrap(written.array(), written.offset(), written.length());
        ByteSlice allele = index < 0 ? record.altBytes() : record.altBytes(index);
        alt.wrap(allele.array(), allele.offset(), allele.length());
        pos = record.position();
        isChanged = false;
        if (!form.window().has(contig) || !isReference() || !isInForm(index)) {
            slowly(record, index, contig);
        }
    }

    private boolean isReference() {
        for (int i = 0; i < ref.length(); i++) {
            byte base = form.window().at(pos - 1L + i);
            if (base == 0 || (ref.byteAt(i) & ~0x20) != base) {
                return false;
            }
        }
        return true;
    }

    /** What ends in another base than REF cannot be moved; one of the two is too short to be trimmed, or they begin differently. */
    private boolean isInForm(int index) {
        return index < 0
                ? ref.length() == 1
                : differ(ref.length() - 1, alt.length() - 1)
                        && (ref.length() == 1 || alt.length() == 1 || differ(0, 0));
    }

    private boolean differ(int inRef, int inAlt) {
        return ((ref.byteAt(inRef) ^ alt.byteAt(inAlt)) & ~0x20) != 0;
    }

    private void slowly(VcfRecord record, int index, String contig) {
        Draft draft = Draft.ofAlleles(contig, pos, text(ref), index < 0 ? List.of() : List.of(text(alt)));
        form.bring(record, draft);
        if (draft.isChanged()) {
            isChanged = true;
            pos = draft.pos;
            wrap(ref, draft.ref);
            if (index >= 0) {
                wrap(alt, draft.alts.get(0));
            }
        }
    }

    private static String text(ByteSlice slice) {
        return new String(slice.array(), slice.offset(), slice.length(), ISO_8859_1);
    }

    private static void wrap(ByteSlice slice, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        slice.wrap(bytes, 0, bytes.length);
    }

    /**
     * Tells whether the allele is another than the record's.
     *
     * @return false if position and alleles are as they are written
     */
    public boolean isChanged() {
        return isChanged;
    }

    /**
     * Returns the position of the first base of {@link #ref()}.
     *
     * @return 1-based
     */
    public int position() {
        return pos;
    }

    /**
     * Returns the reference allele.
     *
     * @return valid until the reader advances or another allele is normalized; the same slice each time
     */
    public ByteSlice ref() {
        return ref;
    }

    /**
     * Returns the other allele.
     *
     * @return {@code .} for a record without one; valid as long as {@link #ref()}; the same slice each time
     */
    public ByteSlice alt() {
        return alt;
    }
}
