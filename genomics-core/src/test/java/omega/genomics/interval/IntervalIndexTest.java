package omega.genomics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import omega.genomics.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index answers as a scan over all intervals does; an index that is merely fast would be of no use. */
class IntervalIndexTest {

    private record Item(Region region, int ordinal) {}

    private static final Comparator<Item> BY_PLACE = Comparator.<Item>comparingInt(i -> i.region.start())
            .thenComparingInt(i -> i.region.end())
            .thenComparingInt(i -> i.ordinal);

    /** Seeds, sizes and spans: from nothing at all to crowds of equal and nested intervals. */
    static Stream<int[]> shapes() {
        return Stream.of(
                new int[] {1, 0, 10},
                new int[] {2, 1, 10},
                new int[] {3, 2, 5},
                new int[] {4, 50, 20},
                new int[] {5, 300, 60},
                new int[] {6, 300, 5_000},
                new int[] {7, 1_000, 400},
                new int[] {8, 777, 2_000_000});
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void answersLikeAScanOverEverything(int[] shape) {
        Random random = new Random(shape[0]);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < shape[1]; i++) {
            items.add(new Item(region(random, shape[2]), i));
        }
        IntervalIndex<Item> index = IntervalIndex.of(items, Item::region);
        assertThat(index.size()).isEqualTo(shape[1]);
        for (int query = 0; query < 400; query++) {
            Region q = region(random, shape[2]);
            assertThat(index.overlapping(q)).isEqualTo(scan(items, q, r -> overlap(r, q)));
            assertThat(index.contained(q)).isEqualTo(scan(items, q, r -> r.start() >= q.start() && r.end() <= q.end()));
            assertThat(index.containing(q))
                    .isEqualTo(scan(items, q, r -> r.start() <= q.start() && r.end() >= q.end()));
            assertThat(index.count(q)).isEqualTo(index.overlapping(q).size());
            int k = random.nextInt(8);
            assertThat(index.nearest(q, k)).isEqualTo(nearest(items, q, k));
        }
    }

    private static Region region(Random random, int span) {
        int start = 1 + random.nextInt(span);
        int longest = random.nextInt(10) == 0 ? span : Math.max(1, span / 20);
        return new Region(random.nextBoolean() ? "1" : "2", start, start + random.nextInt(longest));
    }

    private static boolean overlap(Region a, Region b) {
        return a.interval().overlaps(b.interval());
    }

    private static List<Item> scan(List<Item> items, Region query, Predicate<Region> wanted) {
        return items.stream()
                .filter(item -> item.region.contig().equals(query.contig()) && wanted.test(item.region))
                .sorted(BY_PLACE)
                .toList();
    }

    private static List<Item> nearest(List<Item> items, Region query, int k) {
        return items.stream()
                .filter(item -> item.region.contig().equals(query.contig()))
                .sorted(Comparator.<Item>comparingInt(
                                item -> item.region.interval().distanceTo(query.interval()))
                        .thenComparing(BY_PLACE))
                .limit(k)
                .toList();
    }

    @Test
    void givesOneBasedInclusiveCoordinatesToTheCallback() {
        IntervalIndex<String> index = IntervalIndex.<String>builder()
                .add("1", 1, Integer.MAX_VALUE, "all")
                .add("1", 5, 5, "base")
                .build();
        List<String> seen = new ArrayList<>();
        index.forEachOverlapping("1", 5, 5, (start, end, value) -> seen.add(value + " " + start + "-" + end));
        assertThat(seen).containsExactly("all 1-2147483647", "base 5-5");
        assertThat(index.overlapping(Region.whole("1"))).containsExactly("all", "base");
        assertThat(index.count(new Region("1", 6, 6))).isEqualTo(1);
        assertThat(index.count(Region.whole("1"))).isEqualTo(2);
        assertThat(index.nearest(Region.whole("1"), 3)).containsExactly("all", "base");
    }

    @Test
    void findsNothingOnAContigItDoesNotKnow() {
        IntervalIndex<String> index =
                IntervalIndex.<String>builder().add("1", 1, 2, "x").build();
        assertThat(index.overlapping(Region.whole("chr1"))).isEmpty();
        assertThat(index.nearest(Region.whole("chr1"), 3)).isEmpty();
        assertThat(index.contigs()).containsExactly("1");
    }

    @Test
    void refusesCoordinatesOutOfOrder() {
        IntervalIndex.Builder<String> builder = IntervalIndex.builder();
        assertThatThrownBy(() -> builder.add("1", 5, 4, "x")).isInstanceOf(IllegalArgumentException.class);
        IntervalIndex<String> index = builder.build();
        assertThatThrownBy(() -> index.count("1", 0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.nearest(Region.whole("1"), -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
