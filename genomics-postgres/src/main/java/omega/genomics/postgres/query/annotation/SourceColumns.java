package omega.genomics.postgres.query.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.vcf.annotate.AnnotationColumn;
import org.jspecify.annotations.Nullable;

/** What to select of the variants of a dataset, so that no other column is read, and the JSON of the values of a row. */
final class SourceColumns {
    /** The columns of INFO keys, where INFO itself does not have them. */
    private static final Map<String, String> TYPED = Map.of(
            "AF", "allele_frequency", "AC", "allele_count", "AN", "allele_number", "DP", "depth", "RS", "rs_number");

    private final List<AnnotationColumn> columns;
    private final List<String> expressions = new ArrayList<>();
    /** Of each column: where its value is, and where it is if there is none at the first place. */
    private final int[] first;

    private final int[] second;

    SourceColumns(List<AnnotationColumn> columns) {
        this.columns = columns;
        this.first = new int[columns.size()];
        this.second = new int[columns.size()];
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            AnnotationColumn column = columns.get(i);
            second[i] = -1;
            switch (column.kind()) {
                case ID -> first[i] = place(places, "to_json(v.id)::text");
                case QUAL -> first[i] = place(places, "v.qual::text");
                case FILTER -> first[i] = place(places, "to_json(v.filter)::text");
                case INFO -> {
                    first[i] = place(places, "(v.info -> '" + column.source() + "')::text");
                    String typed = TYPED.get(column.source());
                    if (typed != null) {
                        second[i] = place(places, "v." + typed + "::text");
                    }
                }
            }
        }
    }

    private int place(Map<String, Integer> places, String expression) {
        return places.computeIfAbsent(expression, text -> {
            expressions.add(text);
            return expressions.size() - 1;
        });
    }

    /** Returns the expressions to select, each with a comma before. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        expressions.forEach(expression -> sql.append(", ").append(expression));
        return sql.toString();
    }

    int count() {
        return expressions.size();
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
