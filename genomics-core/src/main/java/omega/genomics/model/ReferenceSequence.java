package omega.genomics.model;

import omega.genomics.Region;

/** Where the bases of a genome come from, such as {@code IndexedFasta::bases}. */
@FunctionalInterface
public interface ReferenceSequence {
    /**
     * Returns the bases of a region on the forward strand.
     *
     * @param region 1-based, inclusive; its contig as the annotation names it
     * @return one byte a base, in any case, as many as the region is long; the caller's own
     * @throws IllegalArgumentException if the contig is not known or the region reaches beyond its end
     * @throws java.io.UncheckedIOException if the bases cannot be read
     */
    byte[] bases(Region region);
}
