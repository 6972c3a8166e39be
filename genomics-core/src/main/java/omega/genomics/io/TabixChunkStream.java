package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks of a file one after the other. Each must begin with a line of its contig; otherwise the index does not
 * belong to the file.
 */
final class TabixChunkStream extends InputStream {
    private static final int LONGEST_START = 1 << 16;

    private final InputSource file;
    private final TabixIndex index;
    private final BgzfInputStream in;
    private final Iterator<Map.Entry<TabixIndex.Chunk, String>> chunks;
    private boolean inChunk;

    private TabixChunkStream(
            InputSource file, TabixIndex index, BgzfInputStream in, Map<TabixIndex.Chunk, String> chunks) {
        this.file = file;
        this.index = index;
        this.in = in;
        this.chunks = chunks.entrySet().iterator();
    }

    static InputStream open(InputSource file, TabixIndex index, Map<TabixIndex.Chunk, String> chunks)
            throws IOException {
        BgzfInputStream in = BgzfInputStream.open(file);
        TabixChunkStream stream = new TabixChunkStream(file, index, in, chunks);
        try {
            stream.checkEnd();
            return stream;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void checkEnd() throws IOException {
        if (index.end().isPresent()) {
            VirtualOffset end = index.end().get();
            seek(end, null);
            boolean more;
            try {
                more = in.read() >= 0;
            } catch (ParseException e) {
                throw stale(end, "no end there (" + e.diagnostic().message() + ")");
            }
            if (more) {
                throw stale(end, "more lines after the last one it has");
            }
        }
    }

    private void seek(VirtualOffset from, @Nullable VirtualOffset to) throws IOException {
        try {
            if (to == null) {
                in.seek(from);
            } else {
                in.seek(from, to);
            }
        } catch (ParseException e) {
            throw stale(from, "no such place (" + e.diagnostic().message() + ")");
        }
    }

    private ParseException stale(VirtualOffset place, String found) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(file.name(), place.block()),
                "index",
                InputRule.INDEX_STALE,
                "expected the file that the index describes, found " + found + "; make the index anew"));
    }

    private boolean nextChunk() throws IOException {
        if (!chunks.hasNext()) {
            return false;
        }
        Map.Entry<TabixIndex.Chunk, String> next = chunks.next();
        VirtualOffset start = next.getKey().start();
        seek(start, next.getKey().end());
        String contig = firstContig(start);
        if (!contig.equals(next.getValue())) {
            throw stale(start, "no line of contig " + next.getValue() + " where one should be");
        }
        seek(start, next.getKey().end());
        inChunk = true;
        return true;
    }

    /** Returns the contig column of the next line. */
    private String firstContig(VirtualOffset start) throws IOException {
        byte[] text = new byte[64];
        int length = 0;
        int column = 1;
        try {
            for (int b = in.read(); b >= 0 && b != '\n' && length < LONGEST_START; b = in.read()) {
                if (b == '\t') {
                    if (column++ == index.layout().contig()) {
                        break;
                    }
                } else if (column == index.layout().contig()) {
                    if (length == text.length) {
                        text = Arrays.copyOf(text, length * 2);
                    }
                    text[length++] = (byte) b;
                }
            }
        } catch (ParseException e) {
            throw stale(start, "no such place (" + e.diagnostic().message() + ")");
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
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
    public void close() throws IOException {
        in.close();
    }
}
