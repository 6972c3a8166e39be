package omega.genomics.hgvs.names;

import java.util.List;
import java.util.Optional;
import omega.genomics.Interval;
import omega.genomics.hgvs.HgvsTranscript;
import omega.genomics.model.Exon;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * A transcript prepared for names: its exons in <em>strand coordinates</em>, which are positions on the contig, negated on the reverse strand, so
 * that they ascend in reading direction.
 */
final class NamedTranscript {
    final Transcript model;
    final GeneticCode code;
    final boolean reverse;
    private final int[] exonStart;
    private final int[] exonEnd;
    /** Bases before each exon, and after the last one. */
    private final int[] exonOffset;
    /** The first base of the start codon along the transcript, from 1, and the last of the stop codon; 0 without a coding sequence. */
    final int cdsStart;

    final int cdsEnd;
    final boolean lacksStart;
    final int phase;
    private final byte[] prefix;
    final byte[] proteinPrefix;
    /** Cached and evicted by {@link NamedTranscripts}. */
    volatile @Nullable Spliced spliced;

    /** The transcript with its alignment, if that has gaps: such names are not written from the arrays. */
    private volatile @Nullable HgvsTranscript gapped;

    private NamedTranscript(Transcript model, HgvsTranscript described, GeneticCode code) {
        this.model = model;
        this.code = code;
        reverse = model.strand().isReverse();
        List<Exon> exons = model.exons();
        int n = exons.size();
        exonStart = new int[n];
        exonEnd = new int[n];
        exonOffset = new int[n + 1];
        for (int i = 0; i < n; i++) {
            Interval exon = exons.get(i).interval();
            exonStart[i] = reverse ? -exon.end() : exon.start();
            exonEnd[i] = reverse ? -exon.start() : exon.end();
            exonOffset[i + 1] = exonOffset[i] + exon.length();
        }
        cdsStart = described.cdsStart();
        cdsEnd = described.cdsEnd();
        lacksStart = described.lacksStart();
        phase = described.phase();
        prefix = NameBuffer.ascii(described.accession() + (cdsStart > 0 ? ":c." : ":n."));
        proteinPrefix = NameBuffer.ascii(described.protein().orElse(described.accession()) + ":p.");
    }

    /** Prepares a transcript; empty if it has no exons, exons on both strands or that overlap, or codes outside of them. */
    static Optional<NamedTranscript> of(Transcript model, GeneticCode code) {
        if (model.exons().isEmpty() || model.isTransSpliced()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NamedTranscript(model, HgvsTranscript.of(model, model.contig(), null, code), code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean hasGaps() {
        return model.alignment().isPresent();
    }

    /** Returns the values' twin of a transcript with gaps. */
    HgvsTranscript gapped(String contig, ReferenceSequence genome) {
        HgvsTranscript known = gapped;
        if (known == null) {
            known = HgvsTranscript.of(model, contig, genome, code);
            gapped = known;
        }
        return known;
    }

    int length() {
        return exonOffset[exonStart.length];
    }

    int exons() {
        return exonStart.length;
    }

    int exonStart(int exon) {
        return exonStart[exon];
    }

    int exonEnd(int exon) {
        return exonEnd[exon];
    }

    /** Returns the first exon that ends at or after a strand coordinate; the last one if there is none. */
    private int exonFrom(int place) {
        int low = 0;
        int high = exonEnd.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (exonEnd[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns whether both ends of a change are named without an offset into an intron. */
    boolean isExonic(ShiftedChange change) {
        return reverse
                ? isExonic(-change.last) && isExonic(-change.first)
                : isExonic(change.first) && isExonic(change.last);
    }

    private boolean isExonic(int place) {
        int exon = exonFrom(place);
        return place >= exonStart[exon] || exon == 0;
    }

    /** Returns the base along the transcript, from 1, that is nearest to a strand coordinate. */
    int near(int place) {
        int exon = exonFrom(place);
        if (place >= exonStart[exon] || exon == 0) {
            return exonOffset[exon] + place - exonStart[exon] + 1;
        }
        return place - exonEnd[exon - 1] <= exonStart[exon] - place ? exonOffset[exon] : exonOffset[exon] + 1;
    }

    void writePrefix(NameBuffer out) {
        out.add(prefix);
    }

    /** Writes a strand coordinate as names on the transcript do. */
    void writePosition(NameBuffer out, int place) {
        int exon = exonFrom(place);
        int base = exonOffset[exon] + 1;
        int offset = 0;
        if (place >= exonStart[exon] || exon == 0) {
            base += place - exonStart[exon];
        } else {
            int before = place - exonEnd[exon - 1];
            int after = exonStart[exon] - place;
            if (before <= after) {
                base--;
                offset = before;
            } else {
                offset = -after;
            }
        }
        writeBase(out, base);
        if (offset != 0) {
            out.add(offset > 0 ? '+' : '-');
            out.add((long) Math.abs(offset));
        }
    }

    private void writeBase(NameBuffer out, int base) {
        int start = Math.max(cdsStart, 1);
        if (base < start) {
            out.add('-');
            out.add((long) start - base);
        } else if (cdsEnd > 0 && base > cdsEnd) {
            out.add('*');
            out.add((long) base - cdsEnd);
        } else {
            out.add((long) base - start + 1);
        }
    }
}
