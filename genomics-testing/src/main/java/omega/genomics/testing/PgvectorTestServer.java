package omega.genomics.testing;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import omega.genomics.embedded.PgvectorServer;

/**
 * The server of tests that need pgvector: the one of all tests if it offers it, else an embedded PostgreSQL 17.
 *
 * @param own what has to be closed; empty if it is the server of all tests, or none
 * @param reason why there is none
 */
record PgvectorTestServer(Optional<TestServer> server, Optional<TestServer> own, String reason)
        implements AutoCloseable {

    static PgvectorTestServer find(Supplier<TestServer> ofAllTests) {
        TestServer any = ofAllTests.get();
        if (any.offers("vector")) {
            System.out.println("Tests of pgvector run on the same server");
            return new PgvectorTestServer(Optional.of(any), Optional.empty(), "");
        }
        try {
            TestServer server = TestServer.of("an embedded server with pgvector", PgvectorServer.start());
            return new PgvectorTestServer(Optional.of(server), Optional.of(server), "");
        } catch (IOException e) {
            System.out.println("Tests of pgvector are skipped, no server has it: " + e.getMessage());
            return new PgvectorTestServer(Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        own.ifPresent(TestServer::close);
    }
}
