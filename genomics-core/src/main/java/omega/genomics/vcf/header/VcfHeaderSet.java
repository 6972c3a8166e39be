package omega.genomics.vcf.header;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;

/**
 * The headers of files that are read as one data set, such as one file for each chromosome: what one file declares holds for all of
 * them, and headers that contradict each other are refused.
 *
 * <p>All files must have the same samples in the same order. An INFO or FORMAT key that several files define must have one Number and
 * one Type, and a contig one length and one assembly where two files give them. Descriptions, FILTER and ALT may differ; the first
 * file's line holds. Immutable.
 */
public final class VcfHeaderSet {
    /** Lines that declare what records have; others describe the file. */
    private static final Set<String> DECLARING = Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig", "META");

    private final List<String> names;
    private final List<VcfHeader> headers;
    /** What any of the files declares, the first that does. */
    private final Map<String, HeaderLine> declared = new LinkedHashMap<>();

    private VcfHeaderSet(List<String> names, List<VcfHeader> headers) {
        this.names = names;
        this.headers = headers;
    }

    /**
     * Compares headers.
     *
     * @param names of the files, for messages
     * @param headers of the files, in the same order
     * @return the headers, in this order
     * @throws ParseException if two contradict each other; the message names both files and lines
     * @throws IllegalArgumentException if there are more names than headers, or fewer
     */
    public static VcfHeaderSet of(List<String> names, List<VcfHeader> headers) {
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(headers, "headers");
        if (names.size() != headers.size()) {
            throw new IllegalArgumentException(
                    "expected a name for each of " + headers.size() + " headers, found " + names.size());
        }
        VcfHeaderSet set = new VcfHeaderSet(List.copyOf(names), List.copyOf(headers));
        set.check();
        return set;
    }

    /**
     * Returns the headers as they are in the files.
     *
     * @return in the order of the files
     */
    public List<VcfHeader> headers() {
        return headers;
    }

    /**
     * Returns the lines that other files declare and this one does not.
     *
     * @param file from 0
     * @return in the order of the files that declare them
     */
    public List<HeaderLine> missing(int file) {
        Map<String, HeaderLine> missing = new LinkedHashMap<>(declared);
        headers.get(file).lines().forEach(line -> missing.remove(key(line)));
        return List.copyOf(missing.values());
    }

    /**
     * Returns the header of a file with what the others declare added.
     *
     * @param file from 0
     * @return for reading the file as part of the set
     */
    public VcfHeader complete(int file) {
        return headers.get(file).withLines(missing(file));
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
            case "contig" -> header.contig(id).map(VcfHeaderSet::contig).orElse("");
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
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Findings findings = Findings.of(names.get(file), line, bytes, 0, bytes.length);
        return new ParseException(findings.finding(Severity.ERROR, 0, 0, field, InputRule.HEADER_CONTRADICTS, message));
    }
}
