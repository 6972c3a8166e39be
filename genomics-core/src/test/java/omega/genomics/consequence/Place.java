package omega.genomics.consequence;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.Interval;
import omega.genomics.model.Cds;
import omega.genomics.model.Exon;
import omega.genomics.model.Transcript;

/** Where a change lies in a transcript, found by plain comparison of intervals on the contig. */
final class Place {
    final Transcript transcript;
    final Change change;
    private final List<Interval> coding = new ArrayList<>();
    private final int low;
    private final int high;

    Place(Transcript transcript, Change change) {
        this.transcript = transcript;
        this.change = change;
        this.low = Math.min(change.start, change.end);
        this.high = Math.max(change.start, change.end);
        for (Cds cds : transcript.allCds()) {
            cds.segments().forEach(segment -> coding.add(segment.interval()));
            coding.addAll(cds.stopCodon());
        }
    }

    String kind() {
        int more = change.alt.length - change.ref.length;
        return more == 0 ? "sub" : more > 0 ? "ins" : "del";
    }

    boolean isInsertion() {
        return change.isInsertion();
    }

    boolean isSubstitution() {
        return change.isSubstitution();
    }

    /** Some changed bases are exonic, and not all in one exon. */
    boolean crossesExonEdge() {
        return !isInsertion()
                && transcript.exons().stream().anyMatch(exon -> exon.start() <= high && low <= exon.end())
                && transcript.exons().stream().noneMatch(exon -> exon.start() <= low && high <= exon.end());
    }

    /** Some changed bases are coding, and some are not, all in one exon. */
    boolean crossesCodingBorder() {
        if (isInsertion() || crossesExonEdge() || coding.isEmpty()) {
            return false;
        }
        long inside = 0;
        for (int p = low; p <= high; p++) {
            inside += isCoding(p) ? 1 : 0;
        }
        return inside > 0 && inside < high - low + 1;
    }

    boolean isCoding(int position) {
        return coding.stream().anyMatch(interval -> interval.contains(position));
    }

    /** An insertion between the last base of an exon and the first of an intron, or the other way round. */
    boolean isBetweenExonAndIntron() {
        return isInsertion() && exonOf(low) != exonOf(high);
    }

    private int exonOf(int position) {
        for (Exon exon : transcript.exons()) {
            if (exon.interval().contains(position)) {
                return exon.number();
            }
        }
        return 0;
    }

    /** An insertion so many bases from an exon's edge: 3 exonic bases, or 2 or 8 of the intron, between it and the edge. */
    boolean isBesideSpliceRegion() {
        if (!isInsertion()) {
            return false;
        }
        for (Exon exon : transcript.exons()) {
            int right = exon.end() - low; // exonic bases between the insertion and the right edge
            int left = high - exon.start();
            if (right == 3 || left == 3 || right == -8 || left == -8 || right == -2 || left == -2) {
                return true;
            }
        }
        return false;
    }

    /** Touches coding bases before the first whole codon or behind the last one, or lies right beside them. */
    boolean touchesIncompleteCodon() {
        if (coding.isEmpty()) {
            return false;
        }
        Cds cds = transcript.cds().orElseThrow();
        int length = coding.stream().mapToInt(Interval::length).sum();
        int phase = cds.firstPhase();
        int whole = phase + (length - phase) / 3 * 3;
        for (int p = low; p <= high; p++) {
            int offset = transcript.genomeToCds(p).orElse(0) - 1;
            if (offset >= 0 && (offset < phase || offset >= whole)) {
                return true;
            }
        }
        return false;
    }

    private int offset(int position) {
        return transcript.genomeToCds(position).orElse(-9) - 1;
    }

    /** An insertion between the last base of the start codon and the next. */
    boolean isRightBehindStart() {
        return isInsertion() && Math.min(offset(low), offset(high)) == 2;
    }

    /** An insertion between the base before the stop codon and its first. */
    boolean isRightBeforeStop() {
        int stop = transcript.cds().map(Cds::length).orElse(-1);
        return isInsertion() && Math.max(offset(low), offset(high)) == stop;
    }

    /** Changes a base of the start codon, or inserts between two of them. */
    boolean touchesStart() {
        return touches(0, 2);
    }

    /** Changes a base of the stop codon, or inserts between two of them. */
    boolean touchesStop() {
        int stop = transcript.cds().map(Cds::length).orElse(-9);
        return touches(stop, stop + 2);
    }

    /** An intron lies in the first or in the last three coding bases. */
    boolean hasSplitCodon() {
        int stop = transcript.cds().map(Cds::length).orElse(0);
        return spread(0) || spread(stop);
    }

    private boolean spread(int offset) {
        int first = transcript.cdsToGenome(offset + 1).orElse(0);
        int last = transcript.cdsToGenome(offset + 3).orElse(first + 2);
        return Math.abs(last - first) != 2;
    }

    private boolean touches(int first, int last) {
        int inside = 0;
        for (int p = low; p <= high; p++) {
            inside += offset(p) >= first && offset(p) <= last ? 1 : 0;
        }
        return isInsertion() ? inside == 2 : inside > 0;
    }
}
