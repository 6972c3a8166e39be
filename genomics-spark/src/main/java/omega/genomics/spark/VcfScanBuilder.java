package omega.genomics.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Takes what a query asks for: columns, conditions, a limit, or only the number of records. */
final class VcfScanBuilder
        implements SupportsPushDownRequiredColumns,
                SupportsPushDownV2Filters,
                SupportsPushDownLimit,
                SupportsPushDownAggregates {
    private final VcfFiles files;
    private final VcfOptions options;
    private final Configuration configuration;
    private StructType schema;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Predicate> pushed = new ArrayList<>();
    private int limit = Integer.MAX_VALUE;
    private boolean counts;

    VcfScanBuilder(VcfFiles files, VcfOptions options, Configuration configuration, StructType schema) {
        this.files = files;
        this.options = options;
        this.configuration = configuration;
        this.schema = schema;
    }

    @Override
    public void pruneColumns(StructType required) {
        if (!counts) {
            schema = required;
        }
    }

    /** Conditions are exact, so that Spark need not check them again. */
    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        if (options.badRecords() == BadRecords.KEEP) {
            return predicates; // a broken record has nulls that no record has
        }
        Conditions translated = new Conditions(files.header(0), options.glowNames());
        List<Predicate> left = new ArrayList<>();
        for (Predicate predicate : predicates) {
            Optional<Condition> condition = translated.of(predicate);
            if (condition.isPresent()) {
                conditions.add(condition.get());
                pushed.add(predicate);
            } else {
                left.add(predicate);
            }
        }
        return left.toArray(Predicate[]::new);
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.toArray(Predicate[]::new);
    }

    /** Each task stops there; Spark cuts what all of them return. */
    @Override
    public boolean pushLimit(int rows) {
        limit = rows;
        return true;
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        AggregateFunc[] functions = aggregation.aggregateExpressions();
        counts = options.badRecords() != BadRecords.KEEP
                && aggregation.groupByExpressions().length == 0
                && functions.length == 1
                && functions[0] instanceof CountStar;
        if (counts) {
            schema = new StructType().add("count(*)", DataTypes.LongType, false);
        }
        return counts;
    }

    @Override
    public Scan build() {
        return new VcfScan(
                files,
                configuration,
                new VcfQuery(options, schema, new ArrayList<>(conditions), limit, counts),
                pushed.toString());
    }
}
