package omega.genomics.postgres.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Sql;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.MappedTable;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Gives questions a connection and jOOQ's context over the assembly's schema; translates failures. */
public final class QueryContext {
    /** The schema the sources were generated for. */
    private static final String GENERATED_FOR = "genome";

    /** So many are remembered. */
    private static final int MOST_RELEASES = 1000;

    /** In the order in which a load takes them. */
    private static final List<String> TABLES = List.of(
            "cds",
            "cds_history",
            "coding_sequence_history",
            "coding_sequences",
            "exon_history",
            "exons",
            "gene_alias_history",
            "gene_aliases",
            "gene_history",
            "genes",
            "transcript_history",
            "transcripts");

    private static final String BEGIN_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ";

    /** How long a second transaction waits for the locks of a state. */
    private static final String LOCK_PATIENCE = "500ms";
    /** How long it waits for a partition afterwards, which a load takes only after those. */
    private static final String READ_PATIENCE = "30s";

    static {
        JooqGreetings.silence();
    }

    private final DataSource dataSource;
    private final String schema;
    private final Settings settings;
    private final Contigs contigs;
    /** Of which datasets some were packed when they were asked last. */
    private final Set<DatasetChoice> packed = ConcurrentHashMap.newKeySet();
    /** Releases that were looked up; a statement that reads rows of them checks whether they are still the same. */
    private final Map<ReleaseQuestion, ResolvedReleases> releases = new ConcurrentHashMap<>();

    /** What is looked up. */
    private record ReleaseQuestion(ReleaseChoice wanted, DatasetChoice of) {}

    /** The releases whose genes are asked; null for those that are there now. */
    private final @Nullable ReleaseQuestion past;

    public QueryContext(DataSource dataSource, String schema) {
        this(dataSource, schema, null);
    }

    private QueryContext(DataSource dataSource, String schema, @Nullable ReleaseQuestion past) {
        this.past = past;
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.schema = Objects.requireNonNull(schema, "schema");
        contigs = new Contigs(schema);
        settings = new Settings()
                .withExecuteLogging(false)
                .withRenderMapping(new RenderMapping()
                        .withSchemata(
                                new MappedSchema().withInput(GENERATED_FOR).withOutput(schema)));
    }

    /**
     * Returns a context whose questions about genes are answered as a release had them, each in one state of the tables.
     *
     * @throws QueryException when something is asked, if no dataset has such a release
     */
    public QueryContext asOf(ReleaseChoice wanted, DatasetChoice of) {
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(of, "of");
        return new QueryContext(dataSource, schema, new ReleaseQuestion(wanted, of));
    }

    public <T> T ask(Function<DSLContext, T> question) {
        Objects.requireNonNull(question, "question");
        if (past != null) {
            return inOneState(question);
        }
        try (Connection connection = dataSource.getConnection()) {
            return question.apply(context(connection));
        } catch (DataAccessException | SQLException e) {
            throw refused(e);
        }
    }

    /**
     * Asks several questions of one state of the gene tables: no load can switch a dataset between them, and rows that a renewal exchanges
     * are those of the first question. The tables are locked (against nothing but a switch) in the order in which a load takes
     * them, so that neither waits for the other for ever.
     */
    public <T> T inOneState(Function<DSLContext, T> questions) {
        Objects.requireNonNull(questions, "questions");
        try (Connection connection = dataSource.getConnection()) {
            return Sql.inTransaction(connection, transaction -> {
                return questions.apply(oneState(transaction));
            });
        } catch (DataAccessException | SQLException e) {
            throw refused(e);
        }
    }

    private String beginOneStateOfGenes() {
        return TABLES.stream()
                .map(table -> Sql.name(schema, table))
                .collect(Collectors.joining(", ", BEGIN_ONE_STATE + "LOCK TABLE ", " IN ACCESS SHARE MODE"));
    }

    private DSLContext oneState(Connection transaction) throws SQLException {
        Sql.execute(transaction, beginOneStateOfGenes());
        DSLContext context = context(transaction);
        return past == null ? context : reading(context, PastGenes.sources(context, schema, past.wanted(), past.of()));
    }

    /**
     * Runs several queries of one state of tables that are partitioned by contig and dataset.
     *
     * @param context of {@link #ask}, outside of a transaction
     * @param tables without their schema
     * @param queries what to run, each of them with the condition that the state gives it
     * @return what they return
     */
    public <T> T inOneState(DSLContext context, List<String> tables, Function<OneState, T> queries) {
        String begin = beginOneState(context, tables);
        return context.connectionResult(connection ->
                Sql.inTransaction(connection, transaction -> queries.apply(oneState(context, tables, begin))));
    }

    /**
     * A state of the database that other transactions can see, as long as the one lasts that shares it.
     *
     * @param id by which the server knows it
     * @param snapshot which transactions it sees
     * @param locks the statement that takes the locks with which it is read
     */
    public record SharedState(String id, String snapshot, String locks) {
        /** Creates a record; nothing in it may be null. */
        public SharedState {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(snapshot, "snapshot");
            Objects.requireNonNull(locks, "locks");
        }
    }

