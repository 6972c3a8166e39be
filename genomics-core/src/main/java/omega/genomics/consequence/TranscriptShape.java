package omega.genomics.consequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import omega.genomics.Interval;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * A transcript prepared for many queries: exons and coding blocks as sorted arrays in <em>strand coordinates</em>.
 *
 * <p>A strand coordinate is the position on the contig, negated on the reverse strand. Thus reading order is ascending
 * on either strand, a donor is at the low end of an intron, and the same code handles both strands. Offsets along the
 * transcript and the coding sequence are 0-based. Immutable except for the cached sequence.
 */
final class TranscriptShape {
    /** The minimum length of an intron. Shorter gaps correct the reading frame of a model and are not spliced out. */
    private static final int SHORTEST_INTRON = 14;

    final Gene gene;
    final Transcript transcript;
    final GeneticCode code;
    final boolean reverse;
    final int start;
    final int end;
    final int[] exonStart;
    final int[] exonEnd;
    final int[] exonOffset;
    final int[] codeStart;
    final int[] codeEnd;
    final int[] codeOffset;
    /** The number of coding bases, including the stop codon. */
    final int codingLength;
    /** The number of bases before the first complete codon. */
    final int phase;
    /** Whether the annotation marks the first codon as the start codon. */
    final boolean hasStart;
    /** Whether the annotation marks the 5′ end as missing. */
    final boolean lacksStart;
    /** The offset of the stop codon in the coding sequence; -1 if it is not annotated. */
    final int stopOffset;
    /** Whether the annotation marks the 3′ end as missing. */
    final boolean lacksStop;

    final boolean isNmd;
    /** Whether all exons are on one strand, so that introns and codons are defined. */
    final boolean isRegular;
    /** Offsets in the coding sequence at which UGA is read as selenocysteine. */
    final int[] selenocysteines;
    /** The transcript's rank by each criterion, in order of precedence. */
    final int[] pickKeys;
    /** The sequence cached and evicted by {@link CodingSequences}. */
    volatile byte @Nullable [] sequence;

    TranscriptShape(Gene gene, Transcript transcript, GeneticCode code, List<PickCriterion> pickOrder) {
        this.gene = gene;
        this.transcript = transcript;
        this.code = code;
        this.pickKeys = pickOrder.stream()
                .mapToInt(criterion -> criterion.key(transcript))
                .toArray();
        this.reverse = transcript.strand().isReverse();
        this.isRegular = !transcript.isTransSpliced();
        this.start = reverse ? -transcript.end() : transcript.start();
        this.end = reverse ? -transcript.start() : transcript.end();
        List<Interval> exons = new ArrayList<>();
        transcript.exons().forEach(exon -> exons.add(exon.interval()));
        if (exons.isEmpty()) {
            exons.add(transcript.interval());
        }
        exons.sort(inReadingOrder());
        int n = exons.size();
        this.exonStart = new int[n];
        this.exonEnd = new int[n];
        this.exonOffset = offsets(exons, exonStart, exonEnd);

        Cds cds = transcript.cds().orElse(null);
        List<Interval> blocks = cds == null ? List.of() : merged(cds);
        this.codeStart = new int[blocks.size()];
        this.codeEnd = new int[blocks.size()];
        this.codeOffset = offsets(blocks, codeStart, codeEnd);
        int length = 0;
        for (Interval block : blocks) {
            length += block.length();
        }
        this.codingLength = length;
        this.phase = cds == null ? 0 : cds.firstPhase();
        this.lacksStart = phase != 0 || has("cds_start_NF");
        this.lacksStop = has("cds_end_NF");
        this.hasStart = cds != null && cds.isStartComplete() && !lacksStart;
        this.stopOffset = cds == null || cds.stopCodon().isEmpty() ? -1 : cds.length();
        this.isNmd =
                transcript.biotype().filter("nonsense_mediated_decay"::equals).isPresent();
        this.selenocysteines = transcript.selenocysteines().stream()
                .mapToInt(codon -> codingOffset(reverse ? -codon.end() : codon.start()))
                .filter(offset -> offset >= 0)
                .toArray();
    }

