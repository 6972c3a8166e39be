package omega.genomics.longevity.hagr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.io.InputSource;

/**
 * One of the tables of the Human Ageing Genomic Resources, and how to read it.
 *
 * <pre>{@code
 * List<LifespanExperiment> rows = HagrFormat.DRUGAGE.read(InputSource.of(Path.of("drugage.csv")));
 * }</pre>
 *
 * <p>Commas, semicolons or tabs, told by the heading; columns found by name without regard to case. Immutable and thread-safe.
 *
 * @param <T> a row
 */
public final class HagrFormat<T> {
    /** GenAge, human: genes related to ageing in humans, with the evidence for it. */
    public static final HagrFormat<GenAgeGene> GENAGE_HUMAN = new HagrFormat<>("GenAge human", GenAgeRows::human);

    /** GenAge, model organisms: genes whose manipulation changes the lifespan of an animal or yeast. */
    public static final HagrFormat<ModelGene> GENAGE_MODELS = new HagrFormat<>("GenAge models", GenAgeRows::models);

    /** DrugAge, builds 3 to 5: experiments with compounds and their effect on lifespan. */
    public static final HagrFormat<LifespanExperiment> DRUGAGE = new HagrFormat<>("DrugAge", DrugAgeRows::of);

    /** LongevityMap: studies of human variants and longevity, with those that found nothing. */
    public static final HagrFormat<LongevityAssociation> LONGEVITY_MAP =
            new HagrFormat<>("LongevityMap", LongevityMapRows::of);

    /** CellAge: genes that drive or hold back cellular senescence. */
    public static final HagrFormat<SenescenceGene> CELLAGE = new HagrFormat<>("CellAge", CellAgeRows::of);

    private final String name;
    private final Function<TableReader, RowReader<T>> rows;

    private HagrFormat(String name, Function<TableReader, RowReader<T>> rows) {
        this.name = name;
        this.rows = rows;
    }

    /**
     * Returns what the table is called.
     *
     * @return such as {@code DrugAge}
     */
    public String name() {
        return name;
    }

    /**
     * Opens a file, strictly.
     *
     * @param source plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws ParseException if it lacks a column that the table has in every build
     */
    public HagrReader<T> open(InputSource source) throws IOException {
        return open(source, ParseMode.STRICT, diagnostic -> {});
    }

    /**
     * Opens a file.
     *
     * @param source plain or compressed
     * @param mode strict throws at the first bad row; lenient reports it, counts it and goes on
     * @param listener hears of bad rows in lenient mode
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws ParseException if it lacks a column that the table has in every build
     */
    public HagrReader<T> open(InputSource source, ParseMode mode, DiagnosticListener listener) throws IOException {
        TableReader table = TableReader.open(source);
        try {
            return new HagrReader<>(table, rows.apply(table), new Reporter(mode, Objects.requireNonNull(listener)));
        } catch (RuntimeException | Error e) {
            table.close();
            throw e;
        }
    }

    /**
     * Reads a whole file, strictly.
     *
     * @param source plain or compressed
     * @return its rows, in file order
     * @throws IOException if it cannot be opened
     * @throws ParseException if it is not such a table
     */
    public List<T> read(InputSource source) throws IOException {
        try (HagrReader<T> reader = open(source)) {
            List<T> all = new ArrayList<>();
            reader.forEach(all::add);
            return List.copyOf(all);
        }
    }

    /** Returns the table's name. */
    @Override
    public String toString() {
        return name;
    }
}
