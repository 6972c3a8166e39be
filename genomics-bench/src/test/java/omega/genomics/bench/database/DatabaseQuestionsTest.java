package omega.genomics.bench.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All ways into the database end with the same, and wrong answers are refused; what is measured here means nothing. */
@Tag("slow")
class DatabaseQuestionsTest {
    @TempDir
    static Path folder;

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = Server.temporary();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void everyLoaderOfVariantsEndsWithTheSame() throws Exception {
        VariantLoads loads = new VariantLoads(server, folder, variants(), 1);
        String tables = loads.tables(true, "all INFO keys", 1) + loads.tables(false, "typed columns", 2);
        assertThat(tables).contains("| omega |", "| PgBulkInsert |", "| INSERT, rewritten |", "| INSERT, batched |");
        assertThat(tables).containsPattern("\\| (psql \\\\copy|CopyManager), binary \\|");
        assertThat(tables.lines().filter(line -> line.startsWith("### "))).hasSize(2);
        assertThat(tables).contains("500 rows in 2 partitions");
        assertThat(server.text("SELECT count(*) FROM genomics_bench.variants")).isEqualTo("0");
        System.out.println(server.describe() + tables);
    }

    @Test
    void everyLoaderOfGenesEndsWithTheSame() throws Exception {
        String table = new GeneLoads(server, GeneLoads.generated(folder, 0.0005)).table(folder, 1);
        assertThat(table).contains("| omega |", "| INSERT, rewritten |", "rows in 6 tables");
        System.out.println(table);
    }

    @Test
    void genesAndVectorsAreAskedForByOneClientAndByFifty() throws Exception {
        String genes = GeneAnswers.table(server, GeneLoads.generated(folder, 0.0005), 60);
        assertThat(genes).contains("32 genes", "p99 ms", "50 clients");
        assertThat(genes.lines().filter(line -> line.startsWith("| "))).hasSize(1 + 7);
        String similar = new SimilarGenesAnswers(server, folder, 200).table(20);
        assertThat(similar).contains("200 vectors of 384 dimensions", "exact", "| 10 |");
        System.out.println(genes + similar);
    }

    /** A gate that cannot close is none. */
    @Test
    void refusesALoaderThatLosesARow() throws Exception {
        String table = Server.SCHEMA + ".genes";
        server.migrated();
        String gene =
                "INSERT INTO " + table + " (dataset_id, gene_key, gene_id, feature_type, source, chromosome, start_pos,"
                        + " end_pos, strand, is_derived) SELECT 9, n, 'G' || n, 'gene', 'made', '1', n, n, '+', false FROM"
                        + " generate_series(1, %d) n";
        List<Loader> loaders = new ArrayList<>();
        for (int rows : new int[] {3, 2}) {
            loaders.add(new Loader(
                    rows + " rows",
                    () -> server.execute(List.of(
                            "CREATE TABLE " + table + "_9 PARTITION OF " + table + " FOR VALUES IN (9)",
                            gene.formatted(rows),
                            "ANALYZE " + table + "_9")),
                    () -> 9,
                    () -> server.execute(List.of("DROP TABLE " + table + "_9"))));
        }
        LoadTrial honest = new LoadTrial(server, loaders.subList(0, 1), 3);
        assertThat(honest.table(1)).contains("| 3 rows |");
        assertThatThrownBy(() -> new LoadTrial(server, loaders, 3).table(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 rows loads")
                .hasMessageContaining("genomics_bench.genes 2 ");
        loaders.get(1).away().run();
    }

    private static Path variants() throws Exception {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n"
                + "##INFO=<ID=AF,Number=A,Type=Float,Description=\"frequency\">\n"
                + "##INFO=<ID=NOTE,Number=.,Type=String,Description=\"text with a backslash\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 1; i <= 500; i++) {
            text.append(i <= 300 ? "21" : "22")
                    .append('\t')
                    .append(100 + i)
                    .append("\trs")
                    .append(i);
            text.append("\tA\tG\t")
                    .append(i % 7 == 0 ? "." : i / 10.0)
                    .append("\tPASS\tAF=0.")
                    .append(i);
            text.append(i % 3 == 0 ? ";NOTE=a\\b\"c,\u00e9\n" : "\n");
        }
        return Files.writeString(folder.resolve("variants.vcf"), text);
    }
}
