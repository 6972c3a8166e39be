package omega.genomics.postgres.load;

import java.sql.SQLException;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.TestDatabase;

/** Migrated schemas for tests. */
public final class Genomes {
    private Genomes() {}

    /** Returns an assembly without datasets, migrated only the first time. */
    public static AssemblyDatabase empty(TestDatabase database, String schema) throws SQLException {
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly(schema);
        if (!database.hasTable(schema, "genomics_schema_history")) {
            genome.migrate();
        }
        database.clear(schema);
        return genome;
    }
}
