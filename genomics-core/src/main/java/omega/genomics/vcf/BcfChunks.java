package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import omega.genomics.Region;
import omega.genomics.internal.scan.ChunkStream;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.VirtualOffset;

/** The records of some regions of a BCF file, as they are stored. */
final class BcfChunks extends ChunkStream {
    private final List<String> contigs;

    private BcfChunks(
            InputSource file, BgzfInputStream in, List<String> contigs, Map<VirtualOffset.Range, String> chunks) {
        super(file.name(), in, "record", chunks);
        this.contigs = contigs;
    }

    /** @param contigs of the file, by number */
    static InputStream open(InputSource file, TabixIndex index, Collection<Region> regions, List<String> contigs)
            throws IOException {
        Map<VirtualOffset.Range, String> chunks = new TreeMap<>(Comparator.comparing(VirtualOffset.Range::start));
        regions.stream()
                .collect(Collectors.groupingBy(Region::contig))
                .forEach((contig, list) -> index.chunks(list).forEach(chunk -> chunks.put(chunk, contig)));
        BcfChunks stream = new BcfChunks(file, BgzfInputStream.open(file), contigs, chunks);
        stream.checkEnd(index.end().orElse(null));
        return stream;
    }

    @Override
    protected String contig(BgzfInputStream from) throws IOException {
        return BcfFile.contig(from, contigs);
    }
}
