package omega.genomics.internal.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.VirtualOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ranges of a BGZF file that an index has found, one after the other. Each must begin with a record of its contig, and the
 * file must end where the index says; otherwise the index belongs to another file (rule {@code index-stale}).
 */
public abstract class ChunkStream extends InputStream {
    private final String sourceName;
    private final BgzfInputStream in;
    private final String record;
    private final Iterator<Map.Entry<VirtualOffset.Range, String>> chunks;
    private boolean inChunk;

    /**
     * Makes a stream of all ranges.
     *
     * @param sourceName for messages
     * @param in the file; closed by {@link #close()}
     * @param record what a record is called in messages: {@code line} or {@code record}
     * @param chunks the ranges in file order, each with its contig
     */
    protected ChunkStream(
            String sourceName, BgzfInputStream in, String record, Map<VirtualOffset.Range, String> chunks) {
        this.sourceName = sourceName;
        this.in = in;
        this.record = record;
        this.chunks = chunks.entrySet().iterator();
    }

    /**
     * Reads the contig of the record that comes next. It may read on.
     *
     * @param from where the record begins
     * @return the contig's name; any other text if there is no record
     */
    protected abstract String contig(BgzfInputStream from) throws IOException;

    /** Checks that the file ends where its index says; closes the file if it does not. */
    protected final void checkEnd(@Nullable VirtualOffset end) throws IOException {
        if (end == null) {
            return;
        }
        try {
            boolean more;
            try {
                in.seek(end);
                more = in.read() >= 0;
            } catch (ParseException e) {
                throw stale(end, "no end there (" + e.diagnostic().message() + ")");
            }
            if (more) {
                throw stale(end, "more " + record + "s after the last one it has");
            }
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private ParseException stale(VirtualOffset place, String found) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(sourceName, place.block()),
                "index",
                InputRule.INDEX_STALE,
                "expected the file that the index describes, found " + found + "; make the index anew"));
    }

    private boolean nextChunk() throws IOException {
        if (!chunks.hasNext()) {
            return false;
        }
        Map.Entry<VirtualOffset.Range, String> next = chunks.next();
        VirtualOffset start = next.getKey().start();
        boolean isIts;
        try {
            in.seek(start, next.getKey().end());
            isIts = contig(in).equals(next.getValue());
            in.seek(start, next.getKey().end());
        } catch (ParseException e) {
            throw stale(start, "no such place (" + e.diagnostic().message() + ")");
        }
        if (!isIts) {
            throw stale(start, "no " + record + " of contig " + next.getValue() + " where one should be");
        }
        inChunk = true;
        return true;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] target, int from, int count) throws IOException {
        while (inChunk || nextChunk()) {
            int n = in.read(target, from, count);
            if (n >= 0) {
                return n;
            }
            inChunk = false;
        }
        return -1;
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
