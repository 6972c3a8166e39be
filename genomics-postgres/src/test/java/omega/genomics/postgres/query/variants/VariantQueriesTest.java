package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DatabaseTest
class VariantQueriesTest {
    private static final String LONG = "ACGT".repeat(30);

    private static final String FIRST = """
            ##fileformat=VCFv4.3
            ##FILTER=<ID=q10,Description="Low">
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="Depths">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            17 900 long A <DEL> . PASS END=200000
            17 1000 rs12;other A G,T 29.1 PASS AC=3,4;AF=0.3,0.004;AD=3,.,4;DB;NOTE=a%3Bb"\\c;GENEINFO=TP53:7157;CLNSIG=Pathogenic/Likely_pathogenic
            17 1001 rs13 AT A . q10 AF=0.02;GENEINFO=p53:7157;CLNSIG=Benign
            17 5000 . C G . . AF=0.5
            17 5001 . @ G . . AF=0.6
            17 8000 . T . 5 PASS .
            2 7 rs12 C T . PASS AF=0.0001;GENEINFO=XYZ:1
            10 7 . C T . PASS AF=0.04
            KI270728.1 3 . C T . PASS .
            """.replace("@", LONG);

    private static final String SECOND = """
            ##fileformat=VCFv4.2
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            17 1000 . A G . . .
            X 5 . A G . . .
            """;

