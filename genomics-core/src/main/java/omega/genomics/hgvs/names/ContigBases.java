package omega.genomics.hgvs.names;

import omega.genomics.Region;
import omega.genomics.model.ReferenceSequence;

/** The bases of one contig after another, in upper case; a stretch of them is held. */
final class ContigBases {
    private static final int SHORT = 1 << 10;
    private static final int LONG = 1 << 15;
    private static final byte[] COMPLEMENT = new byte[128];

    static {
        String from = "ACGTUNRYSWKMBDHV";
        String to = "TGCAANYRSWMKVHDB";
        for (int i = 0; i < 128; i++) {
            COMPLEMENT[i] = (byte) i;
        }
        for (int i = 0; i < from.length(); i++) {
            COMPLEMENT[from.charAt(i)] = (byte) to.charAt(i);
        }
    }

    private final ReferenceSequence genome;
    private String contig = "";
    private int first = 1;
    private byte[] held = {};
    /** The last base of the contig, as far as it was met. */
    private int end = Integer.MAX_VALUE - 1;

    ContigBases(ReferenceSequence genome) {
        this.genome = genome;
    }

    static byte complement(byte base) {
        return base < 0 ? base : COMPLEMENT[base];
    }

    void select(String name) {
        if (!contig.equals(name)) {
            contig = name;
            first = 1;
            held = new byte[0];
            end = Integer.MAX_VALUE - 1;
        }
    }

    /** Returns a base, or 0 outside of the contig. */
    int at(int position) {
        int i = position - first;
        return i >= 0 && i < held.length ? held[i] : load(position);
    }

    private int load(int position) {
        if (position < 1 || position > end) {
            return 0;
        }
        // files are sorted by position: the next variant is a little further on, and shifting looks at a few bases
        // before it
        boolean next = position >= first && position - first - held.length < LONG && held.length > 0;
        int length = next ? LONG : SHORT;
        first = Math.max(1, position - SHORT / 2);
        int last = (int) Math.min(end, (long) first + length - 1);
        byte[] bases = read(first, last);
        if (bases.length == 0) {
            end = lastBase(position, last);
            if (end < position) {
                first = 1;
                held = bases;
                return 0;
            }
            bases = read(first, end);
        }
        for (int i = 0; i < bases.length; i++) {
            byte base = bases[i];
            bases[i] = base >= 'a' && base <= 'z' ? (byte) (base - 32) : base;
        }
        held = bases;
        return held[position - first];
    }

    /** Returns the last position that the genome has, up to one that it does not have. */
    private int lastBase(int position, int beyond) {
        int low = position - 1;
        int high = beyond;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (read(middle, middle).length == 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** Reads bases that are not kept; none if the genome does not have all of them. */
    byte[] read(int from, int to) {
        try {
            return genome.bases(new Region(contig, from, to));
        } catch (IllegalArgumentException beyond) {
            return new byte[0];
        }
    }
}
