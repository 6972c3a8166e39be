package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import omega.genomics.Region;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.contig.Assembly;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.WideGenes;
import omega.genomics.postgres.query.variants.StoredConsequence;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HGVS names go into the database and come out of it as they were computed, or as the file has them. */
@DatabaseTest
class HgvsLoadTest {
    private static final List<Gene> GENES = WideGenes.genes(7);
    private static final ConsequenceAnnotator ANNOTATOR =
            ConsequenceAnnotator.builder(GENES).reference(WideGenes::bases).build();
    private static final HgvsNamer NAMER = HgvsNamer.builder(GENES, WideGenes::bases)
            .contigNames(Assembly.grch38()::accession)
            .build();
    private static final String CSQ = "Allele|Consequence|SYMBOL|Feature|HGVSg|HGVSc|HGVSp";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private VcfLoad load(InputSource file) {
        return genome.loadVariants(file)
                .dataset("named")
                .consequences(ANNOTATOR)
                .hgvs(NAMER);
    }

    private static InputSource vcf(String text) {
        return InputSource.of("test.vcf", text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Alleles of all kinds in exons and introns; one in twenty with a REF that the genome does not have. */
    private static InputSource generated(long seed, int records) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (String contig : List.of("1", "17", "MT")) {
            int position = 1 + random.nextInt(2_000);
            for (int i = 0; i < records && position < (contig.equals("MT") ? 16_000 : 100_000_000); i++) {
                position += 1 + random.nextInt(random.nextInt(4) == 0 ? 50_000 : 30);
                int length = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(20);
                String ref = new String(
                        WideGenes.bases(new Region(contig, position, position + length - 1)),
                        StandardCharsets.US_ASCII);
                if (random.nextInt(20) == 0) {
                    ref = "N".repeat(length);
                }
                String alt = ref.charAt(0) + "TG".repeat(random.nextInt(3)) + (random.nextBoolean() ? "C" : "");
                if (alt.equals(ref)) {
                    alt = ref.equals("A") ? "C" : "A";
                }
                text.append(contig + "\t" + position + "\t.\t" + ref + "\t" + alt
                        + (random.nextInt(10) == 0 ? ",*,<DEL>" : "") + "\t.\t.\t.\n");
            }
        }
        return vcf(text.toString());
    }

    private static String expected(StoredVariant variant) {
        HgvsNames names = NAMER.names();
        if (names.read(
                        variant.contig(),
                        variant.position(),
                        variant.ref(),
                        variant.alt().orElse("."))
                != HgvsNames.Outcome.NAMED) {
            return "- - -";
        }
        int picked = ANNOTATOR
                .annotate(
                        variant.contig(),
                        variant.position(),
                        variant.end(),
                        variant.ref(),
                        variant.alt().orElse("."))
                .map(VariantConsequences::picked)
                .flatMap(TranscriptConsequence::transcript)
                .map(names::indexOf)
                .orElse(-1);
        String protein = picked < 0 ? "" : names.protein(picked).toString();
        return names.genomic() + " " + (picked < 0 ? "-" : names.transcript(picked)) + " "
                + (protein.isEmpty() ? "-" : protein);
    }

    private static String names(StoredVariant variant) {
        return variant.hgvsGenomic().orElse("-") + " " + variant.hgvsCoding().orElse("-") + " "
                + variant.hgvsProtein().orElse("-");
    }

    @ParameterizedTest
    @EnumSource(VariantLayout.class)
    void storesTheNamesOfThePickedConsequence(VariantLayout layout) throws Exception {
        InputSource file = generated(1, 600);
        load(file).layout(layout).run();
        List<StoredVariant> stored = genome.variants().list();
        assertThat(stored).hasSizeGreaterThan(1_000);
        for (StoredVariant variant : stored) {
            assertThat(names(variant)).as(variant.name()).isEqualTo(expected(variant));
        }
        assertThat(stored.stream().map(HgvsLoadTest::names))
                .anyMatch(names -> names.startsWith("NC_000017.11:g.") && names.contains(":p.("))
                .anyMatch(names -> names.startsWith("NC_012920.1:m.") && names.endsWith(" - -"))
                .anyMatch("- - -"::equals);
        assertThat(load(file).layout(layout).run().state()).isEqualTo(LoadState.UNCHANGED);

        VariantLayout other = layout == VariantLayout.ROWS ? VariantLayout.PACKED : VariantLayout.ROWS;
        assertThat(genome.convertVariants("named", other)).isTrue();
        assertThat(genome.variants().list().stream().map(HgvsLoadTest::names))
                .as("in the other layout")
                .containsExactlyElementsOf(
                        stored.stream().map(HgvsLoadTest::names).toList());
        assertThat(load(file).layout(other).run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(database.value("SELECT count(hgvs_g) || ' ' || count(hgvs_c) || ' ' || count(hgvs_p) FROM"
                        + " grch38.variants_overlapping('17', 1, 100000000)"))
                .isEqualTo(counts(stored, "17"));
    }

    private static String counts(List<StoredVariant> stored, String contig) {
        List<StoredVariant> of = stored.stream()
                .filter(variant -> variant.contig().equals(contig))
                .toList();
        return of.stream().filter(v -> v.hgvsGenomic().isPresent()).count() + " "
                + of.stream().filter(v -> v.hgvsCoding().isPresent()).count() + " "
                + of.stream().filter(v -> v.hgvsProtein().isPresent()).count();
    }

    @Test
    void storesTheNamesOfAllConsequencesOnRequest() throws Exception {
        load(generated(2, 100)).allConsequences(true).run();
        HgvsNames names = NAMER.names();
        int named = 0;
        for (StoredVariant variant : genome.variants().list()) {
            boolean isNamed = names.read(
                            variant.contig(),
                            variant.position(),
                            variant.ref(),
                            variant.alt().orElse("."))
                    == HgvsNames.Outcome.NAMED;
            List<String> expected = new ArrayList<>();
            for (int i = 0; isNamed && i < names.count(); i++) {
                String protein = names.protein(i).toString();
                expected.add(
                        names.model(i).id() + " " + names.transcript(i) + " " + (protein.isEmpty() ? "-" : protein));
            }
            List<String> stored = genome.variants().consequences(variant).stream()
                    .filter(one -> one.hgvsCoding().isPresent())
                    .map(HgvsLoadTest::line)
                    .toList();
            assertThat(stored).as(variant.name()).containsExactlyInAnyOrderElementsOf(expected);
            named += stored.size();
        }
        assertThat(named).isGreaterThan(100);
    }

    private static String line(StoredConsequence one) {
        return one.transcriptId().orElse("-") + " " + one.hgvsCoding().orElse("-") + " "
                + one.hgvsProtein().orElse("-");
    }

    @Test
    void storesNoNamesUnlessAsked() throws Exception {
        genome.loadVariants(generated(1, 20)).consequences(ANNOTATOR).run();
        assertThat(database.value("SELECT count(*) FROM grch38.variants WHERE num_nulls(hgvs_g, hgvs_c, hgvs_p) < 3"))
                .isEqualTo("0");
        assertThatThrownBy(
                        () -> genome.loadVariants(generated(1, 20)).hgvs(NAMER).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected consequences with HGVS names, which are those on the transcript of the picked one");
    }

    @Test
    void takesTheNamesThatTheFileHas() throws Exception {
        InputSource file = vcf("""
                ##fileformat=VCFv4.2
                ##INFO=<ID=CSQ,Number=.,Type=String,Description="Format: %s">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t10\t.\tA\tC,AT\t.\t.\tCSQ=C|intron_variant|ONE|T1|1:g.10A>C|T1:c.7+3A>C|,C|missense_variant|TWO|T2|1:g.10A>C|T2:c.12A>C|P2:p.Ala4%%3D
                1\t20\t.\tA\tC\t.\t.\t.
                """.formatted(CSQ));
        genome.loadVariants(file).hgvsOfFile(true).run();
        assertThat(genome.variants().list().stream().map(HgvsLoadTest::names))
                .containsExactly("1:g.10A>C T2:c.12A>C P2:p.Ala4=", "- - -", "- - -");
        assertThat(genome.variants().list().get(0).consequence()).contains("missense_variant");
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        genome.variants().writeTsv(table);
        assertThat(table.toString(StandardCharsets.UTF_8).lines().limit(2))
                .satisfies(
                        lines -> assertThat(lines.get(0)).contains("\thgvs_g\thgvs_c\thgvs_p\t"),
                        lines -> assertThat(lines.get(1)).contains("\t1:g.10A>C\tT2:c.12A>C\tP2:p.Ala4=\t"));
        genome.loadVariants(file).run();
        assertThat(genome.variants().list().stream().map(HgvsLoadTest::names)).containsOnly("- - -");
    }

    @Test
    void keepsTheNamesOfEarlierReleases() throws Exception {
        String header = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
        Transcript transcript = GENES.get(0).transcripts().get(0);
        int position = transcript.exons().get(0).interval().start() + 1;
        char ref = WideGenes.base(position);
        String row = transcript.contig() + "\t" + position + "\t.\t" + ref + "\t" + (ref == 'A' ? "C" : "A") + "\t";
        load(vcf(header + row + "1\t.\t.\n")).release("2026-01-01").run();
        String before = names(genome.variants().list().get(0));
        load(vcf(header + row + "2\t.\t.\n"))
                .release("2026-02-01")
                .mode(LoadMode.RENEW)
                .run();
        assertThat(before).startsWith("NC_0000").doesNotContain(" - ");
        assertThat(database.rows("SELECT qual, hgvs_g || ' ' || hgvs_c || ' ' || coalesce(hgvs_p, '-') FROM"
                        + " grch38.variants_as_of('" + transcript.contig() + "', 1, 1000000000, '2026-01-01')"))
                .containsExactly("1|" + before);
        assertThat(database.rows("SELECT (before).hgvs_c = (after).hgvs_c, changed FROM"
                        + " grch38.variant_changes('named', '2026-01-01')"))
                .containsExactly("t|{qual}");
        assertThat(Optional.of(names(genome.variants().list().get(0)))).contains(before);
    }
}
