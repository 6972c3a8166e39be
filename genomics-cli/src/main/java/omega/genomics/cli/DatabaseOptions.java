package omega.genomics.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import omega.genomics.cli.files.Assemblies;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.postgres.GenomicsDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command talks to. */
public final class DatabaseOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "A PostgreSQL server: postgresql://USER@HOST:PORT/DATABASE, several hosts with commas between, or",
                "jdbc:postgresql://HOST/DATABASE.",
                "Default: what PGHOST, PGPORT and PGDATABASE name, else an embedded server."
            })
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "User name. Default: that of the URL, else PGUSER.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description = "Password. Prefer PGPASSWORD, which other users of the machine cannot see.")
    private @Nullable String password;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Where the embedded server keeps its data. Default: GENOMICS_DATA_DIR, else .genomics in the home folder.")
    private @Nullable Path dataDir;

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            defaultValue = "grch38",
            completionCandidates = Assemblies.class,
            description = "The assembly, which is also the schema: ${COMPLETION-CANDIDATES}, or a name of your own."
                    + " Default: ${DEFAULT-VALUE}.")
    private String assembly = "grch38";

    /** Connects, or starts the embedded server; the caller closes the session. What is no name or address is wrong usage. */
    public Session open(Work work) throws IOException {
        if (!GenomicsDatabase.isAssemblyName(assembly)) {
            throw work.wrongUsage("expected --assembly " + Assemblies.known()
                    + " or another name of lower-case letters, digits and underscores that PostgreSQL does not reserve, found \""
                    + assembly + '"');
        }
        Map<String, String> environment = work.root().environment();
        try {
            String address = url != null ? ServerAddress.jdbc(url) : ServerAddress.fromEnvironment(environment);
            if (address != null) {
                return Session.remote(
                        address,
                        said(user, address, "user", environment.get("PGUSER")),
                        said(password, address, "password", environment.get("PGPASSWORD")),
                        assembly);
            }
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        }
        return Session.embedded(dataDir != null ? dataDir : EmbeddedServer.usualDirectory(environment), assembly);
    }

    /** What is said nearest to the command counts: its own option, its address, the environment. */
    private static @Nullable String said(
            @Nullable String option, String address, String setting, @Nullable String fromEnvironment) {
        return option != null ? option : ServerAddress.has(address, setting) ? null : fromEnvironment;
    }

    public String assembly() {
        return assembly;
    }
}
