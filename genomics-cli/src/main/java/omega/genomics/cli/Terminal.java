package omega.genomics.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person looks at standard error or standard output. */
final class Terminal {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Terminal() {}

    static boolean isInteractive() {
        return isTerminal(2);
    }

    static boolean isStdout() {
        return isTerminal(1);
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(int descriptor) {
        try {
            Path link = DESCRIPTORS.resolve(Integer.toString(descriptor));
            if (Files.exists(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            return false;
        }
        // Before JDK 22 there is a console only where input and output are a terminal; since then there always is one.
        return Runtime.version().feature() < 22 && System.console() != null;
    }
}
