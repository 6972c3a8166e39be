package omega.genomics.postgres.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the text of a gene: sentences with places to fill, each left out where nothing fills it. */
final class TextTemplate {
    /**
     * Biotype is left out and aliases are not, as BGE small finds the families of names less together otherwise: TP63 is among
     * the ten nearest of TP53 with this text only.
     */
    static final String DEFAULT = "{symbol}. {name}. {aliases}. {description}";

    private static final List<String> PLACES = List.of("symbol", "name", "aliases", "biotype", "description");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");
    private static final Pattern SENTENCES = Pattern.compile("\\.(?:\\s+|$)");

    private final List<String> sentences;

    /**
     * Takes sentences, separated by a full stop and a blank.
     *
     * @throws IllegalArgumentException if a place is none of ours
     */
    TextTemplate(String template) {
        Matcher places = PLACE.matcher(template);
        while (places.find()) {
            if (!PLACES.contains(places.group(1))) {
                throw new IllegalArgumentException(
                        "expected {" + String.join("}, {", PLACES) + "} in the template, found " + places.group());
            }
        }
        sentences = SENTENCES
                .splitAsStream(template)
                .filter(text -> !text.isBlank())
                .toList();
    }

    String fill(Map<String, String> values) {
        List<String> filled = new ArrayList<>();
        for (String sentence : sentences) {
            Matcher places = PLACE.matcher(sentence);
            StringBuilder text = new StringBuilder();
            boolean any = false;
            while (places.find()) {
                String value = values.getOrDefault(places.group(1), "");
                any |= !value.isEmpty();
                places.appendReplacement(text, Matcher.quoteReplacement(value));
            }
            places.appendTail(text);
            if (any) {
                filled.add(text.toString().strip());
            }
        }
        return String.join(". ", filled);
    }
}
