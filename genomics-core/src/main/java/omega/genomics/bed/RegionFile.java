package omega.genomics.bed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import omega.genomics.Region;
import omega.genomics.internal.scan.Opening;
import omega.genomics.interval.IntervalIndex;
import omega.genomics.io.InputSource;

/**
 * The regions that a file lists: a panel of genes, targets of an assay, sites of interest.
 *
 * <pre>{@code
 * VcfReader reader = VcfReader.options().regions(RegionFile.read(Path.of("panel.bed"))).open(path);
 * }</pre>
 *
 * <p>Four kinds of files are read, plain or compressed. Lines of one file are of one kind.
 *
 * <ul>
 *   <li>BED, if the name of the file ends in {@code .bed} (compressed: {@code .bed.gz}) or it has a {@code track} line: 0-based,
 *       half-open. Lines that cover no base select nothing
 *   <li>VCF, detected by its first line: the base at POS of each record
 *   <li>columns of contig, position and perhaps end, separated by tabs, 1-based and inclusive, in a file of any other name; a third column
 *       that begins with a letter lists alleles and is passed over
 *   <li>one region a line, such as {@code 17:43044295-43125364}, as {@link Region#parse} reads it
 * </ul>
 *
 * <p>The first three are what {@code bcftools -R} and {@code -T} read, with the same meaning. Immutable.
 *
 * @param name of the file, for messages
 * @param regions in file order
 */
public record RegionFile(String name, List<Region> regions) {

    /** Copies the list. */
    public RegionFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(regions, "regions");
        regions = List.copyOf(regions);
    }

    /**
     * Reads a file.
     *
     * @param path plain or compressed
     * @return its regions
     * @throws IOException if it cannot be read
     * @throws omega.genomics.ParseException if a line is no region, or there are more regions than half of the heap holds
     */
    public static RegionFile read(Path path) throws IOException {
        return read(InputSource.of(path));
    }

    /**
     * Reads a source.
     *
     * @param source plain or compressed
     * @return its regions
     * @throws IOException if it cannot be read
     * @throws omega.genomics.ParseException if a line is no region, or there are more regions than half of the heap holds
     */
    public static RegionFile read(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return new RegionFile(
                source.name(), Opening.checked(() -> RegionLines.read(source, isNamedBed(source.name()))));
    }

    /**
     * Reads BED from a source of any name, such as a stream.
     *
     * @param source plain or compressed
     * @return its regions
     * @throws IOException if it cannot be read
     * @throws omega.genomics.ParseException if a line breaks the format, or there are more regions than half of the heap holds
     */
    public static RegionFile readBed(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return new RegionFile(source.name(), Opening.checked(() -> RegionLines.read(source, true)));
    }

    /**
     * Makes the regions of values, such as the genes of a panel.
     *
     * @param name for messages
     * @param regions 1-based, inclusive; of any contigs, in any order
     * @return of the same regions
     */
    public static RegionFile of(String name, Collection<Region> regions) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(regions, "regions");
        return new RegionFile(name, new ArrayList<>(regions));
    }

    private static boolean isNamedBed(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.bed(\\.(gz|bgz|bz2|xz|zst))?");
    }

    /**
     * Indexes the regions.
     *
     * @return each is its own value
     */
    public IntervalIndex<Region> toIndex() {
        return IntervalIndex.of(regions, region -> region);
    }

    /** Returns the name and the number of regions. */
    @Override
    public String toString() {
        return name + " (" + regions.size() + " regions)";
    }
}
