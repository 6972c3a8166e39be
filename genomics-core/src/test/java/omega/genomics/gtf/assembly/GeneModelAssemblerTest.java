package omega.genomics.gtf.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.Interval;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.gtf.GtfReader;
import omega.genomics.internal.scan.StableIds;
import omega.genomics.io.InputSource;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows become genes: the cases of GTF and GFF3 that files in the wild show. */
class GeneModelAssemblerTest {

    private static GeneModel model(String text) throws IOException {
        byte[] bytes = text.replace('→', '\t').getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (GtfReader reader = GtfReader.open(InputSource.of("test", bytes))) {
            return GeneModelAssembler.assemble(reader);
        }
    }

    private static Transcript only(GeneModel model) {
        assertThat(model.genes()).hasSize(1);
        assertThat(model.genes().get(0).transcripts()).hasSize(1);
        return model.genes().get(0).transcripts().get(0);
    }

    @Test
    void buildsAGeneOfARealShape() throws IOException {
        GeneModel model = model("""
                1→src→gene→100→500→.→-→.→gene_id "G"; gene_version "3"; gene_name "N"; gene_biotype "protein_coding";
                1→src→transcript→100→500→.→-→.→gene_id "G"; gene_version "3"; transcript_id "T"; transcript_version "2"; gene_name "N"; tag "basic"; tag "CCDS";
                1→src→exon→401→500→.→-→.→gene_id "G"; transcript_id "T"; exon_number "1"; exon_id "E1"; exon_version "1"; tag "basic"; tag "CCDS";
                1→src→CDS→401→450→.→-→0→gene_id "G"; transcript_id "T"; exon_number "1"; protein_id "P"; protein_version "4"; tag "basic"; tag "CCDS";
                1→src→start_codon→448→450→.→-→0→gene_id "G"; transcript_id "T"; exon_number "1";
                1→src→exon→100→200→.→-→.→gene_id "G"; transcript_id "T"; exon_number "2"; exon_id "E2"; exon_version "1"; tag "basic"; tag "CCDS"; note "a;b";
                1→src→CDS→161→200→.→-→1→gene_id "G"; transcript_id "T"; exon_number "2"; protein_id "P"; protein_version "4";
                1→src→stop_codon→158→160→.→-→0→gene_id "G"; transcript_id "T"; exon_number "2";
                """);
        Gene gene = model.genes().get(0);
        assertThat(gene.version()).hasValue(3);
        assertThat(gene.name()).hasValue("N");
        assertThat(gene.biotype()).hasValue("protein_coding");
        assertThat(gene.attributes().isEmpty()).isTrue();
        Transcript transcript = only(model);
        assertThat(transcript.version()).hasValue(2);
        assertThat(transcript.attributes().all("tag")).containsExactly("basic", "CCDS");
        assertThat(transcript.exons()).extracting(Exon::interval).containsExactly(i(401, 500), i(100, 200));
        assertThat(transcript.exons().get(1).attributes().first("note")).hasValue("a;b");
        assertThat(transcript.exons().get(1).attributes().all("tag")).isEmpty();
        assertThat(transcript.introns()).containsExactly(i(201, 400));
        assertThat(transcript.fivePrimeUtr()).containsExactly(i(451, 500));
        assertThat(transcript.threePrimeUtr()).containsExactly(i(100, 157));
        Cds cds = transcript.cds().orElseThrow();
        assertThat(cds.segments()).containsExactly(new CodingSegment(401, 450, 0), new CodingSegment(161, 200, 1));
        assertThat(cds.startCodon()).containsExactly(i(448, 450));
        assertThat(cds.stopCodon()).containsExactly(i(158, 160));
        assertThat(cds.proteinId()).hasValue("P");
        assertThat(cds.attributes().first("protein_version")).hasValue("4");
        assertThat(cds.hasConsistentPhases()).isTrue();
        assertThat(transcript.genomeToCds(450)).hasValue(1);
        assertThat(transcript.genomeToCds(158)).hasValue(93);
        assertThat(transcript.genomeToCds(300)).isEmpty();
        assertThat(transcript.genomeToTranscript(500)).hasValue(1);
        assertThat(transcript.cdsToTranscript(1)).hasValue(51);
        assertThat(transcript.transcriptToGenome(101)).hasValue(200);
    }

