package omega.genomics.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
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
    private final DataSource questions;

    private GenomicsDatabase(DataSource dataSource, DataSource questions) {
        this.dataSource = dataSource;
        this.questions = questions;
    }

    /**
     * Opens a database through the caller's own source of connections.
     *
     * @param dataSource gives connections of pgjdbc, or such that unwrap to them; a loader needs three at once. Stays the
     *     caller's to close
     * @return the database
     */
    public static GenomicsDatabase open(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new GenomicsDatabase(dataSource, dataSource);
    }

    /**
     * Opens a database by its address.
     *
     * @param url JDBC address, such as {@code jdbc:postgresql://host/database?user=me&password=secret}
     * @return the database; each question opens a connection of its own, so give a pool where that matters
     * @throws IllegalArgumentException if it is not an address of PostgreSQL
     */
    public static GenomicsDatabase open(String url) {
        Objects.requireNonNull(url, "url");
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
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        PGSimpleDataSource source = source(url);
        source.setUser(user);
        source.setPassword(password);
        return open(source);
    }

    /**
     * Opens a primary and its replicas by one address with several hosts, such as
     * {@code jdbc:postgresql://one,two/genomes?user=me}: loads and migrations go to the primary, questions to a replica, or to
     * the primary if there is none ({@code targetServerType=preferSecondary}). A question asked after a load sees it.
     *
     * @param url JDBC address with several hosts, without a {@code targetServerType}
     * @param patience how long a question waits for its replica to replay the last load; then it is a
     *     {@link omega.genomics.postgres.query.QueryException}
     * @return the database
     * @throws IllegalArgumentException if it is not an address of PostgreSQL, or has a {@code targetServerType}
     */
    public static GenomicsDatabase openReplicated(String url, Duration patience) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(patience, "patience");
        if (url.contains("targetServerType")) {
            throw new IllegalArgumentException("expected an address without targetServerType");
        }
        String with = url + (url.contains("?") ? "&" : "?") + "targetServerType=";
        return open(with + "primary").withReplicas(replicas(with + "preferSecondary", patience), patience);
    }

    /**
     * A server that stands still must leave time for another to answer: a host has its part of half of the patience, and no
     * less than a second, the driver's smallest step.
     */
    private static DataSource replicas(String url, Duration patience) {
        PGSimpleDataSource source = source(url);
        int usual = source.getSocketTimeout();
        long part = patience.toSeconds() / 2 / source.getServerNames().length;
        int seconds = (int) Math.max(1, Math.min(part, 60));
        if (!url.contains("connectTimeout=")) {
            source.setConnectTimeout(seconds);
        }
        if (usual == 0 || usual > seconds) {
            source.setSocketTimeout(seconds);
        }
        return new DelegatingSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return usual(super.getConnection());
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return usual(super.getConnection(user, password));
            }

            /** A query may take as long as ever. */
            private Connection usual(Connection connection) throws SQLException {
                connection.setNetworkTimeout(Runnable::run, usual * 1000);
                return connection;
            }
        };
    }

    /**
     * Sends questions to replicas of this database; loads and migrations stay here. A question asked after a load or a drop made
     * through the result waits until its replica has replayed it, and fails if a fail-over has lost it. Loads made elsewhere
     * are seen when the replica gets to them.
     *
     * @param replicas gives connections to one or more streaming replicas; stays the caller's to close
     * @param patience how long a question waits, for a connection and for the replica; then it is a
     *     {@link omega.genomics.postgres.query.QueryException}
     * @return a database with replicas
     */
    public GenomicsDatabase withReplicas(DataSource replicas, Duration patience) {
        Objects.requireNonNull(replicas, "replicas");
        Objects.requireNonNull(patience, "patience");
        ReadYourLoads both = new ReadYourLoads(dataSource, replicas, patience);
        return new GenomicsDatabase(both.loads(), both.questions());
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
     * Tells whether a schema of ours may have this name.
     *
     * @param name such as {@code grch38}
     * @return whether it is lower-case letters, digits and underscores, a letter first, at most 41 of them, and not a name that
     *     PostgreSQL keeps for itself: {@code information_schema} and what begins with {@code pg_}
     */
    public static boolean isAssemblyName(String name) {
        Objects.requireNonNull(name, "name");
        return SCHEMA.matcher(name).matches() && !name.equals("information_schema") && !name.startsWith("pg_");
    }

    /**
     * Names the assembly to work with; nothing is created or checked yet.
     *
     * @param name the schema's name, such as {@code grch38}: lower-case letters, digits and underscores
     * @return the assembly
     * @throws IllegalArgumentException if the name is no such name
     */
    public AssemblyDatabase assembly(String name) {
        Objects.requireNonNull(name, "name");
        if (!isAssemblyName(name)) {
            throw new IllegalArgumentException(
                    "expected an assembly such as grch38 (lower-case letters, digits, underscores; no name that PostgreSQL"
                            + " reserves), found \"" + name + "\"");
        }
        return new AssemblyDatabase(dataSource, questions, name);
    }
}
