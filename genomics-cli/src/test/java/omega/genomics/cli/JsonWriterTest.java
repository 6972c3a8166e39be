package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | \"plain\"",
                "a\"b\\c | \"a\\\"b\\\\c\"",
                "⏎ | \"\\n\"",
                "→ | \"\\t\"",
                "␀ | \"\\u0000\"",
                "é 😀 | \"é 😀\"",
                "½ | \"\\ud83d\"",
            })
    void escapesWhatJsonCannotHold(String text, String json) {
        String real =
                text.replace('⏎', '\n').replace('→', '\t').replace('␀', '\0').replace('½', '\ud83d');

        assertThat(json(real)).isEqualTo(json);
    }

    @Test
    void writesNestedValuesInOrder() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("z", 1);
        document.put("a", Arrays.asList(true, null, 2.5, Long.MAX_VALUE));
        document.put("none", Optional.empty());
        document.put("some", Optional.of("x"));
        document.put("empty", Map.of());
        document.put("list", List.of());
        document.put("nan", Double.NaN);

        assertThat(json(document)).isEqualTo("""
                {
                  "z": 1,
                  "a": [
                    true,
                    null,
                    2.5,
                    9223372036854775807
                  ],
                  "none": null,
                  "some": "x",
                  "empty": {},
                  "list": [],
                  "nan": null
                }""");
    }

    @Test
    void writesADocumentAsItIsTold() {
        StringBuilder out = new StringBuilder();
        JsonWriter json = new JsonWriter(out);

        json.beginObject().name("rows").beginArray();
        json.value(Map.of("n", 1));
        json.value(Map.of("n", 2));
        json.endArray().name("valid").value(false).endObject();

        assertThat(out.toString().replaceAll("\\s", "")).isEqualTo("{\"rows\":[{\"n\":1},{\"n\":2}],\"valid\":false}");
    }

    private static String json(Object value) {
        StringBuilder out = new StringBuilder();
        new JsonWriter(out).value(value);
        return out.toString();
    }
}
