package omega.genomics.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.scan.InputRule;

/**
 * An index of a sorted BGZF file by region: a {@code .tbi} or {@code .csi} file for VCF, GTF, GFF3 or BED.
 *
 * <pre>{@code
 * TabixIndex index = TabixIndex.of(path);
 * InputSource lines = InputSource.of("genes", index.open(path, List.of(Region.parse("17:43044295-43125364"))));
 * }</pre>
 *
 * <p>Immutable and thread-safe. Implements the tabix and CSIv1 formats of hts-specs.
 */
public final class TabixIndex {
    /** The memory needed per byte of an index while it is read. */
    private static final int MEMORY = 5;

    private final TabixContents contents;
    private final Map<String, Integer> numbers = new HashMap<>();

    TabixIndex(TabixContents contents) {
        this.contents = contents;
        for (int i = 0; i < contents.contigs().size(); i++) {
            numbers.putIfAbsent(contents.contigs().get(i), i);
        }
    }

    /**
     * Reads the index next to a file: the file's name with {@code .tbi} appended, or else {@code .csi}.
     *
     * @param file the indexed file
     * @return the index
     * @throws FileNotFoundException if there is no index; the message explains how to create one
     * @throws IOException if it cannot be read
     * @throws ParseException if the index is damaged
     */
    public static TabixIndex of(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        return of(InputSource.of(file));
    }

    /**
     * Reads the index next to a file that may be on a web server or in other storage.
     *
     * @param file the indexed file
     * @return the index
     * @throws FileNotFoundException if there is no index; the message explains how to create one
     * @throws IOException if it cannot be read
     * @throws ParseException if the index is damaged
     */
    public static TabixIndex of(InputSource file) throws IOException {
        Objects.requireNonNull(file, "file");
        Optional<InputSource> index = find(file);
        if (index.isEmpty()) {
            String name = file.name().substring(file.name().lastIndexOf('/') + 1);
            throw new FileNotFoundException(file + ": expected an index next to it (" + name
                    + ".tbi or .csi), found none; make one with tabix, or with VcfIndex.write");
        }
        return read(index.get());
    }

