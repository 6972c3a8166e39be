package omega.genomics.vcf.normalize;

import omega.genomics.Region;
import omega.genomics.model.ReferenceSequence;

/** Bases of a reference around the place asked for last, upper case, {@code N} for what is not A, C, G or T. */
final class ReferenceWindow {
    private static final int SIZE = 1 << 16;

    private final ReferenceSequence reference;
    private String contig = "";
    private long length = -1;
    private byte[] bases = {};
    private long start0;

    ReferenceWindow(ReferenceSequence reference) {
        this.reference = reference;
    }

    /** Turns to a contig; false if the reference has none of this name, or it is empty. */
    boolean has(String name) {
        if (!name.equals(contig) || length < 0) {
            contig = name;
            bases = new byte[0];
            length = length();
        }
        return length > 0;
    }

    /** Finds the last base that can be read; some thirty are tried. */
    private long length() {
        long low = 0;
        long high = Integer.MAX_VALUE; // which is no place: it stands for the end
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (isInside((int) middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isInside(int position) {
        try {
            return reference.bases(new Region(contig, position, position)).length == 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
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
        bases = reference.bases(new Region(contig, (int) start0 + 1, (int) end0));
        for (int i = 0; i < bases.length; i++) {
            int upper = bases[i] & ~0x20;
            bases[i] = (byte) (upper == 'A' || upper == 'C' || upper == 'G' || upper == 'T' ? upper : 'N');
        }
    }
}
