package omega.genomics.gtf;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Strand;

/**
 * One row of an annotation, owned: immutable, equal by value, good for ever and on any thread.
 *
 * <p>Texts are decoded: no quotes, no backslash escapes, no percent-encoding.
 *
 * @param contig column 1, the contig
 * @param source column 2; {@code "."} where the file has none
 * @param type column 3
 * @param start column 4, 1-based, 1 or more
 * @param end column 5, 1-based, inclusive, {@code start} or more
 * @param score column 6; empty for {@code .}
 * @param strand column 7
 * @param frame column 8, 0, 1 or 2 (GFF3: phase): bases to skip to the next codon start; empty for {@code .}
 * @param attributes column 9, in file order; a GFF3 list {@code key=a,b} is the entries {@code key=a} and {@code key=b}
 */
public record Feature(
        String contig,
        String source,
        String type,
        int start,
        int end,
        OptionalDouble score,
        Strand strand,
        OptionalInt frame,
        Attributes attributes) {

    /**
     * Checks what columns can hold.
     *
     * @throws IllegalArgumentException unless {@code 1 <= start <= end}, the frame is 0, 1 or 2, the score finite, and
     *     contig, source and type not empty
     */
    public Feature {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(frame, "frame");
        Objects.requireNonNull(strand, "strand");
        Objects.requireNonNull(attributes, "attributes");
        if (start < 1 || end < start) {
            throw new IllegalArgumentException(
                    "expected 1 <= start <= end (1-based, inclusive), found " + start + "-" + end);
        }
        if (frame.isPresent() && (frame.getAsInt() < 0 || frame.getAsInt() > 2)) {
            throw new IllegalArgumentException("expected frame 0, 1 or 2, found " + frame.getAsInt());
        }
        if (contig.isEmpty() || source.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException("expected a contig, a source (or \".\") and a type, found \"" + contig
                    + "\", \"" + source + "\" and \"" + type + "\"");
        }
        if (!Double.isFinite(score.orElse(0))) {
            throw new IllegalArgumentException("expected a finite score, found " + score.getAsDouble());
        }
    }

    /**
     * Returns where the feature lies on its contig.
     *
     * @return 1-based, inclusive
     */
    public Interval interval() {
        return new Interval(start, end);
    }

    /**
     * Returns the number of bases.
     *
     * @return {@code end - start + 1}
     */
    public int length() {
        return end - start + 1;
    }
}