    private static Interval i(int start, int end) {
        return new Interval(start, end);
    }

    /** GFF3 writes a feature in several lines of one ID; each line repeats its parents. */
    @Test
    void aTranscriptInSeveralLinesIsListedOnceUnderEachGene() throws IOException {
        GeneModel model = model("""
                ##gff-version 3
                1→x→gene→1→40→.→+→.→ID=g
                1→x→gene→50→90→.→+→.→ID=h
                1→x→mRNA→1→40→.→+→.→ID=t;Parent=g,h
                1→x→mRNA→50→90→.→+→.→ID=t;Parent=g,h
                1→x→mRNA→60→70→.→+→.→ID=t;Parent=h,g
                1→x→exon→1→90→.→+→.→Parent=t,t
                """);
        assertThat(model.genes()).extracting(Gene::id).containsExactly("g", "h");
        for (Gene gene : model.genes()) {
            assertThat(gene.transcripts()).extracting(Transcript::id).containsExactly("t");
            assertThat(gene.transcripts().get(0).exons()).hasSize(1);
        }
    }

    @Test
    void aTranscriptOfTwoParentsOfOneGeneIsListedOnce() throws IOException {
        GeneModel model = model("""
                ##gff-version 3
                1→x→gene→1→90→.→+→.→ID=g
                1→x→primary_transcript→1→90→.→+→.→ID=p;Parent=g
                1→x→miRNA→5→25→.→+→.→ID=m;Parent=p,g
                1→x→exon→5→25→.→+→.→Parent=m
                """);
        assertThat(model.genes()).hasSize(1);
        assertThat(model.genes().get(0).transcripts())
                .extracting(Transcript::id)
                .containsOnlyOnce("m");
    }

    /** Attributes of one row cost time by their number, whether keys repeat or not. */
    @ParameterizedTest
    @ValueSource(strings = {"k%d \"v\"; ", "tag \"%d\"; ", "tag \"x\"; "})
    @Timeout(30)
    void aRowOfManyAttributesTakesTimeByTheirNumber(String attribute) throws IOException {
        int n = 300_000;
        StringBuilder row = new StringBuilder("1\tx\ttranscript\t5\t9\t.\t+\t.\tgene_id \"G\"; transcript_id \"T\"; ");
        for (int i = 0; i < n; i++) {
            row.append(attribute.formatted(i));
        }
        Transcript transcript = only(model(row + "\n"));
        assertThat(transcript.attributes().entries()).hasSize(n);
    }

    /** Positions along a transcript are ints; parts that overlap may be longer together, and so may a hostile file's codons. */
    @Test
    @Timeout(30)
    void partsThatOverlapWithoutMeasureAreRefused() throws IOException {
        String row = "1\tx\t%s\t%d\t%d\t.\t+\t0\tgene_id \"G\"; transcript_id \"T\";\n";
        String last = String.valueOf(Integer.MAX_VALUE);
        StringBuilder codons = new StringBuilder(row.formatted("exon", 1, 900_000));
        for (int i = 0; i < 200_000; i++) {
            codons.append(row.formatted("stop_codon", 3 * i + 1, 3 * i + 2))
                    .append(row.formatted("CDS", 3 * i + 1, 3 * i + 3));
        }
        for (String text : List.of(
                row.formatted("exon", 1, Integer.MAX_VALUE) + row.formatted("exon", 2, Integer.MAX_VALUE),
                row.formatted("CDS", 1, Integer.MAX_VALUE) + row.formatted("CDS", 2, Integer.MAX_VALUE),
                codons.toString())) {
            assertThatThrownBy(() -> model(text)).isInstanceOf(ParseException.class);
            List<String> rules = new ArrayList<>();
            try (GtfReader reader = GtfReader.open(InputSource.of("test", text.getBytes(UTF_8)))) {
                GeneModel model = GeneModelAssembler.of(ParseMode.LENIENT, finding -> rules.add(finding.rule()))
                        .addAll(reader)
                        .toModel();
                assertThat(only(model).splicedLength()).isPositive();
            }
            assertThat(rules).containsAnyOf("transcript-length", "codon-rows");
        }
        assertThat(only(model(row.formatted("exon", 1, 10) + row.formatted("exon", 20, Integer.MAX_VALUE)))
                        .end())
                .hasToString(last);
    }

