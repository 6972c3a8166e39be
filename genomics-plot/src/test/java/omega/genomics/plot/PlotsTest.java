package omega.genomics.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.stats.VcfStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlotsTest {
    private static List<String> texts(Plot plot) {
        return Labels.of(plot.draw()).stream().map(Shape.Text::text).toList();
    }

    private static VcfReader reader(String text) throws IOException {
        return VcfReader.open(InputSource.of("x.vcf", text.replace('→', '\t').getBytes(StandardCharsets.UTF_8)));
    }

    // ---- density -------------------------------------------------------------------------------------------------

    private static final String CALLS = """
            ##fileformat=VCFv4.2
            ##contig=<ID=a,length=1000>
            ##contig=<ID=b,length=500>
            ##contig=<ID=tiny,length=2>
            #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
            a→1→.→A→T→.→.→.
            a→5→.→A→T→.→.→.
            a→1000→.→A→T→.→.→.
            b→0→.→A→<DEL>→.→.→.
            b→501→.→A→<DEL>→.→.→.
            tiny→1→.→A→T→.→.→.
            """;

    @Test
    void densityCountsByWindowOnTheContigsOfTheHeader() throws IOException {
        VariantDensity density = VariantDensity.of(reader(CALLS));

        assertThat(density.window()).isEqualTo(5);
        assertThat(density.contigs()).containsExactly("a", "b");
        assertThat(density.counts("a")).hasSize(200).startsWith(2, 0).endsWith(0, 1);
        assertThat(density.counts("b")).as("telomeres").startsWith(1).endsWith(1);
        assertThat(density.total()).isEqualTo(6);
        assertThat(density.elsewhere()).isEqualTo(1);
        assertThat(texts(DensityPlot.of(density)))
                .contains("the header's assembly · 6 variants · 1 on other contigs, not shown", "variants per 5 bp:");
    }

    @Test
    void densityKnowsAnAssemblyByItsLengthsAndNames() throws IOException {
        VariantDensity density = VariantDensity.of(reader("""
                ##fileformat=VCFv4.2
                ##contig=<ID=chr1,length=248956422>
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
                chr1→1000001→.→A→T→.→.→.
                chrM→5→.→A→T→.→.→.
                """));

        assertThat(density.assembly()).isEqualTo(Assembly.grch38());
        assertThat(density.contigs()).hasSize(24).startsWith("1", "2").endsWith("X", "Y");
        assertThat(density.counts("1")).startsWith(0, 1, 0).hasSize(249);
        assertThat(density.elsewhere()).isEqualTo(1);
    }

    @Test
    void densityRefusesWhatIsNotOnTheAssembly() throws IOException {
        String none = "##fileformat=VCFv4.2\n#CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO\n21→46709984→.→A→T→.→.→.\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VariantDensity.of(reader(none)))
                .withMessage("the header states no lengths of contigs; name the assembly");
        assertThat(VariantDensity.of(reader(none), Assembly.grch37()).total()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VariantDensity.of(reader(none.replace("46709984", "46709985")), Assembly.grch38()))
                .withMessage("expected a position from 1 to 46709983 on 21 of GRCh38, found 46709985;"
                        + " it may be another assembly");
        assertThatIllegalArgumentException().isThrownBy(() -> VariantDensity.empty(Assembly.of("none", List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VariantDensity.empty(Assembly.grch38()).counts("chr1"));
    }

    /** What stands in the legend, for the counts of all windows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                              | 0
            0 1                            | 0 ≥ 1
            1 2 3                          | 0 1 2 ≥ 3
            10 20 30 40 50 60 70 80 90 100 | 0 1–19 20–39 40–59 60–79 80–99 ≥ 100
            1 1 1 1 1 1 1 1 400 2000       | 0 1–4 5–19 20–99 100–499 500–1,999 ≥ 2,000
            """)
    void classesOfCountsHaveRoundBounds(String counts, String legend) {
        List<Long> values =
                Arrays.stream(counts.split(" ", -1)).map(Long::valueOf).toList();
        Canvas canvas = new Canvas();
        CountClasses.of(values).legend().draw(canvas, 0, 900, 20);
        List<String> labels = Labels.of(canvas.toDrawing(900, 100, "")).stream()
                .map(Shape.Text::text)
                .toList();

        assertThat(String.join(" ", labels)).isEqualTo(legend);
    }

    @Test
    void classesAreNotMoreThanAnEyeCanTell() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            List<Long> counts = new ArrayList<>();
            double skew = 1 + 20 * random.nextDouble();
            for (int i = 0; i < 60; i++) {
                counts.add((long) StrictMath.pow(random.nextDouble() * 3, skew));
            }
            CountClasses classes = CountClasses.of(counts);
            long highest = counts.stream().mapToLong(Long::longValue).max().orElse(0);

            assertThat(classes.classOf(0)).isZero();
            assertThat(classes.classOf(highest)).isLessThanOrEqualTo(8);
            assertThat(classes.colour(classes.classOf(highest))).matches("#[0-9A-Fa-f]{6}");
        }
    }

    // ---- frequencies ---------------------------------------------------------------------------------------------

    @Test
    void frequenciesAreCountedByKindOfAllele() throws IOException {
        AlleleFrequencies frequencies = AlleleFrequencies.of(reader("""
                ##fileformat=VCFv4.2
                ##INFO=<ID=AF,Number=A,Type=Float,Description="f">
                ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
                ##INFO=<ID=AN,Number=1,Type=Integer,Description="n">
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
                1→1→.→A→T,AT→.→.→AF=0.5,0
                1→2→.→A→T→.→.→AC=1;AN=4
                1→3→.→A→<DEL>→.→.→AF=1
                1→4→.→A→T→.→.→.
                """));

        assertThat(frequencies.alleles()).isEqualTo(4);
        assertThat(frequencies.missing()).isEqualTo(1);
        assertThat(frequencies.zeros()).isEqualTo(1);
        assertThat(texts(FrequencyPlot.of(frequencies)))
                .contains("SNV (2)", "insertion or deletion (1)", "other (1)")
                .contains("4 alleles · 1 of frequency 0 · 1 without frequency")
                .contains("0.1", "0.9", "1");
        assertThat(texts(FrequencyPlot.of(frequencies).logarithmic(true)))
                .contains("4 alleles · 1 of frequency 0, not shown · 1 without frequency");
    }

    @Test
    void rareAllelesGetPowersOfTenAndOthersDoNot() {
        AlleleFrequencies rare = new AlleleFrequencies();
        AlleleFrequencies common = new AlleleFrequencies();
        for (int i = 1; i <= 100; i++) {
            rare.add(1e-4 * i);
            common.add(0.01 * i);
        }

        assertThat(texts(FrequencyPlot.of(rare))).contains("0.0001", "0.001", "0.01", "0.1", "1");
        assertThat(texts(FrequencyPlot.of(common))).contains("0", "0.1", "0.2").doesNotContain("0.0001");
        assertThatIllegalArgumentException().isThrownBy(() -> rare.add(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> rare.add(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrequencyPlot.of(new AlleleFrequencies()))
                .withMessageContaining("INFO AF, or AC and AN");
    }

    /** A decade's own frequency stands in the first bin of that decade, not in the last of the one before. */
    @Test
    void powersOfTenBeginTheirBins() {
        for (int decade = 1; decade <= 6; decade++) {
            AlleleFrequencies one = new AlleleFrequencies();
            one.add(StrictMath.pow(10, -decade));
            long[] bins = one.quarters(AlleleFrequencies.Kind.SNV);
            assertThat(bins[(AlleleFrequencies.DECADES - decade) * AlleleFrequencies.BINS_PER_DECADE])
                    .as("1e-%d", decade)
                    .isEqualTo(1);
        }
    }

    // ---- substitutions -------------------------------------------------------------------------------------------

    @Test
    void substitutionsShowTheirRatio() throws IOException {
        VcfStatistics statistics = VcfStatistics.of(reader("""
                ##fileformat=VCFv4.2
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO
                1→1→.→A→G→.→.→.
                1→2→.→C→T→.→.→.
                1→3→.→T→C→.→.→.
                1→4→.→A→C→.→.→.
                """));

        assertThat(texts(SubstitutionPlot.of(statistics)))
                .contains("Ti/Tv 3.00 · 4 SNV alleles", "transitions (3)", "transversions (1)", "A>G", "T>G")
                .containsSubsequence("C>T", "1", "T>C", "1")
                .containsSubsequence("C>A", "0");
    }

    // ---- bars ----------------------------------------------------------------------------------------------------

    @Test
    void barsAreSortedAndCountedWithinTheirGroup() {
        List<Bar> bars = List.of(
                new Bar("one", "a", 1), new Bar("two", "c", 5), new Bar("one", "b", 2), new Bar("one", "d", 1.5));

        assertThat(texts(BarPlot.of(bars).sorted().first(2)))
                .containsSubsequence("one", "b", "2", "d", "1.5", "and 1 more", "two", "c", "5")
                .doesNotContain("a");
    }

    @Test
    void barsOfRatiosGoBothWaysFromOne() {
        List<Bar> bars = List.of(Bar.of("faster", 0.1), Bar.of("same", 1), Bar.of("slower", 100));
        List<Shape.Rect> rects = BarPlot.of(bars).logarithmic(1).draw().shapes().stream()
                .filter(shape -> shape instanceof Shape.Rect)
                .map(shape -> (Shape.Rect) shape)
                .toList();

        assertThat(rects).hasSize(3);
        assertThat(rects.get(0).x() + rects.get(0).width())
                .isCloseTo(rects.get(2).x(), offset(1e-6));
        assertThat(rects.get(1).width()).isZero();
        assertThat(rects.get(2).width() / rects.get(0).width()).isCloseTo(2, offset(1e-6));
    }

    @Test
    void barsOfExpressionHaveALogScaleOnWhichZeroHasNoBar() {
        List<Bar> bars = List.of(Bar.of("none", 0), Bar.of("little", 0.02), Bar.of("much", 200));
        Drawing drawing = BarPlot.of(bars).unit("TPM").logarithmic().draw();
        List<Shape.Rect> rects = rects(drawing);

        assertThat(rects.get(0).width()).isZero();
        assertThat(rects.get(1).width()).isGreaterThan(10);
        assertThat(rects.get(2).width()).isLessThan(20 * rects.get(1).width());
        assertThat(texts(BarPlot.of(bars).unit("TPM").logarithmic())).contains("0", "0.02", "200", "TPM (log scale)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarPlot.of(List.of(Bar.of("x", 0))).logarithmic())
                .withMessage("powers of ten need a value above 0, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarPlot.of(List.of(Bar.of("x", -1))).logarithmic())
                .withMessageContaining("\"x\"");
    }

    private static List<Shape.Rect> rects(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(shape -> shape instanceof Shape.Rect)
                .map(shape -> (Shape.Rect) shape)
                .toList();
    }

    @Test
    void panelsStandInColumnsWithAnAxisEach() {
        List<Bar> bars = new ArrayList<>();
        for (int group = 0; group < 9; group++) {
            for (int bar = 0; bar < 4; bar++) {
                bars.add(
                        new Bar("a question with a long name, number " + group, "contender " + bar, 0.5 + group * bar));
            }
        }
        Drawing below = BarPlot.of(bars).unit("times").draw();
        Drawing inColumns = BarPlot.of(bars).unit("times").columns(3).draw();

        Labels.check(inColumns);
        assertThat(inColumns.height()).isLessThan(below.height() / 2);
        assertThat(texts(BarPlot.of(bars).unit("times").columns(3)))
                .filteredOn("times"::equals)
                .hasSize(9);
        Labels.check(BarPlot.of(bars).width(400).columns(5).draw());
    }

    /** Renderers other than browsers do not stretch texts to a length. */
    @Test
    void svgStatesNoLengthOfTexts() throws IOException {
        for (Plot plot : Pictures.all().values()) {
            assertThat(plot.toSvg()).doesNotContain("textLength");
        }
    }

    @Test
    void barsRefuseWhatCannotBeDrawn() {
        assertThatIllegalArgumentException().isThrownBy(() -> BarPlot.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Bar.of("x", Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarPlot.of(List.of(Bar.of("x", 1))).first(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarPlot.of(List.of(Bar.of("x", 0))).logarithmic(1))
                .withMessage("powers of ten need values above 0, found 0.0 for \"x\"");
    }

    // ---- numbers -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "1.1,2",
        "2,2",
        "3,5",
        "5,5",
        "6,10",
        "10,10",
        "0.03,0.05",
        "700,1000",
        "1000,1000",
        "0.001,0.001"
    })
    void roundsUpToOneTwoFive(double value, double expected) {
        assertThat(Numbers.roundUp(value)).isCloseTo(expected, offset(expected * 1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0.001234,0.00123",
        "1.005,1",
        "12.345,12.3",
        "99.96,100",
        "123.4,123",
        "1234.6,'1,235'",
        "-2.5,-2.5",
        "0.1,0.1",
        "31.4159,31.4"
    })
    void valuesHaveThreeDigits(double value, String expected) {
        assertThat(Numbers.significant(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "950,950", "12000,12k", "1500000,1.5M", "2000000000,2G"})
    void countsOnAxesAreBrief(double value, String expected) {
        assertThat(Numbers.brief(value)).isEqualTo(expected);
    }

    @Test
    void svgNumbersHaveNoTails() {
        assertThat(List.of(1.0, 1.5, 1.25, 1.256, -0.001, -1.5, 0.05))
                .extracting(SvgWriter::number)
                .containsExactly("1", "1.5", "1.25", "1.26", "0", "-1.5", "0.05");
    }

    @Test
    void svgTextIsEscaped() {
        assertThat(SvgWriter.escape("a<b>&\"c\"\u0000é\uD800")).isEqualTo("a&lt;b&gt;&amp;&quot;c&quot;\uFFFDé\uFFFD");
    }

    @Test
    void textIsCutAndWrappedToItsRoom() {
        String text = "one two three four five six seven";

        assertThat(Type.LABEL.width(Type.LABEL.fit(text, 80))).isLessThanOrEqualTo(80);
        assertThat(Type.LABEL.fit(text, 80)).endsWith("…");
        assertThat(Type.LABEL.fit(text, 1_000)).isEqualTo(text);
        assertThat(Type.LABEL.fit(text, 1)).isEmpty();
        assertThat(String.join(" ", Type.LABEL.wrap(text, 80))).isEqualTo(text);
        assertThat(Type.LABEL.wrap(text, 80))
                .allMatch(line -> Type.LABEL.width(line) <= 80)
                .hasSizeGreaterThan(1);
    }

    // ---- flows ---------------------------------------------------------------------------------------------------

    @Test
    void flowsAreCountedAndDrawnByTheirShare() {
        List<Flow> flows = Flow.counted(
                Stream.of("ab", "ab", "ab", "cb", "ca"), text -> text.substring(0, 1), text -> text.substring(1));
        assertThat(flows).containsExactly(new Flow("a", "b", 3), new Flow("c", "a", 1), new Flow("c", "b", 1));

        FlowPlot plot = FlowPlot.of(flows).between("before", "after").order("c", "a", "nothing");
        assertThat(texts(plot)).containsExactly("before", "after", "3", "1", "1", "c  2", "a  3", "a  1", "b  4");
        List<Shape.Rect> nodes = plot.draw().shapes().stream()
                .filter(Shape.Rect.class::isInstance)
                .map(Shape.Rect.class::cast)
                .toList();
        assertThat(nodes).hasSize(4);
        assertThat(nodes.get(1).height() / nodes.get(0).height()).isCloseTo(1.5, offset(1e-9));
        assertThat(nodes.get(3).height() / nodes.get(2).height()).isCloseTo(4, offset(1e-9));
        assertThat(nodes.get(0).style().fill())
                .as("c is not a")
                .isNotEqualTo(nodes.get(1).style().fill());
        assertThat(nodes.get(1).style().fill())
                .as("a on both sides")
                .isEqualTo(nodes.get(2).style().fill());
        assertThat(plot.toSvg()).contains("<title>c → b: 1</title>");
    }

    @Test
    void flowsFillTheNodesOfBothSides() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            List<Flow> flows = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                flows.add(new Flow("c" + random.nextInt(6), "c" + random.nextInt(6), 1 + random.nextInt(1000)));
            }
            Drawing drawing = FlowPlot.of(flows).draw();
            double ofNodes = drawing.shapes().stream()
                    .filter(Shape.Rect.class::isInstance)
                    .mapToDouble(shape -> ((Shape.Rect) shape).height())
                    .sum();
            double ofBands = drawing.shapes().stream()
                    .filter(Shape.Group.class::isInstance)
                    .mapToDouble(shape ->
                            ends(((Shape.Polygon) ((Shape.Group) shape).shapes().get(0)).points()))
                    .sum();
            assertThat(ofBands).isCloseTo(ofNodes, offset(1e-6));
        }
    }

    /** The thickness of a band at its left end, and at its right end. */
    private static double ends(List<Shape.Point> points) {
        int right = points.size() / 2;
        return points.get(points.size() - 1).y()
                - points.get(0).y()
                + points.get(right).y()
                - points.get(right - 1).y();
    }

    @Test
    void flowsOfNothingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FlowPlot.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Flow("a", "b", 0))
                .withMessage("expected 1 or more from \"a\" to \"b\", found 0");
    }

    // ---- properties ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void labelsOfBarsNeverOverlapAndNeverLeaveTheCanvas(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            List<Bar> bars = new ArrayList<>();
            boolean powers = random.nextBoolean();
            double size = StrictMath.pow(10, random.nextInt(14) - 5);
            for (int i = random.nextInt(40); i >= 0; i--) {
                double value = size * (random.nextDouble() - (powers ? 0 : 0.3)) + (powers ? 1e-9 : 0);
                bars.add(new Bar("g" + random.nextInt(3), "label".repeat(random.nextInt(20)), value));
            }
            BarPlot plot = BarPlot.of(bars).unit("unit").title("title").width(400 + random.nextInt(900));
            Labels.check((powers ? plot.logarithmic(size) : plot)
                    .first(1 + random.nextInt(30))
                    .draw());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void labelsOfFlowsNeverOverlapAndNeverLeaveTheCanvas(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            List<Flow> flows = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String from = "class".repeat(random.nextInt(12)) + random.nextInt(9);
                flows.add(new Flow(from, "c" + random.nextInt(9), 1 + (long) StrictMath.exp(random.nextInt(14))));
            }
            Labels.check(FlowPlot.of(flows)
                    .title("title")
                    .between("before".repeat(1 + random.nextInt(20)), "after")
                    .width(400 + random.nextInt(900))
                    .draw());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void labelsOfDensitiesNeverOverlapAndNeverLeaveTheCanvas(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            List<Contig> contigs = new ArrayList<>();
            int longest = 1 + random.nextInt(random.nextBoolean() ? 2_000 : 250_000_000);
            for (int i = 0; i < 1 + random.nextInt(60); i++) {
                int length = 1 + random.nextInt(longest);
                contigs.add(new Contig(
                        "c" + i + "x".repeat(random.nextInt(40)),
                        OptionalInt.of(length),
                        Contig.Role.UNKNOWN,
                        Set.of()));
            }
            VariantDensity density = VariantDensity.empty(Assembly.of("some", contigs));
            for (int i = 0; i < 2_000; i++) {
                Contig contig = contigs.get(random.nextInt(contigs.size()));
                density.add(
                        contig.name(), 1 + random.nextInt(contig.length().orElseThrow()), random.nextInt(2_000_000));
            }
            Labels.check(
                    DensityPlot.of(density).width(400 + random.nextInt(900)).draw());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void labelsOfFrequenciesNeverOverlapAndNeverLeaveTheCanvas(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            AlleleFrequencies frequencies = new AlleleFrequencies();
            double power = random.nextDouble() * 30;
            for (int i = 0; i < 1 + random.nextInt(30_000); i++) {
                frequencies.add(StrictMath.pow(random.nextDouble(), power));
            }
            Labels.check(FrequencyPlot.of(frequencies)
                    .width(400 + random.nextInt(900))
                    .draw());
        }
    }
}
