package omega.genomics.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.Log;
import org.junit.jupiter.api.Test;

/** What docs/how-to/operations.md says of logging: a migration is silent unless asked, and warnings come as such. */
class FlywayLogTest {
    @Test
    void progressIsDebugAndWarningsAreWarnings() {
        Logger logger = Logger.getLogger(Flyway.class.getName());
        List<String> heard = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                heard.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level before = logger.getLevel();
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            Log log = new FlywayLog().createLogger(Flyway.class);
            log.info("unasked");
            logger.setLevel(Level.FINE);
            log.info("migrating");
            log.warn("odd");
            log.error("bad");
        } finally {
            logger.setLevel(before);
            logger.setUseParentHandlers(true);
            logger.removeHandler(handler);
        }
        assertThat(heard).containsExactly("FINE migrating", "WARNING odd", "SEVERE bad");
    }
}
