package omega.genomics.longevity.hagr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HagrFormatTest {
    static final String GENAGE = """
            GenAge ID,symbol,name,entrez gene id,uniprot,why
            6,TP53,tumor protein p53,7157,P53_HUMAN,"mammal,model,cell"
            7,TERC,"telomerase RNA, ""component""\",7012,,cell
            """;
    static final String BUILD_5 = """
            compound_name,species,strain,dosage,age_at_initiation,treatment_duration,avg_lifespan_change_percent,avg_lifespan_significance,max_lifespan_change_percent,max_lifespan_significance,gender,weight_change_percent,weight_change_significance,ITP,pubmed_id
            Rapamycin,Mus musculus,UM-HET3,"14 ppm, in food",9 months,until death,12.5,S,-3,NS,Female,,NA,Yes,24341993
            Aspirin,Caenorhabditis elegans,,10 µM,,,,NA,,NA,Unknown,,NA,No,
            """;
    static final String BUILD_4 = """
            compound_name,cas_number,species,strain,dosage,avg_lifespan_change,max_lifespan_change,gender,significance,pubmed_id,,
            Rapamycin,53123-88-9,Mus musculus,UM-HET3,14 ppm,12.5%,,Female,S,24341993,,
            """;
    static final String LONGEVITY_MAP = """
            id,Association,Population,Variant(s),Gene(s),PubMed,
            5,significant,Finnish,E2/E3/E4,APOE,8018664,
            G481,,American (Caucasian),"rs104, rs105",,17903295,
            9,Non-significant,German ,rs7412,"APOE,APOC1",1,
            """;
    static final String CELLAGE = """
            Entrez ID\tGene symbol\tGene name\tCancer Cell\tType of senescence\tSenescence Effect\tReference
            1029\tCDKN2A\tcyclin "p16" inhibitor\tNo\tReplicative\tInduces\t9054499; 12345
            4609\tMYC\t"a quoted, name"\tYes\t\tInhibits\tdoi:10.1/x
            """;

    private static InputSource source(String text) {
        return InputSource.of("t.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsGenAge() throws IOException {
        assertThat(HagrFormat.GENAGE_HUMAN.read(source(GENAGE)))
                .containsExactly(
                        new GenAgeGene(
                                6,
                                "TP53",
                                "tumor protein p53",
                                OptionalInt.of(7157),
                                Optional.of("P53_HUMAN"),
                                List.of("mammal", "model", "cell")),
                        new GenAgeGene(
                                7,
                                "TERC",
                                "telomerase RNA, \"component\"",
                                OptionalInt.of(7012),
                                Optional.empty(),
                                List.of("cell")));
    }

    @Test
    void readsGenAgeModels() throws IOException {
        String text = "GenAge ID,symbol,name,organism,entrez gene id,avg lifespan change (max obsv),lifespan effect,"
                + "longevity influence\n2,Igf1r,receptor,Mus musculus,16001,33,Increase,Anti-Longevity\n";
        assertThat(HagrFormat.GENAGE_MODELS.read(source(text)))
                .containsExactly(new ModelGene(
                        2,
                        "Igf1r",
                        "receptor",
                        "Mus musculus",
                        OptionalInt.of(16001),
                        OptionalDouble.of(33),
                        Optional.of("Increase"),
                        Optional.of("Anti-Longevity")));
    }

    @Test
    void readsBothBuildsOfDrugAgeByTheNamesOfTheirColumns() throws IOException {
        LifespanExperiment fifth = HagrFormat.DRUGAGE.read(source(BUILD_5)).get(0);
        assertThat(fifth)
                .isEqualTo(new LifespanExperiment(
                        "Rapamycin",
                        Optional.empty(),
                        "Mus musculus",
                        Optional.of("UM-HET3"),
                        Optional.of("14 ppm, in food"),
                        Optional.of("9 months"),
                        Optional.of("until death"),
                        OptionalDouble.of(12.5),
                        Significance.SIGNIFICANT,
                        OptionalDouble.of(-3),
                        Significance.NOT_SIGNIFICANT,
                        Optional.of("Female"),
                        OptionalDouble.empty(),
                        Significance.NOT_REPORTED,
                        Optional.of(true),
                        OptionalInt.of(24341993)));
        LifespanExperiment fourth = HagrFormat.DRUGAGE.read(source(BUILD_4)).get(0);
        assertThat(fourth.casNumber()).contains("53123-88-9");
        assertThat(fourth.averageChange()).hasValue(12.5);
        assertThat(fourth.averageSignificance()).isEqualTo(Significance.SIGNIFICANT);
        assertThat(fourth.isItp()).isEmpty();
        assertThat(fourth.pubmedId()).hasValue(24341993);
    }

    @ParameterizedTest
    @CsvSource({"MALE, Male", "male, Male", "FEMALE, Female", "BOTH, Pooled", "Hermaphrodite, Hermaphrodite", "x, x"})
    void namesAGenderOneWayInAllBuilds(String written, String meant) throws IOException {
        String text = BUILD_4.replace(",Female,", ',' + written + ',');
        assertThat(HagrFormat.DRUGAGE.read(source(text)).get(0).gender()).contains(meant);
    }

    @Test
    void readsLongevityMapWithBothSpellingsAndItsNamelessColumn() throws IOException {
        List<LongevityAssociation> rows = HagrFormat.LONGEVITY_MAP.read(source(LONGEVITY_MAP));
        assertThat(rows)
                .extracting(LongevityAssociation::significance)
                .containsExactly(Significance.SIGNIFICANT, Significance.NOT_REPORTED, Significance.NOT_SIGNIFICANT);
        assertThat(rows.get(1).rsIds()).containsExactly("rs104", "rs105");
        assertThat(rows.get(1).genes()).isEmpty();
        assertThat(rows.get(0).rsIds()).isEmpty();
        assertThat(rows.get(2).population()).isEqualTo("German");
    }

    @Test
    void readsCellAgeWhereQuotesAreCharacters() throws IOException {
        List<SenescenceGene> rows = HagrFormat.CELLAGE.read(source(CELLAGE));
        assertThat(rows.get(0).name()).contains("cyclin \"p16\" inhibitor");
        assertThat(rows.get(0).pubmedIds()).containsExactly(9054499, 12345);
        assertThat(rows.get(1).name()).contains("a quoted, name");
        assertThat(rows.get(1).effect()).isEqualTo(SenescenceGene.Effect.INHIBITS);
        assertThat(rows.get(1).pubmedIds()).isEmpty();
        assertThat(rows.get(1).isCancerCell()).contains(true);
    }

    @Test
    void readsTheSameWithOtherLineEndsSeparatorsAndLineFeedsInQuotes() throws IOException {
        List<GenAgeGene> expected = HagrFormat.GENAGE_HUMAN.read(source(GENAGE));
        for (String same : List.of(GENAGE.replace("\n", "\r\n"), "\ufeff" + GENAGE, GENAGE + "\n \n")) {
            assertThat(HagrFormat.GENAGE_HUMAN.read(source(same))).isEqualTo(expected);
        }
        String broken = GENAGE.replace("RNA, ", "RNA,\n").replace("tumor", "\"tumor\nx\"");
        try (HagrReader<GenAgeGene> reader = HagrFormat.GENAGE_HUMAN.open(source(broken))) {
            assertThat(reader.advance()).isTrue();
            assertThat(reader.advance()).isTrue();
            assertThat(reader.record().name()).isEqualTo("telomerase RNA,\n\"component\"");
            assertThat(reader.lineNumber()).isEqualTo(4);
            assertThat(reader.advance()).isFalse();
        }
    }

    /** A file that is not UTF-8 is taken for ISO-8859-1: no byte is lost. */
    @Test
    void losesNoByteOfAnOlderEncoding() throws IOException {
        byte[] latin = BUILD_5.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(HagrFormat.DRUGAGE
                        .read(InputSource.of("t.csv", latin))
                        .get(1)
                        .dosage())
                .contains("10 µM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "symbol,name | t.csv:1:1: GenAge ID: expected a column GenAge ID, found symbol, name",
                "GenAge ID,symbol,name,entrez gene id,uniprot,why/x,A,B,1,, | t.csv:2:1: GenAge ID: expected a whole number"
                        + " from 1 to 999999999, or nothing, found \"x\"",
                "GenAge ID,symbol,name,entrez gene id,uniprot,why/1,,B,1,, | t.csv:2:3: symbol: expected a symbol, found"
                        + " nothing",
                "GenAge ID,symbol,name,entrez gene id,uniprot,why/1,A,B,12x,, | t.csv:2:7: entrez gene id: expected a"
                        + " whole number from 1 to 999999999, or nothing, found \"12x\"",
                "GenAge ID,symbol,name,entrez gene id,uniprot,why/1,A,B,12 | t.csv:2:9: row: expected 6 columns as in the"
                        + " heading, and all of them, found nothing",
                "GenAge ID,symbol,name,entrez gene id,uniprot,why/1,A,B,C,12,, | t.csv:2:13: row: expected 6 columns as in"
                        + " the heading, and no more, found nothing",
            })
    void namesThePlaceAndBothSides(String text, String message) {
        assertThat(catchAll(text)).contains(message);
    }

    private static Optional<String> catchAll(String text) {
        try {
            HagrFormat.GENAGE_HUMAN.read(source(text.replace('/', '\n')));
            return Optional.empty();
        } catch (ParseException e) {
            return e.diagnostic().toString().lines().findFirst();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As it stands in the published builds 3 and 4. */
    @ParameterizedTest
    @CsvSource({
        "S, SIGNIFICANT",
        "Y, SIGNIFICANT",
        "P<0.001, SIGNIFICANT",
        "P < 0.05, SIGNIFICANT",
        "p<1E-10, SIGNIFICANT",
        "p = 0.0039, SIGNIFICANT",
        "p = 5.3E-8, SIGNIFICANT",
        "< 0.012, SIGNIFICANT",
        "0.0448, SIGNIFICANT",
        "NS, NOT_SIGNIFICANT",
        "N, NOT_SIGNIFICANT",
        "N.S, NOT_SIGNIFICANT",
        "n.s. 0.7242, NOT_SIGNIFICANT",
        "P=0.928, NOT_SIGNIFICANT",
        "0.3862, NOT_SIGNIFICANT",
        "0.05, NOT_SIGNIFICANT",
        "P>0.05, NOT_SIGNIFICANT",
        "ND, NOT_REPORTED",
        "N/A, NOT_REPORTED",
        "NA, NOT_REPORTED",
        "O, NOT_REPORTED",
        "'', NOT_REPORTED",
        "p<0.1, NOT_REPORTED"
    })
    void readsSignificanceAsPapersPutIt(String written, Significance meant) throws IOException {
        String text = BUILD_4.replace(",S,", ',' + written + ',');
        assertThat(HagrFormat.DRUGAGE.read(source(text)).get(0).averageSignificance())
                .isEqualTo(meant);
    }

    /** The first builds are separated by semicolons; their gene_name is the symbol, and they have no references. */
    @Test
    void readsTheFirstBuildsOfCellAge() throws IOException {
        String text = """
                hagr_id;gene_name;hgnc_id;entrez_id;organism;cancer_type;senescence_effect;description;notes
                1;AKT1;391;207;Human;Unclear;Induces;"a; b";
                """;
        assertThat(HagrFormat.CELLAGE.read(source(text))).singleElement().satisfies(gene -> {
            assertThat(gene.symbol()).isEqualTo("AKT1");
            assertThat(gene.effect()).isEqualTo(SenescenceGene.Effect.INDUCES);
        });
    }

    @Test
    void lenientReadingSkipsAndCounts() throws IOException {
        List<Diagnostic> found = new ArrayList<>();
        String text = BUILD_5.replace("12.5,S", "12.5,maybe");
        try (HagrReader<LifespanExperiment> reader =
                HagrFormat.DRUGAGE.open(source(text), ParseMode.LENIENT, found::add)) {
            assertThat(reader.advance()).isTrue();
            assertThat(reader.record().compound()).isEqualTo("Aspirin");
            assertThat(reader.advance()).isFalse();
            assertThat(reader.records()).isEqualTo(1);
            assertThat(reader.skipped()).isEqualTo(1);
        }
        assertThat(found)
                .singleElement()
                .satisfies(
                        bad -> assertThat(bad.toString())
                                .contains(
                                        "t.csv:2:76: avg_lifespan_significance: expected S, NS, NA, O, a P value or nothing, found \"maybe\""));
        assertThatThrownBy(() -> HagrFormat.DRUGAGE.read(source(text))).isInstanceOf(ParseException.class);
    }

    @Test
    void countsTheRealFiles() throws IOException {
        Path data = Needs.data("longevity");
        List<GenAgeGene> genes = HagrFormat.GENAGE_HUMAN.read(InputSource.of(data.resolve("genage_human.csv")));
        assertThat(genes).hasSize(307);
        assertThat(genes.stream()
                        .flatMap(gene -> gene.evidence().stream())
                        .collect(Collectors.groupingBy(why -> why, Collectors.counting())))
                .containsEntry("functional", 81L)
                .containsEntry("putative", 80L)
                .containsEntry("human", 3L)
                .hasSize(9);
        List<LifespanExperiment> drugs = HagrFormat.DRUGAGE.read(InputSource.of(data.resolve("drugage_build5.csv")));
        assertThat(drugs).hasSize(3423);
        assertThat(drugs.stream().map(LifespanExperiment::compound).distinct()).hasSize(1046);
        assertThat(drugs.stream().map(LifespanExperiment::species).distinct()).hasSize(38);
        assertThat(drugs.stream().map(LifespanExperiment::pubmedId).distinct()).hasSize(664);
        assertThat(drugs.stream().filter(row -> row.isItp().orElse(false))).hasSize(164);
        List<LongevityAssociation> studies =
                HagrFormat.LONGEVITY_MAP.read(InputSource.of(data.resolve("longevitymap.csv")));
        assertThat(studies).hasSize(550);
        assertThat(studies.stream()
                        .collect(Collectors.groupingBy(LongevityAssociation::significance, Collectors.counting())))
                .containsEntry(Significance.SIGNIFICANT, 274L)
                .containsEntry(Significance.NOT_SIGNIFICANT, 274L)
                .containsEntry(Significance.NOT_REPORTED, 2L);
        assertThat(studies.stream().flatMap(study -> study.genes().stream()).distinct())
                .hasSize(884);
        assertThat(studies.stream().map(LongevityAssociation::pubmedId).distinct())
                .hasSize(270);
        assertThat(studies.stream().flatMap(study -> study.rsIds().stream()).distinct())
                .hasSize(2858);
    }
}
