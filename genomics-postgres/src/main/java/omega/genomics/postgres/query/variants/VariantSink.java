package omega.genomics.postgres.query.variants;

import java.io.IOException;
import java.sql.SQLException;

/** Takes variants one by one; complete when closed. */
interface VariantSink extends AutoCloseable {
    void write(StoredVariant variant) throws IOException, SQLException;

    /** Not called if writing failed. */
    @Override
    void close() throws IOException, SQLException;
}