    /**
     * Returns the index next to a file that may be on a web server or in other storage.
     *
     * @param file the indexed file
     * @return the file's name with {@code .tbi} appended, or else {@code .csi}; empty if neither exists
     * @throws IOException if it cannot be told whether there is one
     */
    public static Optional<InputSource> find(InputSource file) throws IOException {
        Objects.requireNonNull(file, "file");
        for (TabixFormat format : TabixFormat.values()) {
            Optional<InputSource> index = file.beside(format.suffix());
            if (index.isPresent()) {
                return index;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the path of the index next to a file.
     *
     * @param file the indexed file
     * @return the file's name with {@code .tbi} appended, or else {@code .csi}; empty if neither exists
     */
    public static Optional<Path> find(Path file) {
        Objects.requireNonNull(file, "file");
        for (TabixFormat format : TabixFormat.values()) {
            Path index = file.resolveSibling(file.getFileName() + format.suffix());
            if (Files.exists(index)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads an index, using at most half of the heap. Its format is detected from the leading bytes.
     *
     * @param source a {@code .tbi} or {@code .csi} file
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if the index is damaged or exceeds the limit
     */
    public static TabixIndex read(InputSource source) throws IOException {
        return read(source, HeapShare.count(MEMORY));
    }

    /**
     * Reads an index. Its format is detected from the leading bytes.
     *
     * @param source a {@code .tbi} or {@code .csi} file
     * @param maxBytes the largest permitted size of the inflated index in bytes; reading needs up to five times as
     *     much memory
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if the index is damaged or exceeds the limit
     */
    public static TabixIndex read(InputSource source, int maxBytes) throws IOException {
        Objects.requireNonNull(source, "source");
        try (InputStream in = source.open()) {
            byte[] content = in.readNBytes(maxBytes);
            if (content.length == maxBytes && in.read() >= 0) {
                throw new ParseException(Findings.at(
                        Severity.ERROR,
                        Location.ofByte(source.name(), maxBytes),
                        "index",
                        InputRule.INDEX_LENGTH,
                        "expected at most " + maxBytes + " bytes, found more; the limit is half of the heap unless"
                                + " TabixIndex.read(source, maxBytes) sets it"));
            }
            return new TabixIndex(TabixContents.parse(source.name(), content));
        }
    }

    /**
     * Writes the index to a file, atomically.
     *
     * @param path the file, created or replaced; see {@link AtomicFile}
     * @throws IOException if the file cannot be written
     */
    public void write(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        try (AtomicFile file = AtomicFile.replace(path)) {
            try (BgzfWriter out = BgzfWriter.to(file.stream(), Deflater.DEFAULT_COMPRESSION)) {
                out.write(contents.toBytes());
            }
            file.commit();
        }
    }

    /**
     * Returns the file format of the index.
     *
     * @return the format
     */
    public TabixFormat format() {
        return contents.format();
    }

    /**
     * Returns the layout of the indexed lines.
     *
     * @return the columns that were indexed
     */
    public TabixLayout layout() {
        return contents.layout();
    }

    /**
     * Returns the names of the contigs that have lines.
     *
     * @return the names in file order; empty if the index has only numbers, see {@link #withContigs}
     */
    public List<String> contigs() {
        return contents.contigs();
    }

    /**
     * Adds contig names to an index that has only numbers, as in some {@code .csi} files.
     *
     * @param names the contig names in the order of the file's header
     * @return this index if it already has names; otherwise an index with the given names
     */
    public TabixIndex withContigs(List<String> names) {
        Objects.requireNonNull(names, "names");
        int contigs = contents.bins().size();
        return contents.contigs().isEmpty() && contigs > 0
                ? new TabixIndex(contents.withContigs(names.subList(0, Math.min(names.size(), contigs))))
                : this;
    }

    /**
     * Returns the number of lines of a contig, as recorded in the index.
     *
     * @param contig its name
     * @return the number of lines, 0 for an unknown contig; empty if the index does not record it
     */
    public OptionalLong count(String contig) {
        Objects.requireNonNull(contig, "contig");
        Integer number = numbers.get(contig);
        return number == null ? OptionalLong.of(0) : contents.bins().get(number).count();
    }

    /**
     * Returns the offset after the last line, as recorded in the index.
     *
     * @return the offset; empty if the index does not record it
     */
    public Optional<VirtualOffset> end() {
        return contents.bins().stream().flatMap(bin -> bin.end().stream()).max(VirtualOffset::compareTo);
    }

    /**
     * Returns the ranges of the file that contain every line of a region; they may contain other lines, too.
     *
     * @param region 1-based, inclusive
     * @return the ranges in file order, not overlapping; empty if there are none
     */
    public List<VirtualOffset.Range> chunks(Region region) {
        Objects.requireNonNull(region, "region");
        return chunks(List.of(region));
    }

    /**
     * Returns the ranges of the file that contain every line of some regions; they may contain other lines, too.
     *
     * @param regions 1-based, inclusive; on any contigs, in any order, overlapping or not
     * @return the ranges in file order, not overlapping; empty if there are none
     */
    public List<VirtualOffset.Range> chunks(Collection<Region> regions) {
        Objects.requireNonNull(regions, "regions");
        List<VirtualOffset.Range> found = new ArrayList<>();
        for (Region region : regions) {
            Integer number = numbers.get(region.contig());
            if (number != null) {
                contents.bins().get(number).find(contents.scheme(), region.start() - 1L, region.end(), found);
            }
        }
        return ContigBins.merged(found);
    }

    /**
     * Opens the ranges of a file that contain every line of some regions. The stream returns whole lines, each once,
     * in file order; it may include lines outside the regions.
     *
     * @param file the indexed file
     * @param regions the regions, 1-based and inclusive; on any contigs, in any order, overlapping or not
     * @return a stream of decompressed lines, which the caller closes; not thread-safe
     * @throws IOException if the file cannot be read
     * @throws ParseException if the file is not BGZF, or the index does not match it (rule {@code index-stale}); from
     *     this method or from the stream
     */
    public InputStream open(Path file, Collection<Region> regions) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(regions, "regions");
        return open(InputSource.of(file), regions);
    }

    /**
     * Opens the ranges of a file that contain every line of some regions, as {@link #open(Path, Collection)} does.
     *
     * @param file the indexed file, local or not
     * @param regions the regions, 1-based and inclusive
     * @return a stream of decompressed lines, which the caller closes; not thread-safe
     * @throws IOException if the file cannot be read, or is a stream
     * @throws ParseException if the file is not BGZF, or the index does not match it (rule {@code index-stale})
     */
    public InputStream open(InputSource file, Collection<Region> regions) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(regions, "regions");
        Map<String, List<Region>> byContig = regions.stream().collect(Collectors.groupingBy(Region::contig));
        Map<VirtualOffset.Range, String> owners = new TreeMap<>(Comparator.comparing(VirtualOffset.Range::start));
        byContig.forEach((contig, list) -> chunks(list).forEach(chunk -> owners.put(chunk, contig)));
        return TabixChunks.open(file, layout().contig(), end(), owners);
    }

    /** Returns the format and the number of contigs. */
    @Override
    public String toString() {
        return contents.format() + " of " + contents.bins().size() + " contigs";
    }
}
