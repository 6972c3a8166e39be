package omega.genomics.vcf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.VirtualOffset;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Finds where records of a file begin, in places as splits have them. */
abstract class SplitBorders implements AutoCloseable {
    private static final int BLOCK = 1 << 16;
    private static final long LAST_BLOCK = (1L << 48) - 1;

    final ByteRanges file;
    /** Null for text. */
    final @Nullable BcfFile bcf;

    private SplitBorders(ByteRanges file, @Nullable BcfFile bcf) {
        this.file = file;
        this.bcf = bcf;
    }

    static SplitBorders open(InputSource source) throws IOException {
        Compression compression = source.compression();
        if (compression != Compression.NONE && compression != Compression.BGZF) {
            throw new IOException(source.name() + ": expected a file to split that is BGZF or not compressed, found "
                    + compression + "; see bgzip");
        }
        BcfFile bcf = BcfFile.is(source) ? BcfFile.of(source) : null;
        return compression == Compression.NONE ? new OfBytes(source, bcf) : new OfBlocks(source, bcf);
    }

    static boolean isEnd(Compression compression, long place) {
        return compression == Compression.BGZF ? place >>> 16 == LAST_BLOCK : place == Long.MAX_VALUE;
    }

    abstract Compression compression();

    /** Returns the place of the first record. */
    abstract long afterHeader() throws IOException;

    /** Returns the first record that begins after a stored byte, or after the first line of its block; the end of the file if there is none. */
    abstract long next(long target) throws IOException;

    /** Returns the place after the last record. */
    abstract long end();

    /** Returns the stored byte of a place, or of the block that it is in. */
    abstract long stored(long place);

    /** Checks that a record of a contig begins where an index says; what an index of another file says would lose records silently. */
    abstract void check(VirtualOffset.Range chunk, String contig) throws IOException;

    /** Returns the contigs in the order in which an index without names numbers them. */
    final List<String> contigs(VcfHeader header) {
        return bcf != null
                ? bcf.header().contigNames()
                : header.contigs().stream().map(ContigDefinition::id).toList();
    }

    final long size() throws IOException {
        return file.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A file that is not compressed. */
    private static final class OfBytes extends SplitBorders {
        private final ByteBuffer window = ByteBuffer.allocate(BLOCK).limit(0);
        private long next;

        OfBytes(InputSource source, @Nullable BcfFile bcf) throws IOException {
            super(source.openRanges(), bcf);
        }

        private void seek(long place) {
            next = place;
            window.position(0).limit(0);
        }

        private int read() throws IOException {
            if (!window.hasRemaining()) {
                window.clear();
                int n = file.read(next, window);
                window.flip();
                if (n < 0) {
                    return -1;
                }
            }
            next++;
            return window.get() & 0xff;
        }

        /** Goes past the line feed of a line of which a byte was read; false if the file ends before. */
        private boolean skipLine(int first) throws IOException {
            int b = first;
            while (b >= 0 && b != '\n') {
                b = read();
            }
            return b >= 0;
        }

        @Override
        Compression compression() {
            return Compression.NONE;
        }

        @Override
        long afterHeader() throws IOException {
            if (bcf != null) {
                return bcf.afterHeader();
            }
            seek(0);
            long line = 0;
            for (int b = read(); b == '#'; b = read()) {
                skipLine(b);
                line = next;
            }
            return line;
        }

        @Override
        long next(long target) throws IOException {
            if (bcf != null) {
                return bcf.next(target, end());
            }
            seek(target);
            return skipLine(read()) && next < size() ? next : end();
        }

        @Override
        long end() {
            return Long.MAX_VALUE;
        }

        @Override
        long stored(long place) {
            return place;
        }

        @Override
        void check(VirtualOffset.Range chunk, String contig) {
            throw new IllegalStateException("a file that is not BGZF has no index");
        }
    }

    /** A BGZF file. */
    private static final class OfBlocks extends SplitBorders {
        private static final int LONGEST_NAME = 1 << 16;
        private final BgzfInputStream in;
        private final String name;

        OfBlocks(InputSource source, @Nullable BcfFile bcf) throws IOException {
            super(source.openRanges(), bcf);
            name = source.name();
            try {
                in = BgzfInputStream.open(source);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        Compression compression() {
            return Compression.BGZF;
        }

        @Override
        long end() {
            return LAST_BLOCK << 16;
        }

        @Override
        long stored(long place) {
            return place >>> 16;
        }

        @Override
        long afterHeader() throws IOException {
            if (bcf != null) {
                return bcf.afterHeader();
            }
            VirtualOffset line = in.virtualOffset();
            for (int b = in.read(); b == '#'; b = in.read()) {
                skipLine();
                line = in.virtualOffset();
            }
            return line.packed();
        }

        private boolean skipLine() throws IOException {
            int b = in.read();
            while (b >= 0 && b != '\n') {
                b = in.read();
            }
            return b >= 0;
        }

        @Override
        long next(long target) throws IOException {
            ByteBuffer window = ByteBuffer.allocate(2 * BLOCK);
            while (window.hasRemaining() && file.read(target + window.position(), window) >= 0) {
                // until the window is full or the file ends
            }
            byte[] bytes = window.array();
            for (int i = 0; i + 18 <= window.position(); i++) {
                if (bytes[i] == 0x1f && bytes[i + 1] == (byte) 0x8b && bytes[i + 2] == 8 && (bytes[i + 3] & 4) != 0) {
                    try {
                        return record(target + i);
                    } catch (ParseException e) {
                        // These bytes only look like the start of a block.
                    }
                }
            }
            return end();
        }

        private long record(long block) throws IOException {
            in.seek(new VirtualOffset(block, 0));
            if (bcf != null) {
                in.read(); // throws if there is no block
                return bcf.next(block << 16, end());
            }
            if (!skipLine() || in.read() < 0) {
                return end();
            }
            in.seek(new VirtualOffset(block, 0));
            skipLine();
            return in.virtualOffset().packed();
        }

        @Override
        void check(VirtualOffset.Range chunk, String contig) throws IOException {
            String found;
            try {
                in.seek(chunk.start());
                found = bcf != null ? bcf.contig(in) : column(contig.getBytes(StandardCharsets.UTF_8).length);
            } catch (ParseException e) {
                throw stale(chunk, "no such place (" + e.diagnostic().message() + ")");
            }
            if (!found.equals(contig)) {
                throw stale(chunk, "no record of contig " + contig + " where one should be");
            }
        }

        /** Returns the first column if it has a length, else nothing. */
        private String column(int length) throws IOException {
            byte[] column = in.readNBytes(Math.min(length + 1, LONGEST_NAME));
            boolean isColumn = column.length == length + 1 && column[length] == '\t';
            return isColumn ? new String(column, 0, length, StandardCharsets.UTF_8) : "";
        }

        private ParseException stale(VirtualOffset.Range chunk, String found) {
            return new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.ofByte(name, chunk.start().block()),
                    "index",
                    InputRule.INDEX_STALE,
                    "expected the file that the index describes, found " + found + "; make the index anew"));
        }

        @Override
        public void close() throws IOException {
            in.close();
            super.close();
        }
    }
}
