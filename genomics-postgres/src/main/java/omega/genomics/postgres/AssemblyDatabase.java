package omega.genomics.postgres;

import java.util.List;
import javax.sql.DataSource;

/**
 * One assembly of a {@link GenomicsDatabase}: its schema, its loaders, its questions.
 *
 * <p>Immutable and thread-safe.
 */
public final class AssemblyDatabase {
    private final DataSource dataSource;
    private final String schema;

    AssemblyDatabase(DataSource dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /**
     * Returns the assembly's name, which is the schema's.
     *
     * @return such as {@code grch38}
     */
    public String name() {
        return schema;
    }

    /**
     * Makes the schema, or brings it to this library's version. Changes nothing if it is there already.
     *
     * @return the versions of the migrations applied now, oldest first
     */
    public List<String> migrate() {
        return Migrations.run(dataSource, schema);
    }
}
