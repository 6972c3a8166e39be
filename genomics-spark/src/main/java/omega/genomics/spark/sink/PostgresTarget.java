package omega.genomics.spark.sink;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The dataset that is written to, and how its server is reached. Goes to the executors with the tasks, password included; Spark encrypts that only
 * if {@code spark.network.crypto.enabled} or TLS is set. Without a password the driver looks into {@code ~/.pgpass} of each machine.
 *
 * <pre>{@code
 * PostgresTarget target = PostgresTarget.of("jdbc:postgresql://db/genome", "grch38", "cohort").user("loader").password(secret);
 * }</pre>
 *
 * <p>Immutable: each setting returns another target. {@link #toString()} has no secrets.
 */
public final class PostgresTarget implements Serializable {
    private static final long serialVersionUID = 1;

    /** The address of the server. */
    private final String url;
    /** The schema. */
    private final String assembly;
    /** The name of the dataset. */
    private final String dataset;
    /** The role; null for the default of the driver. */
    private final @Nullable String user;
    /** A secret; null if there is none. */
    private final @Nullable String password;
    /** What the write is known by; null if by nothing. */
    private final @Nullable String writeId;
    /** The most connections; 0 for any number. */
    private final int connections;

    private PostgresTarget(
            String url,
            String assembly,
            String dataset,
            @Nullable String user,
            @Nullable String password,
            @Nullable String writeId,
            int connections) {
        this.url = url;
        this.assembly = assembly;
        this.dataset = dataset;
        this.user = user;
        this.password = password;
        this.writeId = writeId;
        this.connections = connections;
    }

    /**
     * Names a dataset.
     *
     * @param url of the server and database, {@code jdbc:postgresql://…}
     * @param assembly the schema, which has been migrated
     * @param dataset to be replaced
     * @return a target without user and password
     * @throws IllegalArgumentException if the address is of another kind, or a name is blank
     */
    public static PostgresTarget of(String url, String assembly, String dataset) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(assembly, "assembly");
        Objects.requireNonNull(dataset, "dataset");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "url: expected jdbc:postgresql://…, found another one"); // it may have a password
        }
        if (assembly.isBlank() || dataset.isBlank()) {
            throw new IllegalArgumentException("expected the names of an assembly and a dataset, found a blank one");
        }
        return new PostgresTarget(url, assembly, dataset, null, null, null, 0);
    }

    /**
     * Names the user.
     *
     * @param name of the role
     * @return a target with this setting
     */
    public PostgresTarget user(String name) {
        Objects.requireNonNull(name, "name");
        return new PostgresTarget(url, assembly, dataset, name, password, writeId, connections);
    }

    /**
     * Gives the password.
     *
     * @param text the password
     * @return a target with this setting
     */
    public PostgresTarget password(String text) {
        Objects.requireNonNull(text, "text");
        return new PostgresTarget(url, assembly, dataset, user, text, writeId, connections);
    }

    /**
     * Makes the write idempotent: a write with an id that was written to the dataset before does nothing.
     *
     * @param id such as the name of a workflow and the day of its input
     * @return a target with this setting
     */
    public PostgresTarget writeId(String id) {
        Objects.requireNonNull(id, "id");
        return new PostgresTarget(url, assembly, dataset, user, password, id, connections);
    }

    /**
     * Limits the connections. Each task that is running takes two, the driver one.
     *
     * @param most 3 or more
     * @return a target with this setting
     * @throws IllegalArgumentException if it is less than 3
     */
    public PostgresTarget maxConnections(int most) {
        if (most < 3) {
            throw new IllegalArgumentException("maxConnections: expected 3 or more, found " + most);
        }
        return new PostgresTarget(url, assembly, dataset, user, password, writeId, most);
    }

    /**
     * Returns what makes connections.
     *
     * @return not pooled
     */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    /**
     * Returns the name of the assembly.
     *
     * @return the schema
     */
    public String assembly() {
        return assembly;
    }

    /**
     * Returns the name of the dataset.
     *
     * @return as it was given
     */
    public String dataset() {
        return dataset;
    }

    /**
     * Returns how many tasks may write at the same time.
     *
     * @return 1 or more; 0 for any number
     */
    public int tasks() {
        return connections == 0 ? 0 : (connections - 1) / 2;
    }

    /**
     * Returns what the list of datasets says of where the rows come from.
     *
     * @return with the write id, by which a write is known again
     */
    public String source() {
        return writeId == null ? "Apache Spark" : "Apache Spark, write " + writeId;
    }

    /**
     * Tells whether the write was done before.
     *
     * @return false without a write id
     * @throws SQLException if the database refuses
     */
    public boolean isDone() throws SQLException {
        if (writeId == null) {
            return false;
        }
        try (Connection connection = dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT EXISTS (SELECT FROM \""
                        + assembly.replace("\"", "\"\"")
                        + "\".load_runs WHERE kind = 'variants' AND dataset = ? AND source = ? AND state = 'done')")) {
            query.setString(1, dataset);
            query.setString(2, source());
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Returns the dataset and the assembly. */
    @Override
    public String toString() {
        return "dataset " + dataset + " of " + assembly;
    }
}
