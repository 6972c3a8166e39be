package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How many went from one class to another.
 *
 * @param from the class before, such as {@code uncertain significance}
 * @param to the class after
 * @param count 1 or more
 */
public record Flow(String from, String to, long count) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Flow {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (count < 1) {
            throw new IllegalArgumentException(
                    "expected 1 or more from \"" + from + "\" to \"" + to + "\", found " + count);
        }
    }

    /**
     * Counts how many go from which class to which.
     *
     * @param <T> what goes
     * @param all read to its end, not closed
     * @param from returns the class before
     * @param to returns the class after
     * @return the largest first
     */
    public static <T> List<Flow> counted(
            Stream<T> all, Function<? super T, String> from, Function<? super T, String> to) {
        Objects.requireNonNull(all, "all");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        all.forEach(one -> counts.merge(List.of(from.apply(one), to.apply(one)), 1L, Long::sum));
        List<Flow> flows = new ArrayList<>();
        counts.forEach((classes, count) -> flows.add(new Flow(classes.get(0), classes.get(1), count)));
        flows.sort(Comparator.comparingLong(Flow::count)
                .reversed()
                .thenComparing(Flow::from)
                .thenComparing(Flow::to));
        return List.copyOf(flows);
    }
}
