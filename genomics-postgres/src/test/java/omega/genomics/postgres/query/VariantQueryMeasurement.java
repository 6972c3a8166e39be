package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantCursor;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.junit.jupiter.api.Test;

/**
 * How long answers take on ten million generated variants over all chromosomes, through JDBC, by a connection that is kept as a pool
 * would. Not run with the other tests:
 *
 * <pre>mvn -pl genomics-postgres -am test -Dtest=VariantQueryMeasurement -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@DatabaseTest
class VariantQueryMeasurement {
    private static final int ROWS = Integer.getInteger("genomics.rows", 10_000_000);
    private static final int ROUNDS = Integer.getInteger("genomics.rounds", 300);
    private static final int WARM_UP = Integer.getInteger("genomics.warmup", 500);
    private static final String[] CONTIGS = {
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
        "21", "22", "X", "Y"
    };
    private static final int SPACING = Integer.getInteger("genomics.spacing", 250);
    private static final int GENE = 50_000;

    @Test
    void measure(TestDatabase fresh) throws Exception {
        AssemblyDatabase genome = Genomes.empty(fresh, "grch38");
        LoadReport report = genome.loadVariants(InputSource.of("generated.vcf", generated()))
                .dataset("generated")
                .assemblyCheck(false)
                .run();
        say("%,d rows loaded in %.1f s", report.rows(), report.elapsed().toNanos() / 1e9);
        try (Connection kept = fresh.connect()) {
            AssemblyDatabase asked =
                    GenomicsDatabase.open(TestDatabase.keeping(kept)).assembly("grch38");
            questions(asked.variants());
            statistics(asked);
        }
    }

    private static void questions(VariantQueries variants) {
        int length = ROWS / CONTIGS.length * SPACING;
        Random random = new Random(3);
        IntFunction<String> contig = i -> CONTIGS[random.nextInt(CONTIGS.length)];
        time("region of 10,000 bases", i -> {
            int start = 1 + random.nextInt(length);
            return variants.overlapping(new Region(contig.apply(i), start, start + 9_999));
        });
        time("position and alleles", i -> variants.at(contig.apply(i), SPACING * random.nextInt(ROWS / 24), "A", "G"));
        time("rs number", i -> variants.rs(1 + random.nextInt(ROWS)));
        time("ID", i -> variants.withId("rs" + (1 + random.nextInt(ROWS))));
        time("gene by label", i -> variants.ofGene("G" + contig.apply(i) + "_" + random.nextInt(length / GENE)));
        time("pathogenic in a megabase", i -> {
            int start = 1 + random.nextInt(length);
            return variants.overlapping(new Region(contig.apply(i), start, start + 999_999))
                    .significance(ClinicalSignificance.PATHOGENIC);
        });
        time(
                "page of 100 in a chromosome",
                i -> variants.overlapping(Region.whole(contig.apply(i))),
                asked -> asked.page(new VariantCursor("1", random.nextInt(length), 1, 1, 1, 0, "A", "G"), 100)
                        .variants()
                        .size());
        wide(variants, contig, length);
    }

    /** Half of a chromosome: what is asked for is cut off, and costs by what is taken. */
    private static void wide(VariantQueries variants, IntFunction<String> contig, int length) {
        IntFunction<VariantQueries> half =
                i -> variants.overlapping(new Region(contig.apply(i), length / 3, length / 3 + length / 2));
        ToLongFunction<VariantQueries> page =
                asked -> asked.page(100).variants().size();
        time("page of 100, half a chromosome", half, page);
        time("first of half a chromosome", half, asked -> asked.first().isPresent() ? 1 : 0);
        time("first row of a stream of it", half, asked -> {
            try (Stream<StoredVariant> rows = asked.stream()) {
                return rows.findFirst().isPresent() ? 1 : 0;
            }
        });
        time("page of pathogenic ones of it", i -> half.apply(i).significance(ClinicalSignificance.PATHOGENIC), page);
        time("page of common ones of it", i -> half.apply(i).frequency(0.2, 1), page);
        time(
                "page of a gene by label of it",
                i -> {
                    String of = contig.apply(i);
                    return variants.overlapping(new Region(of, length / 3, length / 3 + length / 2))
                            .ofGene("G" + of + "_" + (length / 2 / GENE));
                },
                page);
        time("page of benign ones of everything", i -> variants.significance(ClinicalSignificance.BENIGN), page);
    }

    private static void statistics(AssemblyDatabase genome) throws Exception {
        long begin = System.nanoTime();
        assertThat(genome.refreshStatistics()).isEqualTo(1);
        say("statistics counted and refreshed in %.1f s", (System.nanoTime() - begin) / 1e9);
        time("count by chromosome", i -> genome.statistics(), s -> s.byContig().size());
        time(
                "count by consequence",
                i -> genome.statistics(),
                s -> s.byConsequence().size());
        begin = System.nanoTime();
        long written = genome.variants().overlapping(Region.whole("17")).writeVcf(OutputStream.nullOutputStream());
        double seconds = (System.nanoTime() - begin) / 1e9;
        say("%,d records of a chromosome as VCF in %.2f s (%,.0f a second)", written, seconds, written / seconds);
    }

    private static void time(String what, IntFunction<VariantQueries> question) {
        time(what, question, asked -> asked.list().size());
    }

    private static <T> void time(String what, IntFunction<T> question, ToLongFunction<T> answer) {
        long[] nanos = new long[ROUNDS];
        long rows = 0;
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            T asked = question.apply(i);
            long begin = System.nanoTime();
            long found = answer.applyAsLong(asked);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
                rows += found;
            }
        }
        Arrays.sort(nanos);
        say(
                "%-30s median %6.2f ms, 95 %% %6.2f ms, %.1f rows",
                what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 95 / 100] / 1e6, (double) rows / ROUNDS);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** A block of text a thousand records; ten typed columns are filled and a few INFO keys kept. */
    @SuppressWarnings("JdkObsolete") // What SequenceInputStream takes.
    private static InputStream generated() {
        String header = """
                ##fileformat=VCFv4.2
                ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
                ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number">
                ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
                ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
                ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                """;
        int each = ROWS / CONTIGS.length;
        Enumeration<InputStream> blocks = new Enumeration<>() {
            private int contig;
            private int next = -1;

            @Override
            public boolean hasMoreElements() {
                return contig < CONTIGS.length;
            }

            @Override
            public InputStream nextElement() {
                if (next < 0) {
                    next = 0;
                    return new ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8));
                }
                int to = Math.min(each, next + 10_000);
                StringBuilder text = new StringBuilder(1 << 20);
                int at = contig;
                IntStream.range(next, to).forEach(i -> record(text, at, i, each));
                next = to;
                if (to == each) {
                    contig++;
                    next = 0;
                }
                return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        };
        return new SequenceInputStream(blocks);
    }

    private static void record(StringBuilder text, int contig, int i, int each) {
        int position = SPACING * (i + 1);
        long hash = ((i + 1L) * 0x9E3779B97F4A7C15L) >>> 33;
        boolean isLong = i % 1000 == 999;
        text.append(CONTIGS[contig])
                .append('\t')
                .append(position)
                .append("\trs")
                .append(1 + contig * each + i);
        text.append("\tA\t")
                .append(isLong ? "<DEL>" : "G")
                .append("\t50\tPASS\tAC=")
                .append(hash % 5000);
        text.append(";AN=5008;AF=").append(hash % 50 == 0 ? "0.25" : "0.00" + (100 + hash % 900));
        text.append(";GENEINFO=G")
                .append(CONTIGS[contig])
                .append('_')
                .append(position / GENE)
                .append(":1");
        text.append(hash % 20 == 0 ? ";CLNSIG=Benign" : hash % 499 == 0 ? ";CLNSIG=Pathogenic" : "");
        text.append(isLong ? ";END=" + (position + hash % 100_000) : "").append('\n');
    }
}
