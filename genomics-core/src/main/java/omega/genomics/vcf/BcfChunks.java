package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfHeader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.VirtualOffset;

/**
 * The records of some regions of a BCF file, as they are stored. Each chunk must begin with a record of its contig; otherwise the
 * index does not belong to the file.
 */
final class BcfChunks extends InputStream {
    /** The lengths of a record and its contig's number. */
    private static final int START = 12;

    private record Part(VirtualOffset start, VirtualOffset end, int contig) {}

    private final InputSource file;
    private final BgzfInputStream in;
    private final Iterator<Part> parts;
    private boolean inPart;

    private BcfChunks(InputSource file, BgzfInputStream in, List<Part> parts) {
        this.file = file;
        this.in = in;
        this.parts = parts.iterator();
    }

    /** @param contigs of the file, by number */
    static InputStream open(InputSource file, TabixIndex index, Collection<Region> regions, List<String> contigs)
            throws IOException {
        List<Part> found = new ArrayList<>();
        for (Region region : regions) {
            int contig = contigs.indexOf(region.contig());
            index.chunks(region).forEach(chunk -> found.add(new Part(chunk.start(), chunk.end(), contig)));
        }
        BgzfInputStream in = BgzfInputStream.open(file);
        try {
            BcfChunks chunks = new BcfChunks(file, in, merged(found));
            if (index.end().isPresent()) {
                chunks.checkEnd(index.end().get());
            }
            return chunks;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static boolean isBcf(InputSource source) throws IOException {
        try (BgzfInputStream in = BgzfInputStream.open(source)) {
            return BcfHeader.minor(in.readNBytes(5)) > 0;
        }
    }

    private static List<Part> merged(List<Part> parts) {
        parts.sort(Comparator.comparing(Part::start));
        List<Part> merged = new ArrayList<>();
        for (Part part : parts) {
            Part last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || part.start().compareTo(last.end()) > 0) {
                merged.add(part);
            } else if (part.end().compareTo(last.end()) > 0) {
                merged.set(merged.size() - 1, new Part(last.start(), part.end(), last.contig()));
            }
        }
        return merged;
    }

    private void checkEnd(VirtualOffset end) throws IOException {
        boolean isEnd;
        try {
            in.seek(end);
            isEnd = in.read() < 0;
        } catch (ParseException e) {
            throw stale(end, "no end there (" + e.diagnostic().message() + ")");
        }
        if (!isEnd) {
            throw stale(end, "more records after the last one it has");
        }
    }

    private boolean nextPart() throws IOException {
        if (!parts.hasNext()) {
            return false;
        }
        Part part = parts.next();
        try {
            in.seek(part.start());
            byte[] start = in.readNBytes(START);
            int contig = start.length < START
                    ? -1
                    : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(START - 4);
            if (contig != part.contig()) {
                throw stale(part.start(), "no record of contig number " + part.contig() + " where one should be");
            }
            in.seek(part.start(), part.end());
        } catch (ParseException e) {
            if (e.diagnostic().rule().equals(InputRule.INDEX_STALE.id())) {
                throw e;
            }
            throw stale(part.start(), "no such place (" + e.diagnostic().message() + ")");
        }
        inPart = true;
        return true;
    }

    private ParseException stale(VirtualOffset place, String found) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(file.name(), place.block()),
                "index",
                InputRule.INDEX_STALE,
                "expected the file that the index describes, found " + found + "; make the index anew"));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        while (inPart || nextPart()) {
            int n = in.read(target, from, count);
            if (n >= 0) {
                return n;
            }
            inPart = false;
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
