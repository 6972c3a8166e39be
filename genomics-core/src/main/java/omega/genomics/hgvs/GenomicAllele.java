package omega.genomics.hgvs;

import java.util.Objects;

/**
 * A change of a contig as VCF writes it.
 *
 * @param contig the contig
 * @param position the first base of {@code reference}, from 1
 * @param reference the bases of the reference, at least one
 * @param alternative the bases instead of them, at least one
 */
public record GenomicAllele(String contig, int position, String reference, String alternative) {
    /** Creates a record; nothing in it may be null. */
    public GenomicAllele {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(alternative, "alternative");
    }

    /**
     * Returns the allele in the notation of SPDI: contig, position from 0, deleted and inserted bases.
     *
     * @return the text, with a common first base removed as VCF needs it and SPDI does not
     */
    public String toSpdi() {
        int common = 0;
        int shorter = Math.min(reference.length(), alternative.length());
        while (common < shorter
                && reference.length() != alternative.length()
                && reference.charAt(common) == alternative.charAt(common)) {
            common++;
        }
        return contig + ":" + (position - 1 + common) + ":" + reference.substring(common) + ":"
                + alternative.substring(common);
    }

    /** Returns the columns of VCF, separated by hyphens. */
    @Override
    public String toString() {
        return contig + "-" + position + "-" + reference + "-" + alternative;
    }
}
