package omega.genomics.vcf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfChoice;
import omega.genomics.internal.bcf.BcfHeader;
import omega.genomics.internal.bcf.BcfInputStream;
import omega.genomics.internal.bcf.BcfSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.VirtualOffset;

/** A BCF file, BGZF or not compressed, whose records are found from any place. Places are those of {@link VcfSplit}. */
final class BcfFile {
    private static final int MAGIC = 5;
    private static final int LENGTHS = 8;
    /** The lengths of a record and the number of its contig. */
    static final int START = 12;

    private static final int WINDOW = 1 << 17;

    private final InputSource source;
    private final Compression compression;
    private final BcfHeader header;

    /**
     * Bytes that were read at once.
     *
     * @param index of the first in the window
     * @param place of the first in the file
     */
    private record Piece(int index, long place) {}

    private BcfFile(InputSource source, Compression compression, BcfHeader header) {
        this.source = source;
        this.compression = compression;
        this.header = header;
    }

    static BcfFile of(InputSource source) throws IOException {
        return new BcfFile(source, source.compression(), header(source, ReadSettings.DEFAULTS.bcfChoice()));
    }

    /** @param source BGZF or not compressed */
    static boolean is(InputSource source) throws IOException {
        try (InputStream in = open(source, source.compression(), 0)) {
            return BcfHeader.minor(in.readNBytes(MAGIC)) > 0;
        }
    }

    static BcfHeader header(InputSource source, BcfChoice choice) throws IOException {
        try (InputStream in = open(source, source.compression(), 0)) {
            return BcfInputStream.header(in, source.name(), choice);
        }
    }

    /** Whether a record could begin with these bytes; a line of text has no NUL. */
    static boolean mayBeRecord(byte[] start) {
        for (byte b : start) {
            if (b == 0) {
                return start.length == START;
            }
        }
        return false;
    }

    /** Returns the contig of the record that comes next; empty if there is none. */
    static String contig(InputStream from, List<String> contigs) throws IOException {
        byte[] start = from.readNBytes(START);
        if (start.length < START) {
            return "";
        }
        int number = integer(start, LENGTHS);
        return number >= 0 && number < contigs.size() ? contigs.get(number) : "";
    }

    private static int integer(byte[] bytes, int index) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(index);
    }

    private static InputStream open(InputSource source, Compression compression, long place) throws IOException {
        if (compression == Compression.NONE) {
            return source.openRange(place, Long.MAX_VALUE);
        }
        BgzfInputStream in = BgzfInputStream.open(source);
        try {
            in.seek(VirtualOffset.ofPacked(place));
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Returns the place of the next byte. */
    private static long place(InputStream in, long from, long read) {
        return in instanceof BgzfInputStream blocks ? blocks.virtualOffset().packed() : from + read;
    }

    BcfHeader header() {
        return header;
    }

    long afterHeader() throws IOException {
        try (InputStream in = open(source, compression, 0)) {
            in.skipNBytes(MAGIC);
            long length = integer(in.readNBytes(Integer.BYTES), 0) & 0xffffffffL;
            in.skipNBytes(length);
            return place(in, 0, MAGIC + Integer.BYTES + length);
        }
    }

    /** Returns the place of the first record that begins at a place or after it; the other one if there is none. */
    long next(long from, long none) throws IOException {
        BcfSearch search = new BcfSearch(header, source.name());
        byte[] window = new byte[WINDOW];
        Deque<Piece> pieces = new ArrayDeque<>();
        int limit = 0;
        long read = 0;
        try (InputStream in = open(source, compression, from)) {
            while (true) {
                pieces.add(new Piece(limit, place(in, from, read)));
                int n = in.read(window, limit, WINDOW - limit);
                if (n < 0) {
                    return none;
                }
                limit += n;
                read += n;
                int at = 0;
                for (; at + BcfSearch.FIRST_BYTES <= limit; at++) {
                    if (search.mayBegin(window, at)) {
                        long found = begin(search, pieces, at);
                        if (found >= 0) {
                            return found;
                        }
                    }
                }
                System.arraycopy(window, at, window, 0, limit - at);
                limit -= at;
                pieces = kept(pieces, at);
            }
        }
    }

    /** Returns the place of a byte in the window if a record begins there, else −1. */
    private long begin(BcfSearch search, Deque<Piece> pieces, int at) throws IOException {
        Piece piece = pieces.getFirst();
        for (Piece next : pieces) {
            piece = next.index() <= at ? next : piece;
        }
        int skipped = at - piece.index();
        try (InputStream in = open(source, compression, piece.place())) {
            in.skipNBytes(skipped);
            long place = place(in, piece.place(), skipped);
            return search.begins(in) ? place : -1;
        }
    }

    /** Moves pieces, and leaves out those before the window. */
    private static Deque<Piece> kept(Deque<Piece> pieces, int by) {
        Deque<Piece> kept = new ArrayDeque<>();
        for (Piece piece : pieces) {
            if (piece.index() <= by) {
                kept.clear();
            }
            kept.add(new Piece(piece.index() - by, piece.place()));
        }
        return kept;
    }

    String contig(InputStream from) throws IOException {
        return contig(from, header.contigNames());
    }

    /** Counts records by their lengths. */
    long countRecords(InputStream in, String name) throws IOException {
        byte[] lengths = new byte[LENGTHS];
        long records = 0;
        try {
            for (int n = in.readNBytes(lengths, 0, LENGTHS); n > 0; n = in.readNBytes(lengths, 0, LENGTHS)) {
                if (n < LENGTHS) {
                    throw new EOFException();
                }
                in.skipNBytes((integer(lengths, 0) & 0xffffffffL) + (integer(lengths, 4) & 0xffffffffL));
                records++;
            }
        } catch (EOFException e) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(name, 0, 0),
                    "record",
                    InputRule.BCF_DAMAGED,
                    "expected a whole record, found the end of the file"));
        }
        return records;
    }
}
