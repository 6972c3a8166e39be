package omega.genomics.hgvs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few values that these tests need of a line of JSON. */
final class Json {
    private Json() {}

    /** Returns the first text under a key, or an empty one. */
    static String text(String line, String key) {
        Matcher value =
                Pattern.compile("\"" + key + "\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
        return value.find() ? unescaped(value.group(1)) : "";
    }

    /** Returns all texts of the list under a key, whatever their depth. */
    static List<String> texts(String line, String key) {
        List<String> texts = new ArrayList<>();
        int start = line.indexOf("\"" + key + "\": [");
        if (start < 0) {
            return texts;
        }
        int at = line.indexOf('[', start);
        int depth = 0;
        int end = at;
        boolean quoted = false;
        for (; end < line.length(); end++) {
            char c = line.charAt(end);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '[') {
                depth++;
            } else if (!quoted && c == ']' && --depth == 0) {
                break;
            }
        }
        Matcher value = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line.substring(at, end));
        while (value.find()) {
            texts.add(unescaped(value.group(1)));
        }
        return texts;
    }

    private static String unescaped(String text) {
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
