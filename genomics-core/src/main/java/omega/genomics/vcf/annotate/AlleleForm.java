package omega.genomics.vcf.annotate;

import omega.genomics.ByteSlice;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an allele is compared: what REF and ALT share at their ends is cut off, all but one base, and with a reference the
 * rest is as far left as it goes. Symbolic alleles and breakends stay as written, and have the end of their record.
 *
 * <p>Shows the allele asked for last. Without a reference, and for alleles that are in their form, nothing is allocated.
 */
final class AlleleForm {
    private final @Nullable AlleleNormalizer normalizer;

    private int writtenPosition;
    private int writtenLength;
    private int position;
    private byte[] refBytes = {};
    private int refFrom;
    private int refLength;
    private byte[] altBytes = {};
    private int altFrom;
    private int altLength;
    private int end;
    private int hash;

    AlleleForm(@Nullable ReferenceSequence reference) {
        this.normalizer = reference == null ? null : AlleleNormalizer.against(reference, mismatch -> {});
    }

    /**
     * Shows an allele.
     *
     * @param contig the reference's name for the contig of the record
     * @param alt from 0; −1 for a record without one
     */
    void show(VcfRecord record, int alt, String contig) {
        position = record.position();
        refBytes = record.buffer();
        refFrom = record.columnStart(VcfRecord.REF);
        refLength = record.columnEnd(VcfRecord.REF) - refFrom;
        writtenPosition = position;
        writtenLength = refLength;
        altBytes = refBytes;
        altFrom = record.columnStart(VcfRecord.ALT);
        int altEnd = record.columnEnd(VcfRecord.ALT);
        for (int i = 0; i < alt; i++) {
            altFrom = ByteSearch.find(altBytes, altFrom, altEnd, (byte) ',') + 1;
        }
        altLength = (alt < 0 ? altEnd : ByteSearch.find(altBytes, altFrom, altEnd, (byte) ',')) - altFrom;
        end = 0;
        if (alt < 0) {
            refLength = 1;
        } else if (!isBases(altBytes, altFrom, altLength)) {
            end = record.end(alt, position + refLength - 1);
        } else {
            if (normalizer != null) {
                normalize(normalizer, record, alt, contig);
            }
            trim();
        }
        hash = hash();
    }

    private void normalize(AlleleNormalizer with, VcfRecord record, int alt, String contig) {
        with.normalize(record, alt, contig);
        if (with.isChanged()) {
            position = with.position();
            ByteSlice ref = with.ref();
            refBytes = ref.array();
            refFrom = ref.offset();
            refLength = ref.length();
            ByteSlice other = with.alt();
            altBytes = other.array();
            altFrom = other.offset();
            altLength = other.length();
        }
    }

    private void trim() {
        while (refLength > 1 && altLength > 1 && same(refLength - 1, altLength - 1)) {
            refLength--;
            altLength--;
        }
        while (refLength > 1 && altLength > 1 && same(0, 0)) {
            refFrom++;
            altFrom++;
            refLength--;
            altLength--;
            position++;
        }
    }

    private boolean same(int inRef, int inAlt) {
        return upper(refBytes[refFrom + inRef]) == upper(altBytes[altFrom + inAlt]);
    }

    static int upper(byte b) {
        return b >= 'a' && b <= 'z' ? b - 32 : b;
    }

    private static boolean isBases(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            int upper = bytes[i] & ~0x20;
            if (upper < 'A' || upper > 'Z') {
                return false;
            }
        }
        return true;
    }

    private int hash() {
        int h = position * 31 + end;
        for (int i = refFrom; i < refFrom + refLength; i++) {
            h = h * 31 + upper(refBytes[i]);
        }
        h = h * 31 + '\t';
        for (int i = altFrom; i < altFrom + altLength; i++) {
            h = h * 31 + upper(altBytes[i]);
        }
        h *= 0x9e3779b9;
        return h ^ h >>> 15;
    }

    /** POS of the record. */
    int writtenPosition() {
        return writtenPosition;
    }

    /** Length of REF in the record. */
    int writtenLength() {
        return writtenLength;
    }

    int position() {
        return position;
    }

    /** The last base of a symbolic allele; 0 for bases. */
    int end() {
        return end;
    }

    int hashOfKey() {
        return hash;
    }

    int keyLength() {
        return refLength + 1 + altLength;
    }

    /** Writes REF, a tab and ALT in upper case, which with position and end are the key of the allele. */
    void writeKey(byte[] target, int at) {
        int to = at;
        for (int i = refFrom; i < refFrom + refLength; i++) {
            target[to++] = (byte) upper(refBytes[i]);
        }
        target[to++] = '\t';
        for (int i = altFrom; i < altFrom + altLength; i++) {
            target[to++] = (byte) upper(altBytes[i]);
        }
    }
}
