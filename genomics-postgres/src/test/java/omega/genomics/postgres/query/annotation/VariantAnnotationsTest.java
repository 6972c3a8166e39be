package omega.genomics.postgres.query.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.packed.PackedFiles;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.annotate.VcfAnnotator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values from a file, from a dataset for a file, and from a dataset for another one are the same, in both layouts. */
@DatabaseTest
class VariantAnnotationsTest {
    private static final String SCHEMA = "annotations";
    private static final String[] COLUMNS = {"AC:x_ac", "AN:x_an", "NOTE:x_note", "DB:x_db", "ID:x_id", "FILTER:x_f"};

    private static AssemblyDatabase genome;
    private static TestDatabase server;
    private static Path source;
    private static Path mine;

    @BeforeAll
    static void load(TestDatabase database, @TempDir Path folder) throws Exception {
        server = database;
        genome = Genomes.empty(database, SCHEMA);
        String text = withoutRepeats(PackedFiles.text(30, 4_000));
        source = Files.writeString(folder.resolve("source.vcf"), text);
        mine = Files.writeString(folder.resolve("mine.vcf"), mine(text));
        for (VariantLayout layout : VariantLayout.values()) {
            load(source, "source" + layout, layout);
            load(mine, "mine" + layout, layout);
        }
    }

