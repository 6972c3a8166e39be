package omega.genomics.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The header of a GCT file.
 *
 * <p>Immutable.
 *
 * @param version {@code 1.2} or {@code 1.3}
 * @param declaredRows the number of rows declared in line 2; some real files declare more than they contain
 * @param declaredColumns the number of value columns declared in line 2
 * @param rowFields the names of the text columns between a row's name and its values: {@code Description} in 1.2, the
 *     row metadata in 1.3
 * @param columns the names of the value columns (samples or tissues), in file order
 * @param columnMetadata for GCT 1.3: for each metadata line above the values, its name and one text per column
 */
public record GctHeader(
        String version,
        int declaredRows,
        int declaredColumns,
        List<String> rowFields,
        List<String> columns,
        Map<String, List<String>> columnMetadata) {

    /** Creates a header; copies the lists. */
    public GctHeader {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(rowFields, "rowFields");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(columnMetadata, "columnMetadata");
        rowFields = List.copyOf(rowFields);
        columns = List.copyOf(columns);
        columnMetadata = Collections.unmodifiableMap(new LinkedHashMap<>(columnMetadata));
    }
}
