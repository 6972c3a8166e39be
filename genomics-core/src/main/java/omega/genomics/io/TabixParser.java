package omega.genomics.io;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.io.TabixIndex.Format;
import omega.genomics.io.TabixIndex.Layout;

/** Parses the inflated content of a {@code .tbi} or {@code .csi} file. */
final class TabixParser {
    private static final int MAX_DEPTH = 10;
    private static final long[] NONE = {};

    private final String name;
    private final ByteBuffer in;

    TabixParser(String name, byte[] content) {
        this.name = name;
        this.in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    TabixIndex parse() {
        try {
            int magic = in.remaining() < 4 ? 0 : in.getInt();
            if (magic == TabixText.TBI_MAGIC) {
                return tbi();
            }
            if (magic == TabixText.CSI_MAGIC) {
                return csi();
            }
            throw damaged("a tabix or CSI index");
        } catch (BufferUnderflowException e) {
            throw damaged("more bytes, found the end of the index");
        } catch (IllegalArgumentException e) {
            throw damaged("virtual offsets inside the file");
        }
    }

    private ParseException damaged(String expected) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(name, in.position()),
                "index",
                InputRule.INDEX_DAMAGED,
                "expected " + expected + (expected.contains("found") ? "" : ", found something else")));
    }

    private TabixIndex tbi() {
        int contigs = count(8);
        Layout layout = layout();
        List<String> names = names(in.getInt());
        return index(Format.TBI, layout, BinScheme.TBI, contigs, names);
    }

    private TabixIndex csi() {
        int minShift = in.getInt();
        int depth = in.getInt();
        if (minShift < 0 || minShift > 30 || depth < 0 || depth >= MAX_DEPTH || minShift + 3 * depth > 60) {
            throw damaged("a depth below " + MAX_DEPTH + " and a sensible smallest bin");
        }
        int auxiliary = count(1);
        int next = in.position() + auxiliary;
        Layout layout = Layout.VCF;
        List<String> names = List.of();
        if (auxiliary >= 28) {
            layout = layout();
            names = names(in.getInt());
        }
        in.position(next);
        return index(Format.CSI, layout, new BinScheme(minShift, depth), count(4), names);
    }

    private Layout layout() {
        return new Layout(in.getInt(), in.getInt(), in.getInt(), in.getInt(), (char) in.getInt(), in.getInt());
    }

    private List<String> names(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        in.get(text);
        List<String> names = new ArrayList<>();
        for (int from = 0, i = 0; i < length; i++) {
            if (text[i] == 0) {
                names.add(new String(text, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        return names;
    }

    private TabixIndex index(Format format, Layout layout, BinScheme scheme, int contigs, List<String> names) {
        if (!names.isEmpty() && names.size() < contigs) {
            throw damaged(contigs + " contig names, found " + names.size());
        }
        List<ContigBins> bins = new ArrayList<>();
        for (int i = 0; i < contigs; i++) {
            bins.add(contig(format, scheme));
        }
        return new TabixIndex(format, layout, scheme, names.subList(0, Math.min(contigs, names.size())), bins);
    }

    /** Reads a count of items that take at least {@code bytesEach} bytes each. */
    private int count(int bytesEach) {
        int count = in.getInt();
        if (count < 0 || (long) count * bytesEach > in.remaining() + 8L) {
            throw damaged("a count of things that fit into the index");
        }
        return count;
    }

    private ContigBins contig(Format format, BinScheme scheme) {
        int n = count(format == Format.CSI ? 16 : 8);
        long[] meta = {};
        long[] order = new long[n]; // the number of a bin, and its index in the other arrays
        long[] lowest = new long[format == Format.CSI ? n : 0];
        long[][] chunks = new long[n][];
        int size = 0;
        for (int i = 0; i < n; i++) {
            int number = in.getInt();
            long lowestOfBin = format == Format.CSI ? in.getLong() : 0;
            long[] chunksOfBin = longs(Math.multiplyExact(2, count(16)));
            if (number >= 0 && number < scheme.size()) {
                order[size] = (long) number << 32 | size;
                chunks[size] = chunksOfBin;
                if (format == Format.CSI) {
                    lowest[size] = lowestOfBin;
                }
                size++;
            } else if (number == scheme.metaBin() && chunksOfBin.length == 4) {
                meta = chunksOfBin;
            }
        }
        long[] sorted = Arrays.copyOf(order, size);
        Arrays.sort(sorted);
        long[] linear = format == Format.TBI ? longs(count(8)) : new long[0];
        checkOffsets(linear);
        return new ContigBins(
                Arrays.stream(sorted).mapToInt(bin -> (int) (bin >>> 32)).toArray(),
                Arrays.stream(sorted).mapToObj(bin -> chunks[(int) bin]).toArray(long[][]::new),
                format == Format.CSI
                        ? Arrays.stream(sorted).map(bin -> lowest[(int) bin]).toArray()
                        : new long[0],
                linear,
                meta);
    }

    private long[] longs(int n) {
        if (n == 0) {
            return NONE;
        }
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = in.getLong();
        }
        return values;
    }

    /** Checks the order of the offsets. Empty windows before the first line may be 0 or −1; neither is a bound. */
    private static void checkOffsets(long[] linear) {
        long last = 0;
        for (int i = 0; i < linear.length; i++) {
            if (linear[i] == -1 || linear[i] == 0) {
                linear[i] = last;
            }
            last = linear[i];
        }
    }

    @Override
    public String toString() {
        return name + Arrays.toString(new int[] {in.position(), in.limit()});
    }
}
