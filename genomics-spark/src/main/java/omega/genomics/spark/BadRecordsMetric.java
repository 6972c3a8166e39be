package omega.genomics.spark;

import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** Counts records that break the format; made by Spark, too, which is why it is public. */
public final class BadRecordsMetric extends CustomSumMetric {
    static final String NAME = "badRecords";

    /** Made by Spark. */
    public BadRecordsMetric() {}

    /**
     * Returns the name.
     *
     * @return {@code badRecords}
     */
    @Override
    public String name() {
        return NAME;
    }

    /**
     * Returns what Spark's page of a query shows.
     *
     * @return a few words
     */
    @Override
    public String description() {
        return "bad records";
    }

    static CustomTaskMetric of(long count) {
        return new CustomTaskMetric() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public long value() {
                return count;
            }
        };
    }
}
