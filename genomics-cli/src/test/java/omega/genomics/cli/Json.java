package omega.genomics.cli;

import java.util.List;
import java.util.Map;
import org.jooq.tools.json.JSONParser;
import org.jooq.tools.json.ParseException;

/** Reads a command's answer as a machine would: the whole of standard output is one document. */
final class Json {
    private Json() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) parse(text);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(String text) {
        return (List<Map<String, Object>>) parse(text);
    }

    private static Object parse(String text) {
        try {
            return new JSONParser().parse(text);
        } catch (ParseException e) {
            throw new AssertionError("expected one JSON document, found: " + text, e);
        }
    }
}
