package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.VirtualOffset;

/** Passes a BGZF file on and remembers where each line begins, until the line is asked for. */
final class LineStarts extends InputStream {
    private final BgzfInputStream in;
    /** Packed places of the lines from {@code firstLine} on; a ring would save the copying, which is rare. */
    private long[] places = new long[1 << 12];

    private int size;
    private int current;
    private long firstLine = 1;

    LineStarts(BgzfInputStream in) {
        this.in = in;
        this.places[0] = in.virtualOffset().packed();
        this.size = 1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        // The first byte tells the block: an empty one may stand in between.
        if (count == 0) {
            return 0;
        }
        int first = in.read();
        if (first < 0) {
            return -1;
        }
        target[from] = (byte) first;
        VirtualOffset behind = in.virtualOffset();
        if (first == '\n') {
            add(behind.packed());
        }
        int n = behind.within() == 0 || count == 1 ? 0 : in.read(target, from + 1, count - 1);
        long next = in.virtualOffset().packed();
        for (int i = 0; i < n; i++) {
            if (target[from + 1 + i] == '\n') {
                add(i == n - 1 ? next : behind.packed() + i + 1);
            }
        }
        return 1 + Math.max(0, n);
    }

    private void add(long place) {
        if (size == places.length) {
            System.arraycopy(places, current, places, 0, size - current);
            size -= current;
            firstLine += current;
            current = 0;
            if (size > places.length / 2) {
                places = Arrays.copyOf(places, places.length * 2);
            }
        }
        places[size++] = place;
    }

    /** Forgets the lines before one. */
    void moveTo(long line) {
        current = (int) (line - firstLine);
    }

    VirtualOffset start() {
        return VirtualOffset.ofPacked(places[current]);
    }

    /** One past the line: where the next begins, or the end of the file for a line without a line feed. */
    VirtualOffset end() {
        return current + 1 < size ? VirtualOffset.ofPacked(places[current + 1]) : in.virtualOffset();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
