package omega.genomics.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import omega.genomics.io.TabixIndex.Format;
import omega.genomics.io.TabixIndex.Layout;

/** The serialized form of an index, before compression. */
final class TabixText {
    static final int TBI_MAGIC = 0x01_49_42_54; // TBI\1
    static final int CSI_MAGIC = 0x01_49_53_43; // CSI\1

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

    private TabixText() {}

    static byte[] of(TabixIndex index) {
        TabixText text = new TabixText();
        text.index(index);
        return text.out.toByteArray();
    }

    private void index(TabixIndex index) {
        boolean csi = index.format() == Format.CSI;
        byte[] names = String.join("\0", index.contigs())
                .concat(index.contigs().isEmpty() ? "" : "\0")
                .getBytes(StandardCharsets.UTF_8);
        putInt(csi ? CSI_MAGIC : TBI_MAGIC);
        if (csi) {
            putInt(index.scheme().minShift());
            putInt(index.scheme().depth());
            putInt(names.length == 0 ? 0 : 28 + names.length);
        } else {
            putInt(index.bins().size());
        }
        if (!csi || names.length > 0) { // contigs that are numbered, as those of BCF, need neither columns nor names
            layout(index.layout());
            putInt(names.length);
            out.writeBytes(names);
        }
        if (csi) {
            putInt(index.bins().size());
        }
        index.bins().forEach(bins -> contig(index, bins, csi));
        putLong(0);
    }

    private void layout(Layout layout) {
        putInt(layout.preset());
        putInt(layout.contig());
        putInt(layout.start());
        putInt(layout.end());
        putInt(layout.comment());
        putInt(layout.skip());
    }

    private void contig(TabixIndex index, ContigBins contig, boolean csi) {
        boolean hasMeta = contig.meta().length == 4;
        putInt(contig.bins().length + (hasMeta ? 1 : 0));
        for (int i = 0; i < contig.bins().length; i++) {
            bin(contig.bins()[i], csi ? contig.lowest()[i] : 0, contig.chunks()[i], csi);
        }
        if (hasMeta) {
            bin(index.scheme().metaBin(), 0, contig.meta(), csi);
        }
        if (!csi) {
            putInt(contig.linear().length);
            for (long offset : contig.linear()) {
                putLong(offset);
            }
        }
    }

    private void bin(int number, long lowest, long[] chunks, boolean csi) {
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
