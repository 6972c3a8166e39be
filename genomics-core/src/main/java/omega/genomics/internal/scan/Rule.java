package omega.genomics.internal.scan;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a finding says is broken. Each format has one catalogue: an enum of all its rules, which its reader and its validator share.
 */
public interface Rule {
    /**
     * Returns the stable name of the rule, as {@link omega.genomics.Diagnostic#rule()} has it.
     *
     * @return kebab-case
     */
    default String id() {
        return Ids.KNOWN.computeIfAbsent(
                name(), name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /**
     * Returns the name of the constant.
     *
     * @return upper case
     */
    String name();

    /** Made once: a lenient reader of a bad file asks for millions. */
    final class Ids {
        private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

        private Ids() {}
    }
}
