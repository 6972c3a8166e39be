package omega.genomics.postgres.load.sink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.run.SinkRun;
import omega.genomics.postgres.load.stage.ParentTables;

/**
 * What a {@link StagedSink} is for: the dataset, its tables and columns.
 *
 * <p>Immutable: each setting returns another plan.
 */
public final class SinkPlan {
    private final DataSource dataSource;
    private final String schema;
    private final String kind;
    private final String dataset;
    private final String source;
    private final List<String> header;
    private final Map<String, List<String>> columns;

    private SinkPlan(
            DataSource dataSource,
            String schema,
            String kind,
            String dataset,
            String source,
            List<String> header,
            Map<String, List<String>> columns) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.kind = kind;
        this.dataset = dataset;
        this.source = source;
        this.header = header;
        this.columns = columns;
    }

    /**
     * Starts a plan with the defaults: a dataset of the table's name, no header.
     *
     * @param dataSource gives connections: one for the sink and one for each part that is being written
     * @param schema the assembly's schema, migrated
     * @param table the dataset's first table, {@code variants}
     * @return a plan to set up; the columns must be named
     */
    public static SinkPlan of(DataSource dataSource, String schema, String table) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(table, "table");
        return new SinkPlan(dataSource, schema, table, table, "a program", List.of(), Map.of());
    }

    /**
     * Names the dataset; the commit replaces its rows, if it has any.
     *
     * @param name any text
     * @return a plan with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public SinkPlan dataset(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a name for the dataset, found a blank one");
        }
        return new SinkPlan(dataSource, schema, kind, name, source, header, columns);
    }

    /**
     * Says what rows bring. The dataset and the contig are filled in and not among them; what is not named is null, or its default.
     *
     * @param names columns of the first table, in the order in which rows bring them
     * @return a plan with this setting
     * @throws IllegalArgumentException if no sink can write to the table, or a column is named twice
     */
    public SinkPlan columns(String... names) {
        Objects.requireNonNull(names, "names");
        return table(kind, names);
    }

    /**
     * Adds a table: a part may write to several, {@code consequence_sets} and {@code samples} beside {@code variants}.
     *
     * @param table the table
     * @param names its columns, as for {@link #columns}
     * @return a plan with this setting
     * @throws IllegalArgumentException if no sink can write to the table, or a column is named twice
     */
    public SinkPlan table(String table, String... names) {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(names, "names");
        SinkTable.check(table, List.of(names));
        Map<String, List<String>> more = new LinkedHashMap<>(columns);
        more.put(table, List.of(names));
        return new SinkPlan(dataSource, schema, kind, dataset, source, header, more);
    }

    /**
     * Says where the rows come from, for the list of datasets.
     *
     * @param text such as a program and its version
     * @return a plan with this setting
     */
    public SinkPlan source(String text) {
        Objects.requireNonNull(text, "text");
        return new SinkPlan(dataSource, schema, kind, dataset, text, header, columns);
    }

    /**
     * Gives the dataset header lines, such as those of a VCF file, from which it is exported again.
     *
     * @param lines without line ends
     * @return a plan with this setting
     */
    public SinkPlan header(List<String> lines) {
        Objects.requireNonNull(lines, "lines");
        return new SinkPlan(dataSource, schema, kind, dataset, source, List.copyOf(lines), columns);
    }

    private SinkRun.Target target() {
        if (!columns.containsKey(kind)) {
            throw new IllegalStateException("expected the columns of " + kind + ": call columns(…)");
        }
        return new SinkRun.Target(kind, dataset, source, header, columns);
    }

    /**
     * Begins anew: what an earlier sink or load staged for the dataset and did not commit is thrown away.
     *
     * @return a sink, aborted when it is closed without a commit
     * @throws LoadException if another loader or sink is at work on the dataset, the table has no such columns or must have others, or
     *     the database refuses
     */
    public StagedSink begin() {
        SinkRun run = SinkRun.begin(
                dataSource,
                schema,
                target(),
                connection -> StagedSink.find(connection, schema, new ParentTables(schema), columns));
        return StagedSink.of(dataSource, schema, run, true);
    }

    /**
     * Goes on with the dataset's sink that nobody has committed or aborted, such as that of a process that was killed.
     *
     * @return empty if there is none with these columns
     * @throws LoadException if another loader or sink is at work on the dataset, or the database refuses
     */
    public Optional<StagedSink> recover() {
        return SinkRun.recover(dataSource, schema, target()).map(run -> StagedSink.of(dataSource, schema, run, true));
    }
}
