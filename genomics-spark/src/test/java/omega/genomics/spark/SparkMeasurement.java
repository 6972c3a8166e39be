package omega.genomics.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.spark.sql.SparkSession;

/**
 * CPU seconds of the whole JVM for the same work by the library on two threads and by Spark in {@code local[2]}, in turns: a program,
 * not a test. {@code SparkMeasurement SITES.vcf.gz SITES.vcf [GENOTYPES.vcf.gz]}; the files are those of genomics-bench.
 */
final class SparkMeasurement {
    private static final int ROUNDS = 5;
    private static final String[] KEYS = {"AC", "AN", "AF", "nhomalt", "grpmax"};

    private SparkMeasurement() {}

    /** Reads a record. */
    private interface Use {
        long of(VcfRecord record);
    }

    /** Makes what reads the records of a file. */
    private interface Work {
        Use of(VcfHeader header);
    }

    public static void main(String[] args) throws Exception {
        String blocks = args[0];
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost")
                .getOrCreate();
        Map<String, Callable<Long>> work = new LinkedHashMap<>();
        work.put("count: library", () -> library(blocks, header -> record -> 1));
        work.put("count: spark", () -> read(spark, blocks).count());
        work.put("sites: library", () -> library(blocks, header -> SparkMeasurement::site));
        work.put("sites: spark", () -> noop(read(spark, blocks).drop("info", "genotypes", "dosages")));
        work.put("info: library", () -> library(blocks, SparkMeasurement::infos));
        work.put(
                "info: spark",
                () -> noop(read(spark, blocks)
                        .selectExpr("info.AC", "info.AN", "info.AF", "info.nhomalt", "info.grpmax")));
        work.put("all: spark", () -> noop(read(spark, blocks)));
        if (args.length > 1) {
            String plain = args[1];
            work.put("sites, text: spark vcf", () -> noop(read(spark, plain).drop("info", "genotypes", "dosages")));
            work.put(
                    "sites, text: spark text",
                    () -> noop(spark.read()
                            .text(plain)
                            .filter("NOT startswith(value, '#')")
                            .selectExpr("split(value, '\t') AS c")
                            .selectExpr(
                                    "c[0]",
                                    "cast(c[1] AS int)",
                                    "split(c[2], ';')",
                                    "c[3]",
                                    "split(c[4], ',')",
                                    "cast(c[5] AS double)",
                                    "split(c[6], ';')")));
            work.put(
                    "info, text: spark vcf",
                    () -> noop(read(spark, plain)
                            .selectExpr("info.AC", "info.AN", "info.AF", "info.nhomalt", "info.grpmax")));
            work.put(
                    "info, text: spark text",
                    () -> noop(spark.read()
                            .text(plain)
                            .filter("NOT startswith(value, '#')")
                            .selectExpr("str_to_map(split(value, '\t')[7], ';', '=') AS m")
                            .selectExpr(
                                    "transform(split(m['AC'], ','), x -> cast(x AS int))",
                                    "cast(m['AN'] AS int)",
                                    "transform(split(m['AF'], ','), x -> cast(x AS double))",
                                    "transform(split(m['nhomalt'], ','), x -> cast(x AS int))",
                                    "split(m['grpmax'], ',')")));
            work.put(
                    "region: spark vcf",
                    () -> noop(read(spark, blocks)
                            .filter("chromosome = 'chr17' AND position BETWEEN 40000000 AND 44000000")));
        }
        if (args.length > 2) {
            work.put(
                    "dosages: spark",
                    () -> noop(spark.read()
                            .format("vcf")
                            .option("genotypes", "dosages")
                            .load(args[2])
                            .select("dosages")));
            work.put(
                    "counts: spark",
                    () -> noop(spark.read()
                            .format("vcf")
                            .option("genotypes", "counts")
                            .load(args[2])
                            .select("genotype_counts")));
        }
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Callable<Long>> each : work.entrySet()) {
                long before = cpu();
                each.getValue().call();
                if (round > 0) {
                    seconds.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add((cpu() - before) / 1e9);
                }
            }
        }
        seconds.forEach((name, all) -> {
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT, "%-26s %6.2f  %s%n", name, sorted[sorted.length / 2], Arrays.toString(sorted));
        });
        spark.stop();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> read(SparkSession spark, String file) {
        return spark.read().format("vcf").load(file);
    }

    private static long noop(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
        return 0;
    }

    private static long library(String file, Work work) throws Exception {
        VcfHeader header;
        try (VcfReader reader = VcfReader.open(Path.of(file))) {
            header = reader.header();
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Long>> sums = new ArrayList<>();
        for (VcfSplit split : VcfSplit.of(Path.of(file), 2)) {
            sums.add(threads.submit(() -> {
                long sum = 0;
                try (VcfReader reader = VcfReader.options().open(split, header)) {
                    Use use = work.of(header);
                    while (reader.advance()) {
                        sum += use.of(reader.record());
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return sum;
            }));
        }
        long sum = 0;
        for (Future<Long> each : sums) {
            sum += each.get();
        }
        threads.shutdown();
        return sum;
    }

    private static long site(VcfRecord record) {
        return record.contigBytes().length()
                + record.position()
                + record.end()
                + record.idBytes().length()
                + record.refBytes().length()
                + record.altBytes().length()
                + (record.hasQual() ? (long) record.qual() : 0)
                + record.filterBytes().length();
    }

    private static Use infos(VcfHeader header) {
        InfoKey<int[]> count = header.info(KEYS[0]).asIntegers();
        InfoKey<Integer> number = header.info(KEYS[1]).asInteger();
        InfoKey<float[]> frequency = header.info(KEYS[2]).asFloats();
        InfoKey<int[]> homozygous = header.info(KEYS[3]).asIntegers();
        InfoKey<String> group = header.info(KEYS[4]).asString();
        int[] ints = new int[64];
        float[] floats = new float[64];
        return record -> {
            var info = record.info();
            var text = info.bytes(group);
            return (long) info.ints(count, ints, 0)
                    + info.intOr(number, 0)
                    + info.floats(frequency, floats, 0)
                    + info.ints(homozygous, ints, 0)
                    + (text == null ? 0 : text.length());
        };
    }
}
