package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import omega.genomics.Region;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.ByteStore;
import omega.genomics.io.GziIndex;
import omega.genomics.io.HttpAccess;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not on this machine: over a web server that counts, delays, drops and lies, and in storage of a caller. */
class RemoteVcfTest {
    private static final Region REGION = Region.parse("1:5000000-5010000");
    private static final HttpAccess QUICK = HttpAccess.defaults().timeout(Duration.ofMillis(1500));

    @TempDir
    static Path folder;

    private static Path vcf = Path.of("");

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private HttpServer server;
    private ExecutorService workers;
    private volatile Answer answer = RemoteVcfTest::send;

    /** What the server does with a range of a file. */
    private interface Answer {
        void to(HttpExchange exchange, byte[] file, int from, int to) throws IOException;
    }

    @BeforeAll
    static void makeFile() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(
                "##fileformat=VCFv4.2\n##contig=<ID=1>\n##INFO=<ID=S,Number=1,Type=String,Description=\"s\">\n"
                        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 1; i <= 250_000; i++) {
            text.append("1\t")
                    .append(40 * i)
                    .append("\trs")
                    .append(random.nextInt(1_000_000_000))
                    .append("\tA\tC\t.\t.\tS=");
            text.append(Long.toString(random.nextLong() >>> 1, 36))
                    .append(Long.toString(random.nextLong() >>> 1, 36))
                    .append('\n');
        }
        vcf = folder.resolve("calls.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(vcf)) {
            out.write(text.toString().getBytes(UTF_8));
        }
        VcfIndex.write(vcf, TabixFormat.TBI);
        assertThat(Files.size(vcf)).isGreaterThan(6_000_000);
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .substring("bytes=".length())
                    .split("-", -1);
            int from = Integer.parseInt(range[0]);
            int to = (int) Math.min(bytes.length, Long.parseLong(range[1]) + 1);
            sent.addAndGet(Math.max(0, to - from));
            try (exchange) {
                answer.to(exchange, bytes, from, to);
            } catch (IOException e) {
                // the client has gone, as it should
            }
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static void send(HttpExchange exchange, byte[] file, int from, int to) throws IOException {
        send(exchange, file, from, to, "bytes " + from + "-" + (to - 1) + "/" + file.length);
    }

    private static void send(HttpExchange exchange, byte[] file, int from, int to, String range) throws IOException {
        if (from >= file.length) {
            exchange.getResponseHeaders().add("Content-Range", "bytes */" + file.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders().add("Content-Range", range);
        exchange.sendResponseHeaders(206, to - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(file, from, to - from);
        }
    }

    private URI address(String file) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + file);
    }

    private static List<String> records(InputSource source, VcfReader.Options options) throws IOException {
        List<String> records = new ArrayList<>();
        try (VcfReader reader = options.open(source)) {
            reader.forEach(record -> records.add(record.toVariant().toString()));
        }
        return records;
    }

    private static List<String> expected() throws IOException {
        return records(InputSource.of(vcf), VcfReader.options().region(REGION));
    }

    @Test
    void aRegionCostsTheIndexAndLittleMore() throws IOException {
        InputSource source = InputSource.of(address("calls.vcf.gz"));
        assertThat(records(source, VcfReader.options().region(REGION)))
                .isEqualTo(expected())
                .hasSize(251);
        long index = Files.size(Path.of(vcf + ".tbi"));
        assertThat(source.fetchedBytes()).isEqualTo(sent.get()).isBetween(index, index + 300_000);
        assertThat(requests.get()).isLessThan(12);
        long before = sent.get();
        assertThat(records(source, VcfReader.options().region(REGION))).hasSize(251);
        assertThat(sent.get()).isEqualTo(before); // what was fetched is kept
    }

    @Test
    void aWholeFileIsReadInLargeRanges() throws IOException {
        InputSource source = InputSource.of(address("calls.vcf.gz"));
        try (VcfReader reader = VcfReader.open(source)) {
            reader.forEach(record -> {});
            assertThat(reader.records()).isEqualTo(250_000);
        }
        assertThat(source.fetchedBytes()).isEqualTo(Files.size(vcf));
        assertThat(source.storedSize()).hasValue(Files.size(vcf));
        assertThat(requests.get()).isLessThan(15);
    }

