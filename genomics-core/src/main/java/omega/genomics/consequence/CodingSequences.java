package omega.genomics.consequence;

import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.model.ReferenceSequence;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of the coding sequences of transcripts, read from the genome on first use.
 *
 * <p>Eviction is first in, first out: variants usually come in order of position, so the sequence read first is needed
 * no longer. Thread-safe; two threads that miss the same sequence both read it.
 */
final class CodingSequences {
    private final ReferenceSequence reference;
    private final long capacity;
    private final AtomicLong held = new AtomicLong();
    private final Queue<TranscriptShape> order = new ConcurrentLinkedQueue<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    CodingSequences(ReferenceSequence reference, long capacity) {
        this.reference = reference;
        this.capacity = capacity;
    }

    /**
     * Returns the coding bases with the stop codon, in reading direction and upper case; null if the genome does not
     * have them.
     */
    byte @Nullable [] of(TranscriptShape shape) {
        byte[] known = shape.sequence;
        if (known == null && !missing.contains(shape.transcript.contig())) {
            known = read(shape);
            if (known != null) {
                keep(shape, known);
            }
        }
        return known;
    }

    private void keep(TranscriptShape shape, byte[] sequence) {
        shape.sequence = sequence;
        order.add(shape);
        held.addAndGet(sequence.length);
        while (held.get() > capacity) {
            TranscriptShape oldest = order.poll();
            if (oldest == null) {
                return;
            }
            held.addAndGet(-oldest.codingLength);
            oldest.sequence = null;
        }
    }

    private byte @Nullable [] read(TranscriptShape shape) {
        byte[] sequence = new byte[shape.codingLength];
        for (int i = 0; i < shape.codeStart.length; i++) {
            byte[] bases = bases(shape, shape.codeStart[i], shape.codeEnd[i]);
            if (bases == null) {
                return null;
            }
            System.arraycopy(bases, 0, sequence, shape.codeOffset[i], bases.length);
        }
        return sequence;
    }

    /**
     * Returns exonic bases in reading direction, between two offsets along the transcript; fewer if the transcript is
     * shorter.
     */
    byte[] exonic(TranscriptShape shape, int from, int to) {
        int begin = Math.max(from, 0);
        int end = Math.min(to, shape.splicedLength());
        byte[] result = new byte[Math.max(end - begin, 0)];
        int filled = 0;
        while (filled < result.length) {
            int place = shape.place(begin + filled);
            int last = Math.min(shape.exonEnd[shape.exonFrom(place)], place + result.length - filled - 1);
            byte[] bases = bases(shape, place, last);
            if (bases == null) {
                return Arrays.copyOf(result, filled);
            }
            System.arraycopy(bases, 0, result, filled, bases.length);
            filled += bases.length;
        }
        return result;
    }

    private byte @Nullable [] bases(TranscriptShape shape, int from, int to) {
        Interval place = TranscriptShape.onContig(from, to, shape.reverse);
        String contig = shape.transcript.contig();
        byte[] bases;
        try {
            bases = reference.bases(new Region(contig, place.start(), place.end()));
        } catch (IllegalArgumentException e) {
            missing.add(contig);
            return null;
        }
        if (bases.length != place.length()) {
            throw new IllegalArgumentException(
                    "expected " + place.length() + " bases of " + contig + ":" + place + ", found " + bases.length);
        }
        Codons.upperCase(bases);
        return shape.reverse ? Codons.reverseComplement(bases) : bases;
    }

    /** Returns the contigs whose bases the genome lacks, at least in part. */
    Set<String> missing() {
        return Set.copyOf(missing);
    }

    /** Returns the number of cached bases. */
    long held() {
        return held.get();
    }
}
