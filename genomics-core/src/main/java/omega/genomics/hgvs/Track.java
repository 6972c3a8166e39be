package omega.genomics.hgvs;

import omega.genomics.Region;
import omega.genomics.model.ReferenceSequence;

/** Bases along a sequence in the direction in which names read it; positions grow in that direction and may be negative. */
abstract class Track {
    /** Returns the base in upper case, or 0 outside of the sequence. */
    abstract char base(int at);

    final String bases(int from, int to) {
        char[] bases = new char[Math.max(0, to - from + 1)];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = base(from + i);
            if (bases[i] == 0) {
                throw new HgvsException("expected a position within the sequence, found " + Math.abs(from + i));
            }
        }
        return new String(bases);
    }

    /** Returns bases that are held, counted from 1. */
    static Track of(String bases) {
        return new Track() {
            @Override
            char base(int at) {
                return at < 1 || at > bases.length() ? 0 : bases.charAt(at - 1);
            }
        };
    }

    /** Returns the bases of a contig. */
    static Track of(ReferenceSequence genome, String contig) {
        return new Contig(genome, contig);
    }

    /** Returns this track backwards: a position is negative and its base is complemented. */
    final Track backwards() {
        Track forwards = this;
        return new Track() {
            @Override
            char base(int at) {
                return Bases.complement(forwards.base(-at));
            }
        };
    }

    private static final class Contig extends Track {
        private static final int CHUNK = 256;

        private final ReferenceSequence genome;
        private final String contig;
        private int first = Integer.MAX_VALUE;
        private byte[] chunk = {};

        Contig(ReferenceSequence genome, String contig) {
            this.genome = genome;
            this.contig = contig;
        }

        @Override
        char base(int position) {
            if (position < 1) {
                return 0;
            }
            if (position < first || position >= first + chunk.length) {
                load(position);
                if (chunk.length == 0) {
                    return 0;
                }
            }
            char base = (char) (chunk[position - first] & 0xff);
            return base >= 'a' && base <= 'z' ? (char) (base - 32) : base;
        }

        /** Loads bases around a position, fewer where the contig ends; the source refuses what lies beyond. */
        private void load(int position) {
            first = Math.max(1, position - CHUNK / 2);
            for (int length = CHUNK; ; length /= 2) {
                int last = Math.min(first + length - 1, Integer.MAX_VALUE - 1);
                try {
                    if (last < position) {
                        first = position;
                        last = position;
                    }
                    chunk = genome.bases(new Region(contig, first, last));
                    return;
                } catch (IllegalArgumentException beyond) {
                    if (first == position && last == position) {
                        chunk = new byte[0];
                        return;
                    }
                }
            }
        }
    }
}