    /** A chain of parents may be as long as the file, and is climbed once. */
    @Test
    @Timeout(20)
    void climbsALongChainOfParentsOnce() throws IOException {
        int length = 200_000;
        StringBuilder text = new StringBuilder("##gff-version 3\n1\tx\tgene\t1\t90\t.\t+\t.\tID=n0\n");
        for (int i = 1; i <= length; i++) {
            text.append("1\tx\tregion\t1\t90\t.\t+\t.\tID=n")
                    .append(i)
                    .append(";Parent=n")
                    .append(i - 1)
                    .append('\n');
        }
        for (int i = 0; i < 1000; i++) {
            text.append("1\tx\tmRNA\t5\t25\t.\t+\t.\tID=t")
                    .append(i)
                    .append(";Parent=n")
                    .append(length - i)
                    .append('\n');
        }
        GeneModel model = model(text.toString());
        assertThat(model.genes()).hasSize(1);
        assertThat(model.genes().get(0).transcripts()).hasSize(1000);
    }

    @Test
    void infersGenesAndTranscriptsThatHaveNoRow() throws IOException {
        Transcript transcript = only(model("""
                1→x→exon→10→20→.→+→.→gene_id "G"; transcript_id "T"; gene_name "N"; tss_id "S";
                1→x→exon→30→40→.→+→.→gene_id "G"; transcript_id "T"; gene_name "N"; tss_id "S";
                """));
        assertThat(transcript.isDerived()).isTrue();
        assertThat(transcript.interval()).isEqualTo(i(10, 40));
        assertThat(transcript.attributes().first("tss_id")).hasValue("S");
        assertThat(List.copyOf(transcript.exons().get(0).attributes().entries()))
                .isEmpty();
    }

    @Test
    void takesTheStopCodonOutOfACdsThatIncludesIt() throws IOException {
        Transcript transcript = only(model("""
                1→x→exon→1→100→.→+→.→gene_id "G"; transcript_id "T";
                1→x→exon→201→300→.→+→.→gene_id "G"; transcript_id "T";
                1→x→CDS→11→100→.→+→0→gene_id "G"; transcript_id "T";
                1→x→CDS→201→202→.→+→0→gene_id "G"; transcript_id "T";
                1→x→stop_codon→100→100→.→+→0→gene_id "G"; transcript_id "T";
                1→x→stop_codon→201→202→.→+→2→gene_id "G"; transcript_id "T";
                """));
        Cds cds = transcript.cds().orElseThrow();
        assertThat(cds.segments()).containsExactly(new CodingSegment(11, 99, 0));
        assertThat(cds.stopCodon()).containsExactly(i(100, 100), i(201, 202));
        assertThat(cds.isStopComplete()).isTrue();
        assertThat(transcript.threePrimeUtr()).containsExactly(i(203, 300));
        assertThat(transcript.cdsToGenome(92)).hasValue(202);
        assertThat(transcript.cdsToGenome(93)).isEmpty();
    }

