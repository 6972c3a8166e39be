package omega.genomics.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.CommitWitness;
import omega.genomics.postgres.internal.FlywayLog;
import omega.genomics.postgres.vector.GeneVectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;

/** Runs the migrations of {@code sql/migrations} in one schema, with a history of its own. */
final class Migrations {
    private static final String LOCATION = "classpath:omega/genomics/postgres/migrations";
    private static final String HISTORY = "genomics_schema_history";

    private Migrations() {}

    /**
     * Makes the schema if need be and brings it to the newest version; returns the versions applied now. A server that offers
     * pgvector by now has its vectors brought over each time, which Flyway, for whom that migration is done, would not do.
     */
    static List<String> run(DataSource dataSource, String schema) {
        List<String> applied = migrate(dataSource, schema);
        GeneVectors.of(dataSource, schema).useExtension();
        if (dataSource instanceof CommitWitness witness) {
            try (Connection connection = dataSource.getConnection()) {
                witness.committed(connection, "true");
            } catch (SQLException e) {
                throw new FlywayException("could not see how far the migration of \"" + schema + "\" is", e);
            }
        }
        return applied;
    }

    private static List<String> migrate(DataSource dataSource, String schema) {
        try (SharedConnection shared = new SharedConnection(dataSource, "omega-genomics migrates " + schema)) {
            return migrateThrough(shared, schema);
        } catch (SQLException e) {
            throw new FlywayException("could not connect to migrate \"" + schema + "\": " + e.getMessage(), e);
        }
    }

    /**
     * Flyway takes two connections or more at a time, and would wait for a pool of one until that gives up. As all of them are
     * the same here, its own lock, which is one of a transaction, ends with the first migration; the session's does not.
     */
    private static List<String> migrateThrough(SharedConnection dataSource, String schema) {
        // Plain configuration calls only: they are the same from Flyway 10 to 13, whichever the host application
        // brings.
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .loggers(FlywayLog.class.getName())
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion(MigrationVersion.fromVersion("0"))
                .cleanDisabled(true)
                .load();
        refuseNewer(flyway, schema);
        try {
            MigrateResult result = flyway.migrate();
            return result.migrations.stream()
                    .map(migration -> migration.version)
                    .toList();
        } catch (FlywayValidateException e) {
            throw new FlywayException(
                    "the schema \"" + schema + "\" was made by another version of this library (" + difference(e)
                            + "): take that version, or a schema of another name, or drop this one and load again",
                    e);
        }
    }

    /** Flyway would take it as it is: what comes later may mean anything. */
    private static void refuseNewer(Flyway flyway, String schema) {
        MigrationInfo[] all = flyway.info().all();
        for (int i = all.length - 1; i >= 0; i--) {
            if (all[i].getState() == MigrationState.FUTURE_SUCCESS
                    || all[i].getState() == MigrationState.FUTURE_FAILED) {
                throw new FlywayException(
                        "the schema \"" + schema + "\" was made by a newer version of this library: it has version "
                                + all[i].getVersion() + ", this library knows up to version " + newestKnown(all)
                                + "; take the newer library, or a schema of another name");
            }
        }
    }

    private static String newestKnown(MigrationInfo[] all) {
        return Arrays.stream(all)
                .filter(info -> info.getState() != MigrationState.FUTURE_SUCCESS
                        && info.getState() != MigrationState.FUTURE_FAILED)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::toString)
                .orElse("none");
    }

    /** Flyway's first line says only that something differs. */
    private static String difference(FlywayValidateException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("its migrations differ")
                .strip();
    }
}
