package omega.genomics.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfHeaderSet;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The files of a read with their headers: what one file declares holds for all of them, and two that contradict each other are
 * refused. Goes to other machines as text.
 */
final class VcfFiles implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> uris;
    /** The different headers as text, each with what the other files declare. */
    private final List<String> texts = new ArrayList<>();
    /** Of each file, its header among these. */
    private final List<Integer> headerOf = new ArrayList<>();

    private transient @Nullable List<VcfHeader> parsed;

    private VcfFiles(List<String> uris) {
        this.uris = new ArrayList<>(uris);
    }

    static VcfFiles read(List<String> uris, Configuration configuration) throws IOException {
        VcfFiles files = new VcfFiles(uris);
        List<VcfHeader> headers = new ArrayList<>();
        for (String uri : uris) {
            InputSource source = Storage.source(uri, configuration);
            try (VcfReader reader = VcfReader.open(source)) {
                headers.add(reader.header());
            }
        }
        VcfHeaderSet set = VcfHeaderSet.of(uris, headers);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int file = 0; file < uris.size(); file++) {
            String text = set.complete(file).toText();
            files.headerOf.add(numbers.computeIfAbsent(text, none -> {
                files.texts.add(text);
                return files.texts.size() - 1;
            }));
        }
        return files;
    }

    int count() {
        return uris.size();
    }

    String uri(int file) {
        return uris.get(file);
    }

    /** Returns the header of a file with what the others declare, and with all samples. */
    synchronized VcfHeader header(int file) {
        List<VcfHeader> all = parsed;
        if (all == null) {
            all = new ArrayList<>();
            for (String text : texts) {
                InputSource source = InputSource.of("header", text.getBytes(StandardCharsets.UTF_8));
                try (VcfReader reader = VcfReader.open(source)) {
                    all.add(reader.header());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            parsed = all;
        }
        return all.get(headerOf.get(file));
    }

    @Override
    public String toString() {
        return uris.size() == 1 ? uris.get(0) : uris.size() + " files, " + uris.get(0) + " the first";
    }
}