    /**
     * Something to do in a shared state.
     *
     * @param <E> what it may throw
     */
    public interface Reading<E extends Exception> {
        void run(DSLContext context) throws E;
    }

    /**
     * Lets other transactions see the state of this one.
     *
     * @param context in a transaction of {@link #inOneState(DSLContext, List, Function)}, in which nothing runs
     * @param tables the same
     * @return the state
     */
    public SharedState share(DSLContext context, List<String> tables) {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(tables, "tables");
        Record exported = context.fetchSingle("SELECT pg_export_snapshot(), pg_current_snapshot()::text");
        return new SharedState(
                exported.get(0, String.class), exported.get(1, String.class), lockTables(context, tables));
    }

    /**
     * Reads in a state that another transaction shares. Locks are waited for briefly: whoever waits for the other transaction may be ahead of
     * this one, which the server does not know to be part of the other.
     *
     * @param connection another one; stays the caller's
     * @param state what {@link #share} returned
     * @param reading what to do
     * @throws SQLException if the state is not there, as on another server, or a lock is not to be had
     */
    public <E extends Exception> void inSharedState(Connection connection, SharedState state, Reading<E> reading)
            throws SQLException, E {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reading, "reading");
        connection.setAutoCommit(false);
        try {
            Sql.execute(
                    connection,
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT "
                            + Sql.literal(state.id()) + "; SET LOCAL lock_timeout = '" + LOCK_PATIENCE + "'; "
                            + state.locks() + "; SET LOCAL lock_timeout = '" + READ_PATIENCE + "'");
            DSLContext context = context(connection);
            if (!state.snapshot().equals(context.fetchValue("SELECT pg_current_snapshot()::text"))) {
                throw new SQLException("another server has a state of the same name");
            }
            reading.run(context);
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (Throwable e) {
            Sql.rollBack(connection, e);
            throw e;
        }
    }

    /**
     * Returns what begins a transaction that sees one state. The tables between the root and the datasets are named before it: a
     * load that drops a partition needs one of them to itself. Partitions themselves are locked when they are read.
     */
    private String beginOneState(DSLContext context, List<String> tables) {
        return BEGIN_ONE_STATE + lockTables(context, tables);
    }

    private String lockTables(DSLContext context, List<String> tables) {
        return tables.stream()
                .map(table -> gates(context, table))
                .collect(Collectors.joining(", ", "LOCK TABLE ", " IN ACCESS SHARE MODE"));
    }

    private String gates(DSLContext context, String table) {
        String root = Sql.name(schema, table);
        String gates = context.fetchSingle(
                        "SELECT string_agg(format(', ONLY %I.%I', n.nspname, c.relname), '' ORDER BY c.oid)"
                                + " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE i.inhparent = ?::regclass AND c.relkind = 'p'",
                        root)
                .get(0, String.class);
        return "ONLY " + root + (gates == null ? "" : gates);
    }

    /**
     * Returns the conditions that make later statements see the state of now. Locked tables lose no partition, and the transaction's
     * snapshot hides rows that are added to one. But a load may attach a partition, whose frozen rows every snapshot shows.
     */
    private OneState oneState(DSLContext context, List<String> tables, String begin) {
        context.connection(connection -> Sql.execute(connection, begin));
        return new OneState(tables.stream().collect(Collectors.toMap(table -> table, table -> parts(context, table))));
    }

