package omega.genomics.cli;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The assembly that one command is about, and the embedded server under it if there is one. */
public final class Session implements AutoCloseable {
    private final AssemblyDatabase assembly;
    private final @Nullable EmbeddedServer server;

    private Session(AssemblyDatabase assembly, @Nullable EmbeddedServer server) {
        this.assembly = assembly;
        this.server = server;
    }

    static Session embedded(Path directory, String assembly) throws IOException {
        EmbeddedServer server = EmbeddedServer.start(directory);
        return new Session(GenomicsDatabase.open(server.jdbcUrl()).assembly(assembly), server);
    }

    static Session remote(String url, @Nullable String user, @Nullable String password, String assembly) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setApplicationName("genomics");
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return new Session(GenomicsDatabase.open(source).assembly(assembly), null);
    }

    public AssemblyDatabase assembly() {
        return assembly;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
