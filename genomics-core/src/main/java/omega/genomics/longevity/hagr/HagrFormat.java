package omega.genomics.longevity.hagr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.Opening;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.io.InputSource;

/**
 * The format of a table of the Human Ageing Genomic Resources, and the entry point for reading it.
 *
 * <pre>{@code
 * List<LifespanExperiment> rows = HagrFormat.DRUGAGE.read(InputSource.of(Path.of("drugage.csv")));
 * }</pre>
 *
 * <p>The separator (comma, semicolon or tab) is detected from the header line; columns are found by name,
 * case-insensitively. Immutable and thread-safe.
 *
 * @param <T> the type of a row
 */
public final class HagrFormat<T> {
    /** GenAge, human: genes related to human ageing, with the evidence. */
    public static final HagrFormat<GenAgeGene> GENAGE_HUMAN = new HagrFormat<>("GenAge human", GenAgeRows::human);

    /** GenAge, model organisms: genes whose manipulation changes the lifespan of an animal or yeast. */
    public static final HagrFormat<ModelGene> GENAGE_MODELS = new HagrFormat<>("GenAge models", GenAgeRows::models);

    /** DrugAge, builds 3 to 5: experiments with compounds and their effect on lifespan. */
    public static final HagrFormat<LifespanExperiment> DRUGAGE = new HagrFormat<>("DrugAge", DrugAgeRows::of);

    /** LongevityMap: studies of human variants and longevity, including those with a negative result. */
    public static final HagrFormat<LongevityAssociation> LONGEVITY_MAP =
            new HagrFormat<>("LongevityMap", LongevityMapRows::of);

    /** CellAge: genes that induce or inhibit cellular senescence. */
    public static final HagrFormat<SenescenceGene> CELLAGE = new HagrFormat<>("CellAge", CellAgeRows::of);

    private final String name;
    private final Function<TableReader, RowReader<T>> rows;

    private HagrFormat(String name, Function<TableReader, RowReader<T>> rows) {
        this.name = name;
        this.rows = rows;
    }

    /**
     * Returns the table's name.
     *
     * @return the name, such as {@code DrugAge}
     */
    public String name() {
        return name;
    }

    /**
     * Opens a file in strict mode.
     *
     * @param source the file, compressed or not
     * @return a reader positioned before the first row, which the caller closes
     * @throws IOException if the file cannot be opened
     * @throws ParseException if it lacks a column that the table has in every build
     */
    public HagrReader<T> open(InputSource source) throws IOException {
        return open(source, ParseMode.STRICT, diagnostic -> {});
    }

    /**
     * Opens a file.
     *
     * @param source the file, compressed or not
     * @param mode strict throws at the first invalid row; lenient reports, counts and skips it
     * @param listener receives invalid rows in lenient mode
     * @return a reader positioned before the first row, which the caller closes
     * @throws IOException if the file cannot be opened
     * @throws ParseException if it lacks a column that the table has in every build
     */
    public HagrReader<T> open(InputSource source, ParseMode mode, DiagnosticListener listener) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(listener, "listener");
        TableReader table = Opening.checked(() -> TableReader.open(source));
        try {
            return new HagrReader<>(table, rows.apply(table), new Reporter(mode, Objects.requireNonNull(listener)));
        } catch (RuntimeException | Error e) {
            table.close();
            throw e;
        }
    }

    /**
     * Reads a whole file into memory, in strict mode.
     *
     * @param source the file, compressed or not
     * @return the rows, in file order
     * @throws IOException if the file cannot be read
     * @throws ParseException if the file is not such a table, or a row is invalid
     */
    public List<T> read(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return Opening.checked(() -> readAll(source));
    }

    private List<T> readAll(InputSource source) throws IOException {
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
