package omega.genomics.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.source.Consequences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long answers and long bodies. */
class StreamingTest {
    private static final String HEADER =
            "##fileformat=VCFv4.2\n##contig=<ID=chr13>\n" + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.shared();
    }

    private static HttpResponse<InputStream> annotate(InputStream body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/api/annotate"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build();
        return service.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static HttpResponse<InputStream> annotate(String body) throws Exception {
        return annotate(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    @Test
    void streamsVariantsAsLinesOfJson() throws Exception {
        HttpResponse<String> response = service.get("/api/variants?gene=BRCA2", "Accept", "application/x-ndjson");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
        List<String> lines = response.body()
                .lines()
                .map(line -> JsonPath.<String>read(line, "$.variant"))
                .toList();
        assertThat(lines)
                .isEqualTo(service.<List<String>>json("/api/variants?gene=BRCA2&limit=1000", "$.rows[*].variant"));
        assertThat(service.get("/api/variants?gene=nothing", "Accept", "application/x-ndjson")
                        .statusCode())
                .isEqualTo(404);
    }

    /** The annotator over the whole model is the oracle; the service knows only contigs. */
    @Test
    void annotatesAFileAsTheAnnotatorDoes() throws Exception {
        AssemblyDatabase grch38 = service.bean(AssemblyDatabase.class);
        ConsequenceAnnotator annotator =
                ConsequenceAnnotator.builder(grch38.genes().models()).build();
        byte[] file = Files.readAllBytes(RunningService.PROJECT.resolve("docs/sample/sample.vcf"));
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
            out.write(file);
        }
        try (VcfReader plain = VcfReader.open(InputSource.of("sample.vcf", file));
                InputStream answer =
                        annotate(new ByteArrayInputStream(gz.toByteArray())).body();
                VcfReader annotated = VcfReader.open(InputSource.of("answer", answer))) {
            Consequences csq = Consequences.of(annotated.header()).orElseThrow();
            for (Variant variant : (Iterable<Variant>) annotated.stream()::iterator) {
                String line = variant.toString();
                assertThat(csq.in(VcfRecord.of(variant))).isNotEmpty();
                after.add(line.replaceFirst(";?CSQ=[^;\t]*", ""));
                String alt = variant.alts().get(0);
                Optional<VariantConsequences> expected =
                        annotator.annotate(variant.contig(), variant.position(), variant.end(), variant.ref(), alt);
                assertThat(csq.in(VcfRecord.of(variant)).stream()
                                .filter(each -> each.allele().equals(alt))
                                .map(each -> each.terms() + " " + each.feature()))
                        .as(line)
                        .isEqualTo(expected.orElseThrow().bySeverity().stream()
                                .map(each -> each.terms().stream()
                                                .map(term -> term.label())
                                                .toList() + " "
                                        + each.transcript().map(of -> of.id()))
                                .toList());
            }
            plain.stream().forEach(variant -> before.add(variant.toString()));
        }
        assertThat(after).isEqualTo(before).isNotEmpty();
    }

    /** Values of the stored sample, for the sample itself and another allele; the same in a body that says it is a form, as curl -d does. */
    @Test
    void addsStoredValuesToAFile() throws Exception {
        String body = HEADER.replace("chr13", "chr17")
                + "chr17\t7673800\t.\tC\tT\t.\t.\t.\nchr17\t7673800\t.\tC\tG\t.\t.\tDP=3\n";
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            HttpResponse<String> response = post("?dataset=sample&columns=AF:stored_AF,CLNSIG", type, body);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            List<String> records = response.body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(response.body()).contains("##INFO=<ID=stored_AF,", "##INFO=<ID=CSQ,");
            assertThat(records.get(0)).contains("stored_AF=0.00025;CLNSIG=Pathogenic/Likely_pathogenic;CSQ=T|");
            assertThat(records.get(1)).contains("\tDP=3;CSQ=").doesNotContain("stored_AF");
        }
    }

    @Test
    void refusesValuesThatAreNotStored() throws Exception {
        String body = HEADER + "chr13\t32316600\t.\tA\tG\t.\t.\t.\n";
        assertThat(post("?dataset=nothing&columns=AF", "text/plain", body).statusCode())
                .isEqualTo(404);
        for (String wrong : List.of(
                "?dataset=sample",
                "?columns=AF",
                "?dataset=sample&columns=NOTHING",
                "?dataset=sample&columns=AF:x,AC:x")) {
            assertThat(post(wrong, "text/plain", body).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(post("?dataset=sample&columns=AF", "text/plain", HEADER + "chr13\t12x4\t.\tA\tG\t.\t.\t.\n")
                        .body())
                .contains("\"line\":4");
    }

    private static HttpResponse<String> post(String query, String type, String body) throws Exception {
        return service.http.send(
                HttpRequest.newBuilder(service.uri("/api/annotate" + query))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Much of the answer to the first half is read before the second half is sent: neither is held in memory. */
    @Test
    @Timeout(120)
    void answersWhileTheFileStillArrives() throws Exception {
        byte[] block = "chr13\t32316600\t.\tA\tG\t.\t.\tDP=10;NOTE=made_up\n"
                .repeat(1000)
                .getBytes(UTF_8);
        int blocks = 40;
        CountDownLatch answered = new CountDownLatch(1);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri("/").getPort())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    out.write("POST /api/annotate HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(UTF_8));
                    chunk(out, HEADER.getBytes(UTF_8));
                    for (int i = 0; i < blocks; i++) {
                        if (i == blocks / 2) {
                            answered.await();
                        }
                        chunk(out, block);
                    }
                    chunk(out, new byte[0]);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            assertThat(line(in)).contains(" 200");
            while (!line(in).isEmpty()) {
                // headers
            }
            long lines = 0;
            long bytes = 0;
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                byte[] chunk = in.readNBytes(size);
                line(in);
                bytes += size;
                for (byte each : chunk) {
                    lines += each == '\n' ? 1 : 0;
                }
                if (bytes > (long) block.length * blocks / 4) {
                    answered.countDown();
                }
            }
            sent.join();
            assertThat(lines).isEqualTo(blocks * 1000 + 4);
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append(c == '\r' ? "" : String.valueOf((char) c));
        }
        return line.toString();
    }

    @Test
    void saysWhereAFileCannotBeRead() throws Exception {
        HttpResponse<InputStream> response = annotate(HEADER + "chr13\t12x4\t.\tA\tG\t.\t.\t.\n");
        String problem = new String(response.body().readAllBytes(), UTF_8);
        assertThat(response.statusCode()).as(problem).isEqualTo(422);
        assertThat(JsonPath.<Integer>read(problem, "$.line")).isEqualTo(4);
        assertThat(JsonPath.<Integer>read(problem, "$.column")).isEqualTo(7);
        assertThat(JsonPath.<String>read(problem, "$.field")).isEqualTo("POS");
        assertThat(JsonPath.<String>read(problem, "$.detail")).contains("12x4");
        for (String wrong : List.of("", "no VCF", "##fileformat=VCFv4.2\n")) {
            assertThat(annotate(wrong).statusCode()).as(wrong).isEqualTo(422);
        }
    }

    /** What was sent before is no whole answer, and no client takes it for one. */
    @Test
    void cutsTheAnswerOffWhereALaterRecordCannotBeRead() throws Exception {
        String good = "chr13\t32316600\t.\tA\tG\t.\t.\t.\n".repeat(20_000);
        HttpResponse<InputStream> response = annotate(HEADER + good + "chr13\t12x4\t.\tA\tG\t.\t.\t.\n");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotOverwriteConsequences() throws Exception {
        byte[] file = Files.readAllBytes(RunningService.PROJECT.resolve("docs/sample/brca2.vcf"));
        assertThat(annotate(new ByteArrayInputStream(file)).statusCode()).isEqualTo(400);
    }
}
