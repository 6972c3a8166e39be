package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import omega.genomics.Strand;

/** A stretch of a contig with the code of its strand; 1-based, inclusive. */
record Span(int start, int end, int strand) {

    private static final Strand[] STRANDS = {Strand.PLUS, Strand.MINUS, Strand.NONE, Strand.UNKNOWN};

    /** Returns a number below 4 for the columns of {@link AssemblyTables}; 0 and 1 are the known strands. */
    static int code(Strand strand) {
        return switch (strand) {
            case PLUS -> 0;
            case MINUS -> 1;
            case NONE -> 2;
            case UNKNOWN -> 3;
        };
    }

    static Strand strandOf(int code) {
        return STRANDS[code];
    }

    boolean isStranded() {
        return strand < 2;
    }

    boolean overlaps(Span other) {
        return start <= other.end && other.start <= end;
    }

    /** Returns the smallest span over both, on this strand. */
    Span hull(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end), strand);
    }

    static Span hull(List<Span> spans) {
        Span hull = spans.get(0);
        for (Span span : spans) {
            hull = hull.hull(span);
        }
        return hull;
    }

    /** Joins those that overlap on one strand. */
    static List<Span> clusters(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::strand).thenComparingInt(Span::start));
        List<Span> clusters = new ArrayList<>();
        for (Span span : sorted) {
            int last = clusters.size() - 1;
            if (last >= 0
                    && clusters.get(last).strand == span.strand
                    && clusters.get(last).overlaps(span)) {
                clusters.set(last, clusters.get(last).hull(span));
            } else {
                clusters.add(span);
            }
        }
        return clusters;
    }

    /** Returns the index of the span that fits best: same strand and containing, then overlapping, then nearest. */
    static int best(List<Span> spans, Span wanted) {
        int best = 0;
        long bestScore = Long.MAX_VALUE;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            long outside = Math.max(0L, (long) span.start - wanted.start) + Math.max(0L, (long) wanted.end - span.end);
            long score = outside * 2 + (span.strand == wanted.strand ? 0 : 1);
            if (score < bestScore) {
                bestScore = score;
                best = i;
            }
        }
        return best;
    }
}