    /** Of records that repeat an allele, a load keeps the INFO of the first. */
    private static String withoutRepeats(String text) {
        Set<String> seen = new HashSet<>();
        StringBuilder some = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (!line.startsWith("#") && !line.isEmpty()) {
                String[] columns = line.split("\t", -1);
                boolean isNew = true;
                for (String alt : columns[4].split(",", -1)) {
                    isNew &= seen.add(columns[0] + TrimmedAllele.of(Integer.parseInt(columns[1]), columns[3], alt));
                }
                if (!isNew) {
                    continue;
                }
            }
            some.append(line).append('\n');
        }
        return some.toString().strip() + "\n";
    }

    private static void load(Path file, String dataset, VariantLayout layout) throws Exception {
        genome.loadVariants(InputSource.of(file))
                .unknownContigs(UnknownContigs.KEEP)
                .dataset(dataset)
                .layout(layout)
                .run();
    }

    /** Some of the records with other values, one ALT allele fewer or more, and some of their neighbours. */
    private static String mine(String text) {
        Random random = new Random(31);
        StringBuilder mine = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.startsWith("#")) {
                mine.append(line).append('\n');
            } else if (random.nextInt(3) == 0) {
                String[] columns = line.split("\t", -1);
                columns[2] = "own" + random.nextInt(100);
                columns[7] = columns[7].contains("END=") ? columns[7].replaceFirst(".*(END=[0-9]+).*", "$1") : ".";
                if (columns[4].matches("[ACGT,]+") && random.nextInt(3) == 0) {
                    columns[4] = random.nextBoolean()
                            ? columns[4] + ",ACGTACGT"
                            : columns[4].split(",", -1)[0];
                }
                mine.append(String.join("\t", columns)).append('\n');
            }
        }
        return mine.toString();
    }

    @Test
    void aFileGetsWhatAFileGives() throws Exception {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (VcfReader reader = VcfReader.open(mine)) {
            VcfAnnotator.from(source, COLUMNS).annotate(reader, expected);
        }
        for (VariantLayout layout : VariantLayout.values()) {
            ByteArrayOutputStream found = new ByteArrayOutputStream();
            long annotated = genome.annotations("source" + layout, COLUMNS)
                    .annotate(mine, found)
                    .annotated();

            assertThat(annotated).isGreaterThan(500);
            List<String> different = new ArrayList<>(records(found));
            different.removeAll(Set.copyOf(records(expected)));
            List<String> missing = new ArrayList<>(records(expected));
            missing.removeAll(Set.copyOf(records(found)));
            assertThat(different).as(layout + " instead of " + missing).isEmpty();
            assertThat(records(found)).as(layout.name()).hasSameSizeAs(records(expected));
        }
    }

    @Test
    void aStreamIsReadOnce() throws Exception {
        byte[] file = Files.readAllBytes(mine);
        for (VariantLayout layout : VariantLayout.values()) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            genome.annotations("source" + layout, COLUMNS).annotate(mine, expected);
            // of a few bytes at a time, as they come over a network
            InputStream slow = new FilterInputStream(new ByteArrayInputStream(file)) {
                @Override
                public int read(byte[] target, int from, int count) throws IOException {
                    return super.read(target, from, Math.min(count, 1000));
                }
            };
            ByteArrayOutputStream found = new ByteArrayOutputStream();

            genome.annotations("source" + layout, COLUMNS).annotate(InputSource.of("stream", slow), found);

            assertThat(found.toByteArray()).as(layout.name()).isEqualTo(expected.toByteArray());
        }
    }

    /** Of records of two megabytes, what is read but not written stays below a bound. */
    @Test
    void keepsAPartOfAStreamOnly() throws Exception {
        String sample = "\t0/1:" + "9".repeat(2_000_000);
        String header = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";
        int records = 100;
        AtomicLong kept = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Iterator<InputStream> lines = IntStream.rangeClosed(0, records)
                .<InputStream>mapToObj(i -> {
                    byte[] line = (i == 0 ? header : "1\t" + i + "\t.\tA\tC\t.\t.\t.\tGT:NOTE" + sample + "\n")
                            .getBytes(StandardCharsets.UTF_8);
                    most.accumulateAndGet(kept.addAndGet(line.length), Math::max);
                    return new ByteArrayInputStream(line);
                })
                .iterator();
        InputStream body = new InputStream() {
            private InputStream line = lines.next();

            @Override
            public int read() {
                throw new IllegalStateException("expected to be read by blocks");
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                int n = line.read(target, from, count);
                while (n < 0 && lines.hasNext()) {
                    line = lines.next();
                    n = line.read(target, from, count);
                }
                return n;
            }
        };
        OutputStream out = new OutputStream() {
            @Override
            public void write(int one) {
                kept.decrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                kept.addAndGet(-count);
            }
        };

        long annotated = genome.annotations("sourceROWS", "AC:x_ac")
                .annotate(InputSource.of("stream", body), out)
                .records();

        assertThat(annotated).isEqualTo(records);
        assertThat(most.get()).isLessThan(60_000_000);
    }

    /** Numbers are written as the server writes them, whoever takes a block apart. */
    @Test
    void bothLayoutsGiveTheSame() throws Exception {
        for (VariantLayout layout : VariantLayout.values()) {
            genome.loadVariants(InputSource.of(source))
                    .unknownContigs(UnknownContigs.KEEP)
                    .dataset("typed" + layout)
                    .layout(layout)
                    .infoKeys()
                    .run();
        }
        for (String dataset : List.of("source", "typed")) {
            List<List<String>> results = new ArrayList<>();
            for (VariantLayout layout : VariantLayout.values()) {
                ByteArrayOutputStream found = new ByteArrayOutputStream();
                genome.annotations(
                                dataset + layout,
                                "AF:x_af",
                                "AC:x_ac",
                                "AN:x_an",
                                "DP:x_dp",
                                "RS:x_rs",
                                "QUAL:x_q",
                                "ID:x_id",
                                "FILTER:x_f",
                                "LIST:x_list",
                                "NOTE:x_note")
                        .annotate(mine, found);
                results.add(records(found));
            }

            assertThat(results.get(1)).as(dataset).isEqualTo(results.get(0));
            assertThat(results.get(0))
                    .as(dataset)
                    .anyMatch(line -> line.contains("x_af=") && line.contains("x_dp=") && line.contains("x_q="));
        }
    }

    /** A file that ends early ends the thread that reads ahead, and the transaction with it. */
    @Test
    void aFileThatIsBrokenIsAnErrorWithItsLine() throws Exception {
        Path broken = mine.resolveSibling("broken.vcf");
        List<String> lines = new ArrayList<>(Files.readAllLines(mine));
        lines.set(lines.size() - 2, "1\tnot a position");
        Files.write(broken, lines);

        assertThatThrownBy(() ->
                        genome.annotations("sourcePACKED", "AC:x_ac").annotate(broken, OutputStream.nullOutputStream()))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(":" + (lines.size() - 1) + ":");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("annotation-source"));
    }

    private static List<String> records(ByteArrayOutputStream text) {
        return text.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Records that repeat an allele are one row. */
    @Test
    void variantsGetWhatTheirRecordsGet() throws Exception {
        List<List<String>> expected = new ArrayList<>();
        Path split = mine.resolveSibling("split.vcf");
        Files.writeString(split, onePerAllele(Files.readString(mine)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        genome.annotations("sourceROWS", COLUMNS).annotate(split, out);
        try (VcfReader reader = VcfReader.open(InputSource.of("split", out.toByteArray()))) {
            reader.forEach(record -> expected.add(List.of(
                    record.contig() + "-" + record.position() + "-" + record.ref() + "-" + record.altBytes(),
                    text(record.toString(), "x_ac"),
                    text(record.toString(), "x_note"),
                    text(record.toString(), "x_id"))));
        }
        for (VariantLayout layout : VariantLayout.values()) {
            for (VariantLayout other : VariantLayout.values()) {
                List<List<String>> found = new ArrayList<>();
                genome.annotations("source" + other, COLUMNS)
                        .forEach(
                                genome.variants().in("mine" + layout),
                                each -> found.add(List.of(
                                        each.variant().name(),
                                        each.values().text("x_ac").orElse("-"),
                                        each.values().text("x_note").orElse("-"),
                                        each.values().text("x_id").orElse("-").replace(';', ','))));
                Set<List<String>> only = new TreeSet<>(Comparator.comparing(List::toString));
                only.addAll(found);
                assertThat(found.size()).isGreaterThan(500);
                expected.forEach(only::remove);
                assertThat(only).as(layout + " " + other).isEmpty();
                only.addAll(expected);
                found.forEach(only::remove);
                assertThat(only).as(layout + " " + other).isEmpty();
            }
        }
    }

    private static String text(String line, String key) {
        for (String entry : line.split("\t", -1)[7].split(";", -1)) {
            if (entry.startsWith(key + "=")) {
                return entry.substring(key.length() + 1).replace("%3B", ";");
            }
        }
        return "-";
    }

    private static String onePerAllele(String text) {
        StringBuilder split = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (line.isEmpty()) {
                continue;
            }
            if (line.startsWith("#")) {
                split.append(line).append('\n');
                continue;
            }
            for (String alt : columns[4].split(",", -1)) {
                columns[4] = alt;
                split.append(String.join("\t", columns)).append('\n');
            }
        }
        return split.toString();
    }

    /** Every column of every variant, since the packed layout is decoded a second time there. */
    @Test
    void variantsAtPositionsAreThoseOfTheDataset() throws Exception {
        for (VariantLayout layout : VariantLayout.values()) {
            String places =
                    "(SELECT array_agg(DISTINCT position ORDER BY position) FROM all_variants WHERE dataset_id = d.dataset_id"
                            + " AND chromosome = c.name AND position % 3 < 2)";
            String from = " FROM datasets d CROSS JOIN (VALUES ('1'), ('17'), ('X'), ('KI270728.1')) c (name)";
            String where = " WHERE d.name = 'source" + layout + "'";
            String at = "SELECT v.*" + from + " CROSS JOIN LATERAL variants_at(d.dataset_id, c.name, " + places + ") v"
                    + where;
            String all = "SELECT v.*" + from
                    + " JOIN all_variants v ON v.dataset_id = d.dataset_id AND v.chromosome = c.name"
                    + " AND v.position % 3 < 2" + where;

            assertThat(count("SELECT count(*) FROM (" + all + ") x")).isGreaterThan(500);
            assertThat(count("SELECT count(*) FROM ((" + at + ") EXCEPT ALL (" + all + ")) x"))
                    .isZero();
            assertThat(count("SELECT count(*) FROM ((" + all + ") EXCEPT ALL (" + at + ")) x"))
                    .isZero();
        }
    }

    @Test
    void sqlJoinsDatasetsOfEitherLayout() throws Exception {
        List<String> results = new ArrayList<>();
        for (VariantLayout layout : VariantLayout.values()) {
            for (VariantLayout other : VariantLayout.values()) {
                results.add(one("SELECT count(*), count(annotation), sum((annotation).allele_count)"
                        + " FROM annotated_variants('mine" + layout + "', 'source" + other + "', '17')"));
            }
        }
        assertThat(results).allMatch(results.get(0)::equals);
        assertThat(results.get(0)).doesNotContain("(0,");
    }

    private static long count(String sql) throws Exception {
        return Long.parseLong(one("SELECT (x.*)::text FROM (" + sql + ") x").replaceAll("[()\"]", ""));
    }

    private static String one(String sql) throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + SCHEMA);
            try (ResultSet result = statement.executeQuery("SELECT (y.*)::text FROM (" + sql + ") y")) {
                result.next();
                return result.getString(1);
            }
        }
    }

    @Test
    void aDatasetThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> genome.annotations("gnomad", "AF")
                        .list(genome.variants().in("mineROWS")))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("gnomad");
        assertThatThrownBy(() -> genome.annotations("sourceROWS", "XX").annotate(mine, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an INFO key of dataset sourceROWS, found XX; it has [AC, ");
    }
}
