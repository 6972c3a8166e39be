package omega.genomics.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The content of PostgreSQL's {@code postmaster.pid}: line 1 is the process id, line 4 the port, line 8 the state.
 *
 * @param pid the process id; 0 if the line has no number
 * @param port the port; 0 if there is none, or none yet
 */
record PidFile(boolean exists, long pid, int port, String state) {
    private static final PidFile NONE = new PidFile(false, 0, 0, "");

    static PidFile read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(path(data), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return NONE;
        }
        long port = number(lines, 3);
        return new PidFile(
                true,
                number(lines, 0),
                port > 0xffff ? 0 : (int) port,
                lines.size() > 7 ? lines.get(7).strip() : "");
    }

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static long number(List<String> lines, int index) {
        String text = index < lines.size() ? lines.get(index).strip() : "";
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
    }

    /** Returns whether at least the beginning is as PostgreSQL writes it. */
    boolean isReadable() {
        return pid > 0 && port > 0;
    }

    /** Returns whether the server is up and should accept connections. */
    boolean isUp() {
        return Set.of("ready", "standby").contains(state);
    }
}
