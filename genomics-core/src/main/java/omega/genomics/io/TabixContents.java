package omega.genomics.io;

import java.io.ByteArrayOutputStream;
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

/**
 * What a {@code .tbi} or {@code .csi} file contains, and its serialized form before compression.
 *
 * @param format of the file
 * @param layout of the lines
 * @param scheme of the bins
 * @param contigs names in file order; empty if the index has only numbers
 * @param bins by contig
 */
record TabixContents(
        TabixFormat format, TabixLayout layout, BinScheme scheme, List<String> contigs, List<ContigBins> bins) {
    private static final int TBI_MAGIC = 0x01_49_42_54; // TBI\1
    private static final int CSI_MAGIC = 0x01_49_53_43; // CSI\1

    /** Makes immutable lists. */
    TabixContents {
        contigs = List.copyOf(contigs);
        bins = List.copyOf(bins);
    }

    /** Parses the inflated content of a file. */
    static TabixContents parse(String name, byte[] content) {
        return new Reader(name, content).parse();
    }

    /** Returns the serialized form. */
    byte[] toBytes() {
        return new Writer().write();
    }

    TabixContents withContigs(List<String> names) {
        return new TabixContents(format, layout, scheme, names, bins);
    }

    private static final class Reader {
        private static final int MAX_DEPTH = 10;
        private static final long[] NONE = {};

        private final String name;
        private final ByteBuffer in;

        Reader(String name, byte[] content) {
            this.name = name;
            this.in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        }

        TabixContents parse() {
            try {
                int magic = in.remaining() < 4 ? 0 : in.getInt();
                if (magic == TBI_MAGIC) {
                    return tbi();
                }
                if (magic == CSI_MAGIC) {
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

        private TabixContents tbi() {
            int contigs = count(8);
            TabixLayout layout = layout();
            List<String> names = names(in.getInt());
            return index(TabixFormat.TBI, layout, BinScheme.TBI, contigs, names);
        }

        private TabixContents csi() {
            int minShift = in.getInt();
            int depth = in.getInt();
            if (minShift < 0 || minShift > 30 || depth < 0 || depth >= MAX_DEPTH || minShift + 3 * depth > 60) {
                throw damaged("a depth below " + MAX_DEPTH + " and a sensible smallest bin");
            }
            int auxiliary = count(1);
            int next = in.position() + auxiliary;
            TabixLayout layout = TabixLayout.VCF;
            List<String> names = List.of();
            if (auxiliary >= 28) {
                layout = layout();
                names = names(in.getInt());
            }
            in.position(next);
            return index(TabixFormat.CSI, layout, new BinScheme(minShift, depth), count(4), names);
        }

        private TabixLayout layout() {
            return new TabixLayout(in.getInt(), in.getInt(), in.getInt(), in.getInt(), (char) in.getInt(), in.getInt());
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

        private TabixContents index(
                TabixFormat format, TabixLayout layout, BinScheme scheme, int contigs, List<String> names) {
            if (!names.isEmpty() && names.size() < contigs) {
                throw damaged(contigs + " contig names, found " + names.size());
            }
            List<ContigBins> bins = new ArrayList<>();
            for (int i = 0; i < contigs; i++) {
                bins.add(contig(format, scheme));
            }
            return new TabixContents(format, layout, scheme, names.subList(0, Math.min(contigs, names.size())), bins);
        }

        /** Reads a count of items that take at least {@code bytesEach} bytes each. */
        private int count(int bytesEach) {
            int count = in.getInt();
            if (count < 0 || (long) count * bytesEach > in.remaining() + 8L) {
                throw damaged("a count of things that fit into the index");
            }
            return count;
        }

        private ContigBins contig(TabixFormat format, BinScheme scheme) {
            int n = count(format == TabixFormat.CSI ? 16 : 8);
            long[] meta = {};
            long[] order = new long[n]; // the number of a bin, and its index in the other arrays
            long[] lowest = new long[format == TabixFormat.CSI ? n : 0];
            long[][] chunks = new long[n][];
            int size = 0;
            for (int i = 0; i < n; i++) {
                int number = in.getInt();
                long lowestOfBin = format == TabixFormat.CSI ? in.getLong() : 0;
                long[] chunksOfBin = longs(Math.multiplyExact(2, count(16)));
                if (number >= 0 && number < scheme.size()) {
                    order[size] = (long) number << 32 | size;
                    chunks[size] = chunksOfBin;
                    if (format == TabixFormat.CSI) {
                        lowest[size] = lowestOfBin;
                    }
                    size++;
                } else if (number == scheme.metaBin() && chunksOfBin.length == 4) {
                    meta = chunksOfBin;
                }
            }
            long[] sorted = Arrays.copyOf(order, size);
            Arrays.sort(sorted);
            long[] linear = format == TabixFormat.TBI ? longs(count(8)) : new long[0];
            checkOffsets(linear);
            return new ContigBins(
                    Arrays.stream(sorted).mapToInt(bin -> (int) (bin >>> 32)).toArray(),
                    Arrays.stream(sorted).mapToObj(bin -> chunks[(int) bin]).toArray(long[][]::new),
                    format == TabixFormat.CSI
                            ? Arrays.stream(sorted)
                                    .map(bin -> lowest[(int) bin])
                                    .toArray()
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

    private final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

        byte[] write() {
            boolean csi = format == TabixFormat.CSI;
            byte[] names = String.join("\0", contigs)
                    .concat(contigs.isEmpty() ? "" : "\0")
                    .getBytes(StandardCharsets.UTF_8);
            putInt(csi ? CSI_MAGIC : TBI_MAGIC);
            if (csi) {
                putInt(scheme.minShift());
                putInt(scheme.depth());
                putInt(names.length == 0 ? 0 : 28 + names.length);
            } else {
                putInt(bins.size());
            }
            if (!csi
                    || names.length > 0) { // contigs that are numbered, as those of BCF, need neither columns nor names
                putLayout();
                putInt(names.length);
                out.writeBytes(names);
            }
            if (csi) {
                putInt(bins.size());
            }
            bins.forEach(contig -> putContig(contig, csi));
            putLong(0);
            return out.toByteArray();
        }

        private void putLayout() {
            putInt(layout.preset());
            putInt(layout.contig());
            putInt(layout.start());
            putInt(layout.end());
            putInt(layout.comment());
            putInt(layout.skip());
        }

        private void putContig(ContigBins contig, boolean csi) {
            boolean hasMeta = contig.meta().length == 4;
            putInt(contig.bins().length + (hasMeta ? 1 : 0));
            for (int i = 0; i < contig.bins().length; i++) {
                putBin(contig.bins()[i], csi ? contig.lowest()[i] : 0, contig.chunks()[i], csi);
            }
            if (hasMeta) {
                putBin(scheme.metaBin(), 0, contig.meta(), csi);
            }
            if (!csi) {
                putInt(contig.linear().length);
                for (long offset : contig.linear()) {
                    putLong(offset);
                }
            }
        }

        private void putBin(int number, long lowest, long[] chunks, boolean csi) {
            putInt(number);
            if (csi) {
                putLong(lowest);
            }
            putInt(chunks.length / 2);
            for (long offset : chunks) {
                putLong(offset);
            }
        }

        private void putInt(int value) {
            out.write(eight.clear().putInt(value).array(), 0, 4);
        }

        private void putLong(long value) {
            out.write(eight.clear().putLong(value).array(), 0, 8);
        }
    }
}
