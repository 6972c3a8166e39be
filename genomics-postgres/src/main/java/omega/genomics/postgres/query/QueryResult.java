package omega.genomics.postgres.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;

/**
 * The result of a query, read on request: as a list, row by row, as a stream, in pages or as a count. Each of these methods runs
 * the query again, as one statement, and so sees one state of the database.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> a row
 */
public final class QueryResult<T> {
    private static final int FETCH_SIZE = 1000;

    private final QueryContext asking;
    private final Function<DSLContext, Select<? extends Record>> question;
    private final Function<Record, T> mapper;
    private final Consumer<DSLContext> checkNames;

    public QueryResult(
            QueryContext asking, Function<DSLContext, Select<? extends Record>> question, Function<Record, T> mapper) {
        this(asking, question, mapper, context -> {});
    }

    /**
     * Makes a query that names something.
     *
     * @param checkNames run after an empty result; throws an {@link UnknownNameException} if nothing has one of the names
     */
    public QueryResult(
            QueryContext asking,
            Function<DSLContext, Select<? extends Record>> question,
            Function<Record, T> mapper,
            Consumer<DSLContext> checkNames) {
        this.asking = Objects.requireNonNull(asking, "asking");
        this.question = Objects.requireNonNull(question, "question");
        this.mapper = Objects.requireNonNull(mapper, "mapper");
        this.checkNames = Objects.requireNonNull(checkNames, "checkNames");
    }

    /**
     * Fetches everything.
     *
     * @return an immutable list; empty if nothing is found
     * @throws UnknownNameException if nothing is found because nothing has a name that the query was given
     * @throws QueryException if the database does not answer
     */
    public List<T> list() {
        return asking.ask(context -> {
            List<T> all = List.copyOf(question.apply(context).fetch(mapper::apply));
            if (all.isEmpty()) {
                checkNames.accept(context);
            }
            return all;
        });
    }

    /**
     * Fetches the first.
     *
     * @return empty if nothing is found
     * @throws QueryException if the database does not answer
     */
    public Optional<T> first() {
        try (Stream<T> stream = stream()) {
            return stream.findFirst();
        }
    }

    /**
     * Counts the rows without fetching them.
     *
     * @return how many
     * @throws UnknownNameException if nothing is found because nothing has a name that the query was given
     * @throws QueryException if the database does not answer
     */
    public long count() {
        return asking.ask(context -> {
            long count = context.fetchCount(question.apply(context));
            if (count == 0) {
                checkNames.accept(context);
            }
            return count;
        });
    }

    /**
     * Fetches the first page.
     *
     * @param size how many rows at most, 1 or more
     * @return the page, and where the next one begins
     * @throws IllegalArgumentException if {@code size < 1}
     * @throws QueryException if the database does not answer
     */
    public ResultPage<T> page(int size) {
        return page(0, size);
    }

    /**
     * Fetches a page. The database reads the rows before it too: go through a long result with {@link #stream} instead. Rows that a
     * load brings or takes between two pages move the others; {@code VariantQueries} has cursors that are safe from that.
     *
     * @param from as the page before gave it; 0 for the first
     * @param size how many rows at most, 1 or more
     * @return the page, and where the next one begins
     * @throws IllegalArgumentException if {@code from < 0} or {@code size < 1}
     * @throws QueryException if the database does not answer
     */
    public ResultPage<T> page(long from, int size) {
        if (from < 0 || size < 1) {
            throw new IllegalArgumentException(
                    "expected a page of 1 row or more from row 0 or later, found " + size + " from " + from);
        }
        try (Stream<T> stream = stream()) {
            List<T> rows = stream.skip(from).limit(size + 1L).toList();
            return rows.size() > size
                    ? new ResultPage<>(rows.subList(0, size), OptionalLong.of(from + size))
                    : new ResultPage<>(rows, OptionalLong.empty());
        }
    }

    /**
     * Hands over one after the other, with a bounded number of rows in memory however many there are.
     *
     * @param action called on this thread; what it throws ends the fetching
     * @throws QueryException if the database does not answer
     */
    public void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        try (Stream<T> stream = stream()) {
            stream.forEach(action);
        }
    }

    /**
     * Opens a stream over a cursor of the database, with a bounded number of rows in memory however many there are.
     *
     * @return sequential; holds a connection until it is closed: use it in a try statement. The statement may run as late as for
     *     the first row, so that its steps throw a {@link QueryException} too
     * @throws QueryException if the database does not answer
     */
    public Stream<T> stream() {
        return asking.stream(this::stream);
    }

    /** Opens a stream within the caller's transaction. */
    public Stream<T> stream(DSLContext context) {
        Stream<T> rows =
                question.apply(context).fetchSize(FETCH_SIZE).fetchStream().map(mapper);
        return checked(rows, () -> checkNames.accept(context));
    }

    /** Runs something where a stream ends that had no element. */
    private static <T> Stream<T> checked(Stream<T> rows, Runnable whenEmpty) {
        Spliterator<T> each = rows.spliterator();
        return StreamSupport.stream(
                        new Spliterators.AbstractSpliterator<T>(Long.MAX_VALUE, Spliterator.ORDERED) {
                            private boolean isEmpty = true;

                            @Override
                            public boolean tryAdvance(Consumer<? super T> action) {
                                boolean advanced = each.tryAdvance(action);
                                if (!advanced && isEmpty) {
                                    whenEmpty.run();
                                }
                                isEmpty = false;
                                return advanced;
                            }
                        },
                        false)
                .onClose(rows::close);
    }

    /** Returns the server's plan, for tests. */
    public String plan() {
        return asking.ask(context -> context.explain(question.apply(context)).plan());
    }
}
