package omega.genomics.postgres.query.annotation;

import java.util.Arrays;
import java.util.function.LongSupplier;
import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * The positions at which a file wants variants, of some thousands of records at a time. They come in ascending order, and each once. Those
 * that a later record may ask for, too, wait for it. Used by one thread at a time.
 */
final class WantedPositions {
    static final int BATCH = 10_000;
    /** A batch ends after so many bytes of a file that is read once: its records are kept until they are annotated. */
    private static final int BATCH_BYTES = 1 << 22;
    /** How far to the left a later record may ask. */
    private static final int SLACK = 1000;

    private final VcfReader file;
    private final LongSupplier bytesRead;
    private final @Nullable AlleleNormalizer normalizer;

    private boolean hasRecord;
    private String contig = "";
    /** Positions to ask for, in no order. */
    private int[] waiting = new int[2 * BATCH];

    private int count;
    private int asked = -1;

    /**
     * What is looked up at a time.
     *
     * @param contig by its name in the file
     * @param isFirst whether nothing of the contig was wanted before
     * @param positions in ascending order, each there once
     * @param completeTo the position up to which the annotator need not look further, although more of the contig may follow, so that
     *     it does not keep more and more of its file; 0 if it may look
     */
    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    record Batch(String contig, boolean isFirst, int[] positions, int completeTo) {}

    /**
     * Begins to read.
     *
     * @param file before its first record; stays the caller's
     * @param bytesRead how many bytes of it are kept for another reader, in all
     */
    WantedPositions(VcfReader file, LongSupplier bytesRead, @Nullable AlleleNormalizer normalizer) {
        this.file = file;
        this.bytesRead = bytesRead;
        this.normalizer = normalizer;
        hasRecord = file.advance();
    }

    /** Returns what to look up next; null at the end of the file. */
    @Nullable
    Batch next() {
        if (!hasRecord && count == 0) {
            return null;
        }
        boolean isFirst = count == 0 && hasRecord && !file.record().contig().equals(contig);
        if (isFirst) {
            contig = file.record().contig();
            asked = -1;
        }
        int records = 0;
        long limit = bytesRead.getAsLong() + BATCH_BYTES;
        while (hasRecord
                && records++ < BATCH
                && bytesRead.getAsLong() < limit
                && file.record().contig().equals(contig)) {
            add(file.record());
            hasRecord = file.advance();
        }
        boolean isLast = !hasRecord || !file.record().contig().equals(contig);
        int last = isLast ? Integer.MAX_VALUE : file.record().position() - (normalizer == null ? 1 : SLACK + 1);
        int[] positions = ready(last);
        if (positions.length > 0) {
            asked = positions[positions.length - 1];
        }
        return new Batch(contig, isFirst, positions, isLast || bytesRead.getAsLong() == 0 ? 0 : Math.max(0, last));
    }

    /** Returns the positions up to one, in ascending order, each once; the others go on waiting. */
    private int[] ready(int last) {
        Arrays.sort(waiting, 0, count);
        int[] positions = new int[count];
        int used = 0;
        int i = 0;
        for (; i < count && waiting[i] <= last; i++) {
            if (waiting[i] > asked && (used == 0 || waiting[i] != positions[used - 1])) {
                positions[used++] = waiting[i];
            }
        }
        System.arraycopy(waiting, i, waiting, 0, count - i);
        count -= i;
        return Arrays.copyOf(positions, used);
    }

    private void addWaiting(int position) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
        }
        waiting[count++] = position;
    }

    private void add(VcfRecord record) {
        int position = record.position();
        addWaiting(position);
        int refLength = record.refBytes().length();
        int alts = record.altCount();
        for (int alt = 0; alt < alts; alt++) {
            ByteSlice allele = record.altBytes(alt);
            if (refLength == 1 && allele.length() == 1) {
                continue;
            }
            String text = allele.toString();
            addWaiting(TrimmedAllele.of(position, record.ref(), text).position());
            if (normalizer != null) {
                normalizer.normalize(record, alt, contig);
                addWaiting(normalizer.position());
            }
        }
    }
}
