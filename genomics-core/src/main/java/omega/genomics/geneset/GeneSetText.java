package omega.genomics.geneset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Findings;
import omega.genomics.io.InputSource;

/** Reads the text form of a {@code GeneSet}. */
final class GeneSetText {
    private GeneSetText() {}

    /** Returns the other names of each symbol, in the order of the file. */
    static Map<String, Set<String>> read(InputSource source) throws IOException {
        Map<String, Set<String>> aliases = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line.startsWith("\ufeff") ? line.substring(1) : line, ++number, source, aliases);
            }
        }
        return aliases;
    }

    private static void add(String line, long number, InputSource source, Map<String, Set<String>> aliases) {
        String content = line.replaceFirst("#.*", "");
        if (content.isBlank()) {
            return;
        }
        String[] columns = content.split("\t", 2);
        String symbol = columns[0].strip();
        if (symbol.isEmpty() || symbol.matches(".*[\\s,;].*")) {
            throw refuse(line, symbol, number, source);
        }
        Set<String> others = aliases.computeIfAbsent(symbol, key -> new LinkedHashSet<>());
        if (columns.length > 1) {
            others.addAll(Arrays.asList(columns[1].strip().split("[\\s,]+")));
            others.removeAll(List.of("", symbol));
        }
    }

    private static ParseException refuse(String line, String symbol, long number, InputSource source) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int from = line.substring(0, line.indexOf(symbol)).getBytes(StandardCharsets.UTF_8).length;
        int to = from + symbol.getBytes(StandardCharsets.UTF_8).length;
        return new ParseException(Findings.of(source.name(), number, bytes, 0, bytes.length)
                .error(from, to, "symbol", GeneSetRule.SET_SYMBOL, "one symbol a line"));
    }
}
