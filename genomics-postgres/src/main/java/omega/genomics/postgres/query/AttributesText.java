package omega.genomics.postgres.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Reads the {@code attributes} column: an object of texts and arrays of texts. */
public final class AttributesText {
    private AttributesText() {}

    /**
     * Reads a column of attributes.
     *
     * @param column as it is stored; null if there are none
     * @return the attributes, in the order of the file
     */
    public static Attributes parse(@Nullable JSONB column) {
        return column == null ? Attributes.none() : object(new JsonScan(column.data()));
    }

    private static Attributes object(JsonScan json) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        json.expect('{');
        while (!json.skip('}')) {
            String key = json.string();
            json.expect(':');
            if (json.skip('[')) {
                while (!json.skip(']')) {
                    entries.add(Map.entry(key, json.string()));
                    json.skip(',');
                }
            } else {
                entries.add(Map.entry(key, json.string()));
            }
            json.skip(',');
        }
        return Attributes.of(entries);
    }
}
