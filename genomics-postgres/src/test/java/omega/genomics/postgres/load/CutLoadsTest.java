package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every loader loses all its connections while it ends its rows, or right before its switch: the old data stands, the next call
 * finishes, nothing is left over. One mechanism carries them all, and each brings tables and steps of its own.
 */
@DatabaseTest
class CutLoadsTest {
    /** What else loaders write, or compute from what they have written. */
    private static final List<String> COMPANIONS = List.of("gene_sets", "gene_set_members", "research_papers");

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    /** A loader over a file, told of its progress. */
    private interface Loading {
        LoadReport run(AssemblyDatabase into, InputSource file, ProgressListener listener) throws IOException;
    }

    /** One loader, and a file without its last line and with it. */
    private record Case(String name, String text, Loading loading) {
        String shorter() {
            return text.substring(0, text.stripTrailing().lastIndexOf('\n') + 1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> loaders() {
        return Stream.of(
                new Case(
                        "genes",
                        Fixtures.GENES,
                        (into, file, told) ->
                                into.loadGenes(file).onProgress(told).run()),
                new Case(
                        "expression",
                        "#1.2\n2\t2\nName\tDescription\tLiver\tLung\nENSG1\tA\t1\t2\nENSG2\tB\t3\t4\n",
                        (into, file, told) -> into.loadExpression(file)
                                .unit("TPM")
                                .parseMode(omega.genomics.ParseMode.LENIENT)
                                .onProgress(told)
                                .run()),
                new Case(
                        "gene info",
                        """
                        hgnc_id\tsymbol\tname\tlocus_type\talias_symbol\tprev_symbol\tentrez_id\tensembl_gene_id
                        HGNC:1\tONE\tfirst\tgene with protein product\tEINS\tUNO\t1\tENSG01
                        HGNC:2\tTWO\tsecond\tgene with protein product\tZWEI\tDUE\t2\tENSG02
                        """,
                        (into, file, told) -> into.loadGeneInfo(GeneInfoFormat.HGNC, file)
                                .onProgress(told)
                                .run()),
                new Case(
                        "FASTA",
                        ">1\nACGT\n>2\nGGCC\n",
                        (into, file, told) ->
                                into.loadFasta(file).onProgress(told).run()),
                new Case(
                        "GenAge",
                        """
                        GenAge ID,symbol,name,entrez gene id,uniprot,why
                        6,TP53,tumor protein,7157,P53_HUMAN,"mammal,cell"
                        7,MTOR,kinase,2475,,cell
                        """,
                        (into, file, told) ->
                                into.loadGenAge(file).onProgress(told).run()),
                new Case(
                        "DrugAge",
                        """
                        compound_name,species,avg_lifespan_change_percent,avg_lifespan_significance,ITP,pubmed_id
                        Good,Mus musculus,30,S,Yes,1
                        Lone,Mus musculus,300,S,No,3
                        """,
                        (into, file, told) ->
                                into.loadDrugAge(file).onProgress(told).run()),
                new Case(
                        "LongevityMap",
                        """
                        id,Association,Population,Variant(s),Gene(s),PubMed
                        1,significant,German,rs2802292,FOXO3,1
                        2,non-significant,Danish,rs1042522,TP53,2
                        """,
                        (into, file, told) ->
                                into.loadLongevityMap(file).onProgress(told).run()),
                new Case(
                        "CellAge",
                        """
                        Entrez ID\tGene symbol\tGene name\tCancer Cell\tType of senescence\tSenescence Effect\tReference
                        1\tONE\tfirst\tNo\tReplicative\tInduces\t11
                        2\tTWO\tsecond\tYes\tUnclear\tInhibits\t12
                        """,
                        (into, file, told) ->
                                into.loadCellAge(file).onProgress(told).run()));
    }

    private static Stream<Arguments> loadersAndPhases() {
        return loaders()
                .flatMap(loader ->
                        Stream.of(LoadPhase.INDEXING, LoadPhase.SWITCHING).map(phase -> Arguments.of(loader, phase)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("loadersAndPhases")
    void leaveTheOldDataAndFinishNextTime(Case loader, LoadPhase phase) throws Exception {
        Replacement loads = replacement(loader);

        AtomicBoolean cut = new AtomicBoolean();
        assertThatThrownBy(() -> loader.loading().run(genome, loads.large(), progress -> {
                    if (progress.phase() == phase && !cut.getAndSet(true)) {
                        cut();
                    }
                }))
                .isInstanceOf(LoadException.class);
        assertThat(cut).isTrue();
        assertThat(contents(loads.tables())).as("the old data").isEqualTo(loads.before());

        assertThat(load(loader, loads.large()).state()).isEqualTo(LoadState.DONE);
        assertThat(contents(loads.tables())).isEqualTo(loads.after());
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_runs WHERE state = 'running'"))
                .isEmpty();
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relname ~ '_r[0-9]+$' AND relkind = 'r'"
                        + " AND NOT relispartition"))
                .isEmpty();
    }

    private static Stream<Arguments> loadersOverTwoConnections() {
        return loaders()
                .filter(loader -> loader.name().equals("genes") || loader.name().equals("expression"))
                .map(loader -> Arguments.of(loader, loader.name().equals("genes") ? "exons" : "gene_expression"));
    }

    /** One connection has committed its tables, the other waits at its last: the next call reads the file again for that one. */
    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("loadersOverTwoConnections")
    void goOnWithTheTableThatIsNotThere(Case loader, String last) throws Exception {
        Replacement loads = replacement(loader);

        AtomicBoolean held = new AtomicBoolean();
        try (Connection gate = database.connect()) {
            gate.setAutoCommit(false);
            assertThatThrownBy(() -> loader.loading().run(genome, loads.large(), progress -> {
                        if (progress.phase() == LoadPhase.INDEXING && !held.getAndSet(true)) {
                            hold(gate, last);
                        } else if (held.get() && parts() > 0) {
                            cut();
                        }
                    }))
                    .isInstanceOf(LoadException.class);
        }
        assertThat(held).isTrue();
        assertThat(parts()).isPositive();
        assertThat(contents(loads.tables())).as("the old data").isEqualTo(loads.before());

        assertThat(load(loader, loads.large()).state()).isEqualTo(LoadState.DONE);
        assertThat(contents(loads.tables())).isEqualTo(loads.after());
        assertThat(database.value("SELECT count(*) FROM grch38.load_runs"))
                .as("two loads, and one in two attempts")
                .isEqualTo("3");
        assertThat(parts()).isZero();
    }

    /** Whoever says of this table that it is complete has to wait. */
    private static void hold(Connection gate, String table) {
        try {
            Sql.execute(
                    gate,
                    "INSERT INTO grch38.load_parts (run_id, parent, part, staged_table, row_count) SELECT run_id, '"
                            + table + "', '', '" + table
                            + "_d' || dataset_id || '_r' || run_id, 0 FROM grch38.load_runs WHERE state = 'running'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int parts() {
        try {
            return Integer.parseInt(database.value("SELECT count(*) FROM grch38.load_parts"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A large file that is to replace a small one, the tables that both fill, and what these hold before and after. */
    private record Replacement(InputSource large, List<String> tables, List<String> before, List<String> after) {}

    /** Loads the large file to see what comes of it, and then the small one. */
    private Replacement replacement(Case loader) throws Exception {
        InputSource large = file("large", loader.text());
        List<String> tables = new ArrayList<>(COMPANIONS);
        tables.addAll(load(loader, large).rowsWritten().keySet());
        List<String> after = contents(tables);
        assertThat(load(loader, file("small", loader.shorter())).state()).isEqualTo(LoadState.DONE);
        List<String> before = contents(tables);
        assertThat(before).isNotEqualTo(after);
        return new Replacement(large, tables, before, after);
    }

    private InputSource file(String name, String text) throws IOException {
        return InputSource.of(Files.writeString(directory.resolve(name), text));
    }

    private LoadReport load(Case loader, InputSource file) throws IOException {
        return loader.loading().run(genome, file, progress -> {});
    }

    /** A digest of each table; dates and numbers of runs are of the load and not of the data. */
    private List<String> contents(List<String> tables) throws SQLException {
        List<String> contents = new ArrayList<>();
        for (String table : tables) {
            contents.add(table + " "
                    + database.value(
                            "SELECT count(*) || md5(coalesce(string_agg(row, ',' ORDER BY row), '')) FROM (SELECT"
                                    + " (to_jsonb(t) - '{loaded_at,created_at,updated_at,set_id,paper_id}'::text[])::text AS row"
                                    + " FROM grch38." + table + " t) AS rows"));
        }
        return contents;
    }

    private void cut() {
        try {
            database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name = 'omega-genomics'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
