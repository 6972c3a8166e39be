package omega.genomics.geneset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.TableBudget;
import omega.genomics.internal.scan.Texts;
import omega.genomics.io.InputSource;

/** Reads the text form of a {@code GeneSet}. */
final class GeneSetText {
    private GeneSetText() {}

    /** Returns the other names of each symbol, in the order of the file. */
    static Map<String, Set<String>> read(InputSource source) throws IOException {
        Map<String, Set<String>> aliases = new LinkedHashMap<>();
        TableBudget budget = new TableBudget(source.name());
        try (LineCursor lines = new LineCursor(new BlockReader(
                source.open(), source.name(), BlockReader.DEFAULT_BLOCK_SIZE, TableBudget.LONGEST_LINE))) {
            while (lines.advance()) {
                budget.add(lines);
                String line = Texts.decode(lines.buffer(), lines.start(), lines.end());
                add(line.startsWith("\ufeff") ? line.substring(1) : line, lines.lineNumber(), source, aliases);
            }
        }
        return aliases;
    }

    private static void add(String line, long number, InputSource source, Map<String, Set<String>> aliases) {
        int comment = line.indexOf('#');
        String content = comment < 0 ? line : line.substring(0, comment);
        if (content.isBlank()) {
            return;
        }
        String[] columns = content.split("\t", 2);
        String symbol = columns[0].strip();
        if (symbol.isEmpty() || symbol.matches("(?s).*[\\s,;\\x00].*")) {
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
