package omega.genomics.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import graphql.introspection.IntrospectionQuery;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What the service answers to GraphQL over HTTP. */
class GraphQlTest {
    private static final String LEVELS = """
            query ($names: [String!]!) {
              genes(names: $names) {
                gene_id
                transcripts { transcript_id variants(limit: 2) { rows { variant } next } }
                variants(limit: 3, filter: {maxFrequency: 0.5}) { rows { variant allele_frequency } next }
                expression { tissue median }
                similar(limit: 2) { distance gene { gene_name transcripts { exon_count } } }
              }
            }
            """;

    private static final String MANY = "$.data.genes[?(@.gene_id =~ /MANY.*/)].";

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.shared();
    }

    private static HttpResponse<String> ask(String query, Map<String, ?> variables)
            throws IOException, InterruptedException {
        String body = new JsonMapper().writeValueAsString(Map.of("query", query, "variables", variables));
        return service.http.send(
                HttpRequest.newBuilder(service.uri("/graphql"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T data(String query, String jsonPath) throws IOException, InterruptedException {
        HttpResponse<String> response = ask(query, Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("\"errors\"");
        return JsonPath.read(response.body(), "$.data." + jsonPath);
    }

    @Test
    void findsGenesInTheOrderOfTheirNames() throws Exception {
        String query =
                "{genes(names: [\"TP53\", \"NOSUCH\", \"KLOTHO\", \"ENSG00000139618\"]) {gene_name start_pos end_pos}}";
        assertThat(GraphQlTest.<List<String>>data(query, "genes[*].gene_name")).containsExactly("TP53", "KL", "BRCA2");
        assertThat(GraphQlTest.<Object>data(query, "genes[1]"))
                .hasToString("{gene_name=KL, start_pos=33016423, end_pos=33066143}");
    }

    /** The same as REST, a level at a time. */
    @Test
    void answersWhatRestAnswers() throws Exception {
        String fields =
                "dataset variant chromosome position end_pos id ref alt variant_type qual filter allele_frequency"
                        + " allele_count allele_number rs gene consequence impact clinical_significances";
        Object rows = data(
                "{genes(names: [\"BRCA2\"]) {variants(limit: 7, filter: {impact: [HIGH, MODERATE]}) {rows {" + fields
                        + "} next}}}",
                "genes[0].variants.rows");
        Object rest = service.json("/api/variants?gene=BRCA2&limit=7&impact=HIGH,MODERATE", "$.rows");
        assertThat(withoutNulls(rows)).isEqualTo(rest);
        Object transcripts = data(
                "{genes(names: [\"BRCA2\"]) {transcripts {dataset transcript_id transcript_name chromosome start_pos end_pos"
                        + " strand biotype exon_count spliced_length}}}",
                "genes[0].transcripts");
        assertThat(withoutNulls(transcripts)).isEqualTo(service.json("/api/genes/BRCA2/transcripts", "$"));
        Object expression = data(
                "{genes(names: [\"KL\"]) {expression {dataset gene_id tissue organ median unit}}}",
                "genes[0].expression");
        assertThat(expression).isEqualTo(service.json("/api/genes/KL/expression", "$"));
        Object similar = data(
                "{genes(names: [\"SIRT1\"]) {similar(limit: 3) {gene_id gene_name biotype distance}}}",
                "genes[0].similar");
        assertThat(withoutNulls(similar)).isEqualTo(service.json("/api/genes/SIRT1/similar?limit=3", "$"));
        assertThat(GraphQlTest.<List<String>>data("{datasets {kind name rows loaded_at}}", "datasets[*].name"))
                .isEqualTo(service.json("/api/datasets", "$[*].name"));
    }

    /** REST leaves out what has no value. */
    private static Object withoutNulls(Object rows) {
        ((List<?>) rows).forEach(row -> ((Map<?, ?>) row).values().removeAll(Collections.singleton(null)));
        return rows;
    }

    @Test
    void goesOnFromTheCursorOfAGene() throws Exception {
        String query =
                "{genes(names: [\"BRCA2\"]) {chromosome start_pos end_pos variants(limit: 39) {rows {variant} next}}}";
        String next = data(query, "genes[0].variants.next");
        String region = data(query, "genes[0].chromosome") + ":" + data(query, "genes[0].start_pos") + "-"
                + data(query, "genes[0].end_pos");
        String rest = "{variants(region: \"" + region + "\", after: \"" + next + "\") {rows {variant} next}}";
        assertThat(GraphQlTest.<List<String>>data(rest, "variants.rows[*].variant"))
                .hasSize(1);
        assertThat(GraphQlTest.<Object>data(rest, "variants.next")).isNull();
        assertThat(GraphQlTest.<List<String>>data(
                        "{genesOverlapping(region: \"" + region + "\") {gene_name}}", "genesOverlapping[*].gene_name"))
                .contains("BRCA2");
        assertThat(GraphQlTest.<List<String>>data(
                        "{genesOfSet(set: \"longevity\") {gene_name}}", "genesOfSet[*].gene_name"))
                .contains("KL", "FOXO3");
    }

    /** Each level takes as many statements for fifty genes as for one, and no more than a handful. */
    @Test
    void takesAConstantNumberOfStatements() throws Exception {
        AssemblyDatabase owner = GenomicsDatabase.open(service.ownerUrl()).assembly("grch38");
        List<String> names =
                Stream.iterate(1, i -> i + 1).limit(50).map(i -> "MANY" + i).toList();
        loadMany(owner, names);
        try {
            Thread.sleep(1_100); // until the service has seen the load, and forgotten the vectors
            statements(names);
            int ofOne = statements(names.subList(0, 1)).size();
            assertThat(statements(names)).hasSize(ofOne).hasSizeBetween(7, 16);
        } finally {
            owner.datasets().drop("genes", "many");
            owner.datasets().drop("variants", "many");
        }
    }

    /** Genes with two transcripts, and three variants each. */
    private static void loadMany(AssemblyDatabase owner, List<String> names) throws Exception {
        StringBuilder gtf = new StringBuilder();
        StringBuilder vcf =
                new StringBuilder("##fileformat=VCFv4.3\n##INFO=<ID=AF,Number=A,Type=Float,Description=\"x\">\n"
                        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 0; i < names.size(); i++) {
            int start = 10_000_000 + 1_000 * i;
            for (String transcript : List.of("A", "B")) {
                gtf.append("21\tx\texon\t%d\t%d\t.\t+\t.\tgene_id \"%s\"; transcript_id \"%s%s\"; gene_name \"%s\";%n"
                        .formatted(start, start + 500, names.get(i), names.get(i), transcript, names.get(i)));
            }
            for (int position = start; position < start + 300; position += 100) {
                vcf.append("21\t%d\t.\tA\tC\t.\t.\tAF=0.1%n".formatted(position));
            }
        }
        owner.loadGenes(InputSource.of("many.gtf", gtf.toString().getBytes(UTF_8)))
                .dataset("many")
                .run();
        owner.loadVariants(InputSource.of("many.vcf", vcf.toString().getBytes(UTF_8)))
                .dataset("many")
                .run();
    }

    private static List<String> statements(List<String> names) throws Exception {
        CountedDriver.EXECUTED.clear();
        List<String> all = new ArrayList<>(names);
        all.add("SIRT1"); // which has similar genes
        HttpResponse<String> response = ask(LEVELS, Map.of("names", all));
        assertThat(response.body()).doesNotContain("\"errors\"");
        assertThat(JsonPath.<List<String>>read(response.body(), MANY + "transcripts[*].variants.rows[*].variant"))
                .hasSize(4 * names.size());
        assertThat(JsonPath.<List<String>>read(response.body(), MANY + "variants.rows[*].variant"))
                .hasSize(3 * names.size());
        // a new connection of the pool, and what is loaded, which is read again each second
        return CountedDriver.EXECUTED.stream()
                .filter(sql -> !sql.startsWith("SET ")
                        && !sql.contains("loaded_at")
                        && !sql.contains("to_regclass(?) IS NOT NULL"))
                .map(sql -> sql.substring(0, Math.min(200, sql.length())))
                .toList();
    }

    static Stream<String> refused() {
        return Stream.of(
                "{genes(names: [" + "\"x\", ".repeat(101) + "]) {gene_id}}",
                "{genes(names: [\"\"]) {gene_id}}",
                "{variants(region: \"17:1-2000000000\") {next}}",
                "{variants(region: \"17\") {next}}",
                "{variants(region: \"17:1-5\", limit: 0) {next}}",
                "{variants(region: \"17:1-5\", limit: 100000) {next}}",
                "{variants(region: \"17:1-5\", after: \"x\") {next}}",
                "{variants(region: \"17:1-5\", filter: {maxFrequency: 2}) {next}}",
                "{variants(region: \"17:1-5\", filter: {impact: [TERRIBLE]}) {next}}",
                "{variants(region: \"17:1-5\", filter: {consequence: [\"boring_variant\"]}) {next}}",
                "{variants(region: \"17:1-5\", filter: {expression: \"NOSUCH=1\"}) {next}}",
                "{genes(names: [\"KL\"]) {variants(filter: {expression: \"ID=@/etc/passwd\"}) {next}}}",
                "{genes(names: [\"KL\"]) {similar(limit: 101) {distance}}}",
                "{genes(names: [\"KL\"]) {" + "similar {gene {".repeat(10) + "gene_id" + "}}".repeat(10) + "}}",
                "{genes(names: [\"KL\"]) {similar(limit: 100) {gene {similar(limit: 100) {gene {variants(limit: 1000)"
                        + " {rows {variant}}}}}}}}",
                "{genes(names: [\"KL\"]) {"
                        + Stream.iterate(0, i -> i + 1)
                                .limit(60)
                                .map(i -> "a" + i + ": variants(limit: 1000) {rows {variant ref alt}} ")
                                .reduce("", String::concat)
                        + "}}",
                "{genesOfSet(set: \"x' UNION SELECT usename FROM pg_user--\") {gene_id}}",
                "{nothing}",
                "{",
                "mutation {drop}");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithoutInternals(String query) throws Exception {
        HttpResponse<String> response = ask(query, Map.of());
        assertThat(response.statusCode()).isBetween(200, 499);
        assertThat(JsonPath.<List<String>>read(response.body(), "$.errors[*].message"))
                .isNotEmpty();
        assertThat(response.body())
                .doesNotContain("omega.genomics", "Exception", "org.", "SELECT \"", "\tat ", "INTERNAL_ERROR");
    }

    @Test
    void takesFilterExpressions() throws Exception {
        String filter = "filter: {expression: \"CLNSIG~\\\"athogenic\\\" && AF<0.001\"}";
        assertThat(GraphQlTest.<List<String>>data(
                        "{genes(names: [\"TP53\", \"KL\"]) {variants(" + filter + ") {rows {variant}}}}",
                        "genes[*].variants.rows[*].variant"))
                .containsExactly("17-7673800-C-T");
        assertThat(GraphQlTest.<List<String>>data(
                        "{variants(region: \"17:7660000-7690000\", " + filter + ") {rows {variant}}}",
                        "variants.rows[*].variant"))
                .containsExactly("17-7673800-C-T");
    }

    @Test
    void saysWhatMayHaveBeenMeant() throws Exception {
        HttpResponse<String> response =
                ask("{variants(region: \"17:1-5\", filter: {dataset: \"brca3\"}) {next}}", Map.of());
        assertThat(JsonPath.<List<String>>read(response.body(), "$.errors[0].extensions.suggestions"))
                .containsExactly("brca2");
    }

    @Test
    void describesItself() throws Exception {
        HttpResponse<String> response = ask(IntrospectionQuery.INTROSPECTION_QUERY, Map.of());
        assertThat(response.body()).doesNotContain("\"errors\"");
        String types = "$.data.__schema.types[?(@.name =~ /[A-Z][A-Za-z]*/)]";
        assertThat(JsonPath.<List<String>>read(response.body(), types + ".description"))
                .isNotEmpty()
                .doesNotContainNull();
    }
}
