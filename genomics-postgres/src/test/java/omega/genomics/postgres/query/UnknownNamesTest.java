package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that nothing has is an error wherever a query takes one, and never an empty result. */
@DatabaseTest
class UnknownNamesTest {
    private static final Region NOWHERE = Region.whole("chr99");

    private static AssemblyDatabase grch38;
    /** No assembly is bundled under its name: it has the names in chromosome_metadata. */
    private static AssemblyDatabase own;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        grch38 = filled(database, "grch38");
        own = filled(database, "my_species");
        database.execute("INSERT INTO my_species.chromosome_metadata (chromosome, aliases, length, source)"
                + " VALUES ('17', '{chr17,NC_1.1}', 83257441, 'test')");
    }

    private static AssemblyDatabase filled(TestDatabase database, String schema) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, schema);
        genome.loadGenes(Fixtures.genes()).dataset("small").run();
        String vcf = "##fileformat=VCFv4.3\n##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"x\">\n"
                + "##INFO=<ID=CLNVC,Number=1,Type=String,Description=\"x\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\tS2\n"
                + "17\t1500\trs7\tA\tG\t.\t.\tNOTE=a\tGT\t0/1\t0/0\n";
        genome.loadVariants(InputSource.of("made.vcf", vcf.getBytes(StandardCharsets.UTF_8)))
                .dataset("calls")
                .genotypes(true)
                .run();
        genome.loadVariants(InputSource.of(
                        "few.vcf", vcf.replace("17\t1500\trs7", "18\t90\trs9").getBytes(StandardCharsets.UTF_8)))
                .dataset("few")
                .infoKeys("CLNSIG")
                .run();
        genome.refreshStatistics();
        genome.loadExpression(InputSource.of(
                        "made.gct",
                        "#1.2\n1\t1\nName\tDescription\tLung\nENSG77\tXYZ\t1.5\n".getBytes(StandardCharsets.UTF_8)))
                .run();
        return genome;
    }

    private record Case(String kind, String name, ThrowingCallable query) {}

    private static List<Case> withAnUnknownName() {
        return List.of(
                new Case("gene", "NOSUCH", () -> grch38.genes().named("NOSUCH")),
                new Case("gene", "NOSUCH", () -> grch38.genes().models("NOSUCH")),
                new Case(
                        "gene",
                        "ENSG99.1",
                        () -> grch38.genes().withId("ENSG99.1").list()),
                new Case("gene", "ENSG99", () -> grch38.genes().withId("ENSG99").first()),
                new Case(
                        "exon",
                        "ENSE99",
                        () -> grch38.genes().withExon("ENSE99").list()),
                new Case(
                        "loaded INFO key",
                        "CLNSGI",
                        () -> grch38.variants().info("CLNSGI", "Benign").list()),
                new Case(
                        "loaded INFO key",
                        "CLNSGI",
                        () -> grch38.variants().info("CLNSGI", "Benign").count()),
                new Case(
                        "loaded INFO key",
                        "CLNVC",
                        () -> grch38.variants().info("CLNVC", "x").in("few").first()),
                new Case("biotype", "rna", () -> grch38.genes().ofBiotype("rna").list()),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.genes().overlapping(NOWHERE).list()),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.genes().overlapping(NOWHERE, "lncRNA").forEach(gene -> {})),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.genes().nearest(NOWHERE, 1).first()),
                new Case(
                        "contig",
                        "chr99",
                        () -> own.genes().overlapping(NOWHERE).list()),
                new Case(
                        "genes dataset",
                        "smal",
                        () -> grch38.genes().in("smal").all().list()),
                new Case(
                        "genes dataset", "smal", () -> grch38.genes().in("smal").models()),
                new Case(
                        "genes dataset", "smal", () -> grch38.genes().in("smal").named("TP53")),
                new Case(
                        "genes dataset", "smal", () -> grch38.genes().in("smal").inSet("longevity")),
                new Case("gene set", "fruit", () -> grch38.genes().inSet("fruit")),
                new Case(
                        "gene",
                        "NOSUCH",
                        () -> grch38.transcripts().ofGene("NOSUCH").list()),
                new Case(
                        "transcript",
                        "ENST99",
                        () -> grch38.transcripts().withId("ENST99").first()),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.variants().overlapping(NOWHERE).list()),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.variants().overlapping(NOWHERE).count()),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.variants().overlapping(NOWHERE).page(10)),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.variants().overlapping(NOWHERE).first()),
                new Case("contig", "chr99", () -> drain(grch38.variants().overlapping(NOWHERE).stream())),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.variants().at("chr99", 1).list()),
                new Case(
                        "contig",
                        "chr99",
                        () -> own.variants().at("chr99", 1, "A", "G").list()),
                new Case(
                        "gene",
                        "NOSUCH",
                        () -> grch38.variants().overlappingGene("NOSUCH").list()),
                new Case(
                        "gene",
                        "NOSUCH",
                        () -> grch38.variants().ofGene("NOSUCH").count()),
                new Case(
                        "gene set",
                        "fruit",
                        () -> grch38.variants().ofGeneSet("fruit").list()),
                new Case(
                        "gene set",
                        "fruit",
                        () -> grch38.variants().overlappingGeneSet("fruit").list()),
                new Case(
                        "variants dataset",
                        "call",
                        () -> grch38.variants().in("call").count()),
                new Case(
                        "variants dataset",
                        "call",
                        () -> grch38.variants().in("call").rs(7).list()),
                new Case(
                        "variants dataset",
                        "call",
                        () -> grch38.statistics().in("call").byContig()),
                new Case(
                        "variants dataset",
                        "call",
                        () -> grch38.statistics().in("call").byConsequence()),
                new Case("gene", "NOSUCH", () -> grch38.statistics().ofGene("NOSUCH")),
                new Case("contig", "chr99", () -> grch38.statistics().density(NOWHERE)),
                new Case(
                        "sample",
                        "S9",
                        () -> grch38.cohorts()
                                .variantsOf("S9", Region.whole("17"))
                                .list()),
                new Case(
                        "contig",
                        "chr99",
                        () -> grch38.cohorts().variantsOf("S1", NOWHERE).list()),
                new Case(
                        "variants dataset",
                        "call",
                        () -> grch38.cohorts().in("call").samples().list()),
                new Case(
                        "variant with genotypes",
                        "rs8",
                        () -> grch38.cohorts().carriers("rs8").list()),
                new Case(
                        "variant with genotypes",
                        "17-1500-A-T",
                        () -> grch38.cohorts().carriers("17", 1500, "A", "T").list()),
                new Case(
                        "gene",
                        "NOSUCH",
                        () -> grch38.expression().ofGene("NOSUCH").list()),
                new Case(
                        "gene",
                        "NOSUCH",
                        () -> grch38.expression().profile("NOSUCH").first()),
                new Case(
                        "tissue",
                        "Liver",
                        () -> grch38.expression().topGenes("Liver", 3).list()),
                new Case(
                        "organ",
                        "Liver",
                        () -> grch38.expression().enrichedIn("Liver").list()),
                new Case(
                        "expression dataset",
                        "gtex",
                        () -> grch38.expression().in("gtex").tissues().list()),
                new Case(
                        "compound",
                        "Water",
                        () -> grch38.interventions().ranking("Water").list()),
                new Case(
                        "compound",
                        "Water",
                        () -> grch38.interventions().experiments("Water").list()),
                new Case(
                        "drugage dataset",
                        "five",
                        () -> grch38.interventions().in("five").ranking().list()),
                new Case(
                        "gene",
                        "NOSUCH",
                        () -> grch38.longevity().ofGene("NOSUCH").list()));
    }

    private static long drain(Stream<StoredVariant> variants) {
        try (variants) {
            return variants.count();
        }
    }

    @ParameterizedTest
    @MethodSource("withAnUnknownName")
    void areErrors(Case one) {
        UnknownNameException thrown = catchThrowableOfType(UnknownNameException.class, one.query());
        assertThat(thrown).isNotNull();
        assertThat(thrown.kind()).isEqualTo(one.kind());
        assertThat(thrown.name()).isEqualTo(one.name());
        assertThat(thrown).hasMessageStartingWith("no " + one.kind() + " is called \"" + one.name() + '"');
    }

    @Test
    void suggestsWhatWasMeant() {
        assertThatThrownBy(() -> grch38.genes().named("tp53"))
                .hasMessage("no gene is called \"tp53\"; did you mean TP53?")
                .isInstanceOfSatisfying(
                        UnknownNameException.class,
                        unknown -> assertThat(unknown.suggestions()).containsExactly("TP53"));
        assertThatThrownBy(() -> grch38.variants().in("call").list())
                .hasMessage("no variants dataset is called \"call\"; did you mean calls?; there are: calls, few");
        assertThatThrownBy(() -> own.genes().overlapping(Region.whole("ch17")).list())
                .hasMessageStartingWith("no contig is called \"ch17\"");
        assertThatThrownBy(() -> grch38.variants().info("CLNSGI", "Benign").list())
                .hasMessage(
                        "no loaded INFO key is called \"CLNSGI\"; did you mean CLNSIG?; there are: CLNSIG, CLNVC, NOTE");
    }

    @Test
    void isEmptyWhereTheNamesExistAndNothingMatches() {
        assertThat(grch38.genes().overlapping(Region.parse("17:5001-7999")).list())
                .isEmpty();
        assertThat(grch38.genes().overlapping(Region.whole("22")).list()).isEmpty();
        assertThat(grch38.variants().overlapping(Region.parse("chr17:1-10")).list())
                .isEmpty();
        assertThat(grch38.variants().ofGene("TP53").list()).isEmpty();
        assertThat(grch38.variants().in("calls").rs(8).first()).isEmpty();
        assertThat(grch38.variants().at("chr17", 1500, "A", "T").list()).isEmpty();
        assertThat(grch38.variants().info("CLNSIG", "Benign").list()).isEmpty();
        assertThat(grch38.variants().info("NOTE", "b").list()).as("undeclared").isEmpty();
        assertThat(grch38.expression().ofGene("TP53").list()).isEmpty();
        assertThat(grch38.cohorts().variantsOf("S2", Region.whole("17")).list()).isEmpty();
        assertThat(grch38.genes().named(List.of("NOSUCH", "TP53")))
                .extracting(member -> member.isFound())
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "chr17", "NC_000017.11", "CM000679.2"})
    void takesAnyNameOfAContigOfABundledAssembly(String contig) {
        isFoundOn(grch38, contig);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "chr17", "NC_1.1"})
    void takesAnyNameInTheDatabasesOwnTable(String contig) {
        isFoundOn(own, contig);
    }

    private static void isFoundOn(AssemblyDatabase genome, String contig) {
        Region region = new Region(contig, 1400, 1600);
        assertThat(genome.genes().overlapping(region).list()).hasSize(1);
        assertThat(genome.genes().nearestCoding(region, 1).list()).hasSize(1);
        assertThat(genome.variants().overlapping(region).list()).hasSize(1);
        assertThat(genome.variants().overlapping(List.of(region)).count()).isEqualTo(1);
        assertThat(genome.variants().at(contig, 1500).first()).isPresent();
        assertThat(genome.variants().at(contig, 1500, "A", "G").page(5).variants())
                .hasSize(1);
        assertThat(drain(genome.variants().overlapping(region).stream())).isEqualTo(1);
        assertThat(genome.statistics().density(region)).hasSize(1);
        assertThat(genome.cohorts().variantsOf("S1", region).list()).hasSize(1);
        assertThat(genome.cohorts().carriers(contig, 1500, "A", "G").list()).hasSize(1);
    }
}
