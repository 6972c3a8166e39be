package omega.genomics.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of each file.
 *
 * @param schema the columns
 * @param conditions all of which hold
 * @param limit of rows for each task
 * @param counts whether it asks for nothing but the number of records
 */
record VcfQuery(VcfOptions options, StructType schema, ArrayList<Condition> conditions, int limit, boolean counts)
        implements Serializable {
    /** Returns the options of a reader that shows the records. */
    VcfReader.Options reader() {
        VcfReader.Options reader = VcfReader.options();
        List<String> samples = options.samples();
        if (samples != null) {
            reader = reader.samples(samples);
        }
        if (!options.regions().isEmpty()) {
            reader = reader.scanFor(options.parsedRegions());
        }
        RecordFilter filter = filter();
        return filter == null ? reader : reader.matching(filter);
    }

    private @Nullable RecordFilter filter() {
        String expression = options.filter();
        RecordFilter asked = expression == null ? null : VcfFilter.parse(expression);
        if (conditions.isEmpty()) {
            return asked;
        }
        return header -> {
            RecordFilter.Test first = all(header);
            RecordFilter.Test second = asked == null ? record -> true : asked.of(header);
            return record -> first.test(record) && second.test(record);
        };
    }

    private RecordFilter.Test all(VcfHeader header) {
        Condition.Test[] tests =
                conditions.stream().map(condition -> condition.of(header)).toArray(Condition.Test[]::new);
        return record -> {
            for (Condition.Test test : tests) {
                if (test.test(record) != Condition.TRUE) {
                    return false;
                }
            }
            return true;
        };
    }
}
