package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.HeaderLine;
import omega.genomics.vcf.header.VcfHeader;

/**
 * The headers of files that become one dataset, read before anything else: what one file declares holds for all of them, and two
 * that contradict each other are refused.
 */
final class FileHeaders {
    /** Lines that declare what records have; others describe the file. */
    private static final Set<String> DECLARING = Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig", "META");

    /** Of a file that is read by itself. */
    static final FileHeaders NONE = new FileHeaders(List.of());

    private final List<VcfHeader> headers = new ArrayList<>();
    private final List<String> names;
    /** The contig of the first record of each file; empty for a file without records. */
    private final List<String> firstContigs = new ArrayList<>();
    /** What any of the files declares, the first that does. */
    private final Map<String, HeaderLine> declared = new LinkedHashMap<>();

    private FileHeaders(List<String> names) {
        this.names = names;
    }

    /**
     * Reads the headers.
     *
     * @throws ParseException if a file has none, or two contradict each other
     */
    static FileHeaders read(List<InputSource> sources, VariantOptions options) throws IOException {
        FileHeaders headers =
                new FileHeaders(sources.stream().map(InputSource::name).toList());
        for (InputSource source : sources) {
            try (VcfReader reader = VcfReader.options().mode(options.parseMode).open(source.threads(1))) {
                headers.headers.add(reader.header());
                headers.firstContigs.add(reader.advance() ? reader.record().contig() : "");
            }
        }
        headers.check();
        return headers;
    }

    /** Returns what the other files declare and this one does not, in their order. */
    List<HeaderLine> missing(int file) {
        if (headers.isEmpty()) {
            return List.of();
        }
        Map<String, HeaderLine> missing = new LinkedHashMap<>(declared);
        headers.get(file).lines().forEach(line -> missing.remove(key(line)));
        return List.copyOf(missing.values());
    }

    /** Returns the header of a file with what the others declare. */
    VcfHeader complete(int file) {
        return headers.get(file).withLines(missing(file));
    }

    /** Returns the contig of the first record of a file; empty if it has no records, or there is no such file. */
    String firstContig(int file) {
        return file < firstContigs.size() ? firstContigs.get(file) : "";
    }

    /** Returns the headers of several files as they are. */
    List<VcfHeader> all() {
        return headers;
    }

    private static String key(HeaderLine line) {
        return line.key() + '\t' + line.id().orElse("");
    }

    // ---- contradictions ------------------------------------------------------------------------------------------

    /** A line of one of the files. */
    private record Declared(int file, HeaderLine line, String what) {}

    private void check() {
        Map<String, Declared> first = new HashMap<>();
        for (int file = 0; file < headers.size(); file++) {
            checkSamples(file);
            Set<String> own = new HashSet<>();
            for (HeaderLine line : headers.get(file).lines()) {
                // of several lines of one file with one ID the first holds
                if (own.add(key(line)) && DECLARING.contains(line.key())) {
                    declared.putIfAbsent(key(line), line);
                    check(first, new Declared(file, line, what(headers.get(file), line)));
                }
            }
        }
    }

    /** Returns what must be the same in all files; empty for a line that may differ. */
    private static String what(VcfHeader header, HeaderLine line) {
        String id = line.id().orElse("");
        return switch (line.key()) {
            case "INFO" ->
                "Number=" + header.info(id).number() + ",Type="
                        + header.info(id).type();
            case "FORMAT" ->
                "Number=" + header.format(id).number() + ",Type="
                        + header.format(id).type();
            case "contig" -> header.contig(id).map(FileHeaders::contig).orElse("");
            default -> "";
        };
    }

    private static String contig(ContigDefinition contig) {
        OptionalLong length = contig.length();
        return (length.isPresent() ? "length=" + length.getAsLong() + " " : "")
                + contig.assembly().map(name -> "assembly=" + name).orElse("");
    }

    private void check(Map<String, Declared> first, Declared of) {
        if (of.what().isEmpty()) {
            return;
        }
        Declared before = first.putIfAbsent(key(of.line()), of);
        if (before != null && isContradiction(before.what(), of.what())) {
            String id = of.line().id().orElse("");
            throw refusal(
                    of.file(),
                    (int) of.line().lineNumber(),
                    of.line().key(),
                    of.line().key() + " " + id + ": expected " + before.what().strip() + " as in "
                            + names.get(before.file()) + ":" + before.line().lineNumber() + ", found "
                            + of.what().strip(),
                    of.line().toString());
        }
    }

    /** Two contigs contradict each other only in what both say. */
    private static boolean isContradiction(String one, String other) {
        Map<String, String> said = new HashMap<>();
        for (String item : one.split("[ ,]", -1)) {
            said.put(item.replaceFirst("=.*", ""), item);
        }
        for (String item : other.split("[ ,]", -1)) {
            if (!said.getOrDefault(item.replaceFirst("=.*", ""), item).equals(item)) {
                return true;
            }
        }
        return false;
    }

    private void checkSamples(int file) {
        List<String> expected = headers.get(0).samples();
        List<String> found = headers.get(file).samples();
        if (!found.equals(expected)) {
            throw refusal(
                    file,
                    columnsLine(file),
                    "sample",
                    "expected the " + expected.size() + " samples of " + names.get(0) + ":" + columnsLine(0)
                            + " in their order, found " + difference(expected, found),
                    String.join("\t", found));
        }
    }

    private static String difference(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return "\"" + found.get(i) + "\" in the place of \"" + expected.get(i) + "\"";
            }
        }
        return Integer.toString(found.size());
    }

    private int columnsLine(int file) {
        return headers.get(file).lines().size() + 1;
    }

    private ParseException refusal(int file, int line, String field, String message, String text) {
        Diagnostic finding =
                VcfFindings.ofHeader(Location.of(names.get(file), line, 1), field, "header-contradicts", message, text);
        return new ParseException(finding);
    }
}
