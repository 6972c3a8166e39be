import omega.genomics.embedded.EmbeddedServer;

/** Runs the README's program against a server of its own. */
public class Example {
    public static void main(String[] args) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            LoadAndQuery.main(new String[] {server.jdbcUrl(), args[0]});
        }
    }
}
