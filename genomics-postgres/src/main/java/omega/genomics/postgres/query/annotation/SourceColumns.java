package omega.genomics.postgres.query.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.vcf.annotate.AnnotationColumn;
import org.jspecify.annotations.Nullable;

/** What to select of the variants of a dataset, so that no other column is read, and the JSON of the values of a row. */
final class SourceColumns {
    private final List<AnnotationColumn> columns;
    private final List<SourceValue> values = new ArrayList<>();
    /** Of each column: where its value is, and where it is if there is none at the first place. */
    private final int[] first;

    private final int[] second;

    SourceColumns(List<AnnotationColumn> columns) {
        this.columns = columns;
        this.first = new int[columns.size()];
        this.second = new int[columns.size()];
        Map<SourceValue, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<SourceValue> of = SourceValue.of(columns.get(i));
            first[i] = place(places, of.get(0));
            second[i] = of.size() > 1 ? place(places, of.get(1)) : -1;
        }
    }

    private int place(Map<SourceValue, Integer> places, SourceValue value) {
        return places.computeIfAbsent(value, added -> {
            values.add(added);
            return values.size() - 1;
        });
    }

    /** Returns what is selected of each variant. */
    List<SourceValue> values() {
        return values;
    }

    int count() {
        return values.size();
    }

    /** Returns the JSON of one value; null if the row does not have it. */
    @Nullable
    String value(int column, @Nullable String[] row) {
        String value = row[first[column]];
        return value == null && second[column] >= 0 ? row[second[column]] : value;
    }

    List<AnnotationColumn> columns() {
        return columns;
    }

    /** Returns a JSON object of the values of rows: of each the first that is there. */
    String json(List<SourceRow> rows) {
        StringBuilder json = new StringBuilder("{");
        for (int column = 0; column < columns.size(); column++) {
            for (SourceRow row : rows) {
                String value = value(column, row.values());
                if (value != null) {
                    json.append(json.length() > 1 ? ", " : "")
                            .append('"')
                            .append(columns.get(column).name())
                            .append("\": ")
                            .append(value);
                    break;
                }
            }
        }
        return json.append('}').toString();
    }
}
