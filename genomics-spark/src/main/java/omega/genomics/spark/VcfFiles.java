package omega.genomics.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The files of a read with their headers: what one file declares holds for all of them, and two that contradict each other are
 * refused. Goes to other machines as text.
 */
final class VcfFiles implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Set<String> DECLARING = Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig");

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
        Map<String, HeaderLine> declared = files.check(headers);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (VcfHeader header : headers) {
            Map<String, HeaderLine> missing = new LinkedHashMap<>(declared);
            header.lines().forEach(line -> missing.remove(key(line)));
            String text = header.withLines(List.copyOf(missing.values())).toText();
            files.headerOf.add(numbers.computeIfAbsent(text, none -> {
                files.texts.add(text);
                return files.texts.size() - 1;
            }));
        }
        return files;
    }

    private static String key(HeaderLine line) {
        return line.key() + '\t' + line.id().orElse("");
    }

    /** Refuses contradictions; returns what any of the files declares. */
    private Map<String, HeaderLine> check(List<VcfHeader> headers) {
        Map<String, HeaderLine> declared = new LinkedHashMap<>();
        Map<String, Integer> from = new LinkedHashMap<>();
        for (int file = 0; file < headers.size(); file++) {
            VcfHeader header = headers.get(file);
            if (!header.samples().equals(headers.get(0).samples())) {
                throw new IllegalArgumentException(uris.get(file) + ": expected the "
                        + headers.get(0).sampleCount() + " samples of " + uris.get(0) + " in their order, found "
                        + (header.sampleCount() == headers.get(0).sampleCount() ? "others" : header.sampleCount()));
            }
            Set<String> own = new HashSet<>();
            for (HeaderLine line : header.lines()) {
                if (!DECLARING.contains(line.key()) || !own.add(key(line))) {
                    continue;
                }
                HeaderLine before = declared.putIfAbsent(key(line), line);
                if (before == null) {
                    from.put(key(line), file);
                    continue;
                }
                int other = Objects.requireNonNull(from.get(key(line)));
                String expected = what(headers.get(other), before);
                String found = what(header, line);
                if (!expected.isEmpty() && !found.isEmpty() && !expected.equals(found)) {
                    throw new IllegalArgumentException(uris.get(file) + ":" + line.lineNumber() + ": " + line.key()
                            + " " + line.id().orElse("") + ": expected " + expected + " as in " + uris.get(other) + ":"
                            + before.lineNumber() + ", found " + found);
                }
            }
        }
        return declared;
    }

    private static String what(VcfHeader header, HeaderLine line) {
        String id = line.id().orElse("");
        return switch (line.key()) {
            case "INFO" ->
                "Number=" + header.info(id).number() + ",Type="
                        + header.info(id).type();
            case "FORMAT" ->
                "Number=" + header.format(id).number() + ",Type="
                        + header.format(id).type();
            case "contig" ->
                header.contig(id).isPresent()
                                && header.contig(id).get().length().isPresent()
                        ? "length=" + header.contig(id).get().length().getAsLong()
                        : "";
            default -> "";
        };
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
