package omega.genomics.postgres.load.packed;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.DatasetSize;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfWriter;
import omega.genomics.vcf.annotate.AnnotationReport;
import org.junit.jupiter.api.Test;

/**
 * How long a load of generated variants takes in each layout, who spends the processor's time, how much room they take, and how long queries
 * take afterwards. A variant every ten bases, four INFO keys, half of them with rs numbers. Not run with the other tests:
 *
 * <pre>mvn -pl genomics-postgres -am test -Dtest=PackedLoadMeasurement -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * <p>{@code -Dgenomics.rows}, {@code genomics.contigs}, {@code genomics.layouts}, {@code genomics.connections}, {@code genomics.loads}; the file
 * is kept where {@code genomics.folder} says. {@code -Dgenomics.keys=10} writes six INFO keys more, and loads all ten as INFO, too.
 * {@code -Dgenomics.annotated=50000} annotates so many of the file's own records, evenly spread, with AF, AC and AN of the dataset, over
 * one connection and over two, in turn, {@code genomics.annotations} times.
 */
@DatabaseTest
class PackedLoadMeasurement {
    private static final int ROWS = Integer.getInteger("genomics.rows", 2_000_000);
    private static final int CONTIGS = Integer.getInteger("genomics.contigs", 1);
    private static final int LOADS = Integer.getInteger("genomics.loads", 3);
    private static final int ROUNDS = Integer.getInteger("genomics.rounds", 300);
    private static final int KEYS = Integer.getInteger("genomics.keys", 4);
    private static final int ANNOTATED = Integer.getInteger("genomics.annotated", 50_000);
    private static final int ANNOTATIONS = Integer.getInteger("genomics.annotations", 2);
    private static final int SPACING = 10;
    private static final int RS_NUMBERS = 2_000_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void measure(TestDatabase fresh) throws Exception {
        Path folder = Path.of(System.getProperty("genomics.folder", System.getProperty("java.io.tmpdir")));
        Path file = folder.resolve("generated-" + ROWS + "-" + CONTIGS + (KEYS > 4 ? "-wide" : "") + ".vcf.gz");
        if (!Files.exists(file)) {
            write(file);
        }
        AssemblyDatabase genome = Genomes.empty(fresh, "measured");
        String[] layouts = System.getProperty("genomics.layouts", "PACKED").split(",", -1);
        String[] connections = System.getProperty("genomics.connections", "2").split(",", -1);
        for (int load = 0; load < LOADS; load++) {
            for (String layout : layouts) {
                for (String of : connections) {
                    load(fresh, genome, file, VariantLayout.valueOf(layout), Integer.parseInt(of));
                    if (load == LOADS - 1 && of.equals(connections[connections.length - 1])) {
                        ask(fresh);
                        annotate(fresh, genome, file);
                    }
                    fresh.clear("measured");
                }
            }
        }
    }

    private static void load(
            TestDatabase database, AssemblyDatabase genome, Path file, VariantLayout layout, int connections)
            throws Exception {
        double client = clientSeconds();
        double server = serverSeconds(database);
        Map<String, Long> before = threads();
        Map<String, Long> after = new TreeMap<>();
        VcfLoad load = genome.loadVariants(InputSource.of(file))
                .assemblyCheck(false)
                .dataset("generated")
                .connections(connections)
                .layout(layout)
                .onProgress(progress -> after.putAll(threads()));
        LoadReport report = (KEYS > 4 ? load : load.infoKeys()).run();
        after.putAll(threads());
        double seconds = report.elapsed().toNanos() / 1e9;
        say(
                "%s, %d connections: %,d variants in %.2f s (%,.0f a second), client %.2f s, server %.2f s of processor time, %s",
                layout,
                connections,
                report.alleles().stored(),
                seconds,
                report.alleles().stored() / seconds,
                clientSeconds() - client,
                serverSeconds(database) - server,
                report.phases());
        StringBuilder all = new StringBuilder();
        after.forEach((name, nanos) -> {
            long spent = nanos - before.getOrDefault(name, 0L);
            if (spent > 50_000_000) {
                all.append(String.format(Locale.ROOT, "  %s %.2f", name, spent / 1e9));
            }
        });
        DatasetSize size = genome.datasets().size(genome.datasets().list().get(0));
        say("%s%n  %.1f bytes a variant: %s", all, size.bytesPerVariant().orElse(0), report.bytes());
    }

