package omega.genomics.vcf.validate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import omega.genomics.internal.vcf.VcfRule;

/**
 * Looks for the records that MATEID names (section 5.4). Mates may be far apart, so identifiers are kept, but no more than
 * {@link #MOST}: a file with more breakends is not judged by this rule.
 */
final class MateCheck {
    private static final int MOST = 1 << 16;

    private final ViolationLog log;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> awaited = new LinkedHashMap<>();
    private boolean tooMany;

    MateCheck(ViolationLog log) {
        this.log = log;
    }

    void check(RecordFacts r) {
        if (tooMany || !r.has(SpecialKey.MATEID)) {
            return;
        }
        for (String id : Values.string(r.buffer, r.idFrom, r.idTo).split(";", -1)) {
            seen.add(id);
            awaited.remove(id);
        }
        for (String mate : r.values(SpecialKey.MATEID)) {
            if (!mate.isEmpty() && !mate.equals(".") && !seen.contains(mate)) {
                awaited.putIfAbsent(mate, r.line);
            }
        }
        tooMany = seen.size() + awaited.size() > MOST;
        if (tooMany) {
            seen.clear();
            awaited.clear();
        }
    }

    /** Reports the mates that never came, at the lines that named them. */
    void finish() {
        awaited.forEach((mate, line) -> {
            log.line(new byte[0], 0, 0, line);
            log.say(VcfRule.MATE_MISSING, 0, 0, "expected a record with the identifier %s, which MATEID names", mate);
        });
    }
}
