package omega.genomics.expression;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.io.InputSource;

/**
 * Which sample is of which tissue, and which tissue of which organ: GTEx's sample attributes, or a table of one's own.
 *
 * <p>Immutable and thread-safe.
 */
public final class TissueTable {
    private final Map<String, Tissue> tissues;
    private final Map<String, Tissue> samples;

    private TissueTable(Map<String, Tissue> tissues, Map<String, Tissue> samples) {
        this.tissues = tissues;
        this.samples = samples;
    }

    /**
     * Returns a table that knows nothing: tissues are taken for GTEx's.
     *
     * @return no samples
     */
    public static TissueTable none() {
        return new TissueTable(Map.of(), Map.of());
    }

    /**
     * Reads a table with a heading, separated by tabs or commas. Columns are found by name: {@code tissue} (or {@code SMTSD}),
     * and if there are any {@code sample} (or {@code SAMPID}) and {@code organ} (or {@code SMTS}). Other columns are passed
     * over; GTEx's {@code …SampleAttributesDS.txt} can be read as it is.
     *
     * @param source plain or compressed
     * @return the table; where it names no organ, {@link Tissue#gtex} does
     * @throws IOException if it cannot be opened
     * @throws ParseException if there is no column of tissues, a row has none, or one name is given to two tissues
     */
    public static TissueTable read(InputSource source) throws IOException {
        try (TableReader table = TableReader.open(source)) {
            int tissue = table.require("SMTSD", "tissue");
            int organ = table.column("SMTS", "organ");
            int sample = table.column("SAMPID", "sample");
            Map<String, Tissue> tissues = new LinkedHashMap<>();
            Map<String, Tissue> samples = new LinkedHashMap<>();
            table.forEach(() -> {
                Tissue read = tissue(table, tissue, organ);
                put(table, organ, tissues, read.name(), read);
                if (sample >= 0) {
                    put(table, sample, samples, table.text(sample), read);
                }
            });
            return new TissueTable(Collections.unmodifiableMap(tissues), Collections.unmodifiableMap(samples));
        }
    }

    private static Tissue tissue(TableReader table, int tissue, int organ) {
        String name = table.text(tissue);
        if (name.isEmpty()) {
            throw new ParseException(table.error(tissue, "tissue-name", "a tissue"));
        }
        String of = table.text(organ);
        return of.isEmpty() ? Tissue.gtex(name) : new Tissue(name, of);
    }

    private static void put(TableReader table, int column, Map<String, Tissue> map, String key, Tissue tissue) {
        Tissue before = map.putIfAbsent(key, tissue);
        if (before != null && !before.equals(tissue)) {
            Diagnostic twice = table.error(
                    column, "tissue-conflict", "\"" + key + "\" to be " + before.name() + " of " + before.organ());
            throw new ParseException(twice);
        }
    }

    /**
     * Finds a sample's tissue.
     *
     * @param sample as the matrix names it
     * @return empty if the table does not know it
     */
    public Optional<Tissue> ofSample(String sample) {
        return Optional.ofNullable(samples.get(sample));
    }

    /**
     * Finds a tissue.
     *
     * @param name as the matrix names it
     * @return as the table has it, else in GTEx's words
     */
    public Tissue tissue(String name) {
        Tissue known = tissues.get(name);
        return known != null ? known : Tissue.gtex(name);
    }

    /**
     * Tells whether the table knows samples, so that a matrix of samples can be summed up by tissue.
     *
     * @return false for a table of tissues alone
     */
    public boolean hasSamples() {
        return !samples.isEmpty();
    }

    /**
     * Returns the samples and their tissues.
     *
     * @return in the order of the table, unmodifiable
     */
    public Map<String, Tissue> samples() {
        return samples;
    }

    /**
     * Returns the tissues.
     *
     * @return in the order of the table
     */
    public List<Tissue> tissues() {
        return List.copyOf(tissues.values());
    }
}
