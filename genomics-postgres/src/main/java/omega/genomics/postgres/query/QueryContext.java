package omega.genomics.postgres.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Sql;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Gives questions a connection and jOOQ's context over the assembly's schema; translates failures. */
public final class QueryContext {
    /** The schema the sources were generated for. */
    private static final String GENERATED_FOR = "genome";

    private static final String TABLES = "?cds, ?coding_sequences, ?exons, ?genes, ?transcripts";

    static {
        JooqGreetings.silence();
    }

    private final DataSource dataSource;
    private final String schema;
    private final Settings settings;
    private final Contigs contigs;

    public QueryContext(DataSource dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
        contigs = new Contigs(schema);
        settings = new Settings()
                .withExecuteLogging(false)
                .withRenderMapping(new RenderMapping()
                        .withSchemata(
                                new MappedSchema().withInput(GENERATED_FOR).withOutput(schema)));
    }

    public <T> T ask(Function<DSLContext, T> question) {
        try (Connection connection = dataSource.getConnection()) {
            return question.apply(context(connection));
        } catch (DataAccessException | SQLException e) {
            throw refused(e);
        }
    }

    /**
     * Asks several questions of one state of the gene tables: no load can switch a dataset between them. The tables are locked
     * (against nothing but that) in the order in which a load takes them, so that neither waits for the other for ever.
     */
    public <T> T inOneState(Function<DSLContext, T> questions) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.inTransaction(connection, transaction -> {
                DSLContext context = context(transaction);
                context.execute("LOCK TABLE " + TABLES.replace("?", "\"" + schema + "\".") + " IN ACCESS SHARE MODE");
                return questions.apply(context);
            });
        } catch (DataAccessException | SQLException e) {
            throw refused(e);
        }
    }

    /**
     * Runs several queries of one state of a partitioned table: no load can switch a dataset between them, since a load that
     * replaces more than one partition needs the table to itself for a moment.
     *
     * @param context of {@link #ask}
     * @param table without its schema
     * @param queries what to run
     * @return what they return
     */
    public <T> T inOneState(DSLContext context, String table, Supplier<T> queries) {
        return context.connectionResult(connection -> Sql.inTransaction(connection, transaction -> {
            lock(context, table);
            return queries.get();
        }));
    }

    /** Keeps loads from switching several partitions of a table until the transaction ends; the partitions are not locked. */
    public void lock(DSLContext context, String table) {
        context.execute("LOCK TABLE ONLY \"" + schema + "\".\"" + table + "\" IN ACCESS SHARE MODE");
    }

    public String schema() {
        return schema;
    }

    public Contigs contigs() {
        return contigs;
    }

    private DSLContext context(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, settings);
    }

    /** The driver streams only within a transaction. */
    public <T> Stream<T> stream(Function<DSLContext, Stream<T>> question) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(false);
                return translated(question.apply(context(connection))).onClose(() -> close(connection));
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
