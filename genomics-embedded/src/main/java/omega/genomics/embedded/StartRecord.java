package omega.genomics.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record of how the server was started. It is an option on the server's command line, which PostgreSQL stores in
 * {@code postmaster.opts}: it exists as soon as the server does, and a manual start replaces it.
 *
 * @param isLocked whether the server was started with {@link ServerLock}
 * @param namespace the pid namespace of the process that started the server, see {@link Processes#namespace}
 * @param port the server's port, which shows whether the pid file belongs to the same start
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

    /**
     * Returns whether the pid file was written by the server of this record; an unreadable pid file does not
     * contradict it.
     */
    boolean isOf(PidFile file) {
        return port >= 0 && (!file.isReadable() || file.port() == port);
    }
}
