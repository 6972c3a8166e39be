package omega.genomics.spark.sink;

import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;

/** A dataset as a table that is replaced. */
final class PostgresTable implements SupportsWrite {
    private final PostgresTarget target;
    private final StructType schema;

    PostgresTable(PostgresTarget target, StructType schema) {
        this.target = target;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "genomics-postgres " + target;
    }

    @Override
    @SuppressWarnings("deprecation") // columns() is made of it
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_WRITE, TableCapability.TRUNCATE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return new Builder(target, info.schema());
    }

    private static final class Builder implements SupportsTruncate {
        private final PostgresTarget target;
        private final StructType schema;
        private boolean replaces;

        Builder(PostgresTarget target, StructType schema) {
            this.target = target;
            this.schema = schema;
        }

        @Override
        public WriteBuilder truncate() {
            replaces = true;
            return this;
        }

        @Override
        public Write build() {
            if (!replaces) {
                throw new IllegalArgumentException(
                        "expected mode overwrite, which replaces the dataset, found append: write to a dataset of its own");
            }
            return new PostgresWrite(target, schema);
        }
    }
}
