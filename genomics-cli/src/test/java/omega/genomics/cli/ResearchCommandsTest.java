package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import omega.genomics.embedded.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading and asking for expression and longevity data, as a user does. */
class ResearchCommandsTest {
    @TempDir
    private static Path folder;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.startTemporary();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void loadsAndAsksForExpression() throws IOException {
        String gct = file("toy.gct", """
                #1.2
                3\t3
                Name\tDescription\tBrain - Cortex\tLiver\tLung
                ENSG1\tTP53\t3\t0\t1
                ENSG2\tKL\t0\t0\t9
                """);
        Ran strict = genomics("load", "expression", gct, "--json");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.stderr()).contains("expected 3 rows as line 2 says, found 2");

        Ran counts = genomics("load", "expression", gct, "--lenient", "--json");
        assertThat(counts.exitCode()).isEqualTo(1);
        assertThat(counts.stderr()).contains("toy.gct: expected the unit of the values to be named", "counts of reads");
        Ran none = genomics("query", "expression", "TP53", "--json");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.stderr()).isEqualTo("genomics: no expression is loaded\n");

        Map<String, Object> report =
                Json.object(genomics("load", "expression", gct, "--lenient", "--unit", "reads", "--json")
                        .stdout());
        assertThat(report).containsEntry("dataset", "toy").containsEntry("records_stored", 2L);
        assertThat(report.get("warnings")).asString().contains("expected 3 rows");

        assertThat(ask("query", "expression", "TP53"))
                .extracting(row -> row.get("tissue"))
                .containsExactly("Brain - Cortex", "Lung", "Liver");
        assertThat(ask("query", "expression", "--profile", "TP53").get(0)).containsEntry("tau", 0.75);
        assertThat(ask("query", "expression", "--tissue", "Lung", "--limit", "1"))
                .extracting(row -> row.get("symbol"))
                .containsExactly("KL");
        assertThat(ask("query", "expression", "--enriched", "Lung")).hasSize(1);
        assertThat(ask("query", "expression", "--set", "longevity")).hasSize(6);
        assertThat(ask("query", "expression", "--tissues")).hasSize(3);
        assertThat(genomics("query", "expression", "--unknown", "--json").stdout())
                .contains("ENSG1", "ENSG2");
        assertThat(ask("query", "expression", "TP53").get(0)).containsEntry("unit", "reads");
        assertThat(genomics("query", "expression").exitCode()).isEqualTo(2);
        Path picture = folder.resolve("foxo3.svg");
        for (String[] command : List.of(
                new String[] {"query", "expression", "FOXO3"},
                new String[] {"query", "expression", "--profile", "FOXO3"},
                new String[] {"plot", "expression", "--gene", "FOXO3", "-o", picture.toString()})) {
            Ran nothing = genomics(command);
            assertThat(nothing.exitCode()).isEqualTo(1);
            assertThat(nothing.stdout()).isEmpty();
            assertThat(nothing.stderr()).isEqualTo("genomics: no gene is called \"FOXO3\"\n");
        }
    }

    @Test
    void loadsLongevityDataAndRanksInterventions() throws IOException {
        String drugs = file("drugage.csv", """
                compound_name,species,avg_lifespan_change,significance,pubmed_id,
                Good,Mus musculus,10,S,1,
                Null,Mus musculus,9,NS,2,
                """);
        assertThat(Json.object(genomics("load", "drugage", drugs, "--json").stdout()))
                .containsEntry("dataset", "drugage")
                .containsEntry("records_stored", 2L);
        List<Map<String, Object>> ranking = ask("query", "interventions");
        assertThat(ranking).extracting(row -> row.get("compound")).containsExactly("Good", "Null");
        assertThat(ranking.get(0)).containsEntry("score", 3.3333).containsEntry("null_results", 0L);
        assertThat(ask("query", "interventions", "good", "--experiments")).hasSize(1);
        assertThat(ask("query", "interventions", "--limit", "1")).containsExactly(ranking.get(0));
        assertThat(genomics("query", "interventions", "--experiments").exitCode())
                .isEqualTo(2);
        Ran unknown = genomics("query", "interventions", "goood", "--json");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.stderr())
                .contains("no compound is called \"goood\"; did you mean Good?; there are: Good, Null");

        String genes = file("g.csv", "GenAge ID,symbol,name,entrez gene id,uniprot,why\n1,TP53,x,,,cell\n");
        assertThat(genomics("load", "genage", genes).exitCode()).isZero();
        assertThat(ask("query", "set", "genage/cell")).hasSize(1);
        String map = file("l.csv", "id,Association,Population,Variants,Genes,PubMed,\n1,significant,x,rs1,KL,3,\n");
        assertThat(genomics("load", "longevitymap", map).exitCode()).isZero();
        String cells = file("c.tsv", "Gene symbol\tSenescence Effect\nTP53\tInduces\n");
        assertThat(genomics("load", "cellage", cells).exitCode()).isZero();
        Ran wrong = genomics("load", "cellage", map);
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.stderr()).contains("expected a column Gene symbol");
    }

    private static List<Map<String, Object>> ask(String... arguments) {
        String[] json = Arrays.copyOf(arguments, arguments.length + 1);
        json[arguments.length] = "--json";
        Ran ran = genomics(json);
        assertThat(ran.stderr()).isEmpty();
        return Json.objects(ran.stdout());
    }

    private static Ran genomics(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = server.jdbcUrl();
        return Ran.genomics(all);
    }
}
