package omega.genomics.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.Deflater;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.internal.scan.HeapShare;

/**
 * Where the lines of each region stand in a sorted BGZF file: a {@code .tbi} or {@code .csi} file, of VCF, GTF, GFF3 or BED.
 *
 * <pre>{@code
 * TabixIndex index = TabixIndex.of(path);
 * InputSource lines = InputSource.of("genes", index.open(path, List.of(Region.parse("17:43044295-43125364"))));
 * }</pre>
 *
 * <p>Immutable and thread-safe. Implements the tabix and CSIv1 formats of hts-specs.
 */
public final class TabixIndex {
    /** How an index is stored. */
    public enum Format {
        /** Positions up to 2^29 in bins of 16 kilobases and more. */
        TBI(".tbi"),
        /** Positions of any size. */
        CSI(".csi");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        /**
         * Returns what is added to the name of the indexed file.
         *
         * @return {@code .tbi} or {@code .csi}
         */
        public String suffix() {
            return suffix;
        }
    }

    /**
     * Which columns of a line say where it belongs.
     *
     * @param preset 0 generic, 1 SAM, 2 VCF; 65536 added if starts are 0-based
     * @param contig column of the contig's name, from 1
     * @param start column of the start
     * @param end column of the end; 0 if there is none
     * @param comment first character of lines that belong nowhere
     * @param skip lines at the start of the file that belong nowhere
     */
    public record Layout(int preset, int contig, int start, int end, char comment, int skip) {
        /** That of VCF. */
        public static final Layout VCF = new Layout(2, 1, 2, 0, '#', 0);
        /** That of GTF and GFF3. */
        public static final Layout GTF = new Layout(0, 1, 4, 5, '#', 0);
    }

    /**
     * A part of the file.
     *
     * @param start its first byte
     * @param end one past its last byte
     */
    public record Chunk(VirtualOffset start, VirtualOffset end) {}

    /** What a byte of an index takes in memory while it is read. */
    private static final int MEMORY = 5;

    private final Format format;
    private final Layout layout;
    private final BinScheme scheme;
    private final List<String> contigs;
    private final List<ContigBins> bins;
    private final Map<String, Integer> numbers;

    TabixIndex(Format format, Layout layout, BinScheme scheme, List<String> contigs, List<ContigBins> bins) {
        this.format = format;
        this.layout = layout;
        this.scheme = scheme;
        this.contigs = List.copyOf(contigs);
        this.bins = List.copyOf(bins);
        this.numbers = new HashMap<>();
        for (int i = 0; i < contigs.size(); i++) {
            numbers.putIfAbsent(contigs.get(i), i);
        }
    }

    /**
     * Reads the index beside a file: its name with {@code .tbi} or else {@code .csi} added.
     *
     * @param file the indexed file
     * @return the index
     * @throws FileNotFoundException if there is none; the message says how to make one
     * @throws IOException if it cannot be read
     * @throws ParseException if it is damaged
     */
    public static TabixIndex of(Path file) throws IOException {
        Optional<Path> index = find(file);
        if (index.isEmpty()) {
            throw new FileNotFoundException(file + ": expected an index beside it (" + file.getFileName()
                    + ".tbi or .csi), found none; make one with tabix, or with VcfIndex.write");
        }
        return read(InputSource.of(index.get()));
    }

