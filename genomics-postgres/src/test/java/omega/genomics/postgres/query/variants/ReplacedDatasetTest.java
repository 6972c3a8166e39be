package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A dataset replaced in a loop is never seen in a mixture of two states, whichever way it is read. */
@DatabaseTest
@Tag("slow")
class ReplacedDatasetTest {
    private static final int REPLACEMENTS = 12;
    private static final int PER_CONTIG = 40;
    /** Each state has contigs of its own beside the common ones, and as many rows as no other. */
    private static final List<List<String>> STATES = List.of(
            List.of("1", "2", "X"), List.of("2", "3", "X", "Y"), List.of("1", "3"), List.of("1", "2", "3", "X", "Y"));

    /** The state is written into REF and ALT, so that a row tells where it comes from. */
    private static InputSource state(int state) {
        String alleles = List.of("A\tC", "A\tG", "A\tT", "C\tG").get(state);
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : STATES.get(state)) {
            for (int i = 1; i <= PER_CONTIG; i++) {
                text.append(contig)
                        .append('\t')
                        .append(1000 * i)
                        .append("\t.\t")
                        .append(alleles)
                        .append("\t.\t.\t.\n");
            }
        }
        return InputSource.of("state-" + state + ".vcf", text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns rows by alleles and contig: one state has one kind of alleles, on just its contigs. */
    private static String shape(Stream<StoredVariant> variants) {
        Map<String, Long> shape = variants.collect(Collectors.groupingBy(
                variant -> variant.ref() + variant.alt() + ':' + variant.contig(),
                TreeMap::new,
                Collectors.counting()));
        return shape.toString();
    }

    private static String page(VariantQueries variants) {
        return shape(variants.page(1000).variants().stream());
    }

    private static String stream(VariantQueries variants) {
        try (Stream<StoredVariant> rows = variants.stream()) {
            return shape(rows);
        }
    }

    @Test
    void everyWayToReadSeesOneState(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        List<String> whole = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        List<String> firsts = new ArrayList<>();
        for (int state = 0; state < STATES.size(); state++) {
            genome.loadVariants(state(state)).dataset("replaced").run();
            whole.add(shape(genome.variants().list().stream()));
            counts.add(Long.toString(genome.variants().count()));
            firsts.add(shape(genome.variants().first().stream()));
        }
        Map<String, Function<VariantQueries, String>> ways = Map.of(
                "list", variants -> shape(variants.list().stream()),
                "page", ReplacedDatasetTest::page,
                "stream", ReplacedDatasetTest::stream,
                "first", variants -> shape(variants.first().stream()),
                "count", variants -> Long.toString(variants.count()));
        Map<String, List<String>> allowed =
                Map.of("list", whole, "page", whole, "stream", whole, "first", firsts, "count", counts);
        AtomicBoolean ended = new AtomicBoolean();
        Map<String, CompletableFuture<List<String>>> seen = new TreeMap<>();
        ways.forEach((name, way) -> {
            CompletableFuture<List<String>> reader = new CompletableFuture<>();
            seen.put(name, reader);
            new Thread(
                            () -> {
                                List<String> results = new ArrayList<>();
                                try {
                                    while (!ended.get()) {
                                        results.add(way.apply(genome.variants()));
                                    }
                                    reader.complete(results);
                                } catch (RuntimeException e) {
                                    reader.completeExceptionally(e);
                                }
                            },
                            "reader-" + name)
                    .start();
        });

        try {
            for (int i = 0; i < REPLACEMENTS; i++) {
                genome.loadVariants(state(i % STATES.size()))
                        .dataset("replaced")
                        .run();
            }
        } finally {
            ended.set(true);
        }

        seen.forEach((name, results) -> {
            List<String> all = results.join();
            assertThat(all).as(name).isNotEmpty().allMatch(allowed.get(name)::contains);
            assertThat(all.stream().distinct().count())
                    .as(name + " saw the dataset change")
                    .isGreaterThan(1);
        });
    }
}