    @Test
    void takesTheStopCodonOutOfAGff3CdsUnlessTheEndIsMissing() throws IOException {
        String rows = """
                ##gff-version 3
                1→x→gene→1→100→.→-→.→ID=gene:G;Name=N;biotype=protein_coding
                1→x→mRNA→1→100→.→-→.→ID=transcript:T.1;Parent=gene:G%s
                1→x→exon→1→100→.→-→.→Parent=transcript:T.1
                1→x→CDS→11→40→.→-→0→ID=CDS:P;Parent=transcript:T.1;protein_id=P
                """;
        Transcript transcript = only(model(rows.formatted("")));
        assertThat(transcript.id()).isEqualTo("T.1");
        assertThat(transcript.geneId()).isEqualTo("G");
        Cds cds = transcript.cds().orElseThrow();
        assertThat(cds.segments()).containsExactly(new CodingSegment(14, 40, 0));
        assertThat(cds.stopCodon()).containsExactly(i(11, 13));
        assertThat(cds.startCodon()).containsExactly(i(38, 40));
        assertThat(cds.id()).hasValue("CDS:P");
        Cds open = only(model(rows.formatted(";tag=cds_end_NF"))).cds().orElseThrow();
        assertThat(open.segments()).containsExactly(new CodingSegment(11, 40, 0));
        assertThat(open.isStopComplete()).isFalse();
    }

    @Test
    void keepsEveryProductOfAPolycistronicTranscript() throws IOException {
        GeneModel model = model("""
                ##gff-version 3
                1→x→gene→1→300→.→+→.→ID=g1
                1→x→mRNA→1→300→.→+→.→ID=m;Parent=g1
                1→x→exon→1→300→.→+→.→Parent=m
                1→x→CDS→10→39→.→+→0→ID=c1;Parent=m;protein_id=P1
                1→x→CDS→101→160→.→+→0→ID=c2;Parent=m;protein_id=P2
                """);
        Transcript transcript = only(model);
        assertThat(transcript.allCds())
                .extracting(cds -> cds.proteinId().orElse(""))
                .containsExactly("P1", "P2");
        assertThat(transcript.cds()).hasValue(transcript.allCds().get(0));
        assertThat(transcript.fivePrimeUtr()).containsExactly(i(1, 9));
        assertThat(transcript.threePrimeUtr()).containsExactly(i(161, 300));
    }

    @Test
    void infersATranscriptForTheCdsOfABacterialGene() throws IOException {
        Transcript transcript = only(model("""
                ##gff-version 3
                NC_000913.3→RefSeq→gene→190→255→.→+→.→ID=gene-b0001;Name=thrL;gene_biotype=protein_coding;locus_tag=b0001
                NC_000913.3→RefSeq→CDS→190→255→.→+→0→ID=cds-NP_414542.1;Parent=gene-b0001;protein_id=NP_414542.1;transl_table=11
                """));
        assertThat(transcript.isDerived()).isTrue();
        assertThat(transcript.geneId()).isEqualTo("b0001");
        assertThat(transcript.exons()).extracting(Exon::interval).containsExactly(i(190, 255));
        assertThat(transcript.cds().orElseThrow().proteinId()).hasValue("NP_414542.1");
        assertThat(transcript.cds().orElseThrow().stopCodon()).containsExactly(i(253, 255));
    }

    /** TAIR's CDS rows name their protein as a second parent. */
    @Test
    void aProteinIsNoSecondTranscript() throws IOException {
        Transcript transcript = only(model("""
                ##gff-version 3
                5→x→gene→142→2531→.→+→.→ID=AT5G66790
                5→x→mRNA→142→2531→.→+→.→ID=AT5G66790.1;Parent=AT5G66790
                5→x→protein→181→2387→.→+→.→ID=AT5G66790.1-Protein;Derives_from=AT5G66790.1
                5→x→CDS→181→2387→.→+→0→Parent=AT5G66790.1,AT5G66790.1-Protein;
                5→x→exon→142→2531→.→+→.→Parent=AT5G66790.1
                """));
        assertThat(transcript.id()).isEqualTo("AT5G66790.1");
        assertThat(transcript.cds().orElseThrow().start()).isEqualTo(181);
    }

