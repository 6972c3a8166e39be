package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Counts, for a table of answers that others computed: rows, computable, equal, named differences, unexplained. */
final class TableReport {
    private final String table;
    private int rows;
    private int computable;
    private int equal;
    private final Map<String, Integer> named = new TreeMap<>();
    private final List<String> unexplained = new ArrayList<>();

    TableReport(String table) {
        this.table = table;
    }

    void notComputable() {
        rows++;
    }

    void equal() {
        rows++;
        computable++;
        equal++;
    }

    void named(String reason) {
        rows++;
        computable++;
        named.merge(reason, 1, Integer::sum);
    }

    void unexplained(String row) {
        rows++;
        computable++;
        unexplained.add(row);
    }

    void compare(String row, String expected, String found) {
        if (expected.equals(found)) {
            equal();
        } else {
            unexplained(row + ": expected " + expected + ", found " + found);
        }
    }

    void print() {
        System.out.println(this);
        named.forEach((reason, count) -> System.out.println("    " + count + " " + reason));
        unexplained.forEach(row -> System.out.println("    unexplained: " + row));
    }

    void assertNothingUnexplained(int atLeast) {
        print();
        assertThat(unexplained).as(toString()).isEmpty();
        assertThat(equal).as(table + ": equal").isGreaterThanOrEqualTo(atLeast);
    }

    @Override
    public String toString() {
        int differences = named.values().stream().mapToInt(Integer::intValue).sum();
        return table + ": rows " + rows + ", computable " + computable + ", equal " + equal + ", named differences "
                + differences + ", unexplained " + unexplained.size();
    }

    /** Reads a table with a heading: one map a row. */
    static List<Map<String, String>> rows(Path file) {
        List<String> lines = lines(file);
        String[] heading = lines.get(0).split("\t", -1);
        List<Map<String, String>> rows = new ArrayList<>(lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < heading.length; i++) {
                row.put(heading[i], i < cells.length ? cells[i] : "");
            }
            rows.add(row);
        }
        return rows;
    }

    static List<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
