package omega.genomics.expression;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Opening;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.internal.scan.TableRows;
import omega.genomics.io.InputSource;

/**
 * Maps samples to tissues, and tissues to organs: GTEx's sample attributes, or a custom table.
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
     * Returns an empty table: tissues are interpreted as those of GTEx.
     *
     * @return a table without samples
     */
    public static TissueTable none() {
        return new TissueTable(Map.of(), Map.of());
    }

    /**
     * Reads a table with a header line, separated by tabs or commas. Columns are found by name: {@code tissue} (or
     * {@code SMTSD}), and optionally {@code sample} (or {@code SAMPID}) and {@code organ} (or {@code SMTS}). Other
     * columns are ignored; GTEx's {@code …SampleAttributesDS.txt} can be read unchanged.
     *
     * @param source the table, compressed or not
     * @return the table; an organ that it does not name is determined by {@link Tissue#gtex}
     * @throws IOException if the source cannot be read
     * @throws ParseException if there is no column of tissues, a row has no tissue, or a name is assigned to two
     *     tissues
     */
    public static TissueTable read(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return Opening.checked(() -> readAll(source));
    }

    private static TissueTable readAll(InputSource source) throws IOException {
        try (TableReader table = TableReader.open(source)) {
            int tissue = table.require("SMTSD", "tissue");
            int organ = table.column("SMTS", "organ");
            int sample = table.column("SAMPID", "sample");
            Map<String, Tissue> tissues = new LinkedHashMap<>();
            Map<String, Tissue> samples = new LinkedHashMap<>();
            TableRows.forEach(table, () -> {
                Tissue read = tissue(table, tissue, organ, tissues);
                put(table, organ, tissues, read.name(), read);
                if (sample >= 0) {
                    put(table, sample, samples, table.text(sample), read);
                }
            });
            return new TissueTable(Collections.unmodifiableMap(tissues), Collections.unmodifiableMap(samples));
        }
    }

    /** One object a tissue: tables of samples name each many times. */
    private static Tissue tissue(TableReader table, int tissue, int organ, Map<String, Tissue> known) {
        String name = table.text(tissue);
        if (name.isEmpty()) {
            throw new ParseException(table.error(tissue, TissueRule.TISSUE_NAME, "a tissue"));
        }
        String of = table.text(organ);
        Tissue before = known.get(name);
        if (before != null && before.organ().equals(of)) {
            return before;
        }
        return of.isEmpty() ? Tissue.gtex(name) : new Tissue(name, of);
    }

    private static void put(TableReader table, int column, Map<String, Tissue> map, String key, Tissue tissue) {
        Tissue before = map.putIfAbsent(key, tissue);
        if (before != null && !before.equals(tissue)) {
            Diagnostic twice = table.error(
                    column,
                    TissueRule.TISSUE_CONFLICT,
                    "\"" + key + "\" to be " + before.name() + " of " + before.organ());
            throw new ParseException(twice);
        }
    }

    /**
     * Finds the tissue of a sample.
     *
     * @param sample the sample's name in the matrix
     * @return the tissue; empty if the sample is not in the table
     */
    public Optional<Tissue> ofSample(String sample) {
        Objects.requireNonNull(sample, "sample");
        return Optional.ofNullable(samples.get(sample));
    }

    /**
     * Finds a tissue by name.
     *
     * @param name the tissue's name in the matrix
     * @return the tissue from the table, or else {@link Tissue#gtex} of the name
     */
    public Tissue tissue(String name) {
        Objects.requireNonNull(name, "name");
        Tissue known = tissues.get(name);
        return known != null ? known : Tissue.gtex(name);
    }

    /**
     * Returns whether the table has samples, so that a matrix of samples can be summarized by tissue.
     *
     * @return false for a table of tissues only
     */
    public boolean hasSamples() {
        return !samples.isEmpty();
    }

    /**
     * Returns the tissues by sample.
     *
     * @return an unmodifiable map in the order of the table
     */
    public Map<String, Tissue> samples() {
        return samples;
    }

    /**
     * Returns the tissues.
     *
     * @return the tissues in the order of the table
     */
    public List<Tissue> tissues() {
        return List.copyOf(tissues.values());
    }
}
