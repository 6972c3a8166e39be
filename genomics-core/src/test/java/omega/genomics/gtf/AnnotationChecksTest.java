package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.gtf.assembly.AnnotationCensus;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.assembly.GtfValidator;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The census counts what stands in the file; the validator names each broken rule with its place. */
class AnnotationChecksTest {

    private static InputSource source(String text) {
        return InputSource.of("test", text.replace('→', '\t').getBytes(StandardCharsets.UTF_8));
    }

    private static final String VALID = """
            1→s→gene→1→300→.→+→.→gene_id "A"; gene_biotype "protein_coding";
            1→s→transcript→1→300→.→+→.→gene_id "A"; transcript_id "T";
            1→s→exon→1→100→.→+→.→gene_id "A"; transcript_id "T"; exon_number "1";
            1→s→exon→201→300→.→+→.→gene_id "A"; transcript_id "T"; exon_number "2";
            1→s→CDS→51→100→.→+→0→gene_id "A"; transcript_id "T"; exon_number "1";
            1→s→CDS→201→237→.→+→1→gene_id "A"; transcript_id "T"; exon_number "2";
            1→s→stop_codon→238→240→.→+→0→gene_id "A"; transcript_id "T"; exon_number "2";
            """;

    static Stream<Arguments> findings() {
        String orphan = "##gff-version 3\n1→s→exon→5→9→.→+→.→Parent=nobody\n";
        return Stream.of(
                Arguments.of(VALID, List.of()),
                Arguments.of("", List.of("1:1 ERROR file-empty")),
                Arguments.of("# a comment\n\n", List.of("3:1 ERROR file-empty")),
                Arguments.of("track name=x\n", List.of("2:1 ERROR file-empty")),
                Arguments.of("##gff-version 3\n", List.of()),
                Arguments.of("#!genome-build GRCh38\n", List.of()),
                Arguments.of(VALID.replace("201→237→.→+→1", "201→237→.→+→2"), List.of("6:21 ERROR phase")),
                Arguments.of(VALID.replace("51→100→.→+→0", "51→100→.→+→."), List.of("5:20 WARNING phase-missing")),
                Arguments.of(
                        VALID.replace("201→237→.→+→1", "110→146→.→+→0").replace("exon→201", "exon→110"),
                        List.of("6:21 WARNING phase-shift")),
                Arguments.of(
                        VALID.replace("201→237→.→+→1", "201→237→.→+→2")
                                .replace("\"T\"; exon", "\"T\"; tag \"cds_start_NF\"; exon"),
                        List.of("6:21 ERROR phase")),
                Arguments.of(VALID + "1→s→start_codon→51→53→.→+→0→gene_id \"A\"; transcript_id \"T\";\n", List.of()),
                Arguments.of(
                        VALID + "1→s→exon→400→409→.→+→.→gene_id \"A\"; transcript_id \"U\";\n",
                        List.of("8 ERROR transcript-row-missing")),
                Arguments.of(VALID.replace("exon→201→300", "exon→91→300"), List.of("4:10 ERROR exon-overlap")),
                Arguments.of(
                        VALID.replace("transcript→1→300", "transcript→1→299"),
                        List.of("4:10 ERROR child-outside-parent")),
                Arguments.of(VALID.replace("gene→1→300", "gene→2→300"), List.of("2:16 ERROR child-outside-parent")),
                Arguments.of(VALID.replace("CDS→51→100", "CDS→51→109"), List.of("5:9 ERROR cds-outside-exon")),
                Arguments.of(VALID + VALID.lines().findFirst().orElseThrow(), List.of("8:22 ERROR duplicate-gene")),
                Arguments.of(
                        VALID + VALID.lines().skip(1).findFirst().orElseThrow(),
                        List.of("8:28 ERROR duplicate-transcript")),
                Arguments.of(
                        VALID + VALID.lines().skip(3).findFirst().orElseThrow(), List.of("8:10 ERROR duplicate-exon")),
                Arguments.of("1→s→exon→1→9→.→+→.→x \"A\";", List.of("1:20 ERROR gene-id-missing")),
                Arguments.of("1→s→gene→1→9→.→+→.→x \"A\";", List.of("1:20 ERROR id-missing")),
                Arguments.of(
                        VALID.replace("1→s→CDS", "2→s→CDS"),
                        List.of("5:1 ERROR contig-mismatch", "5:1 ERROR contig-mismatch")),
                Arguments.of(VALID.replace("238→240", "238→239"), List.of("2 WARNING codon-length")),
                Arguments.of(VALID.replace("201→300→.→+", "201→300→.→-"), List.of("4:10 WARNING strand-mismatch")),
                Arguments.of(
                        VALID.replace("exon→1→100→.→+→.→gene_id \"A\"", "exon→1→100→.→+→.→gene_id \"B\"")
                                .replace("exon→201→300→.→+→.→gene_id \"A\"", "exon→201→300→.→+→.→gene_id \"B\""),
                        List.of("3:22 WARNING gene-id-conflict")),
                Arguments.of(
                        VALID + "1→s→exon→5→9→.→+→.→gene_id \"B\"; transcript_id \"U\";",
                        List.of("8 ERROR gene-row-missing", "8 ERROR transcript-row-missing")),
                Arguments.of("##gff-version 3\n1→s→exon→5→9→.→+→.→note=x", List.of("2:20 WARNING parent-missing")),
                Arguments.of(
                        "##gff-version 3\n1→s→mRNA→5→9→.→+→.→ID=a;Parent=b\n1→s→mRNA→5→9→.→+→.→ID=b;Parent=a",
                        List.of("2 ERROR parent-cycle", "3 ERROR parent-cycle")),
                Arguments.of(
                        "##gff-version 3\n1→s→gene→5→9→.→+→.→ID=a;Parent=b\n1→s→mRNA→5→9→.→+→.→ID=b;Parent=a",
                        List.of("2 ERROR parent-cycle", "3 ERROR parent-cycle")),
                Arguments.of("##gff-version 3\n1→s→gene→5→9→.→+→.→ID=a;Parent=a", List.of("2 ERROR parent-cycle")),
                Arguments.of(
                        "##gff-version 3\n1→s→gene→5→9→.→+→.→ID=g\n1→s→mRNA→5→9→.→+→.→ID=a;Parent=g,b\n"
                                + "1→s→mRNA→5→9→.→+→.→ID=b;Parent=a\n1→s→mRNA→5→9→.→+→.→ID=c;Parent=b",
                        List.of("3 ERROR parent-cycle", "4 ERROR parent-cycle")),
                Arguments.of(
                        "##gff-version 3\n1→s→region→5→9→.→+→.→ID=a;Parent=b\n1→s→region→5→9→.→+→.→ID=b;Parent=a",
                        List.of("2 ERROR parent-cycle", "3 ERROR parent-cycle")),
                Arguments.of(
                        "##gff-version 3\n1→s→gene→5→9→.→+→.→ID=a\n2→s→mRNA→5→9→.→+→.→ID=b;Parent=a",
                        List.of("3:1 ERROR contig-mismatch")),
                Arguments.of(
                        "##sequence-region 1 1 250\n" + VALID,
                        List.of("2:10 ERROR contig-bounds", "3:16 ERROR contig-bounds", "5:10 ERROR contig-bounds")),
                Arguments.of(
                        VALID.replace("exon→201", "exon→x"),
                        List.of("4:10 ERROR coordinate", "6:9 ERROR cds-outside-exon")),
                Arguments.of(orphan, List.of("2 ERROR parent-unknown")));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void namesTheBrokenRuleAndItsPlace(String text, List<String> expected) throws IOException {
        List<String> found = new ArrayList<>();
        GtfValidator.Report report = GtfValidator.create().validate(source(text), finding -> found.add(shown(finding)));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(report.isValid()).isEqualTo(expected.stream().noneMatch(f -> f.contains("ERROR")));
        assertThat(report.errors() + report.warnings()).isEqualTo(expected.size());
    }

    private static String shown(Diagnostic finding) {
        return finding.location().toString().substring("test:".length()) + " " + finding.severity() + " "
                + finding.rule();
    }

    @Test
    void tellsEachWarningOnceHoweverOftenTheGenesAreTaken() throws IOException {
        String exonTwice = VALID + VALID.lines().skip(3).findFirst().orElseThrow();
        List<String> found = new ArrayList<>();
        try (GtfReader reader = GtfReader.open(source(exonTwice.replace("237→.→+→1", "237→.→+→2")))) {
            GeneModelAssembler assembler =
                    GeneModelAssembler.of(omega.genomics.ParseMode.LENIENT, finding -> found.add(finding.rule()));
            assembler.addAll(reader).forEachGene(gene -> {});
            assertThat(assembler.toModel()).isEqualTo(assembler.toModel());
            assertThat(assembler.warnings()).isEqualTo(2);
        }
        assertThat(found).containsExactlyInAnyOrder("duplicate-exon", "phase");
    }

    @Test
    void givenContigLengthsCountMoreThanTheFilesOwn() throws IOException {
        GtfValidator validator = GtfValidator.create().contigLengths(Map.of("1", 300));
        assertThat(validator
                        .validate(source("##sequence-region 1 1 250\n" + VALID), finding -> {})
                        .isValid())
                .isTrue();
    }

    @Test
    void countsWhatStandsInTheFileAndWhatIsInferredApart() throws IOException {
        String text = "# comment\n" + VALID + "2→s→exon→5→9→.→+→.→gene_id \"B\"; transcript_id \"U\";\n";
        try (GtfReader reader = GtfReader.open(source(text))) {
            AnnotationCensus census = AnnotationCensus.of(reader);
            assertThat(census.lines()).isEqualTo(9);
            assertThat(census.records()).isEqualTo(8);
            assertThat(census.genes()).isEqualTo(1);
            assertThat(census.transcripts()).isEqualTo(1);
            assertThat(census.exons()).isEqualTo(3);
            assertThat(census.cds()).isEqualTo(2);
            assertThat(census.derivedGenes()).isEqualTo(1);
            assertThat(census.derivedTranscripts()).isEqualTo(1);
            assertThat(census.genesWithoutName()).isEqualTo(1);
            assertThat(census.biotypes()).containsExactly(Map.entry("protein_coding", 1L));
            assertThat(census.types().keySet()).startsWith("exon", "CDS");
            assertThat(census.contigs())
                    .extracting(AnnotationCensus.ContigCensus::contig)
                    .containsExactly("1", "2");
            assertThat(census.longestGene()).hasValue(new AnnotationCensus.LongestGene("A", new Region("1", 1, 300)));
        }
    }

    /** Refusing a valid file is worse than passing an invalid one: the great sources must pass, and their counts agree. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ensembl/Homo_sapiens.GRCh38.107.chr21.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chrMT.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chrY.gtf.gz",
                "gencode/gencode.v24.annotation_chr19.gtf.gz",
                "refgene/hg19.refGene.chr21.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chr22.gtf.gz"
            })
    void findsNoErrorInAFileOfAGreatSource(String name) throws IOException {
        Path file = Needs.data("gtf/" + name);
        List<String> errors = new ArrayList<>();
        GtfValidator.create().validate(InputSource.of(file), finding -> {
            if (finding.severity() == Severity.ERROR) {
                errors.add(finding.toString());
            }
        });
        assertThat(errors).isEmpty();
        try (GtfReader rows = GtfReader.open(file);
                GtfReader again = GtfReader.open(file)) {
            AnnotationCensus census = AnnotationCensus.of(rows);
            long[] counts = new long[3];
            GeneModelAssembler.strict().addAll(again).forEachGene(gene -> {
                counts[0]++;
                counts[1] += gene.transcripts().size();
                gene.transcripts().forEach(t -> counts[2] += t.exons().size());
            });
            assertThat(counts[1]).isEqualTo(census.transcripts() + census.derivedTranscripts());
            assertThat(counts[2]).isEqualTo(census.exons());
            assertThat(counts[0]).isGreaterThanOrEqualTo(census.genes() + census.derivedGenes());
        }
    }
}
