package omega.genomics.bench.peer;

import htsjdk.samtools.util.Interval;
import htsjdk.samtools.util.IntervalTree;
import htsjdk.samtools.util.OverlapDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.interval.IntervalIndex;

/** Finds exons by place: the file is read once, then each run builds its index and asks the same regions. */
final class Overlaps {
    private static final int QUERIES = 100_000;
    private static final int WIDTH = 5_000;

    /** Equal to itself only, because a set is what OverlapDetector answers with and many exons lie at one place. */
    private static final class Exon {
        private final String contig;
        private final int start;
        private final int end;

        Exon(String contig, int start, int end) {
            this.contig = contig;
            this.start = start;
            this.end = end;
        }
    }

    /** The exons of a file and the regions to ask, each around an exon so that most answers are not empty. */
    private record Input(Path file, List<Exon> exons, List<Exon> queries) {}

    private static volatile Input cached = new Input(Path.of(""), List.of(), List.of());

    private Overlaps() {}

    private static Input input(Path file) throws IOException {
        Input input = cached;
        if (!input.file.equals(file)) {
            List<Exon> exons = new ArrayList<>();
            try (GtfReader reader = GtfReader.options().types("exon").open(file)) {
                reader.forEach(
                        (GtfRecord row) -> exons.add(new Exon(row.contig().intern(), row.start(), row.end())));
            }
            List<Exon> queries = new ArrayList<>();
            for (int i = 0; i < QUERIES; i++) {
                Exon near = exons.get((int) (i * 7_919L % exons.size()));
                int start = Math.max(1, near.start - i % WIDTH);
                queries.add(new Exon(near.contig, start, start + i * 31 % WIDTH));
            }
            input = new Input(file, exons, queries);
            cached = input;
        }
        return input;
    }

    static Answer omega(Path file) throws IOException {
        Input input = input(file);
        IntervalIndex.Builder<Exon> builder = IntervalIndex.builder();
        input.exons.forEach(exon -> builder.add(exon.contig, exon.start, exon.end, exon));
        IntervalIndex<Exon> index = builder.build();
        long[] sums = new long[2];
        for (Exon query : input.queries) {
            index.forEachOverlapping(query.contig, query.start, query.end, (start, end, exon) -> {
                sums[0]++;
                sums[1] += start;
            });
        }
        return new Answer(QUERIES, sums[0] + sums[1], 0, 0);
    }

    static Answer bruteForce(Path file) throws IOException {
        Input input = input(file);
        Map<String, List<Exon>> exons = new HashMap<>();
        input.exons.forEach(exon ->
                exons.computeIfAbsent(exon.contig, c -> new ArrayList<>()).add(exon));
        long sum = 0;
        for (Exon query : input.queries) {
            for (Exon exon : Objects.requireNonNull(exons.get(query.contig))) {
                if (exon.start <= query.end && exon.end >= query.start) {
                    sum += 1 + exon.start;
                }
            }
        }
        return new Answer(QUERIES, sum, 0, 0);
    }

    static Answer htsjdkDetector(Path file) throws IOException {
        Input input = input(file);
        OverlapDetector<Exon> detector = new OverlapDetector<>(0, 0);
        for (Exon exon : input.exons) {
            detector.addLhs(exon, new Interval(exon.contig, exon.start, exon.end));
        }
        long sum = 0;
        for (Exon query : input.queries) {
            for (Exon exon : detector.getOverlaps(new Interval(query.contig, query.start, query.end))) {
                sum += 1 + exon.start;
            }
        }
        return new Answer(QUERIES, sum, 0, 0);
    }

    static Answer htsjdkTree(Path file) throws IOException {
        Input input = input(file);
        Map<String, IntervalTree<int[]>> trees = new HashMap<>();
        for (Exon exon : input.exons) {
            // The tree keeps one value a place: the number of exons there.
            trees.computeIfAbsent(exon.contig, c -> new IntervalTree<>())
                    .merge(exon.start, exon.end, new int[] {1}, (a, b) -> new int[] {a[0] + b[0]});
        }
        long sum = 0;
        for (Exon query : input.queries) {
            Iterator<IntervalTree.Node<int[]>> nodes =
                    Objects.requireNonNull(trees.get(query.contig)).overlappers(query.start, query.end);
            while (nodes.hasNext()) {
                IntervalTree.Node<int[]> node = nodes.next();
                sum += node.getValue()[0] * (1L + node.getStart());
            }
        }
        return new Answer(QUERIES, sum, 0, 0);
    }
}