    private static Map<String, Long> threads() {
        Map<String, Long> times = new TreeMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            var info = THREADS.getThreadInfo(id);
            if (info != null) {
                times.merge(
                        info.getThreadName().replaceAll("[0-9]+", "N"),
                        Math.max(0, THREADS.getThreadCpuTime(id)),
                        Long::sum);
            }
        }
        return times;
    }

    private static double clientSeconds() {
        return ticks(ProcessHandle.current().pid(), 2) / 100.0;
    }

    private static double serverSeconds(TestDatabase database) throws Exception {
        long backend = Long.parseLong(String.valueOf(database.value("SELECT pg_backend_pid()")));
        long first = ProcessHandle.of(backend)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(backend);
        long children = ProcessHandle.of(first).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(child -> ticks(child.pid(), 2))
                .sum();
        return (ticks(first, 4) + children) / 100.0;
    }

    private static long ticks(long pid, int fields) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] stat = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(stat, 11, 11 + fields)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    // ---- queries -------------------------------------------------------------------------------------------------

    private static void ask(TestDatabase database) throws Exception {
        try (Connection kept = database.connect()) {
            VariantQueries variants = GenomicsDatabase.open(TestDatabase.keeping(kept))
                    .assembly("measured")
                    .variants();
            Random random = new Random(3);
            int length = ROWS / CONTIGS * SPACING;
            time("region of 10,000 bases", i -> variants.overlapping(region(random, length, 10_000)));
            time("region of 100 bases", i -> variants.overlapping(region(random, length, 100)));
            time("position and allele", i -> {
                int position = SPACING * (1 + random.nextInt(length / SPACING));
                return variants.at(contig(random.nextInt(CONTIGS)), position, "A", "G");
            });
            time("rs number", i -> variants.rs(rs(random.nextInt(ROWS) & ~1)));
            long begin = System.nanoTime();
            int found = database.rows("SELECT (c.*)::text FROM measured.variant_type_counts c")
                    .size();
            say("counts by contig and type: %d in %.1f ms", found, (System.nanoTime() - begin) / 1e6);
        }
    }

    private static void annotate(TestDatabase database, AssemblyDatabase genome, Path file) throws Exception {
        Path own = file.resolveSibling("own-" + ANNOTATED + "-of-" + file.getFileName());
        if (!Files.exists(own)) {
            choose(file, own);
        }
        Path annotated = file.resolveSibling("annotated.vcf");
        for (int i = 0; i < ANNOTATIONS; i++) {
            try (Connection kept = database.connect()) {
                AssemblyDatabase overOne =
                        GenomicsDatabase.open(TestDatabase.keeping(kept)).assembly("measured");
                annotate(database, overOne, "one connection", own, annotated);
            }
            annotate(database, genome, "two connections", own, annotated);
        }
        Files.delete(annotated);
    }

    private static void annotate(TestDatabase database, AssemblyDatabase genome, String over, Path own, Path annotated)
            throws Exception {
        double client = clientSeconds();
        double server = serverSeconds(database);
        long begin = System.nanoTime();
        AnnotationReport report = genome.annotations("generated", "AF:ours_AF", "AC:ours_AC", "AN:ours_AN")
                .annotate(own, annotated);
        say(
                "%s: %,d of %,d records annotated in %.1f s, client %.1f s, server %.1f s of processor time",
                over,
                report.annotated(),
                report.records(),
                (System.nanoTime() - begin) / 1e9,
                clientSeconds() - client,
                serverSeconds(database) - server);
    }

    private static void choose(Path file, Path to) throws IOException {
        int every = Math.max(1, ROWS / ANNOTATED);
        try (VcfReader reader = VcfReader.open(file);
                VcfWriter writer = VcfWriter.createBgzf(to, reader.header())) {
            while (reader.advance()) {
                if (reader.records() % every == 0) {
                    writer.write(reader.record());
                }
            }
        }
    }

    private static Region region(Random random, int length, int bases) {
        int start = 1 + random.nextInt(length);
        return new Region(contig(random.nextInt(CONTIGS)), start, start + bases - 1);
    }

    private static void time(String what, IntFunction<VariantQueries> question) {
        long[] nanos = new long[ROUNDS];
        long rows = 0;
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            VariantQueries asked = question.apply(i);
            long begin = System.nanoTime();
            int found = asked.list().size();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
                rows += found;
            }
        }
        Arrays.sort(nanos);
        say(
                "%-30s median %6.2f ms, 99 %% %6.2f ms, %.1f rows",
                what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6, (double) rows / ROUNDS);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    // ---- the file ------------------------------------------------------------------------------------------------

    private static String contig(int number) {
        return number == 22 ? "X" : number == 23 ? "Y" : Integer.toString(number + 1);
    }

    /** Scattered over two thousand million: an odd number times the record's is another for each. */
    private static long rs(int record) {
        return 1 + Math.floorMod(record * 1_234_567_891L, (long) RS_NUMBERS);
    }

    private static void write(Path file) throws IOException {
        Random random = new Random(12);
        try (OutputStream out = BgzfWriter.create(file, 4)) {
            StringBuilder text = new StringBuilder("""
                    ##fileformat=VCFv4.2
                    ##FILTER=<ID=AC0,Description="Count 0">
                    ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
                    ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number">
                    ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                    ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
                    ##INFO=<ID=nhomalt,Number=A,Type=Integer,Description="Number">
                    ##INFO=<ID=AF_popmax,Number=A,Type=Float,Description="Frequency">
                    ##INFO=<ID=FS,Number=1,Type=Float,Description="Strand">
                    ##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping">
                    ##INFO=<ID=QD,Number=1,Type=Float,Description="Quality">
                    ##INFO=<ID=segdup,Number=0,Type=Flag,Description="Duplicated">
                    #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                    """);
            for (int i = 0; i < ROWS; i++) {
                int each = (ROWS + CONTIGS - 1) / CONTIGS;
                int number = 152_000 + random.nextInt(400);
                int count = random.nextInt(10) > 0 ? 1 + random.nextInt(9) : random.nextInt(number);
                int ref = random.nextInt(4);
                text.append(contig(i / each))
                        .append('\t')
                        .append(SPACING * (1 + i % each))
                        .append('\t');
                if (i % 2 == 0) {
                    text.append("rs").append(rs(i));
                } else {
                    text.append('.');
                }
                text.append('\t').append("ACGT".charAt(ref)).append(random.nextInt(10) == 0 ? "AT\t" : "\t");
                text.append("ACGT".charAt((ref + 1 + random.nextInt(3)) % 4)).append("\t.\t");
                text.append(random.nextInt(10) == 0 ? "AC0" : "PASS");
                text.append("\tAC=").append(count).append(";AN=").append(number).append(";AF=");
                appendFrequency(text, count / (double) number);
                text.append(";DP=").append(2_000_000 + random.nextInt(50_000));
                if (KEYS > 4) {
                    appendMore(text, random, count);
                }
                text.append('\n');
                if (text.length() > 1 << 20 || i == ROWS - 1) {
                    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
                    text.setLength(0);
                }
            }
        }
    }

    private static void appendMore(StringBuilder text, Random random, int count) {
        text.append(";nhomalt=").append(count < 100 ? 0 : count / 20).append(";AF_popmax=");
        appendFrequency(text, count / (double) (30_000 + random.nextInt(100)));
        text.append(";FS=").append(random.nextInt(9)).append('.').append(100 + random.nextInt(900));
        text.append(";MQ=").append(random.nextInt(3) == 0 ? "59." + (10 + random.nextInt(90)) : "60.00");
        text.append(";QD=").append(random.nextInt(30)).append('.').append(10 + random.nextInt(90));
        text.append(random.nextInt(10) == 0 ? ";segdup" : "");
    }

    /** As {@code %.5e} writes it, which takes ten times as long. */
    private static void appendFrequency(StringBuilder text, double frequency) {
        int exponent = 0;
        double digits = frequency;
        while (digits != 0 && digits < 1) {
            digits *= 10;
            exponent++;
        }
        String all = Long.toString(Math.round(digits * 100_000));
        text.append(all.charAt(0)).append('.').append(all, 1, all.length());
        text.append("e-").append(exponent < 10 ? "0" : "").append(exponent);
    }
}
