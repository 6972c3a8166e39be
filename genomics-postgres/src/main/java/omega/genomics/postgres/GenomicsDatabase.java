package omega.genomics.postgres;

import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database that holds genomes, one schema an assembly.
 *
 * <pre>{@code
 * AssemblyDatabase grch38 = GenomicsDatabase.open("jdbc:postgresql://localhost/genomes").assembly("grch38");
 * grch38.migrate();
 * grch38.loadGenes(InputSource.of(Path.of("Homo_sapiens.GRCh38.111.gtf.gz"))).dataset("ensembl-111").run();
 * grch38.genes().named("BRCA2").forEach(gene -> System.out.println(gene.id() + " " + gene.region()));
 * }</pre>
 *
 * <p>Immutable and thread-safe; opening does not connect.
 */
public final class GenomicsDatabase {
    private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private final DataSource dataSource;

    private GenomicsDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Opens a database through the caller's own source of connections.
     *
     * @param dataSource gives connections of pgjdbc, or such that unwrap to them; a loader needs three at once. Stays the
     *     caller's to close
     * @return the database
     */
    public static GenomicsDatabase open(DataSource dataSource) {
        return new GenomicsDatabase(dataSource);
    }

    /**
     * Opens a database by its address.
     *
     * @param url JDBC address, such as {@code jdbc:postgresql://host/database?user=me&password=secret}
     * @return the database; each question opens a connection of its own, so give a pool where that matters
     * @throws IllegalArgumentException if it is not an address of PostgreSQL
     */
    public static GenomicsDatabase open(String url) {
        return open(source(url));
    }

    /**
     * Opens a database by its address.
     *
     * @param url JDBC address
     * @param user the role to connect as
     * @param password the role's password
     * @return the database
     * @throws IllegalArgumentException if it is not an address of PostgreSQL
     */
    public static GenomicsDatabase open(String url, String user, String password) {
        PGSimpleDataSource source = source(url);
        source.setUser(user);
        source.setPassword(password);
        return open(source);
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (!url.contains("ApplicationName=")) {
            source.setApplicationName("omega-genomics");
        }
        return source;
    }

    /**
     * Names the assembly to work with; nothing is created or checked yet.
     *
     * @param name the schema's name, such as {@code grch38}: lower-case letters, digits and underscores
     * @return the assembly
     * @throws IllegalArgumentException if the name is no such name
     */
    public AssemblyDatabase assembly(String name) {
        if (!SCHEMA.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected an assembly such as grch38 (lower-case letters, digits, underscores), found \"" + name
                            + "\"");
        }
        return new AssemblyDatabase(dataSource, name);
    }
}
