package omega.genomics.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service answers over HTTP. */
class RestTest {
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.shared();
    }

    @ParameterizedTest
    @CsvSource({"BRCA2,BRCA2", "KLOTHO,KL", "ENSG00000141510,TP53"})
    void findsGenesBySymbolAliasAndId(String name, String symbol) throws Exception {
        assertThat(service.<List<String>>json("/api/genes/" + name, "$[*].gene_name"))
                .containsExactly(symbol);
    }

    @Test
    void describesAGeneInTheVocabularyOfTheLibrary() throws Exception {
        assertThat(service.<Object>json("/api/genes/KL", "$[0]"))
                .hasToString("{dataset=sample, gene_id=ENSG00000133116, gene_name=KL, chromosome=13,"
                        + " start_pos=33016423, end_pos=33066143, strand=+, biotype=protein_coding}");
    }

    @Test
    void suggestsNamesForOneThatNothingHas() throws Exception {
        HttpResponse<String> response = service.get("/api/genes/brca1");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<List<String>>read(response.body(), "$.suggestions"))
                .contains("BRCA1");
        assertThat(JsonPath.<String>read(response.body(), "$.kind")).isEqualTo("gene");
    }

    @Test
    void pagesThroughTheGenesOfARegion() throws Exception {
        List<String> found = new ArrayList<>();
        String next = "/api/genes?region=chr17:43000001-44000000&limit=1";
        while (next != null) {
            HttpResponse<String> page = service.get(next);
            found.addAll(JsonPath.<List<String>>read(page.body(), "$.rows[*].gene_id"));
            next = JsonPath.<List<String>>read(page.body(), "$[?(@.next)].next").stream()
                    .findFirst()
                    .orElse(null);
        }
        assertThat(found).containsExactly("ENSG00000012048", "SAMPLE_G01");
    }

    @Test
    void findsTheGenesOfASet() throws Exception {
        assertThat(service.<List<String>>json("/api/genes?set=longevity", "$[*].genes[*].gene_name"))
                .contains("KL", "FOXO3", "SIRT1", "APOE");
        assertThat(service.<List<String>>json("/api/sets", "$")).contains("longevity");
    }

    @Test
    void listsTranscripts() throws Exception {
        List<String> ids = service.json("/api/genes/BRCA2/transcripts", "$[*].transcript_id");
        assertThat(ids).isNotEmpty();
        assertThat(service.<List<String>>json("/api/transcripts/" + ids.get(0), "$[*].transcript_id"))
                .containsExactly(ids.get(0));
    }

    /** Every page but the last is full, and together they are the whole list. */
    @ParameterizedTest
    @CsvSource({"1", "7", "100"})
    void pagesThroughVariantsByLinks(int size) throws Exception {
        List<String> whole = service.json("/api/variants?gene=BRCA2&limit=1000", "$.rows[*].variant");
        List<String> found = new ArrayList<>();
        String next = "/api/variants?gene=BRCA2&limit=" + size;
        while (next != null) {
            HttpResponse<String> page = service.get(next);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            found.addAll(JsonPath.<List<String>>read(page.body(), "$.rows[*].variant"));
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> link.replaceFirst("<(.*)>; rel=\"next\"", "$1"))
                    .orElse(null);
            assertThat(found.size() % size == 0 || next == null).isTrue();
        }
        assertThat(found).isEqualTo(whole).hasSize(40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rs=rs429358 | 19-44908684-T-C",
                "variant=chr19-44908684-T-C | 19-44908684-T-C",
                "region=17:43092000-43092000 | 17-43092000-ACTG-A",
                "region=17:43050001-43050001 | 17-43050000-A-<DEL>",
                "gene=TP53&significance=pathogenic,likely pathogenic&maxFrequency=0.001 | 17-7673800-C-T",
                "region=13:32315000-32316000&impact=HIGH&dataset=brca2 | 13-32315213-C-A",
                "region=1:11200000-11300000&type=del | 1-11200100-CT-C",
                "gene=BRCA2&consequence=splice_acceptor_variant | 13-32326411-G-A",
                "gene=BRCA2&dataset=brca2&filter=AC=2 %26%26 CSQ~\"acceptor\" | 13-32326411-G-A",
                "gene=TP53&filter=CLNSIG~\"athogenic\" %26%26 AF<0.001 | 17-7673800-C-T",
            })
    void narrowsVariantsDown(String query, String variant) throws Exception {
        assertThat(service.<List<String>>json(
                        "/api/variants?"
                                + query.replace(" ", "%20").replace("<", "%3C").replace("\"", "%22"),
                        "$.rows[*].variant"))
                .containsExactly(variant);
    }

    /** What is stored, and what is computed, need not agree: the sample's own consequences are made up. */
    @Test
    void annotatesAVariantThatIsStored() throws Exception {
        String path = "/api/annotate/13-32326411-G-A";
        assertThat(service.<List<String>>json(path, "$.stored[*].consequence"))
                .containsExactly("splice_acceptor_variant");
        assertThat(service.<List<Double>>json(path, "$.stored[*].allele_frequency"))
                .containsExactly(0.0004);
        assertThat(service.<List<String>>json(path, "$.consequences[?(@.picked == true)].gene"))
                .containsExactly("BRCA2");
    }

    @Test
    void annotatesAVariantThatIsNotStored() throws Exception {
        String path = "/api/annotate/chr13-32315100-A-AT";
        assertThat(service.<List<String>>json(path, "$.stored")).isEmpty();
        assertThat(service.<List<String>>json(path, "$.consequences[*].gene")).contains("BRCA2");
        assertThat(service.<List<String>>json("/api/annotate/2-1000-A-T", "$.consequences[*].terms[*]"))
                .containsExactly("intergenic_variant");
    }

    static Stream<String> badRequests() {
        return Stream.of(
                "/api/variants",
                "/api/variants?gene=KL&rs=rs1",
                "/api/variants?region=17:5-1",
                "/api/variants?region=17",
                "/api/variants?gene=KL&limit=0",
                "/api/variants?gene=KL&limit=100000",
                "/api/variants?gene=KL&after=x",
                "/api/variants?gene=KL&maxFrequency=2",
                "/api/variants?gene=KL&maxFrequency=x",
                "/api/variants?gene=KL&impact=TERRIBLE",
                "/api/variants?gene=KL&consequence=boring_variant",
                "/api/variants?rs=429358",
                "/api/genes?region=1:1-5&offset=-1",
                "/api/annotate/17-1-T",
                "/api/annotate/17-0-T-C",
                "/api/annotate/17-99999999999-T-C",
                "/api/annotate/17-1-T-%3Cscript%3E");
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void refusesWithAProblem(String path) throws Exception {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"status\":400").doesNotContain("omega.genomics", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AF<0.01+%26%26+ | 12 | column after which something is missing",
                "NOSUCH=1 | 1 | key that no dataset has",
                "CLNSIG~%22%5C(%22 | 8 | pattern that is none",
                "AF%3D%22x%22 | 4 | types that do not go together"
            })
    void namesThePlaceInAFilterExpression(String expression, int column, String what) throws Exception {
        HttpResponse<String> response =
                service.get("/api/variants?gene=BRCA2&filter=" + expression.replace("<", "%3C"));
        assertThat(response.statusCode()).as(what + response.body()).isEqualTo(400);
        assertThat(JsonPath.<String>read(response.body(), "$.parameter")).isEqualTo("filter");
        assertThat(JsonPath.<Integer>read(response.body(), "$.column")).as(what).isEqualTo(column);
    }

    @Test
    void answersNotModifiedUntilSomethingIsLoaded() throws Exception {
        HttpResponse<String> first = service.get("/api/genes/KL");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("max-age=60, public");
        HttpResponse<String> second = service.get("/api/genes/KL", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(service.get("/api/genes/KL", "If-None-Match", "W/\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void listsExpressionHighestFirst() throws Exception {
        List<Double> medians = service.json("/api/genes/KLOTHO/expression", "$[*].median");
        assertThat(medians).hasSize(12).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(service.<List<String>>json("/api/genes/KL/expression", "$[*].tissue"))
                .contains("Kidney_Cortex");
        assertThat(service.<List<String>>json("/api/genes/CD99/expression", "$"))
                .isEmpty();
    }

    @Test
    void listsSimilarGenesNearestFirst() throws Exception {
        assertThat(service.<List<String>>json("/api/genes/SIRT1/similar?limit=3", "$[*].gene_name"))
                .hasSize(3)
                .contains("SIRT3", "SIRT6")
                .doesNotContain("SIRT1");
        assertThat(service.<List<Double>>json("/api/genes/SIRT1/similar", "$[*].distance"))
                .isSorted();
        assertThat(service.get("/api/genes/nothing/similar").statusCode()).isEqualTo(404);
    }

    @Test
    void drawsAGene() throws Exception {
        HttpResponse<String> response = service.get("/api/genes/TP53/track.svg?width=640");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/svg+xml"));
        assertThat(response.body())
                .startsWith("<svg")
                .contains("width=\"640\"", "pathogenic (1)", "prefers-color-scheme:dark");
        assertThat(service.get("/api/genes/TP53/track.svg?width=1").statusCode())
                .isEqualTo(400);
        assertThat(service.get("/api/genes/nothing/track.svg").statusCode()).isEqualTo(404);
    }

    @Test
    void listsDatasetsAndCounts() throws Exception {
        assertThat(service.<List<String>>json("/api/datasets", "$[?(@.kind == 'variants')].name"))
                .containsExactly("brca2", "sample");
        assertThat(service.<List<Integer>>json("/api/statistics?dataset=brca2", "$[*].alleles"))
                .containsExactly(40);
        assertThat(service.<List<Integer>>json("/api/statistics?dataset=brca2", "$[*].consequences.stop_gained"))
                .hasSize(1);
        assertThat(service.get("/api/statistics?dataset=nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void describesItselfAsOpenApi() throws Exception {
        String path = "/v3/api-docs";
        assertThat(service.<Map<String, Object>>json(path, "$.paths"))
                .containsKeys("/api/genes/{name}", "/api/variants", "/api/annotate", "/api/annotate/{variant}");
        assertThat(service.<Map<String, Object>>json(path, "$.components.schemas.GeneJson.properties"))
                .containsKeys("gene_id", "chromosome", "start_pos");
        assertThat(service.<List<String>>json(path, "$.paths['/api/variants'].get.parameters[*].name"))
                .contains("region", "gene", "maxFrequency", "after", "limit");
    }

    @Test
    void tellsProbesAndMetrics() throws Exception {
        assertThat(service.get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(service.get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        service.get("/api/genes/KL");
        assertThat(service.get("/actuator/prometheus").body())
                .contains(
                        "http_server_requests_seconds_count",
                        "uri=\"/api/genes/{name}\"",
                        "hikaricp_connections_active");
        assertThat(service.get("/actuator/env").statusCode()).isEqualTo(404);
    }
}