    @Test
    void dropsDelaysAndBusyServersAreRetried() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        answer = (exchange, file, from, to) -> {
            switch (calls.getAndIncrement() % 4) {
                case 0 -> exchange.sendResponseHeaders(503, -1);
                case 1 -> { // half of what was promised
                    exchange.getResponseHeaders()
                            .add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length);
                    exchange.sendResponseHeaders(206, to - from);
                    exchange.getResponseBody().write(file, from, (to - from) / 2);
                    exchange.getResponseBody().flush();
                    throw new IOException("dropped");
                }
                case 2 -> exchange.close();
                default -> send(exchange, file, from, to);
            }
        };
        assertThat(records(
                        InputSource.of(address("calls.vcf.gz"), QUICK),
                        VcfReader.options().region(REGION)))
                .isEqualTo(expected());
    }

    @Test
    void failuresNameTheAddressAndTheByte() {
        answer = (exchange, file, from, to) -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        HttpAccess access =
                HttpAccess.defaults().timeout(Duration.ofMillis(300)).attempts(2);
        URI address = address("calls.vcf.gz");
        assertThatThrownBy(() -> VcfReader.open(InputSource.of(address, access)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(address + ": byte 0: ")
                .hasMessageContaining("in the last of 2 attempts");
        answer = (exchange, file, from, to) -> exchange.sendResponseHeaders(403, -1);
        assertThatThrownBy(() -> VcfReader.open(InputSource.of(address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(address.toString());
        URI missing = URI.create(address("none.vcf.gz") + "?signature=secret");
        assertThatThrownBy(() -> VcfReader.open(InputSource.of(missing)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(address("none.vcf.gz") + "?…")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> VcfReader.options().region(REGION).open(InputSource.of(address("calls.vcf.gz.tbi"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void liesAboutLengthsAreFound() {
        List<Answer> lies = List.of(
                (exchange, file, from, to) ->
                        send(exchange, file, from, to, "bytes " + (from + 1) + "-" + to + "/" + file.length),
                (exchange, file, from, to) ->
                        send(exchange, file, from, to, "bytes " + from + "-" + (to + 5) + "/" + file.length),
                (exchange, file, from, to) ->
                        send(exchange, file, from, to, "bytes " + from + "-" + (from + 9) + "/" + file.length),
                (exchange, file, from, to) -> send(exchange, file, from, to, "bytes 0-1/x"),
                (exchange, file, from, to) ->
                        send(exchange, file, from, to - 1, "bytes " + from + "-" + (to - 1) + "/" + file.length),
                (exchange, file, from, to) -> send( // a file that grows with each answer
                        exchange,
                        file,
                        from,
                        to,
                        "bytes " + from + "-" + (to - 1) + "/" + (file.length + requests.get())),
                (exchange, file, from, to) -> { // a body without end
                    exchange.getResponseHeaders()
                            .add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length);
                    exchange.sendResponseHeaders(206, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (true) {
                            out.write(file);
                        }
                    }
                });
        HttpAccess access = QUICK.attempts(2);
        for (Answer lie : lies) {
            answer = lie;
            assertThatThrownBy(() -> {
                        try {
                            records(
                                    InputSource.of(address("calls.vcf.gz"), access),
                                    VcfReader.options().region(REGION));
                        } catch (UncheckedIOException e) {
                            throw e.getCause();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("http://127.0.0.1:");
        }
    }

    @Test
    void nothingIsDownloadedWholeInsteadOfARange() throws IOException {
        answer = (exchange, file, from, to) -> {
            exchange.sendResponseHeaders(200, file.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(file);
            }
        };
        InputSource source = InputSource.of(address("calls.vcf.gz"));
        assertThatThrownBy(() -> VcfReader.open(source))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a server that answers range requests");
        assertThat(source.fetchedBytes()).isZero();
        Files.writeString(folder.resolve("small.txt"), "hello");
        try (var in = InputSource.of(address("small.txt")).open()) {
            assertThat(in.readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @Test
    void plainHttpIsForThisMachineAndRedirectionsAreChecked() {
        assertThatThrownBy(() -> InputSource.parse("http://example.org/calls.vcf.gz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected https, found http://example.org/calls.vcf.gz");
        for (String address : List.of(
                "http://127.evil.org/x",
                "http://localhost.evil.org/x",
                "ftp://a.org/x",
                "https://user:secret@a.org/x")) {
            assertThatThrownBy(() -> InputSource.of(URI.create(address)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
        assertThat(InputSource.of(
                                URI.create("http://example.org/x"),
                                HttpAccess.defaults().allowPlain())
                        .name())
                .isEqualTo("http://example.org/x");
        assertThat(HttpAccess.defaults().header("Authorization", "secret"))
                .asString()
                .doesNotContain("secret");
        answer = (exchange, file, from, to) -> {
            exchange.getResponseHeaders().add("Location", "http://example.org/calls.vcf.gz");
            exchange.sendResponseHeaders(302, -1);
        };
        assertThatThrownBy(() -> VcfReader.open(InputSource.of(address("calls.vcf.gz"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not followed")
                .hasMessageContaining("example.org");
        AtomicInteger calls = new AtomicInteger();
        answer = (exchange, file, from, to) -> {
            if (calls.getAndIncrement() == 0) {
                exchange.getResponseHeaders().add("Location", "/calls.vcf.gz?other");
                exchange.sendResponseHeaders(307, -1);
            } else {
                send(exchange, file, from, to);
            }
        };
        assertThat(calls.get()).isZero();
        try {
            assertThat(records(
                            InputSource.of(address("calls.vcf.gz")),
                            VcfReader.options().region(REGION)))
                    .hasSize(251);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCallersStoreIsReadAlike() throws IOException {
        ByteStore store = suffix -> {
            Path file = Path.of(vcf + suffix);
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            ByteRanges ranges = ByteRanges.of(file);
            return new ByteRanges() {
                @Override
                public int read(long offset, ByteBuffer target) throws IOException {
                    ByteBuffer part = target.slice().limit(Math.min(1000, target.remaining())); // fewer than asked for
                    int n = ranges.read(offset, part);
                    target.position(target.position() + Math.max(0, n));
                    return n;
                }

                @Override
                public long size() throws IOException {
                    return ranges.size();
                }

                @Override
                public void close() throws IOException {
                    ranges.close();
                }
            };
        };
        InputSource source = InputSource.of("bucket/calls.vcf.gz", store);
        assertThat(records(source, VcfReader.options().region(REGION))).isEqualTo(expected());
        assertThat(source.fetchedBytes()).isLessThan(400_000);
        assertThat(source.beside(".csi")).isEmpty();
        assertThatThrownBy(() -> TabixIndex.of(InputSource.of("bucket/x.vcf.gz", suffix -> {
                    throw new NoSuchFileException("bucket/x.vcf.gz" + suffix);
                })))
                .hasMessageContaining("bucket/x.vcf.gz: expected an index next to it (x.vcf.gz.tbi or .csi)");
    }

    @Test
    void otherFileSystemsAreReadAlike() throws IOException {
        Path zip = folder.resolve("files.zip");
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path inside = files.getPath("/calls.vcf.gz");
            Files.copy(vcf, inside);
            Files.copy(Path.of(vcf + ".tbi"), files.getPath("/calls.vcf.gz.tbi"));
            assertThat(records(InputSource.of(inside), VcfReader.options().region(REGION)))
                    .isEqualTo(expected());
            int records = 0;
            for (VcfSplit split : VcfSplit.of(inside, 3)) {
                try (VcfReader reader = VcfReader.options().open(split)) {
                    reader.forEach(record -> {});
                    records += (int) reader.records();
                }
            }
            assertThat(records).isEqualTo(250_000);
        }
    }

    @Test
    void fastaIsReadThroughItsIndexes() throws IOException {
        Random random = new Random(4);
        StringBuilder bases = new StringBuilder(">one\n");
        for (int i = 0; i < 30_000; i++) {
            for (int n = 0; n < 60; n++) {
                bases.append("ACGT".charAt(random.nextInt(4)));
            }
            bases.append('\n');
        }
        byte[] text = bases.toString().getBytes(UTF_8);
        Path plain = Files.write(folder.resolve("plain.fa"), text);
        Path blocks = folder.resolve("blocks.fa.gz");
        try (BgzfWriter out = BgzfWriter.create(blocks)) {
            out.write(text);
        }
        assertThatThrownBy(() -> IndexedFasta.open(InputSource.of(address("plain.fa"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("plain.fa.fai");
        ByteArrayOutputStream fai = new ByteArrayOutputStream();
        FastaIndex.build(InputSource.of(plain)).write(fai);
        ByteArrayOutputStream gzi = new ByteArrayOutputStream();
        GziIndex.build(blocks).write(gzi);
        Files.write(folder.resolve("plain.fa.fai"), fai.toByteArray());
        Files.write(folder.resolve("blocks.fa.gz.fai"), fai.toByteArray());
        Files.write(folder.resolve("blocks.fa.gz.gzi"), gzi.toByteArray());
        Region region = new Region("one", 1_000_001, 1_000_500);
        for (String name : List.of("plain.fa", "blocks.fa.gz")) {
            InputSource source = InputSource.of(address(name));
            try (IndexedFasta fasta = IndexedFasta.open(source);
                    IndexedFasta local = IndexedFasta.open(folder.resolve(name))) {
                assertThat(fasta.sequence(region))
                        .isEqualTo(local.sequence(region))
                        .hasSize(500);
            }
            assertThat(source.fetchedBytes()).isLessThan(200_000);
        }
    }
}
