package omega.genomics.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What we told of a start of the server. It is an option on the server's command line, which PostgreSQL keeps in
 * {@code postmaster.opts}: so it is there as soon as the server is, and a start by hand replaces it.
 *
 * @param isLocked whether the server was started with {@link ServerLock}
 * @param namespace of process ids, of the one who started it
 * @param port the server's; tells whether the pid file is of the same start
 */
record StartRecord(boolean isLocked, String namespace, int port) {
    static final String OPTION = "genomics.started";

    private static final StartRecord UNKNOWN = new StartRecord(false, "unknown", -1);
    private static final Pattern VALUE =
            Pattern.compile("\"" + Pattern.quote(OPTION) + "=(locked|free)/([^/\"]*)/([0-9]{1,5})\"");

    static StartRecord read(Path data) throws IOException {
        Path options = data.resolve("postmaster.opts");
        if (!Files.isRegularFile(options)) {
            return UNKNOWN;
        }
        Matcher value = VALUE.matcher(Files.readString(options, StandardCharsets.ISO_8859_1));
        return value.find()
                ? new StartRecord(value.group(1).equals("locked"), value.group(2), Integer.parseInt(value.group(3)))
                : UNKNOWN;
    }

    String option() {
        return OPTION + "=" + (isLocked ? "locked" : "free") + "/" + namespace + "/" + port;
    }

    /** Whether the pid file was written by a server that was started here; one that cannot be read says nothing else. */
    boolean isOf(PidFile file) {
        return port >= 0 && (!file.isReadable() || file.port() == port);
    }
}
