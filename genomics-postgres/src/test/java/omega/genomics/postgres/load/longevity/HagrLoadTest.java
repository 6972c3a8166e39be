package omega.genomics.postgres.load.longevity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.longevity.trajectory.BiomarkerDream;
import omega.genomics.longevity.trajectory.CausalPattern;
import omega.genomics.longevity.trajectory.SimulationResult;
import omega.genomics.longevity.trajectory.TrajectoryPoint;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.query.genes.SetMember;
import omega.genomics.postgres.query.studies.RankedIntervention;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class HagrLoadTest {
    private static final String GENAGE = """
            GenAge ID,symbol,name,entrez gene id,uniprot,why
            6,TP53,tumor protein,7157,P53_HUMAN,"mammal,cell"
            7,MTOR,kinase,2475,,cell
            8,GONE,retired,,,human
            """;

    /** Scores by hand: docs/how-to/longevity.md works them out. */
    private static final String DRUGAGE = """
            compound_name,species,avg_lifespan_change_percent,avg_lifespan_significance,ITP,pubmed_id
            Good,Mus musculus,30,S,Yes,1
            Good,Mus musculus,10,S,Yes,1
            Good,Mus musculus,50,NS,Yes,1
            Good,Caenorhabditis elegans,20,S,No,1
            Good,Mus musculus,5,NS,No,2
            Lone,Mus musculus,300,S,No,3
            Null,Mus musculus,9,NS,No,4
            Bad,Mus musculus,-30,S,No,5
            Mute,Mus musculus,40,NA,No,6
            """;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static InputSource source(String text) {
        return InputSource.of("t.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void makesGeneSetsByEvidenceAndReportsWhatNobodyKnows() throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        LoadReport report = genome.loadGenAge(source(GENAGE)).run();
        assertThat(report.recordsStored()).isEqualTo(3);
        assertThat(report.warnings())
                .containsExactly("1 symbols are in no loaded annotation under any of their names: GONE; the view"
                        + " unresolved_set_members lists them");
        assertThat(genome.genes().inSet("genage"))
                .extracting(SetMember::symbol, SetMember::isFound)
                .as("MTOR is FRAP1 in this annotation")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("TP53", true),
                        org.assertj.core.groups.Tuple.tuple("MTOR", true),
                        org.assertj.core.groups.Tuple.tuple("GONE", false));
        assertThat(genome.genes().inSet("genage/cell")).hasSize(2);
        assertThat(genome.longevity().unresolved("genage")).containsExactly("GONE");
        assertThat(genome.loadGenAge(source(GENAGE)).run().state()).isEqualTo(LoadState.UNCHANGED);
    }

    @Test
    void replacesADatasetsSetsAndNobodyElses() throws Exception {
        genome.loadGenAge(source(GENAGE)).run();
        genome.loadGenAge(source(GENAGE.replace("8,GONE,retired,,,human\n", "")))
                .run();
        assertThat(database.rows("SELECT set_name FROM grch38.gene_sets ORDER BY 1"))
                .containsExactly("genage", "genage/cell", "genage/mammal", "longevity");
        assertThatThrownBy(() ->
                        genome.loadGenAge(source(GENAGE)).dataset("longevity").run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("a gene set is called \"longevity\" already");
        assertThat(genome.genes().inSet("longevity")).hasSize(16);
        assertThat(database.value("SELECT count(*) FROM grch38.genage_genes")).isEqualTo("2");
    }

    @Test
    void ranksInterventionsByTheDocumentedFormula() throws Exception {
        LoadReport report = genome.loadDrugAge(source(DRUGAGE)).run();
        assertThat(report.rowsWritten()).containsEntry("lifespan_experiments", 9L);
        List<RankedIntervention> ranking = genome.interventions().ranking().list();
        assertThat(ranking)
                .extracting(RankedIntervention::compound)
                .containsExactly("Lone", "Good", "Null", "Bad", "Mute");
        assertThat(ranking).extracting(RankedIntervention::rank).containsExactly(1, 2, 3, 4, 5);
        // Good: studies of 10 (the median of 30, 10, 0), 20 and 0: 30 / (3 + 2). Lone: 100 / 3. Bad: -30 / 3.
        assertThat(ranking.get(0).score().orElseThrow()).isEqualTo(100.0 / 3);
        assertThat(ranking.get(1).score()).hasValue(6);
        assertThat(ranking.get(2).score()).hasValue(0);
        assertThat(ranking.get(3).score()).hasValue(-10);
        assertThat(ranking.get(4).score()).isEmpty();
        RankedIntervention good = genome.interventions().ranking("good").first().orElseThrow();
        assertThat(good)
                .isEqualTo(new RankedIntervention(
                        good.datasetId(),
                        2,
                        "Good",
                        OptionalDouble.of(6),
                        3,
                        5,
                        2,
                        2,
                        3,
                        0,
                        2,
                        0,
                        OptionalDouble.of(20),
                        OptionalDouble.of(20),
                        Optional.of(true)));
        assertThat(genome.interventions().experiments("Good").list()).hasSize(5);
        assertThat(genome.longevity().papers().list()).hasSize(6).allSatisfy(paper -> {
            assertThat(paper.title()).isEmpty();
            assertThat(paper.url()).startsWith("https://pubmed.ncbi.nlm.nih.gov/");
        });
    }

    @Test
    void annotatesVariantsWithWhatStudiesFound() throws Exception {
        String map = """
                id,Association,Population,Variants,Genes,PubMed,
                1,significant,Finnish,"rs7412,E2/E3/E4",APOE,8018664,
                2,non-significant,,rs7412,"APOE,TP53",8018664,
                """;
        LoadReport report = genome.loadLongevityMap(source(map)).run();
        assertThat(report.rowsWritten())
                .containsEntry("longevity_associations", 2L)
                .containsEntry("variant_annotations", 3L);
        assertThat(genome.longevity().ofVariant("rs7412").list())
                .extracting(row -> row.effect().name(), row -> row.population().orElse(""))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("SIGNIFICANT", "Finnish"),
                        org.assertj.core.groups.Tuple.tuple("NOT_SIGNIFICANT", ""));
        assertThat(genome.longevity().ofVariant("E2/E3/E4").list()).hasSize(1);
        assertThat(genome.longevity().ofGene("TP53").list()).hasSize(1);
        assertThat(genome.genes().inSet("longevitymap/not_significant")).hasSize(2);
        assertThat(database.value("SELECT count(*) FROM grch38.research_papers"))
                .isEqualTo("1");
    }

    @Test
    void loadsCellAgeAndModelOrganisms() throws Exception {
        String cells = """
                Entrez ID\tGene symbol\tGene name\tCancer Cell\tType of senescence\tSenescence Effect\tReference
                1\tTP53\tx\tNo\tReplicative\tInduces\t77; doi:1
                1\tTP53\tx\tYes\t\tUnclear\t78
                """;
        genome.loadCellAge(source(cells)).run();
        assertThat(genome.genes().inSet("cellage")).hasSize(1);
        assertThat(genome.genes().inSet("cellage/unclear")).hasSize(1);
        assertThat(database.rows("SELECT pmid FROM grch38.research_papers ORDER BY 1"))
                .containsExactly("77", "78");
        String models = """
                GenAge ID,symbol,name,organism,entrez gene id,longevity influence
                1,daf-2,x,Caenorhabditis elegans,,Anti-Longevity
                """;
        genome.loadGenAgeModels(source(models)).run();
        assertThat(genome.genes().inSet("genage-models/caenorhabditis-elegans/anti-longevity"))
                .extracting(SetMember::symbol)
                .containsExactly("daf-2");
    }

    @Test
    void keepsWhatItRefuses() throws Exception {
        String bad = DRUGAGE.replace("30,S,Yes", "30,perhaps,Yes");
        assertThatThrownBy(() -> genome.loadDrugAge(source(bad)).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("t.csv:2:22: avg_lifespan_significance");
        assertThat(database.value("SELECT count(*) FROM grch38.research_papers"))
                .isEqualTo("0");
        LoadReport report =
                genome.loadDrugAge(source(bad)).parseMode(ParseMode.LENIENT).run();
        assertThat(report.recordsRead()).isEqualTo(9);
        assertThat(report.rejects()).isEqualTo(1);
        assertThat(report.recordsStored()).isEqualTo(8);
    }

    /** The census of the real files; every symbol of GenAge stands for a gene once the HGNC's names are loaded. */
    @Test
    void loadsTheRealFiles() throws Exception {
        Path data = Needs.data("longevity").getParent();
        genome.loadGenAge(InputSource.of(data.resolve("longevity/genage_human.csv")))
                .run();
        genome.loadDrugAge(InputSource.of(data.resolve("longevity/drugage_build5.csv")))
                .run();
        genome.loadLongevityMap(InputSource.of(data.resolve("longevity/longevitymap.csv")))
                .run();
        assertThat(database.rows("SELECT (SELECT count(*) FROM grch38.genage_genes),"
                        + " (SELECT count(*) FROM grch38.lifespan_experiments),"
                        + " (SELECT count(*) FROM grch38.intervention_rankings),"
                        + " (SELECT count(DISTINCT pmid) FROM grch38.lifespan_experiments),"
                        + " (SELECT count(*) FROM grch38.longevity_associations),"
                        + " (SELECT count(DISTINCT rs_id) FROM grch38.variant_annotations)"))
                .containsExactly("307|3423|1046|664|550|2858");
        assertThat(genome.genes().inSet("longevitymap")).hasSize(884);
        assertThat(genome.interventions()
                        .ranking("Rapamycin")
                        .first()
                        .orElseThrow()
                        .isItp())
                .contains(true);
        Path hgnc = data.resolve("expression/hgnc/hgnc_complete_set.txt.gz");
        genome.loadGeneInfo(GeneInfoFormat.HGNC, InputSource.of(hgnc)).run();
        genome.loadGenes(Fixtures.source(annotation())).run();
        assertThat(genome.longevity().unresolved("genage")).isEmpty();
        assertThat(genome.genes().inSet("genage")).hasSize(307).allMatch(SetMember::isFound);
    }

    /** A gene line for each symbol that the HGNC has today; GenAge's outdated ones are found through it. */
    private String annotation() throws Exception {
        StringBuilder text = new StringBuilder();
        for (String symbol : database.rows("SELECT DISTINCT symbol FROM grch38.gene_info ORDER BY 1")) {
            text.append("1\tx\tgene\t1\t9\t.\t+\t.\tgene_id \"")
                    .append(symbol)
                    .append("\"; gene_name \"")
                    .append(symbol)
                    .append("\";\n");
        }
        return text.toString();
    }

    @Test
    void keepsResearchDataOfOnesOwn() {
        TrajectoryPoint point =
                new TrajectoryPoint("s", "a", "inflammation", 61.5, 2.25, Optional.of("z"), Optional.empty());
        CausalPattern pattern = new CausalPattern(
                "s", "x", "y", 3, -0.5, OptionalDouble.of(0.9), OptionalInt.of(40), "lagged", OptionalInt.empty());
        BiomarkerDream dream = new BiomarkerDream(
                "s",
                "GDF15",
                "falls with training",
                OptionalDouble.of(-0.2),
                Optional.empty(),
                OptionalDouble.of(0.6),
                BiomarkerDream.Status.SUPPORTED,
                OptionalInt.of(5));
        SimulationResult result =
                new SimulationResult("s", "r1", "rapamycin", OptionalLong.of(42), 0, "alive", Double.NaN);
        assertThat(genome.addResearch().trajectories(List.of(point))).isEqualTo(1);
        assertThat(genome.addResearch().patterns(List.of(pattern))).isEqualTo(1);
        assertThat(genome.addResearch().dreams(List.of(dream))).isEqualTo(1);
        assertThat(genome.addResearch().simulations(List.of(result))).isEqualTo(1);
        assertThat(genome.research().trajectories("s").list()).containsExactly(point);
        assertThat(genome.research().trajectory("s", "a", "inflammation").list())
                .containsExactly(point);
        assertThat(genome.research().patterns("s").list()).containsExactly(pattern);
        assertThat(genome.research().dreams("s").list()).containsExactly(dream);
        assertThat(genome.research().simulations("s").list()).containsExactly(result);
        assertThat(genome.addResearch().remove("s")).isEqualTo(4);
        assertThat(genome.research().patterns("s").list()).isEmpty();
    }

    /** One bad row, and none of the call's rows is there. */
    @Test
    void refusesResearchDataThatBreaksARule() {
        CausalPattern good = new CausalPattern(
                "t", "x", "y", 1, 0.5, OptionalDouble.empty(), OptionalInt.empty(), "m", OptionalInt.empty());
        CausalPattern strong = new CausalPattern(
                "t", "x", "y", 2, 1.5, OptionalDouble.empty(), OptionalInt.empty(), "m", OptionalInt.empty());
        assertThatThrownBy(() -> genome.addResearch().patterns(List.of(good, strong)))
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.sqlState()).contains("23514"));
        assertThatThrownBy(() -> genome.addResearch().patterns(List.of(good, good)))
                .isInstanceOf(LoadException.class);
        assertThatThrownBy(() -> genome.addResearch()
                        .trajectories(List.of(
                                new TrajectoryPoint("t", "a", "b", 1, Double.NaN, Optional.empty(), Optional.empty()))))
                .isInstanceOf(LoadException.class);
        assertThat(genome.research().patterns("t").list()).isEmpty();
    }
}
