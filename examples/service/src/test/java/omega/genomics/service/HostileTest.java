package omega.genomics.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that mean no good get a clear refusal, and others are answered meanwhile. */
class HostileTest {
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.shared();
    }

    static Stream<String> requests() {
        return Stream.of(
                "/api/genes/x'%20OR%20'1'='1",
                "/api/genes/%00",
                "/api/genes/" + "x".repeat(5000),
                "/api/genes/%27;DROP%20TABLE%20grch38.genes;--",
                "/api/genes/..%2f..%2fetc%2fpasswd",
                "/api/genes?region=1';SELECT%20pg_sleep(60):1-5",
                "/api/genes?region=1:1-2147483647",
                "/api/genes?set=x'%20UNION%20SELECT%20usename%20FROM%20pg_user--",
                "/api/genes?region=1:1-5&biotype=x';--",
                "/api/genes?region=1:1-5&offset=-1",
                "/api/genes?region=1:1-5&limit=2147483647",
                "/api/variants?gene=KL&dataset=x';--",
                "/api/variants?gene=KL&after=1~1~1~1~1~1~A~" + "A".repeat(7000),
                "/api/variants?gene=KL&after=1~x~1~1~1~1~A~A",
                "/api/variants?gene=KL&consequence=" + "a,".repeat(1000),
                "/api/variants?gene=KL&maxFrequency=NaN",
                "/api/variants?gene=KL&filter=" + "AF=1%7C%7C".repeat(500) + "AF=1",
                "/api/variants?gene=KL&filter=" + "(".repeat(499),
                "/api/variants?gene=KL&filter=ID=@/etc/passwd",
                "/api/variants?gene=KL&filter=GT[@/dev/zero]=%22het%22",
                "/api/variants?gene=KL&filter=CLNSIG~%22%5C(%5C(a%5C%7B255%5C%7D%5C)%5C%7B255%5C%7D%5C)%22",
                "/api/variants?gene=KL&filter=AF=1;DROP%20TABLE%20grch38.genes",
                "/api/annotate/17-1-" + "A".repeat(2000) + "-C",
                "/api/annotate/17-2147483647-A-C",
                "/api/genes/KL/similar?limit=1000000",
                "/api/genes/KL/track.svg?width=1000000",
                "/api/transcripts/%27%20OR%201=1",
                "/api/nothing",
                "/actuator/heapdump",
                "/actuator/shutdown",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/application.yaml");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isRefusedWithoutInternals(String path) throws Exception {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        assertThat(response.body())
                .doesNotContain("omega.genomics", "Exception", "org.", "SELECT \"", "\tat ", "PSQL", "password");
        assertThat(service.get("/api/genes/KL").statusCode()).isEqualTo(200);
    }

    /** Patterns that take others exponential time. */
    @ParameterizedTest
    @ValueSource(
            strings = {"^\\(\\(a*\\)*\\)*$", "\\(.*\\)*x", ".*.*.*.*.*.*.*.*.*.*.*.*x", "\\([A-Z]\\{100\\}\\)\\{20\\}x"
            })
    @Timeout(20)
    void searchesForPatternsInBoundedTime(String pattern) throws Exception {
        for (String key : List.of("ID", "CLNSIG", "CSQ")) {
            String filter = URLEncoder.encode(key + "~\"" + pattern + "\"", UTF_8);
            assertThat(service.get("/api/variants?gene=BRCA2&filter=" + filter).statusCode())
                    .as(key)
                    .isIn(200, 400);
        }
    }

    @Test
    void allowsNoOtherOrigin() throws Exception {
        HttpResponse<String> response = service.get("/api/genes/KL", "Origin", "https://example.org");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<String> page = service.get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void takesNoBodyWhereNoneBelongs() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/api/genes/KL"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1 << 20]))
                .build();
        HttpResponse<String> response = service.http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** Clients that send a byte now and then take only the places for streams; all else is answered. */
    @Test
    @Timeout(60)
    void answersOthersWhileBodiesComeSlowly() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), service.uri("/").getPort());
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write("POST /api/annotate HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n##file"
                        .getBytes(UTF_8));
                out.flush();
            }
            for (int i = 0; i < 20; i++) {
                assertThat(service.get("/api/genes/KL").statusCode()).isEqualTo(200);
            }
            assertThat(firstAnswer(slow)).endsWith("429");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Which of them are refused is not certain, but their answers come first. */
    private static String firstAnswer(List<Socket> sockets) throws IOException, InterruptedException {
        while (true) {
            for (Socket socket : sockets) {
                InputStream in = socket.getInputStream();
                if (in.available() >= 12) {
                    return new String(in.readNBytes(12), UTF_8);
                }
            }
            Thread.sleep(20);
        }
    }

    /** A thousand requests for pages, or as many as a property says, as fast as they come. */
    @Test
    @Timeout(120)
    void answersManyRequestsForPages() throws Exception {
        int workers = 20;
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                int answered = 0;
                for (int i = 0; i < REQUESTS / workers; i++) {
                    try {
                        int status =
                                service.get("/api/variants?gene=BRCA2&limit=5").statusCode();
                        answered += status == 200 || status == 503 ? 1 : 0;
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return answered;
            }));
        }
        assertThat(all.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(REQUESTS);
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    /** {@code -Dgenomics.service.requests=10000} for the whole of it. */
    private static final int REQUESTS = Integer.getInteger("genomics.service.requests", 1000);
}
