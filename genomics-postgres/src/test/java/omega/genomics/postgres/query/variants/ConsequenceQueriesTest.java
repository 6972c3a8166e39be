package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import omega.genomics.Region;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.Impact;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.WideGenes;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions that any consequence may answer, against the annotator's own word, and their plans. */
@DatabaseTest
class ConsequenceQueriesTest {
    private static final List<Gene> GENES = WideGenes.genes(5);
    private static final ConsequenceAnnotator ANNOTATOR = WideGenes.annotator(5);
    private static final int A_CONTIG = 15_000;

    private static VariantQueries variants;
    private static Gene gene;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : List.of("1", "2", "3")) {
            for (int i = 0; i < A_CONTIG; i++) {
                int position = 600_000 + 97 * i;
                char ref = WideGenes.base(position);
                text.append(contig + "\t" + position + "\t.\t" + ref + "\t" + (ref == 'A' ? 'C' : 'A') + "\t.\t.\t.\n");
            }
        }
        InputSource file = InputSource.of("made.vcf", text.toString().getBytes(StandardCharsets.US_ASCII));
        for (String dataset : List.of("one", "two")) {
            genome.loadVariants(file)
                    .dataset(dataset)
                    .consequences(ANNOTATOR)
                    .allConsequences(true)
                    .run();
        }
        genome.loadVariants(file).dataset("without").consequences(ANNOTATOR).run();
        variants = genome.variants();
        gene = GENES.stream()
                .filter(of -> of.contig().equals("2")
                        && of.start() > 600_000
                        && of.name().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(VariantQueries asked) {
        return asked.in("one").list().stream().map(StoredVariant::name).toList();
    }

    /** Those of contig 2 of which one transcript says all of it. */
    private static List<String> expected(Predicate<TranscriptConsequence> of) {
        return variants.in("one").overlapping(Region.whole("2")).list().stream()
                .filter(variant -> annotate(variant).all().stream().anyMatch(of))
                .map(StoredVariant::name)
                .toList();
    }

    private static VariantConsequences annotate(StoredVariant variant) {
        return ANNOTATOR
                .annotate(
                        variant.contig(),
                        variant.position(),
                        variant.ref(),
                        variant.alt().orElseThrow())
                .orElseThrow();
    }

    @Test
    void findByGeneTranscriptImpactAndTerm() {
        ConsequenceFilter any = ConsequenceFilter.any();
        Transcript last = gene.transcripts().get(gene.transcripts().size() - 1);
        String name = gene.name().orElseThrow();

        List<String> ofGene = expected(one -> one.gene().filter(gene::equals).isPresent());
        assertThat(ofGene).hasSizeGreaterThan(1000);
        assertThat(names(variants.anyConsequence(any.ofGene(name)))).isEqualTo(ofGene);
        assertThat(names(variants.anyConsequence(any.ofGene(gene.id())))).isEqualTo(ofGene);
        assertThat(names(variants.anyConsequence(any.ofGene(name).atLeast(Impact.MODERATE))))
                .isEqualTo(expected(one -> one.gene().filter(gene::equals).isPresent()
                        && one.impact().compareTo(Impact.MODERATE) <= 0))
                .isNotEmpty();
        assertThat(names(variants.anyConsequence(any.ofTranscript(last.id()).term("intron_variant", "stop_gained"))))
                .isEqualTo(expected(one -> one.transcript().filter(last::equals).isPresent()
                        && one.terms().stream().anyMatch(term -> term.label().matches("intron_variant|stop_gained"))))
                .isNotEmpty();
        assertThat(names(variants.anyConsequence(any.term("stop_gained")).overlapping(Region.whole("2"))))
                .isEqualTo(expected(one ->
                        one.terms().stream().anyMatch(term -> term.label().equals("stop_gained"))))
                .isNotEmpty();
        assertThatThrownBy(() -> variants.anyConsequence(any.ofGene("nobody's")).list())
                .isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() ->
                        variants.anyConsequence(any.ofTranscript("nobody's")).count())
                .hasMessage("no transcript is called \"nobody's\"");
    }

    @Test
    void leaveOutDatasetsThatDoNotHaveThem() {
        assertThat(variants.in("without")
                        .anyConsequence(ConsequenceFilter.any())
                        .count())
                .isZero();
        StoredVariant one = variants.in("without").page(1).variants().get(0);
        assertThat(variants.consequences(one)).isEmpty();
        assertThat(one.consequence()).isPresent();
    }

    @Test
    void touchOneContigAndItsIndexes() {
        String byGene = plan(variants.anyConsequence(
                ConsequenceFilter.any().ofGene(gene.id()).atLeast(Impact.HIGH)));
        assertThat(partitions(byGene, "variants")).containsExactly("chr2");
        assertThat(partitions(byGene, "consequence_sets")).containsExactly("chr2");
        assertThat(byGene).contains("consequence_set_idx").doesNotContain("Seq Scan on variants");

        StoredVariant one = variants.at("2", 600_097).list().get(0);
        String consequences = variants.at("2", 600_097)
                .each((context, rows) -> context.explain(ConsequenceColumns.of(context, "grch38", one))
                        .plan())
                .get(0);
        assertThat(partitions(consequences, "variants")).containsExactly("chr2");
        assertThat(partitions(consequences, "consequence_sets")).containsExactly("chr2");
        assertThat(consequences).contains("set_number_rank_idx").doesNotContain("Seq Scan");
    }

    private static String plan(VariantQueries asked) {
        return asked.each((context, rows) -> context.explain(rows).plan()).get(0);
    }

    private static Set<String> partitions(String plan, String parent) {
        Matcher matcher =
                Pattern.compile(" on " + parent + "_(\\w+?)_d\\d+_r\\d+ ").matcher(plan);
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
