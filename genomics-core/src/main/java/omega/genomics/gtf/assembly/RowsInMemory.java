package omega.genomics.gtf.assembly;

import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;

/**
 * What is said of an annotation whose rows the heap cannot hold. How many it holds depends on their ids, so there is no limit to
 * state beforehand; hostile input may be refused, but must not take the application down.
 */
final class RowsInMemory {
    private RowsInMemory() {}

    static ParseException exceeded(String source, long line) {
        return new ParseException(new Diagnostic(
                Severity.ERROR,
                Location.of(source, line, 1),
                "feature",
                "annotation-size",
                "expected an annotation whose rows fit into memory, found more; a larger heap holds more",
                ""));
    }
}