    private static AssemblyDatabase genome;
    private static VariantQueries variants;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).dataset("small").run();
        load("first", FIRST);
        load("second", SECOND);
        variants = genome.variants();
    }

    private static void load(String dataset, String vcf) throws Exception {
        StringBuilder text = new StringBuilder();
        vcf.lines()
                .map(line -> line.startsWith("#") ? line : line.replace(' ', '\t'))
                .forEach(line -> text.append(line).append('\n'));
        genome.loadVariants(InputSource.of(dataset + ".vcf", text.toString().getBytes(StandardCharsets.UTF_8)))
                .dataset(dataset)
                .run();
    }

    static Stream<Arguments> valuesOfInfo() {
        return Stream.of(
                Arguments.of("GENEINFO", "XYZ:1", "2-7-C-T"),
                Arguments.of("NOTE", "a;b\"\\c", "17-1000-A-G 17-1000-A-T"),
                Arguments.of("AC", "3", "17-1000-A-G"),
                Arguments.of("AF", "4e-3", "17-1000-A-T"),
                Arguments.of("AD", "4", "17-1000-A-T"),
                Arguments.of("DB", "true", "17-1000-A-G 17-1000-A-T"),
                Arguments.of("CLNSIG", "Benign", "17-1001-AT-A"),
                Arguments.of("CLNSIG", "benign", ""));
    }

    @ParameterizedTest
    @MethodSource("valuesOfInfo")
    void findsByAValueOfInfo(String key, String value, String expected) {
        assertThat(variants.info(key, value).in("first").list().stream().map(StoredVariant::name))
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
    }

    @Test
    void namesInfoKeysThatNoDatasetHas() {
        assertThatThrownBy(() -> variants.info("no 'key'", "x").in("first").list())
                .isInstanceOf(UnknownNameException.class)
                .hasMessageStartingWith("no loaded INFO key is called \"no 'key'\"; there are: AC, AD, ");
    }

    @Test
    void findsAVariantWithEveryFieldOfItsRow() {
        StoredVariant variant =
                variants.at("17", 1000, "A", "G").in("first").list().get(0);
        assertThat(variant.recordNumber()).isEqualTo(2);
        assertThat(variant.alleleIndex()).isEqualTo(1);
        assertThat(variant.region()).contains(new Region("17", 1000, 1000));
        assertThat(variant.id()).contains("rs12;other");
        assertThat(variant.type()).isEqualTo(VariantType.SNV);
        assertThat(variant.qual()).isEqualTo(OptionalDouble.of(29.1));
        assertThat(variant.isPassing()).isTrue();
        assertThat(variant.alleleFrequency()).isEqualTo(OptionalDouble.of(0.3));
        assertThat(variant.alleleCount()).isEqualTo(OptionalInt.of(3));
        assertThat(variant.alleleNumber()).isEmpty();
        assertThat(variant.rsNumber()).isEqualTo(OptionalLong.of(12));
        assertThat(variant.gene()).contains("TP53");
        assertThat(variant.clinicalSignificances())
                .containsExactly(ClinicalSignificance.PATHOGENIC, ClinicalSignificance.LIKELY_PATHOGENIC);
        assertThat(variant.name()).isEqualTo("17-1000-A-G");
    }

    @Test
    void readsInfoByType() {
        InfoValues info = variants.at("17", 1000, "A", "T").list().get(0).info();
        assertThat(info.keys()).contains("AC", "AD", "DB", "NOTE").doesNotContain("END");
        assertThat(info.integer("AC")).hasValue(4);
        assertThat(info.number("AF")).hasValue(0.004);
        assertThat(info.numbers("AD")).containsExactly(OptionalDouble.of(3), OptionalDouble.of(4));
        assertThat(variants.at("17", 1000, "A", "G")
                        .in("first")
                        .list()
                        .get(0)
                        .info()
                        .numbers("AD"))
                .containsExactly(OptionalDouble.of(3), OptionalDouble.empty());
        assertThat(info.has("DB")).isTrue();
        assertThat(info.text("DB")).isEmpty();
        assertThat(info.text("NOTE")).contains("a;b\"\\c");
        assertThat(info.has("XX")).isFalse();
        assertThat(info.numbers("XX")).isEmpty();
        assertThat(InfoValues.of("{\"a\": \"\\u00e9\\t\", \"b\": [null, 1.5e-7]}")
                        .texts("a"))
                .containsExactly(Optional.of("é\t"));
    }

    /** Each contig has a statement of its own, so the second one finds no connection. */
    @Test
    void saysThatTheConnectionBrokeBehindTheFirstRow(TestDatabase database) throws Exception {
        try (Stream<StoredVariant> stream = variants.stream()) {
            Iterator<StoredVariant> rows = stream.iterator();
            assertThat(rows.next().contig()).isEqualTo("2");
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("the database did not answer");
            assertThatThrownBy(stream::close).isInstanceOf(QueryException.class);
        }
    }

    @Test
    void refusesToAnswerOfASetThatIsNotThere() {
        for (VariantQueries asked : List.of(variants.ofGeneSet("fruit"), variants.overlappingGeneSet("fruit"))) {
            List<ThrowingCallable> answers =
                    List.of(asked::list, asked::first, asked::count, asked::stream, () -> asked.page(1));
            for (ThrowingCallable answer : answers) {
                assertThatThrownBy(answer)
                        .isInstanceOf(QueryException.class)
                        .hasMessage("no gene set is called \"fruit\"; there are: longevity");
            }
        }
    }

    @Test
    void refusesAConsequenceThatNoVariantCanHave() {
        assertThatThrownBy(() -> variants.consequence("missense_variant", "missense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a consequence such as missense_variant, found \"missense\"");
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("at a base", variants.at("17", 1000), List.of("G", "T", "G")),
                Arguments.of("one allele", variants.at("17", 1000, "A", "T"), List.of("T")),
                Arguments.of("without ALT", variants.at("17", 8000, "T", "."), List.of(".")),
                Arguments.of("a long allele", variants.at("17", 5001, LONG, "G"), List.of("G")),
                Arguments.of("region", variants.overlapping(Region.parse("17:1002-1002")), List.of("<DEL>", "A")),
                Arguments.of("long ones", variants.overlapping(Region.parse("17:5002-5120")), List.of("<DEL>", "G")),
                Arguments.of("far right", variants.overlapping(Region.parse("17:199000-199001")), List.of("<DEL>")),
                Arguments.of("behind it", variants.overlapping(Region.parse("17:200001-300000")), List.of()),
                Arguments.of("whole contig", variants.overlapping(Region.whole("2")), List.of("T")),
                Arguments.of("start of a contig", variants.overlapping(Region.parse("17:1-999")), List.of("<DEL>")),
                Arguments.of(
                        "several regions",
                        variants.overlapping(
                                List.of(Region.parse("17:5000"), Region.parse("17:1001"), Region.parse("2:1-10"))),
                        List.of("T", "<DEL>", "A", "G")),
                Arguments.of("rs", variants.rs(12), List.of("T", "G", "T")),
                Arguments.of("rs in a region", variants.rs(12).overlapping(Region.whole("2")), List.of("T")),
                Arguments.of("id", variants.withId("rs13"), List.of("A")),
                Arguments.of("label, by its alias", variants.ofGene("TP53"), List.of("G", "T", "A")),
                Arguments.of("label, from its alias", variants.ofGene("p53"), List.of("G", "T", "A")),
                Arguments.of("label no annotation knows", variants.ofGene("XYZ"), List.of("T")),
                Arguments.of("set of labels", variants.ofGeneSet("longevity"), List.of("G", "T", "A")),
                Arguments.of(
                        "gene's interval", variants.overlappingGene("p53"), List.of("<DEL>", "G", "T", "G", "A", "G")),
                Arguments.of(
                        "intervals of a set",
                        variants.overlappingGeneSet("longevity"),
                        List.of("<DEL>", "G", "T", "G", "A", "G")),
                Arguments.of("frequency", variants.frequency(0.01, 0.04), List.of("T", "A")),
                Arguments.of("rare", variants.rarerThan(0.001), List.of("T")),
                Arguments.of("significance", variants.significance(ClinicalSignificance.BENIGN), List.of("A")),
                Arguments.of("type", variants.ofType(VariantType.DEL, VariantType.DELINS), List.of("A", "G")),
                Arguments.of("filter", variants.passing().ofType(VariantType.SNV), List.of("T", "T", "G", "T", "T")),
                Arguments.of("dataset", variants.in("second"), List.of("G", "G")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void answersInOrderByListStreamPagesAndCount(String question, VariantQueries asked, List<String> alts) {
        List<StoredVariant> all = asked.list();
        assertThat(all.stream().map(variant -> variant.alt().orElse("."))).containsExactlyElementsOf(alts);
        try (Stream<StoredVariant> stream = asked.stream()) {
            assertThat(stream).containsExactlyElementsOf(all);
        }
        assertThat(asked.count()).isEqualTo(all.size());
        for (int size = 1; size <= 3; size++) {
            assertThat(pages(asked, size)).containsExactlyElementsOf(all);
        }
        assertThat(asked.first()).isEqualTo(all.stream().findFirst());
    }

    private static List<StoredVariant> pages(VariantQueries asked, int size) {
        List<StoredVariant> all = new ArrayList<>();
        VariantPage page = asked.page(size);
        while (true) {
            all.addAll(page.variants());
            if (page.next().isEmpty()) {
                return all;
            }
            assertThat(page.variants()).hasSize(size);
            page = asked.page(VariantCursor.parse(page.next().orElseThrow().toString()), size);
        }
    }

    @Test
    void goesThroughTheGenomeInOrder() {
        assertThat(variants.list().stream().map(StoredVariant::contig).distinct())
                .containsExactly("2", "10", "17", "X", "KI270728.1");
        assertThat(pages(variants, 2)).containsExactlyElementsOf(variants.list());
    }

    @Test
    void refusesWhatIsNoQuestion() {
        assertThatThrownBy(() -> variants.at("1", 5).overlappingGene("TP53")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> variants.frequency(0.5, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> variants.rarerThan(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> variants.page(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VariantCursor.parse("17~x~1~1~1~0~A~G"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("17~x~1~1~1~0~A~G");
    }

    @Test
    void streamsPlaceAfterPlaceAndGivesTheConnectionBack(TestDatabase database) throws Exception {
        try (Stream<StoredVariant> stream = variants.stream()) {
            assertThat(stream.limit(2).count()).isEqualTo(2);
        }
        assertThat(database.value("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                        + " AND datname = current_database()"))
                .isEqualTo("0");
    }
}
