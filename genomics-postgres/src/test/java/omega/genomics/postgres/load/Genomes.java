package omega.genomics.postgres.load;

import java.sql.SQLException;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.testing.TestDatabase;

/** Migrated schemas for tests. */
public final class Genomes {
    private Genomes() {}

    /** Returns an assembly without datasets, migrated only the first time. */
    public static AssemblyDatabase empty(TestDatabase database, String schema) throws SQLException {
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly(schema);
        if (database.value("SELECT to_regclass('" + schema + ".genomics_schema_history')") == null) {
            genome.migrate();
        }
        database.execute("DO $$ DECLARE t text; BEGIN FOR t IN SELECT oid::regclass FROM pg_class WHERE relkind = 'r'"
                + " AND relnamespace = '" + schema + "'::regnamespace AND relname ~ '_d[0-9]+_r[0-9]+$'"
                + " LOOP EXECUTE 'DROP TABLE ' || t; END LOOP; END $$;"
                + "TRUNCATE " + schema + ".datasets, " + schema + ".load_runs CASCADE;"
                + "TRUNCATE " + schema + ".chromosome_metadata, " + schema + ".research_papers;"
                + "DELETE FROM " + schema + ".gene_sets WHERE dataset_id IS NOT NULL");
        return genome;
    }
}