    /**
     * Returns the index file beside a file.
     *
     * @param file the indexed file
     * @return its name with {@code .tbi} or else {@code .csi} added; empty if there is neither
     */
    public static Optional<Path> find(Path file) {
        for (Format format : Format.values()) {
            Path index = Path.of(file + format.suffix);
            if (Files.exists(index)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads an index that half of the heap holds. Its format is detected from the leading bytes.
     *
     * @param source a {@code .tbi} or {@code .csi} file
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if it is damaged or longer
     */
    public static TabixIndex read(InputSource source) throws IOException {
        return read(source, HeapShare.count(MEMORY));
    }

    /**
     * Reads an index. Its format is detected from the leading bytes.
     *
     * @param source a {@code .tbi} or {@code .csi} file
     * @param maxBytes the most bytes it may have when inflated; reading takes up to five times as many
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if it is damaged or longer
     */
    public static TabixIndex read(InputSource source, int maxBytes) throws IOException {
        try (InputStream in = source.open()) {
            byte[] content = in.readNBytes(maxBytes);
            if (content.length == maxBytes && in.read() >= 0) {
                throw new ParseException(new Diagnostic(
                        Severity.ERROR,
                        Location.ofByte(source.name(), maxBytes),
                        "index",
                        "index-length",
                        "expected at most " + maxBytes + " bytes, found more; the limit is half of the heap unless"
                                + " TabixIndex.read(source, maxBytes) sets it",
                        ""));
            }
            return new TabixParser(source.name(), content).parse();
        }
    }

    /**
     * Starts a new index.
     *
     * @param format how it will be stored
     * @param layout of the lines
     * @return a builder without lines
     */
    public static TabixBuilder builder(Format format, Layout layout) {
        return new TabixBuilder(format, layout);
    }

    /**
     * Writes the index.
     *
     * @param path created, or replaced as a whole
     * @throws IOException if it cannot be written
     */
    public void write(Path path) throws IOException {
        try (AtomicFile file = AtomicFile.replace(path)) {
            try (BgzfWriter out = BgzfWriter.to(file.stream(), Deflater.DEFAULT_COMPRESSION)) {
                out.write(TabixText.of(this));
            }
            file.commit();
        }
    }

    /**
     * Returns how the index is stored.
     *
     * @return the format
     */
    public Format format() {
        return format;
    }

    /**
     * Returns which columns were indexed.
     *
     * @return the layout of the lines
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Returns the contigs with lines.
     *
     * @return in file order; empty if the index has numbers only, see {@link #withContigs}
     */
    public List<String> contigs() {
        return contigs;
    }

    /**
     * Names the contigs of an index that has numbers only, as some {@code .csi} files do.
     *
     * @param names in the order of the file's header
     * @return this index if it has names, or one with these
     */
    public TabixIndex withContigs(List<String> names) {
        return contigs.isEmpty() && !bins.isEmpty()
                ? new TabixIndex(format, layout, scheme, names.subList(0, Math.min(names.size(), bins.size())), bins)
                : this;
    }

    /**
     * Returns how many lines a contig has, as the index's maker counted them.
     *
     * @param contig its name
     * @return empty if the index does not say
     */
    public OptionalLong count(String contig) {
        Integer number = numbers.get(contig);
        return number == null ? OptionalLong.of(0) : bins.get(number).count();
    }

    /**
     * Returns where the lines end, as the index's maker saw it.
     *
     * @return one past the last line; empty if the index does not say
     */
    public Optional<VirtualOffset> end() {
        return bins.stream().flatMap(bin -> bin.end().stream()).max(VirtualOffset::compareTo);
    }

    /**
     * Returns the parts of the file that hold every line of a region, and others around them.
     *
     * @param region 1-based, inclusive
     * @return in file order, not overlapping; empty if there are none
     */
    public List<Chunk> chunks(Region region) {
        return chunks(List.of(region));
    }

    private List<Chunk> chunks(Collection<Region> regions) {
        List<Chunk> found = new ArrayList<>();
        for (Region region : regions) {
            Integer number = numbers.get(region.contig());
            if (number != null) {
                bins.get(number).find(scheme, region.start() - 1L, region.end(), found);
            }
        }
        return ContigBins.merged(found);
    }

    /**
     * Opens the parts of a file that hold every line of some regions: whole lines, each once, in file order, and among them
     * lines around the regions.
     *
     * @param file the indexed file
     * @param regions 1-based, inclusive; of any contigs, in any order, overlapping or not
     * @return decompressed lines; closes the file when closed
     * @throws IOException if the file cannot be read
     * @throws ParseException if it is no BGZF file, or the index does not fit it (rule {@code index-stale})
     */
    public InputStream open(Path file, Collection<Region> regions) throws IOException {
        Map<String, List<Region>> byContig = new HashMap<>();
        regions.forEach(region -> byContig.computeIfAbsent(region.contig(), name -> new ArrayList<>())
                .add(region));
        Map<Chunk, String> owners = new java.util.TreeMap<>(java.util.Comparator.comparing(Chunk::start));
        byContig.forEach((contig, list) -> chunks(list).forEach(chunk -> owners.put(chunk, contig)));
        return TabixChunkStream.open(file, this, owners);
    }

    BinScheme scheme() {
        return scheme;
    }

    List<ContigBins> bins() {
        return bins;
    }

    /** Returns format and number of contigs. */
    @Override
    public String toString() {
        return format + " of " + bins.size() + " contigs";
    }
}