    @Test
    void keepsAProgrammedFrameshift() throws IOException {
        Transcript transcript = only(model("""
                ##gff-version 3
                1→x→gene→1→100→.→+→.→ID=g
                1→x→mRNA→1→100→.→+→.→ID=m;Parent=g
                1→x→exon→1→100→.→+→.→Parent=m
                1→x→CDS→1→30→.→+→0→ID=c;Parent=m
                1→x→CDS→30→59→.→+→0→ID=c;Parent=m
                """));
        Cds cds = transcript.cds().orElseThrow();
        assertThat(cds.segments()).containsExactly(new CodingSegment(1, 30, 0), new CodingSegment(30, 56, 0));
        assertThat(transcript.genomeToCds(30)).hasValue(30);
        assertThat(transcript.cdsToGenome(31)).hasValue(30);
    }

    @Test
    void makesTwoGenesOfAnIdOnTwoContigs() throws IOException {
        GeneModel model = model("""
                chrX→x→exon→10→20→.→+→.→gene_id "SHOX"; transcript_id "NM_1";
                chrY→x→exon→10→20→.→+→.→gene_id "SHOX"; transcript_id "NM_1";
                """);
        assertThat(model.genesWithId("SHOX")).extracting(Gene::contig).containsExactly("chrX", "chrY");
        assertThat(model.transcriptsWithId("NM_1")).hasSize(2);
    }

    @Test
    void makesTwoLociOfATranscriptWhoseExonNumbersStartAgain() throws IOException {
        GeneModel model = model("""
                1→x→exon→10→20→.→+→.→gene_id "G"; transcript_id "T"; exon_number "1";
                1→x→exon→30→40→.→+→.→gene_id "G"; transcript_id "T"; exon_number "2";
                1→x→CDS→30→35→.→+→0→gene_id "G"; transcript_id "T"; exon_number "2";
                1→x→exon→1010→1020→.→+→.→gene_id "G"; transcript_id "T"; exon_number "1";
                1→x→exon→1030→1040→.→+→.→gene_id "G"; transcript_id "T"; exon_number "2";
                """);
        assertThat(model.genesWithId("G")).extracting(Gene::interval).containsExactly(i(10, 40), i(1010, 1040));
        assertThat(model.genes().get(0).transcripts().get(0).cds()).isPresent();
        assertThat(model.genes().get(1).transcripts().get(0).cds()).isEmpty();
    }

