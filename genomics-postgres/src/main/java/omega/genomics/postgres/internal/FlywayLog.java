package omega.genomics.postgres.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Hands what Flyway says to {@link System.Logger}, under Flyway's own names: its progress as {@code DEBUG}, so that a
 * migration is silent unless asked, its warnings and errors as they are. Public only because Flyway makes it by name; not API.
 */
public final class FlywayLog implements LogCreator {
    /** Made by Flyway. */
    public FlywayLog() {}

    @Override
    public Log createLogger(Class<?> source) {
        return new Forwarding(System.getLogger(source.getName()));
    }

    private record Forwarding(Logger logger) implements Log {
        /** Deprecated in Flyway 13, abstract up to 11. */
        @Override
        @SuppressWarnings("deprecation")
        public boolean isDebugEnabled() {
            return logger.isLoggable(Level.TRACE);
        }

        @Override
        public void debug(String message) {
            logger.log(Level.TRACE, message);
        }

        @Override
        public void info(String message) {
            logger.log(Level.DEBUG, message);
        }

        @Override
        public void warn(String message) {
            logger.log(Level.WARNING, message);
        }

        @Override
        public void error(String message) {
            logger.log(Level.ERROR, message);
        }

        @Override
        public void error(String message, Exception cause) {
            logger.log(Level.ERROR, message, cause);
        }

        @Override
        public void notice(String message) {
            logger.log(Level.DEBUG, message);
        }
    }
}
