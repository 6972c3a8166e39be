package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfHeaderSet;

/** The headers of files that become one dataset, and where their records begin; read before anything else. */
final class FileHeaders {
    /** Of a file that is read by itself. */
    static final FileHeaders NONE = new FileHeaders(VcfHeaderSet.of(List.of(), List.of()), List.of());

    private final VcfHeaderSet set;
    /** The contig of the first record of each file; empty for a file without records. */
    private final List<String> firstContigs;

    private FileHeaders(VcfHeaderSet set, List<String> firstContigs) {
        this.set = set;
        this.firstContigs = firstContigs;
    }

    /**
     * Reads the headers.
     *
     * @throws ParseException if a file has none, or two contradict each other
     */
    static FileHeaders read(List<InputSource> sources, VariantOptions options) throws IOException {
        List<VcfHeader> headers = new ArrayList<>();
        List<String> firstContigs = new ArrayList<>();
        for (InputSource source : sources) {
            try (VcfReader reader = VcfReader.options().mode(options.parseMode).open(source.threads(1))) {
                headers.add(reader.header());
                firstContigs.add(reader.advance() ? reader.record().contig() : "");
            }
        }
        List<String> names = sources.stream().map(InputSource::name).toList();
        return new FileHeaders(VcfHeaderSet.of(names, headers), firstContigs);
    }

    /** Returns what the other files declare and this one does not, in their order. */
    List<HeaderLine> missing(int file) {
        return set.headers().isEmpty() ? List.of() : set.missing(file);
    }

    /** Returns the header of a file with what the others declare. */
    VcfHeader complete(int file) {
        return set.complete(file);
    }

    /** Returns the contig of the first record of a file; empty if it has no records, or there is no such file. */
    String firstContig(int file) {
        return file < firstContigs.size() ? firstContigs.get(file) : "";
    }

    /** Returns the headers of several files as they are. */
    List<VcfHeader> all() {
        return set.headers();
    }
}
