package omega.genomics.postgres.query.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A result over two connections is the result over one. */
@DatabaseTest
@Timeout(300)
class SecondConnectionTest {
    private static final String SCHEMA = "second_connection";
    private static final int RECORDS = 120_000;
    private static final String HEADER = "##fileformat=VCFv4.3\n"
            + "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"Count\">\n"
            + "##INFO=<ID=NOTE,Number=.,Type=String,Description=\"Note\">\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    private static final String[] COLUMNS = {"AC:x_ac", "NOTE:x_note", "ID:x_id"};

    private static TestDatabase server;
    private static AssemblyDatabase genome;
    private static Path mine;

    @BeforeAll
    static void load(TestDatabase database, @TempDir Path folder) throws Exception {
        server = database;
        genome = Genomes.empty(database, SCHEMA);
        mine = Files.writeString(folder.resolve("mine.vcf"), text(1, 3, -1));
        for (VariantLayout layout : VariantLayout.values()) {
            load("source" + layout, layout, text(1, 4, -1));
        }
    }

    private static void load(String dataset, VariantLayout layout, String text) throws Exception {
        genome.loadVariants(InputSource.of("source.vcf", text.getBytes(StandardCharsets.US_ASCII)))
                .unknownContigs(UnknownContigs.KEEP)
                .dataset(dataset)
                .layout(layout)
                .run();
    }

    /** Records of one seed are the same; all but one of some are there. */
    private static String text(int seed, int some, int count) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        for (String contig : List.of("1", "chr7", "KI270728.1")) {
            int position = 100;
            for (int i = 0; i < RECORDS / 3; i++) {
                position += 1 + random.nextInt(20);
                String ref = "ACGTACGT".substring(random.nextInt(4), 5 + random.nextInt(3));
                String record = contig + '\t' + position + "\trs" + i + '\t' + ref + '\t'
                        + (random.nextInt(3) == 0
                                ? ref.charAt(0) + "TTG" + ref.substring(1)
                                : "CATG".charAt("ACTG".indexOf(ref.charAt(0))) + ref.substring(1))
                        + "\t.\t.\tAC=" + (count < 0 ? random.nextInt(900) : count)
                        + ";NOTE=" + (random.nextBoolean() ? "a,b%3Bc" : ".") + '\n';
                if (i % some != 0) {
                    text.append(record);
                }
            }
        }
        return text.toString();
    }

    /** A pool; who asks for more than it has waits for ever, or gets an exception. */
    private static final class Pool extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;
        private final transient Semaphore free;
        private final boolean isWaitedFor;
        private final AtomicInteger lent = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Pool(int connections, boolean isWaitedFor) {
            setURL(server.url());
            free = new Semaphore(connections);
            this.isWaitedFor = isWaitedFor;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isWaitedFor) {
                free.acquireUninterruptibly();
            } else if (!free.tryAcquire()) {
                throw new SQLException("no connection is free");
            }
            Connection connection = super.getConnection();
            most.accumulateAndGet(lent.incrementAndGet(), Math::max);
            AtomicBoolean isClosed = new AtomicBoolean();
            return (Connection) Proxy.newProxyInstance(
                    Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            if (method.getName().equals("close") && isClosed.compareAndSet(false, true)) {
                                lent.decrementAndGet();
                                free.release();
                            }
                        }
                    });
        }

        /** All connections come back, one that nobody waited for a moment later. */
        void checkComplete() throws InterruptedException {
            for (int i = 0; i < 100 && lent.get() > 0; i++) {
                Thread.sleep(50);
            }
            assertThat(lent.get()).isZero();
        }

        String annotated(String dataset) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            GenomicsDatabase.open(this)
                    .assembly(SCHEMA)
                    .annotations(dataset, COLUMNS)
                    .annotate(mine, out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void resultsAreThoseOfOneConnection() throws Exception {
        List<String> results = new ArrayList<>();
        for (VariantLayout layout : VariantLayout.values()) {
            Pool one = new Pool(1, false);
            Pool two = new Pool(2, true);

            String expected = one.annotated("source" + layout);
            for (int i = 0; i < 5 && two.most.get() < 2; i++) { // the second may come too late to be of use
                assertThat(two.annotated("source" + layout).equals(expected))
                        .as(layout.name())
                        .isTrue();
            }

            assertThat(one.most.get()).isEqualTo(1);
            assertThat(two.most.get()).isEqualTo(2);
            two.checkComplete();
            results.add(expected);
        }
        assertThat(records(results.get(0))).isEqualTo(records(results.get(1)));
        assertThat(results.get(0).split(";?x_ac=", -1).length).isGreaterThan(RECORDS / 3);
    }

    /** Without the header, which names the dataset. */
    private static List<String> records(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** Even if nothing ends the waiting for a second one. */
    @Test
    void aPoolOfOneIsEnough() throws Exception {
        Pool pool = new Pool(1, true);
        String first = pool.annotated("sourcePACKED");

        assertThat(pool.annotated("sourcePACKED").equals(first)).isTrue();
        assertThat(pool.most.get()).isEqualTo(1);
        try (Connection still = pool.getConnection()) {
            assertThat(still.isValid(1)).isTrue();
        }
    }

    @Test
    void oneConnectionThatIsGivenTwiceIsUsedOnce() throws Exception {
        try (Connection kept = server.connect()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            GenomicsDatabase.open(TestDatabase.keeping(kept))
                    .assembly(SCHEMA)
                    .annotations("sourcePACKED", COLUMNS)
                    .annotate(mine, out);

            assertThat(out.toString(StandardCharsets.UTF_8).equals(new Pool(1, false).annotated("sourcePACKED")))
                    .isTrue();
        }
    }

    /** Many results take one connection each, and one more. */
    @Test
    void manyResultsTakeOneMore() throws Exception {
        Pool pool = new Pool(20, true);
        String expected = new Pool(1, false).annotated("sourcePACKED");
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<String>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(CompletableFuture.supplyAsync(() -> unchecked(pool), executor));
            }
            results.forEach(result -> assertThat(result.join().equals(expected)).isTrue());
        } finally {
            executor.shutdownNow();
        }
        assertThat(pool.most.get()).isBetween(2, 5);
        pool.checkComplete();
    }

    private static String unchecked(Pool pool) {
        try {
            return pool.annotated("sourcePACKED");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each state of the dataset has a count of its own. */
    @Test
    void aDatasetThatIsReplacedIsNeverSeenInAMixture() throws Exception {
        load("replaced", VariantLayout.PACKED, text(1, 4, 100));
        Pool pool = new Pool(4, true);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<List<Set<String>>> seen = CompletableFuture.supplyAsync(() -> {
            List<Set<String>> all = new ArrayList<>();
            while (!ended.get()) {
                try {
                    all.add(counts(pool.annotated("replaced")));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return all;
        });
        try {
            for (int i = 1; i <= 4; i++) {
                load("replaced", i % 3 == 0 ? VariantLayout.ROWS : VariantLayout.PACKED, text(1, 4, 100 + i));
            }
        } finally {
            ended.set(true);
        }

        assertThat(seen.join()).isNotEmpty().allMatch(counts -> counts.size() == 1);
        assertThat(Set.copyOf(seen.join()).size()).isGreaterThan(1);
        assertThat(pool.most.get()).isEqualTo(2);
    }

    private static Set<String> counts(String text) {
        Set<String> counts = new HashSet<>();
        Matcher matcher = Pattern.compile("x_ac=([0-9]+)").matcher(text);
        while (matcher.find()) {
            counts.add(matcher.group(1));
        }
        return counts;
    }
}
