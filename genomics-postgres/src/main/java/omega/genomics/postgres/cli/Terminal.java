package omega.genomics.postgres.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person looks at standard error. */
final class Terminal {
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull")
    static boolean isInteractive() {
        try {
            if (Files.exists(STDERR)) {
                String target = Files.readSymbolicLink(STDERR).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            return false;
        }
        // Before JDK 22 there is a console only where input and output are a terminal; since then there always is one.
        return Runtime.version().feature() < 22 && System.console() != null;
    }
}
