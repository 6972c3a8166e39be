package omega.genomics.gtf.assembly;

import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Findings;

/**
 * What is said of an annotation whose rows the heap cannot hold. How many it holds depends on their ids, so there is no limit to
 * state beforehand; hostile input may be refused, but must not take the application down.
 */
final class RowsInMemory {
    private RowsInMemory() {}

    static ParseException exceeded(String source, long line) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.of(source, line, 1),
                "feature",
                GtfRule.ANNOTATION_SIZE,
                "expected an annotation whose rows fit into memory, found more; a larger heap holds more"));
    }
}