    private boolean has(String tag) {
        return transcript.attributes().has("tag", tag)
                || transcript
                        .cds()
                        .filter(cds -> cds.attributes().has("tag", tag))
                        .isPresent();
    }

    private Comparator<Interval> inReadingOrder() {
        return reverse ? Comparator.comparingInt(Interval::end).reversed() : Comparator.comparingInt(Interval::start);
    }

    /** Returns the segments and the stop codon in reading order, joined where they are adjacent. */
    private List<Interval> merged(Cds cds) {
        List<Interval> blocks = new ArrayList<>();
        for (CodingSegment segment : cds.segments()) {
            blocks.add(segment.interval());
        }
        for (Interval codon : cds.stopCodon()) {
            Interval last = blocks.get(blocks.size() - 1);
            if (!reverse && last.end() + 1 == codon.start()) {
                blocks.set(blocks.size() - 1, new Interval(last.start(), codon.end()));
            } else if (reverse && codon.end() + 1 == last.start()) {
                blocks.set(blocks.size() - 1, new Interval(codon.start(), last.end()));
            } else {
                blocks.add(codon);
            }
        }
        return blocks;
    }

    private int[] offsets(List<Interval> blocks, int[] starts, int[] ends) {
        int[] offsets = new int[blocks.size()];
        int sum = 0;
        for (int i = 0; i < offsets.length; i++) {
            Interval block = blocks.get(i);
            starts[i] = reverse ? -block.end() : block.start();
            ends[i] = reverse ? -block.start() : block.end();
            offsets[i] = sum;
            sum += block.length();
        }
        return offsets;
    }

    boolean isCoding() {
        return codeStart.length > 0;
    }

    /** Returns the first coding base. */
    int codingStart() {
        return codeStart[0];
    }

    /** Returns the last base of the stop codon, or else the last coding base. */
    int codingEnd() {
        return codeEnd[codeEnd.length - 1];
    }

    /** Returns the first exon that ends at or after a strand coordinate; the number of exons if there is none. */
    int exonFrom(int place) {
        return first(exonEnd, place);
    }

    /**
     * Returns the first coding block that ends at or after a strand coordinate; the number of blocks if there is none.
     */
    int blockFrom(int place) {
        return first(codeEnd, place);
    }

    /** Returns whether the gap after an exon is an intron. */
    boolean isIntron(int exon) {
        return exon + 1 < exonStart.length && exonStart[exon + 1] - exonEnd[exon] - 1 >= SHORTEST_INTRON;
    }

    /** Returns the offset in the coding sequence of a strand coordinate; -1 if it is not coding. */
    int codingOffset(int place) {
        int block = block(place, place);
        return block < 0 ? -1 : codeOffset[block] + place - codeStart[block];
    }

    /** Returns the coding block that contains both ends of a range; -1 if there is none. */
    int block(int from, int to) {
        int block = first(codeEnd, to);
        return block < codeStart.length && codeStart[block] <= from ? block : -1;
    }

    /** Returns the index of the first number that is not less than a key. */
    private static int first(int[] ascending, int key) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the offset along the transcript of a strand coordinate; -1 in introns and outside. */
    int exonicOffset(int place) {
        int exon = exonFrom(place);
        return exon < exonStart.length && exonStart[exon] <= place ? exonOffset[exon] + place - exonStart[exon] : -1;
    }

    /** Returns the strand coordinate of an offset along the transcript. */
    int place(int offset) {
        int exon = exonOffset.length - 1;
        while (exonOffset[exon] > offset) {
            exon--;
        }
        return exonStart[exon] + offset - exonOffset[exon];
    }

    int splicedLength() {
        int last = exonStart.length - 1;
        return exonOffset[last] + exonEnd[last] - exonStart[last] + 1;
    }

    boolean isSelenocysteine(int offset) {
        for (int known : selenocysteines) {
            if (known == offset) {
                return true;
            }
        }
        return false;
    }

    /** Returns the interval on the contig of a range in strand coordinates. */
    static Interval onContig(int from, int to, boolean reverse) {
        return reverse ? new Interval(-to, -from) : new Interval(from, to);
    }
}
