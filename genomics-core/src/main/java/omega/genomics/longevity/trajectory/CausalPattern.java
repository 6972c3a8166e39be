package omega.genomics.longevity.trajectory;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * That one thing goes before another.
 *
 * @param study what it belongs to
 * @param cause what goes before
 * @param effect what follows; not the cause itself
 * @param lag how long after, 0 or more, in the study's unit of time
 * @param strength from −1 to 1, such as a lagged correlation
 * @param confidence from 0 to 1; empty if not known
 * @param observations how many it rests on; empty if not known
 * @param method how it was found
 * @param pubmedId who claims it; empty if nobody
 */
public record CausalPattern(
        String study,
        String cause,
        String effect,
        double lag,
        double strength,
        OptionalDouble confidence,
        OptionalInt observations,
        String method,
        OptionalInt pubmedId) {}
