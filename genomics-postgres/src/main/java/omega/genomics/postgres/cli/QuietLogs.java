package omega.genomics.postgres.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps jOOQ's greeting and Flyway's progress off the console, where no logging library takes them. Only the command may do
 * this: levels are the whole JVM's, and in an application they are the application's to set.
 */
final class QuietLogs {
    /** Kept, because the log manager forgets loggers that nobody holds. */
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.jooq"), Logger.getLogger("org.flywaydb"));

    private QuietLogs() {}

    static void set() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