    @Test
    void keepsTransSplicedExonsOnBothStrandsInTheOrderOfTheirNumbers() throws IOException {
        Transcript transcript = only(model("""
                1→x→exon→100→200→.→-→.→gene_id "G"; transcript_id "T"; exon_number "1";
                1→x→exon→500→600→.→+→.→gene_id "G"; transcript_id "T"; exon_number "2";
                """));
        assertThat(transcript.isTransSpliced()).isTrue();
        assertThat(transcript.transcriptToGenome(1)).hasValue(200);
        assertThat(transcript.transcriptToGenome(102)).hasValue(500);
        assertThat(transcript.introns()).isEmpty();
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "ENSG00000141510.18, ENSG00000141510, 18",
        "ENSG00000182378.15_PAR_Y, ENSG00000182378_PAR_Y, 15",
        "ENSG00000223972.5_2, ENSG00000223972, 5",
        "ENSMUST00000193812.2, ENSMUST00000193812, 2",
        "NM_000546.6, NM_000546, 6",
        "NM_000546.6_1, NM_000546_1, 6",
        "STRG.1, STRG.1, -1",
        "AT1G01010.1, AT1G01010.1, -1",
        "ENSG00000141510, ENSG00000141510, -1",
        "CYCD1;1, CYCD1;1, -1",
    })
    void splitsOnlyWhatIsAVersion(String written, String id, int version) {
        assertThat(StableIds.of(written)).isEqualTo(new StableIds(id, version));
    }

    /** Tabix-sorted and concatenated files give parts before parents: the order of lines must not matter. */
    @Test
    void givesTheSameModelWhateverTheOrderOfLines() throws IOException {
        for (String text : List.of(GTF_SAMPLE, GFF3_SAMPLE)) {
            GeneModel expected = model(text);
            assertThat(expected.genes()).hasSize(3);
            List<String> lines = new java.util.ArrayList<>(text.lines().toList());
            List<String> head = lines.subList(0, 1);
            List<String> rows = new java.util.ArrayList<>(lines.subList(1, lines.size()));
            java.util.Random random = new java.util.Random(7);
            for (int round = 0; round < 200; round++) {
                java.util.Collections.shuffle(rows, random);
                GeneModel shuffled = model(String.join("\n", head) + "\n" + String.join("\n", rows) + "\n");
                assertThat(java.util.Set.copyOf(shuffled.genes())).isEqualTo(java.util.Set.copyOf(expected.genes()));
            }
        }
    }

    private static final String GTF_SAMPLE = """
            #!genome-build test
            1→s→gene→1→900→.→+→.→gene_id "A"; gene_name "a"; gene_biotype "protein_coding";
            1→s→transcript→1→900→.→+→.→gene_id "A"; transcript_id "A1"; tag "basic"; tag "CCDS";
            1→s→exon→1→100→.→+→.→gene_id "A"; transcript_id "A1"; exon_number "1"; tag "basic"; tag "CCDS";
            1→s→exon→201→300→.→+→.→gene_id "A"; transcript_id "A1"; exon_number "2"; tag "basic"; tag "CCDS";
            1→s→CDS→51→100→.→+→0→gene_id "A"; transcript_id "A1"; exon_number "1"; protein_id "P";
            1→s→CDS→201→237→.→+→1→gene_id "A"; transcript_id "A1"; exon_number "2"; protein_id "P";
            1→s→start_codon→51→53→.→+→0→gene_id "A"; transcript_id "A1"; exon_number "1";
            1→s→stop_codon→238→240→.→+→0→gene_id "A"; transcript_id "A1"; exon_number "2";
            1→s→transcript→101→900→.→+→.→gene_id "A"; transcript_id "A2";
            1→s→exon→101→900→.→+→.→gene_id "A"; transcript_id "A2"; exon_number "1";
            2→s→exon→11→20→.→-→.→gene_id "B"; transcript_id "B1"; exon_number "2"; gene_name "b";
            2→s→exon→31→40→.→-→.→gene_id "B"; transcript_id "B1"; exon_number "1"; gene_name "b";
            X→s→exon→31→40→.→-→.→gene_id "B"; transcript_id "B1"; exon_number "1"; gene_name "b";
            """;

    private static final String GFF3_SAMPLE = """
            ##gff-version 3
            1→s→gene→1→900→.→-→.→ID=gene:A;Name=a;biotype=protein_coding
            1→s→mRNA→1→900→.→-→.→ID=transcript:A1;Parent=gene:A;tag=basic,CCDS
            1→s→mRNA→1→300→.→-→.→ID=transcript:A2;Parent=gene:A
            1→s→exon→801→900→.→-→.→Parent=transcript:A1;Name=e1
            1→s→exon→1→300→.→-→.→Parent=transcript:A1,transcript:A2;Name=e2
            1→s→CDS→801→850→.→-→0→ID=CDS:P;Parent=transcript:A1;protein_id=P
            1→s→CDS→260→300→.→-→1→ID=CDS:P;Parent=transcript:A1;protein_id=P
            1→s→ncRNA_gene→2000→2100→.→+→.→ID=gene:B
            1→s→lnc_RNA→2000→2100→.→+→.→ID=transcript:B1;Parent=gene:B
            1→s→exon→2000→2100→.→+→.→Parent=transcript:B1
            2→s→gene→10→99→.→+→.→ID=gene-C;Name=c
            2→s→CDS→10→99→.→+→0→ID=cds-C;Parent=gene-C;protein_id=C.1
            """;
}
