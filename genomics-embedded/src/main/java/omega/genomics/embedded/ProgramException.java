package omega.genomics.embedded;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Thrown when a program of PostgreSQL fails. The first line of the message is the cause, the other lines are the
 * program's output.
 */
final class ProgramException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * The prefixes that the programs and the server write before the cause; the first such line precedes its
     * consequences.
     */
    private static final Pattern CAUSE =
            Pattern.compile("(?m)^.*?(?:\\b(?:FATAL|PANIC|ERROR|error): +(?!the database system is )"
                    + "|LOG: +(?=could not |invalid value |unrecognized |syntax error )"
                    + "|^(?:unshare|flock|pg_ctl): +)(.+)$");

    private static final int LINES = 20;

    private final String output;

    ProgramException(String what, String output) {
        super(what + ": " + cause(output) + "\n" + tail(output));
        this.output = output;
    }

    private static String cause(String output) {
        Matcher cause = CAUSE.matcher(output);
        if (cause.find()) {
            return cause.group(1).strip();
        }
        List<String> lines = output.strip().lines().toList();
        return lines.isEmpty() || lines.get(0).isBlank() ? "it printed nothing" : lines.get(lines.size() - 1);
    }

    private static String tail(String output) {
        List<String> lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    String output() {
        return output;
    }

    boolean saysThatTheDiskIsFull() {
        return output.contains("No space left on device") || output.contains("Disk quota exceeded");
    }

    boolean saysThatThePortIsTaken() {
        return output.contains("Address already in use");
    }
}
