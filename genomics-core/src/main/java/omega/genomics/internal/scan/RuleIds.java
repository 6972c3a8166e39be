package omega.genomics.internal.scan;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names of rules, each made once: a lenient reader of a bad file asks for millions. */
final class RuleIds {
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private RuleIds() {}

    static String of(String constant) {
        return KNOWN.computeIfAbsent(
                constant, name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
