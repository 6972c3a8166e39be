package omega.genomics.postgres.query.annotation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import omega.genomics.postgres.query.QueryContext;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Lookups on a second connection, which sees the state that the first one sees. Only one result per data source has a second connection at a
 * time, so that concurrent annotations take one connection more from a pool than there are annotations, not twice as many.
 */
final class SecondConnection implements SecondLookup {
    /** Those of which a result has a second connection, or waits for it. */
    private static final Set<DataSource> LENDING =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final QueryContext asking;
    private final List<String> tables;
    private final DSLContext first;
    private final Function<DSLContext, SourceLookup> lookups;

    /**
     * Takes nothing yet.
     *
     * @param first in the transaction whose state is shared
     * @param lookups makes them, of another connection
     */
    SecondConnection(
            QueryContext asking, List<String> tables, DSLContext first, Function<DSLContext, SourceLookup> lookups) {
        this.asking = asking;
        this.tables = tables;
        this.first = first;
        this.lookups = lookups;
    }

    @Override
    public @Nullable Ready prepare() {
        DataSource dataSource = asking.dataSource();
        if (!LENDING.add(dataSource)) {
            return null;
        }
        try {
            PGConnection used = first.connectionResult(connection -> connection.unwrap(PGConnection.class));
            QueryContext.SharedState state = asking.share(first, tables);
            return (isWanted, work) -> {
                try {
                    run(used, state, isWanted, work);
                } finally {
                    LENDING.remove(dataSource);
                }
            };
        } catch (RuntimeException | Error e) {
            LENDING.remove(dataSource);
            throw e;
        }
    }

    private void run(PGConnection used, QueryContext.SharedState state, BooleanSupplier isWanted, Work work)
            throws InterruptedException {
        try (Connection connection = asking.dataSource().getConnection()) {
            // some data sources give one connection again and again
            if (connection.unwrap(PGConnection.class) != used && isWanted.getAsBoolean()) {
                asking.inSharedState(connection, state, context -> work.run(lookups.apply(context)));
            }
        } catch (RuntimeException | SQLException noSecond) {
            // the first goes on alone; what fails while something is looked up is part of the result
        }
    }
}
