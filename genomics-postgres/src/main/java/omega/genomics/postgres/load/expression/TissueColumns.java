package omega.genomics.postgres.load.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.expression.GctHeader;
import omega.genomics.expression.SampleStatistics;
import omega.genomics.expression.Tissue;
import omega.genomics.expression.TissueTable;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/** Which columns of a matrix are of which tissue: one each, or the samples of it. */
final class TissueColumns {
    /** GTEx has 68 tissues and 17,382 samples. */
    private static final int MOST_TISSUES = 1000;

    private static final int HEADING = 3;

    private final List<Tissue> tissues = new ArrayList<>();
    private final List<int[]> columns = new ArrayList<>();
    private final boolean isSummedUp;
    private final List<String> warnings = new ArrayList<>();
    private final double[] samples;

    private TissueColumns(Map<Tissue, List<Integer>> byTissue, boolean isSummedUp) {
        this.isSummedUp = isSummedUp;
        byTissue.forEach((tissue, indices) -> {
            tissues.add(tissue);
            columns.add(indices.stream().mapToInt(Integer::intValue).toArray());
        });
        samples = new double
                [columns.stream().mapToInt(indices -> indices.length).max().orElse(0)];
    }

    static TissueColumns of(
            GctHeader header, TissueTable table, String source, ParseMode mode, DiagnosticListener listener) {
        return table.hasSamples() ? ofSamples(header, table, source, mode, listener) : ofTissues(header, table, source);
    }

    private static TissueColumns ofTissues(GctHeader header, TissueTable table, String source) {
        if (header.columns().size() > MOST_TISSUES) {
            throw new LoadException(source + " has " + header.columns().size()
                    + " columns, which are samples and not tissues: give the table that says of which tissue each is");
        }
        Map<Tissue, List<Integer>> byTissue = new LinkedHashMap<>();
        for (int i = 0; i < header.columns().size(); i++) {
            String name = header.columns().get(i);
            if (name.isBlank() || byTissue.putIfAbsent(table.tissue(name), List.of(i)) != null) {
                throw new ParseException(finding(
                        source, "gct-column-repeated", "expected each tissue once, found \"" + name + "\" again"));
            }
        }
        return new TissueColumns(byTissue, false);
    }

    private static TissueColumns ofSamples(
            GctHeader header, TissueTable table, String source, ParseMode mode, DiagnosticListener listener) {
        Map<Tissue, List<Integer>> byTissue = new LinkedHashMap<>();
        table.tissues().forEach(tissue -> byTissue.put(tissue, new ArrayList<>()));
        int unknown = 0;
        for (int i = 0; i < header.columns().size(); i++) {
            Optional<Tissue> tissue = table.ofSample(header.columns().get(i));
            if (tissue.isPresent()) {
                byTissue.computeIfAbsent(tissue.get(), key -> new ArrayList<>()).add(i);
            } else {
                unknown++;
                refuse(header.columns().get(i), source, mode, listener);
            }
        }
        byTissue.values().removeIf(List::isEmpty);
        if (byTissue.isEmpty()) {
            throw new LoadException(
                    "the table of tissues knows none of the " + header.columns().size() + " samples of " + source);
        }
        TissueColumns columns = new TissueColumns(byTissue, true);
        if (unknown > 0) {
            columns.warnings.add(unknown + " of " + header.columns().size()
                    + " samples are not in the table of tissues and were left out");
        }
        return columns;
    }

    private static void refuse(String sample, String source, ParseMode mode, DiagnosticListener listener) {
        Diagnostic unknown =
                finding(source, "sample-tissue", "expected a sample of the table of tissues, found \"" + sample + "\"");
        if (mode == ParseMode.STRICT) {
            throw new ParseException(unknown);
        }
        listener.report(unknown);
    }

    private static Diagnostic finding(String source, String rule, String message) {
        return new Diagnostic(Severity.ERROR, Location.of(source, HEADING, 0), "columns", rule, message, "");
    }

    List<Tissue> tissues() {
        return tissues;
    }

    /** Returns what was left out, for the report. */
    List<String> warnings() {
        return warnings;
    }

    boolean isSummedUp() {
        return isSummedUp;
    }

    int sampleCount(int tissue) {
        return columns.get(tissue).length;
    }

    /** Returns the value of a tissue that has a column of its own. */
    double value(int tissue, double[] row) {
        return row[columns.get(tissue)[0]];
    }

    /** Sums up the samples of a tissue; null if none has a value. */
    @Nullable
    SampleStatistics statistics(int tissue, double[] row) {
        int[] indices = columns.get(tissue);
        for (int i = 0; i < indices.length; i++) {
            samples[i] = row[indices[i]];
        }
        return SampleStatistics.of(samples, 0, indices.length);
    }

    /** Numbers the organs, in the order of their first tissue. */
    int[] organs() {
        List<String> names = organNames();
        return tissues.stream()
                .mapToInt(tissue -> names.indexOf(tissue.organ()))
                .toArray();
    }

    List<String> organNames() {
        return tissues.stream().map(Tissue::organ).distinct().toList();
    }

    @Override
    public String toString() {
        return tissues + " " + Arrays.deepToString(columns.toArray());
    }
}
