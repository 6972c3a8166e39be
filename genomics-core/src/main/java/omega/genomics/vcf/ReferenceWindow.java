package omega.genomics.vcf;

import java.util.Optional;
import omega.genomics.Region;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.IndexedFasta;

/** Bases of a reference around the place asked for last, upper case, {@code N} for what is not A, C, G or T. */
final class ReferenceWindow {
    private static final int SIZE = 1 << 16;

    private final IndexedFasta fasta;
    private String contig = "";
    private long length = -1;
    private byte[] bases = {};
    private long start0;

    ReferenceWindow(IndexedFasta fasta) {
        this.fasta = fasta;
    }

    /** Turns to a contig; false if the reference has none of this name. */
    boolean has(String name) {
        if (!name.equals(contig) || length < 0) {
            Optional<FastaIndex.Entry> entry = fasta.index().entry(name);
            contig = name;
            length = entry.map(FastaIndex.Entry::length).orElse(-1L);
            bases = new byte[0];
        }
        return length >= 0;
    }

    /** Returns the base at a place of the contig, or 0 outside of it. */
    byte at(long position0) {
        if (position0 < 0 || position0 >= length) {
            return 0;
        }
        if (position0 < start0 || position0 >= start0 + bases.length) {
            load(position0);
        }
        return bases[(int) (position0 - start0)];
    }

    private void load(long position0) {
        // A quarter lies before the place: alignment walks to the left.
        start0 = Math.max(0, position0 - SIZE / 4);
        long end0 = Math.min(length, start0 + SIZE);
        bases = fasta.bases(new Region(contig, (int) start0 + 1, (int) end0));
        for (int i = 0; i < bases.length; i++) {
            int upper = bases[i] & ~0x20;
            bases[i] = (byte) (upper == 'A' || upper == 'C' || upper == 'G' || upper == 'T' ? upper : 'N');
        }
    }
}
