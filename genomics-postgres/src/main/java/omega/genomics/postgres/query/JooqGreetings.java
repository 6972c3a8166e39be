package omega.genomics.postgres.query;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps jOOQ's logo, its tip of the day and its line about the server's version out of the logs of people who never chose
 * jOOQ. Its warnings, a version that does not fit among them, still come. What the application has set is left as it is.
 */
final class JooqGreetings {
    /** Kept, because the log manager forgets loggers that nobody holds. */
    private static final Logger VERSION = Logger.getLogger("org.jooq.impl.DefaultExecuteContext.logVersionSupport");

    private JooqGreetings() {}

    static void silence() {
        setUnlessSet("org.jooq.no-logo");
        setUnlessSet("org.jooq.no-tips");
        if (VERSION.getLevel() == null) {
            VERSION.setLevel(Level.WARNING);
        }
    }

    private static void setUnlessSet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
