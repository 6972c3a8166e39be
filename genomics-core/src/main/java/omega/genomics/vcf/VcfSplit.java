package omega.genomics.vcf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.ParseException;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.InputSource;
import omega.genomics.io.VirtualOffset;

/**
 * A part of a BGZF VCF file, whole lines only, to be read anywhere the file can be: {@code VcfReader.options().open(split)}.
 *
 * <p>The splits of a file hold each record once and in order.
 *
 * @param path the file
 * @param start the first byte of its first record
 * @param end one past its last byte; the start of the next split
 */
public record VcfSplit(Path path, VirtualOffset start, VirtualOffset end) {
    private static final int BLOCK = 1 << 16;
    private static final VirtualOffset END = new VirtualOffset((1L << 48) - 1, 0);

    /** Creates a record; nothing in it may be null. */
    public VcfSplit {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    /**
     * Splits a file into parts of about the same stored size, without reading more than a block at each border.
     *
     * @param path a BGZF file
     * @param count how many parts are wanted, 1 or more
     * @return that many or fewer, in file order; at least one
     * @throws IOException if the file cannot be read
     * @throws ParseException if it is no BGZF file, or has no readable header
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static List<VcfSplit> of(Path path, int count) throws IOException {
        Objects.requireNonNull(path, "path");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 split or more, found " + count);
        }
        if (BcfChunks.isBcf(InputSource.of(path))) {
            throw new IOException(path + ": expected VCF text to split, found BCF");
        }
        List<VirtualOffset> borders = new ArrayList<>();
        try (ByteRanges file = ByteRanges.of(path);
                BgzfInputStream in = BgzfInputStream.open(path)) {
            borders.add(behindHeader(in));
            long size = file.size();
            for (int i = 1; i < count; i++) {
                long target = size / count * i;
                VirtualOffset border = nextLine(file, in, target);
                if (border.compareTo(borders.get(borders.size() - 1)) > 0 && border.compareTo(END) < 0) {
                    borders.add(border);
                }
            }
        }
        borders.add(END);
        List<VcfSplit> splits = new ArrayList<>();
        for (int i = 1; i < borders.size(); i++) {
            splits.add(new VcfSplit(path, borders.get(i - 1), borders.get(i)));
        }
        return splits;
    }

    private static VirtualOffset behindHeader(BgzfInputStream in) throws IOException {
        VirtualOffset line = in.virtualOffset();
        for (int b = in.read(); b == '#'; b = in.read()) {
            skipLine(in);
            line = in.virtualOffset();
        }
        return line;
    }

    private static boolean skipLine(BgzfInputStream in) throws IOException {
        int b = in.read();
        while (b >= 0 && b != '\n') {
            b = in.read();
        }
        return b >= 0;
    }

    /** Returns the first line that begins behind a stored byte, in a block that does. */
    private static VirtualOffset nextLine(ByteRanges file, BgzfInputStream in, long target) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(2 * BLOCK);
        while (window.hasRemaining() && file.read(target + window.position(), window) >= 0) {
            // until the window is full or the file ends
        }
        byte[] bytes = window.array();
        for (int i = 0; i + 18 <= window.position(); i++) {
            if (bytes[i] == 0x1f && bytes[i + 1] == (byte) 0x8b && bytes[i + 2] == 8 && (bytes[i + 3] & 4) != 0) {
                try {
                    in.seek(new VirtualOffset(target + i, 0));
                    return skipLine(in) && in.read() >= 0 ? lineStart(in, target + i) : END;
                } catch (ParseException e) {
                    // These bytes only look like the start of a block.
                }
            }
        }
        return END;
    }

    private static VirtualOffset lineStart(BgzfInputStream in, long block) throws IOException {
        in.seek(new VirtualOffset(block, 0));
        skipLine(in);
        return in.virtualOffset();
    }

    /** Returns path, start and end, as messages name the part. */
    @Override
    public String toString() {
        return path + " (" + start.block() + '/' + start.within() + " to "
                + (end.equals(END) ? "its end" : end.block() + "/" + end.within()) + ')';
    }
}
