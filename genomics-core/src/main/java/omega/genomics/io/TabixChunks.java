package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import omega.genomics.internal.scan.ChunkStream;

/** The lines of some ranges of a text file. */
final class TabixChunks extends ChunkStream {
    private static final int LONGEST_START = 1 << 16;

    private final int contigColumn;

    private TabixChunks(String name, BgzfInputStream in, int contigColumn, Map<VirtualOffset.Range, String> chunks) {
        super(name, in, "line", chunks);
        this.contigColumn = contigColumn;
    }

    /**
     * Opens ranges of a file.
     *
     * @param contigColumn from 1
     * @param end after the last line, if the index knows
     * @param chunks in file order, each with its contig
     */
    static InputStream open(
            InputSource file, int contigColumn, Optional<VirtualOffset> end, Map<VirtualOffset.Range, String> chunks)
            throws IOException {
        TabixChunks stream = new TabixChunks(file.name(), BgzfInputStream.open(file), contigColumn, chunks);
        stream.checkEnd(end.orElse(null));
        return stream;
    }

    @Override
    protected String contig(BgzfInputStream from) throws IOException {
        byte[] text = new byte[64];
        int length = 0;
        int column = 1;
        for (int b = from.read(); b >= 0 && b != '\n' && length < LONGEST_START; b = from.read()) {
            if (b == '\t') {
                if (column++ == contigColumn) {
                    break;
                }
            } else if (column == contigColumn) {
                if (length == text.length) {
                    text = Arrays.copyOf(text, length * 2);
                }
                text[length++] = (byte) b;
            }
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