    private String parts(DSLContext context, String table) {
        Long[] there = context.fetchSingle(
                        "WITH RECURSIVE part AS (SELECT ?::regclass::oid AS oid UNION ALL"
                                + " SELECT i.inhrelid FROM pg_inherits i JOIN part ON i.inhparent = part.oid)"
                                + " SELECT array_agg(oid::bigint) FROM part",
                        Sql.name(schema, table))
                .get(0, Long[].class);
        return Arrays.stream(there).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Returns a context that asks another table, or view, in the place of one.
     *
     * @param context runs statements
     * @param table the one that queries name
     * @param other that has its columns
     * @return a context on the same connection
     */
    public DSLContext asking(DSLContext context, String table, String other) {
        MappedSchema mapped = new MappedSchema()
                .withInput(GENERATED_FOR)
                .withOutput(schema)
                .withTables(new MappedTable().withInput(table).withOutput(other));
        return DSL.using(context.configuration()
                .derive(new Settings()
                        .withExecuteLogging(false)
                        .withRenderMapping(new RenderMapping().withSchemata(mapped))));
    }

    /**
     * Returns a context that reads rows of a table from somewhere else, such as a function that returns them.
     *
     * @param context runs statements
     * @param table the one that queries name
     * @param source has its columns
     * @return a context on the same connection
     */
    public static DSLContext reading(DSLContext context, Table<?> table, Table<?> source) {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(source, "source");
        return reading(context, Map.of(table, source));
    }

    /** The same for several tables. */
    static DSLContext reading(DSLContext context, Map<Table<?>, Table<?>> sources) {
        return DSL.using(context.configuration().derive(new VisitListener() {
            @Override
            public void visitStart(VisitContext visit) {
                QueryPart part = visit.queryPart();
                Table<?> source = part instanceof Table<?> table ? sources.get(table) : null;
                if (source != null) {
                    Name name = ((Table<?>) part).getUnqualifiedName();
                    visit.queryPart(
                            isAliased(visit) ? source : visit.context().declareTables() ? source.as(name) : name);
                }
            }
        }));
    }

    /** Tells whether a query gives the table another name: then it is visited below its alias, and that below the table of that name. */
    private static boolean isAliased(VisitContext visit) {
        QueryPart[] path = visit.queryParts();
        int above = path.length - 2;
        return above > 0 && !(path[above] instanceof Table<?>) && path[above - 1] instanceof Table<?>;
    }

    public String schema() {
        return schema;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Tells whether some of the datasets were packed when they were asked last; they may not be any more. */
    public boolean expectsPacked(DatasetChoice choice) {
        return packed.contains(Objects.requireNonNull(choice, "choice"));
    }

    /** Keeps what {@link #expectsPacked} tells. */
    public void expectPacked(DatasetChoice choice, boolean isPacked) {
        Objects.requireNonNull(choice, "choice");
        if (isPacked) {
            packed.add(choice);
        } else {
            packed.remove(choice);
        }
    }

    /**
     * Returns releases as they were looked up last; looks them up the first time.
     *
     * @return to be checked by {@link ResolvedReleases#outdated}
     * @throws QueryException if no dataset has one
     */
    public ResolvedReleases releases(DSLContext context, ReleaseChoice wanted, DatasetChoice of) {
        ReleaseQuestion question =
                new ReleaseQuestion(Objects.requireNonNull(wanted, "wanted"), Objects.requireNonNull(of, "of"));
        ResolvedReleases known = releases.get(question);
        if (known == null) {
            known = wanted.find(Objects.requireNonNull(context, "context"), of);
            if (releases.size() >= MOST_RELEASES) {
                releases.clear();
            }
            releases.put(question, known);
        }
        return known;
    }

    /** Forgets releases that turned out to be others. */
    public void forgetReleases(ReleaseChoice wanted, DatasetChoice of) {
        releases.remove(
                new ReleaseQuestion(Objects.requireNonNull(wanted, "wanted"), Objects.requireNonNull(of, "of")));
    }

    public Contigs contigs() {
        return contigs;
    }

    private DSLContext context(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, settings);
    }

    /** The driver streams only within a transaction. */
    public <T> Stream<T> stream(Function<DSLContext, Stream<T>> question) {
        Objects.requireNonNull(question, "question");
        return stream(context -> "", (context, nothing) -> question.apply(context));
    }

    /**
     * Streams what several statements find in one state of the gene tables and their histories.
     *
     * @param question returns the rows
     * @return the rows; closing it ends the transaction
     */
    public <T> Stream<T> streamGenesInOneState(Function<DSLContext, Stream<T>> question) {
        Objects.requireNonNull(question, "question");
        return stream(context -> "", (context, nothing) -> {
            context.connection(connection -> Sql.execute(connection, beginOneStateOfGenes()));
            return question.apply(context);
        });
    }

    /**
     * Streams what several statements find in one state of tables that are partitioned by contig and dataset.
     *
     * @param tables without their schema
     * @param question returns the rows; each of its statements has the condition that the state gives it
     * @return the rows; closing it ends the transaction
     */
    public <T> Stream<T> streamInOneState(List<String> tables, BiFunction<DSLContext, OneState, Stream<T>> question) {
        Objects.requireNonNull(tables, "tables");
        Objects.requireNonNull(question, "question");
        return stream(
                context -> beginOneState(context, tables),
                (context, begin) -> question.apply(context, oneState(context, tables, begin)));
    }

    private <T> Stream<T> stream(
            Function<DSLContext, String> before, BiFunction<DSLContext, String, Stream<T>> question) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                String prepared = before.apply(context(connection));
                connection.setAutoCommit(false);
                DSLContext context = past == null ? context(connection) : oneState(connection);
                return translated(question.apply(context, prepared)).onClose(() -> close(connection));
            } catch (RuntimeException | SQLException e) {
                Sql.rollBack(connection, e);
                connection.close();
                throw e;
            }
        } catch (DataAccessException | SQLException e) {
            throw refused(e);
        }
    }

    /** A statement may run as late as when its first row is asked for, and the connection break behind any row. */
    private <T> Stream<T> translated(Stream<T> rows) {
        Iterator<T> each = rows.iterator();
        Iterator<T> translated = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return orRefused(each::hasNext);
            }

            @Override
            public T next() {
                return orRefused(each::next);
            }
        };
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(translated, Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(rows::close);
    }

    private <T> T orRefused(Supplier<T> step) {
        try {
            return step.get();
        } catch (DataAccessException e) {
            throw refused(e);
        }
    }

    private void close(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private QueryException refused(Exception e) {
        Throwable cause = e.getCause() instanceof SQLException sql ? sql : e;
        String said = cause instanceof SQLException sql ? Sql.reason(sql, schema) : String.valueOf(cause.getMessage());
        return new QueryException("the database did not answer: " + said, cause);
    }
}
