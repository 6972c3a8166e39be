package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.HttpAccess;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.RangeServer;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Variants are loaded from the address of a file, which is read once. */
@DatabaseTest
class RemoteLoadTest {
    private static final int RECORDS = 30_000;
    private static final AtomicBoolean IS_BROKEN = new AtomicBoolean();

    private static AssemblyDatabase genome;
    private static HttpServer server;
    private static byte[] file = {};

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) throws Exception {
        genome = Genomes.empty(database, "grch38");
        StringBuilder text = new StringBuilder(
                "##fileformat=VCFv4.2\n##contig=<ID=chr1>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append("chr1\t")
                    .append(i)
                    .append("\trs")
                    .append(i * 7919L % 1_000_003)
                    .append("\tA\tC\t.\t.\t.\n");
        }
        Path path = folder.resolve("calls.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(path)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        file = Files.readAllBytes(path);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RemoteLoadTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String[] range = exchange.getRequestHeaders()
                .getFirst("Range")
                .substring("bytes=".length())
                .split("-", -1);
        int from = Integer.parseInt(range[0]);
        int to = (int) Math.min(file.length, Long.parseLong(range[1]) + 1);
        if (!exchange.getRequestURI().getPath().equals("/calls.vcf.gz") || (IS_BROKEN.get() && to > file.length / 2)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length);
        exchange.sendResponseHeaders(206, to - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(file, from, to - from);
        }
    }

    private static InputSource source() {
        return InputSource.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/calls.vcf.gz"),
                HttpAccess.defaults().timeout(Duration.ofSeconds(20)).attempts(2));
    }

    @ParameterizedTest
    @EnumSource(VariantLayout.class)
    void aFileIsLoadedFromItsAddress(VariantLayout layout) throws IOException {
        InputSource source = source();
        LoadReport report = genome.loadVariants(source)
                .dataset("remote " + layout)
                .layout(layout)
                .run();

        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isEqualTo(RECORDS);
        assertThat(genome.variants().in("remote " + layout).count()).isEqualTo(RECORDS);
        assertThat(source.fetchedBytes()).isBetween((long) file.length, 2L * file.length);
        assertThat(genome.loadVariants(source())
                        .dataset("remote " + layout)
                        .layout(layout)
                        .run()
                        .state())
                .isEqualTo(LoadState.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(VariantLayout.class)
    void dropsAndDelaysChangeNothing(VariantLayout layout) throws IOException {
        try (RangeServer unreliable = RangeServer.start()) {
            unreliable.serve("calls.vcf.gz", file);
            unreliable.becomeUnreliable();
            LoadReport report = genome.loadVariants(InputSource.of(unreliable.address("calls.vcf.gz")))
                    .dataset("dropped " + layout)
                    .layout(layout)
                    .run();

            assertThat(report.state()).isEqualTo(LoadState.DONE);
            assertThat(report.recordsRead()).isEqualTo(RECORDS);
            assertThat(genome.variants().in("dropped " + layout).count()).isEqualTo(RECORDS);
            assertThat(unreliable.requests()).isGreaterThan(5);
        }
    }

    @Test
    void aServerThatFailsLeavesNothing() {
        IS_BROKEN.set(true);
        try {
            assertThatThrownBy(() ->
                            genome.loadVariants(source()).dataset("broken").run())
                    .hasStackTraceContaining("127.0.0.1");
        } finally {
            IS_BROKEN.set(false);
        }
        assertThat(genome.datasets().list()).noneMatch(dataset -> dataset.name().equals("broken"));
    }
}
