package omega.genomics.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a GCT file says before its first row.
 *
 * <p>Immutable.
 *
 * @param version {@code 1.2} or {@code 1.3}
 * @param declaredRows rows that line 2 claims; files in the wild claim more than they have
 * @param declaredColumns columns of values that line 2 claims
 * @param rowFields names of the texts that stand between a row's name and its values: {@code Description} in 1.2, the row
 *     metadata in 1.3
 * @param columns names of the columns of values, samples or tissues, in file order
 * @param columnMetadata GCT 1.3: for each metadata line above the values, its name and a text a column
 */
public record GctHeader(
        String version,
        int declaredRows,
        int declaredColumns,
        List<String> rowFields,
        List<String> columns,
        Map<String, List<String>> columnMetadata) {

    /** Copies the lists. */
    public GctHeader {
        rowFields = List.copyOf(rowFields);
        columns = List.copyOf(columns);
        columnMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(columnMetadata));
    }
}
