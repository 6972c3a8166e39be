package omega.genomics.spark.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.types.StructType;

/** Asks Spark for whole contigs, in order: each becomes one table, which the commit does not copy. */
final class PostgresWrite implements RequiresDistributionAndOrdering {
    private final PostgresTarget target;
    private final StructType schema;

    PostgresWrite(PostgresTarget target, StructType schema) {
        this.target = target;
        this.schema = schema;
        if (!Arrays.asList(schema.fieldNames()).contains(ColumnPut.CONTIG)) {
            throw new IllegalArgumentException(
                    "expected a column chromosome, found " + Arrays.toString(schema.fieldNames()));
        }
    }

    @Override
    public String description() {
        return "genomics-postgres " + target;
    }

    @Override
    public Distribution requiredDistribution() {
        return Distributions.clustered(new Expression[] {Expressions.column(ColumnPut.CONTIG)});
    }

    @Override
    public int requiredNumPartitions() {
        return target.tasks();
    }

    @Override
    public SortOrder[] requiredOrdering() {
        List<SortOrder> order = new ArrayList<>();
        for (String column : List.of(ColumnPut.CONTIG, "position", "record_number", "allele_index")) {
            if (Arrays.asList(schema.fieldNames()).contains(column)) {
                order.add(Expressions.sort(Expressions.column(column), SortDirection.ASCENDING));
            }
        }
        return order.toArray(SortOrder[]::new);
    }

    @Override
    public BatchWrite toBatch() {
        return new SinkBatch(target, schema);
    }
}
