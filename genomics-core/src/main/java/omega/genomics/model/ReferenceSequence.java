package omega.genomics.model;

import omega.genomics.Region;

/**
 * A source of the bases of a genome, such as {@code IndexedFasta::bases}. Its thread safety depends on the
 * implementation.
 */
@FunctionalInterface
public interface ReferenceSequence {
    /**
     * Returns the bases of a region on the forward strand.
     *
     * @param region the region, 1-based and inclusive, with the contig name used by the annotation
     * @return a new array with one byte per base of the region, in either case
     * @throws IllegalArgumentException if the contig is unknown or the region extends beyond its end
     * @throws java.io.UncheckedIOException if the bases cannot be read
     */
    byte[] bases(Region region);
}
