package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.Interval;
import omega.genomics.ParseMode;
import omega.genomics.Strand;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Cds;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of {@code docs/reference/interpretation.md}, section "Gene models": what stands in the file, and the genes, coding sequences and
 * findings that come out. {@code →} is a tab. A star marks what was inferred.
 */
class InterpretationTest {
    private static final String GFF3 = "##gff-version 3\n";

    private static Arguments row(String claim, String text, String expected) {
        return Arguments.of(claim, text, expected);
    }

    static Stream<Arguments> loci() {
        return Stream.of(
                row("neither gene nor transcript rows", """
                        1→x→exon→5→9→.→+→.→gene_id "G"; transcript_id "T";
                        """, "G*:5-9+{T*[5-9]}"),
                row("a part without transcript_id", """
                        1→x→exon→5→9→.→+→.→gene_id "G";
                        """, "G*:5-9+{G*[5-9]}"),
                row("a part with neither id", """
                        1→x→exon→5→9→.→+→.→note "G";
                        """, "1 ERROR gene-id-missing"),
                row(
                        "a GFF3 part whose Parent is a gene",
                        GFF3 + """
                        1→x→gene→5→90→.→+→.→ID=g
                        1→x→CDS→5→34→.→+→0→ID=c;Parent=g
                        """,
                        "g:5-90+{g*[5-34] cds 5-31/0 start 5-7 stop 32-34}"),
                row("a GFF3 part without Parent", GFF3 + """
                        1→x→exon→5→9→.→+→.→ID=e
                        1→x→exon→15→19→.→+→.→note=alone
                        """, "e*:5-9+{e*[5-9]} | 3 WARNING parent-missing"),
                row("a Parent that is not in the file", GFF3 + """
                        1→x→exon→5→9→.→+→.→Parent=t
                        """, "t*:5-9+{t*[5-9]} | 2 WARNING parent-unknown"),
                row("an exon of several Parents, and an empty one", GFF3 + """
                        1→x→gene→1→90→.→+→.→ID=g
                        1→x→mRNA→5→9→.→+→.→ID=t;Parent=g
                        1→x→mRNA→5→9→.→+→.→ID=u;Parent=g,
                        1→x→exon→5→9→.→+→.→Parent=t,u,
                        """, "g:1-90+{t[5-9]; u[5-9]}"),
                row("a polycistronic transcript", GFF3 + """
                        1→x→gene→1→40→.→+→.→ID=g
                        1→x→gene→50→90→.→+→.→ID=h
                        1→x→mRNA→1→90→.→+→.→ID=t;Parent=g,h
                        1→x→exon→1→90→.→+→.→Parent=t
                        """, "g:1-40+{t[1-90]} h:50-90+{t[1-90]}"),
                row(
                        "genes and transcripts of other types",
                        GFF3 + """
                        1→x→pseudogene→1→9→.→+→.→ID=a
                        1→x→pseudogenic_transcript→1→9→.→+→.→ID=a1;Parent=a
                        1→x→exon→1→9→.→+→.→Parent=a1
                        1→x→ncRNA_gene→11→19→.→+→.→ID=b
                        1→x→lnc_RNA→11→19→.→+→.→ID=b1;Parent=b
                        1→x→V_gene_segment→21→29→.→+→.→ID=c1
                        1→x→exon→21→29→.→+→.→Parent=c1
                        1→x→centromere→31→39→.→+→.→ID=d
                        1→x→exon→31→33→.→+→.→Parent=d
                        1→x→transposable_thing→41→49→.→+→.→ID=e
                        1→x→mRNA→41→49→.→+→.→ID=e1;Parent=e
                        """,
                        "a:1-9+{a1[1-9]} b:11-19+{b1[]} c1*:21-29+{c1[21-29]} d*:31-39+{d[31-33]} e:41-49+{e1[]}"),
                row("a miRNA inside a primary transcript", GFF3 + """
                        1→x→gene→1→90→.→+→.→ID=g
                        1→x→primary_transcript→1→90→.→+→.→ID=p;Parent=g
                        1→x→miRNA→5→25→.→+→.→ID=m;Parent=p
                        1→x→exon→5→25→.→+→.→Parent=m
                        """, "g:1-90+{p[]; m[5-25]}"),
                row("one id with two rows that do not overlap", """
                        1→x→gene→1→9→.→+→.→gene_id "G";
                        1→x→gene→21→29→.→+→.→gene_id "G";
                        """, "G:1-9+{} G:21-29+{}"),
                row(
                        "one id with two rows that overlap",
                        """
                        1→x→gene→1→9→.→+→.→gene_id "G";
                        1→x→gene→5→29→.→+→.→gene_id "G";
                        1→x→transcript→1→9→.→+→.→gene_id "G"; transcript_id "T";
                        1→x→transcript→1→9→.→+→.→gene_id "G"; transcript_id "T";
                        """,
                        "G:1-29+{T[]} | 4 ERROR duplicate-transcript, 2 ERROR duplicate-gene"),
                row("a derived gene on both strands", """
                        1→x→exon→1→9→.→+→.→gene_id "G"; transcript_id "T";
                        1→x→exon→21→29→.→-→.→gene_id "G"; transcript_id "U";
                        """, "G*:1-9+{T*[1-9]} G*:21-29-{U*[21-29]}"),
                row("one GFF3 ID on several lines", GFF3 + """
                        1→x→gene→1→9→.→+→.→ID=g
                        1→x→gene→21→29→.→+→.→ID=g
                        """, "g:1-29+{}"),
                row("exons on two strands", """
                        1→x→exon→50→59→.→-→.→gene_id "G"; transcript_id "T"; exon_number "1";
                        1→x→exon→1→9→.→+→.→gene_id "G"; transcript_id "T"; exon_number "2";
                        """, "G*:1-59-{T*[50-59 1-9]} | 1 WARNING two-strands"),
                row("no exon rows", """
                        1→x→CDS→11→19→.→+→0→gene_id "G"; transcript_id "T";
                        1→x→CDS→31→36→.→+→0→gene_id "G"; transcript_id "T";
                        1→x→stop_codon→37→39→.→+→0→gene_id "G"; transcript_id "T";
                        1→x→5UTR→5→10→.→+→.→gene_id "G"; transcript_id "T";
                        """, "G*:5-39+{T*[5-19 31-39] cds 11-19/0,31-36/0 stop 37-39}"),
                row("the same exon twice", """
                        1→x→exon→5→9→.→+→.→gene_id "G"; transcript_id "T";
                        1→x→exon→5→9→.→+→.→gene_id "G"; transcript_id "T";
                        """, "G*:5-9+{T*[5-9]} | 1 WARNING duplicate-exon"),
                row("AUGUSTUS's bare ids", """
                        1→A→gene→1→9→.→+→.→g1
                        1→A→transcript→1→9→.→+→.→g1.t1
                        1→A→CDS→1→9→.→+→0→transcript_id "g1.t1"; gene_id "g1";
                        """, "g1:1-9+{g1.t1[1-9] cds 1-9/0}"));
    }

    private static final String MRNA = GFF3 + """
            1→x→gene→1→90→.→%1$s→.→ID=g%2$s
            1→x→mRNA→1→90→.→%1$s→.→ID=t;Parent=g%3$s
            1→x→exon→1→90→.→%1$s→.→Parent=t
            """;

    /** A coding gene on one exon, whose CDS is bases 11 to 40 unless said otherwise. */
    private static String coding(String strand, String mrnaSays, String... cds) {
        StringBuilder rows = new StringBuilder(MRNA.formatted(strand, "", mrnaSays));
        for (String row : cds) {
            rows.append("1→x→CDS→")
                    .append(row.replace("$", "→.→" + strand + "→"))
                    .append("\n");
        }
        return rows.toString();
    }

    static Stream<Arguments> codingSequences() {
        return Stream.of(
                row(
                        "GFF3: the last codon is the stop",
                        coding("+", "", "11→40$0→ID=c;Parent=t"),
                        "11-37/0 start 11-13 stop 38-40"),
                row(
                        "… on the reverse strand",
                        coding("-", "", "11→40$0→ID=c;Parent=t"),
                        "14-40/0 start 38-40 stop 11-13"),
                row(
                        "… not if it is no whole number of codons",
                        coding("+", "", "11→41$0→ID=c;Parent=t"),
                        "11-41/0 start 11-13"),
                row(
                        "… nor if the end is missing",
                        coding("+", ";tag=cds_end_NF", "11→40$0→ID=c;Parent=t"),
                        "11-40/0 start 11-13"),
                row(
                        "… nor without a start, if that is missing",
                        coding("+", ";tag=cds_start_NF", "11→40$0→ID=c;Parent=t"),
                        "11-37/0 stop 38-40"),
                row("phase 1 is no start", coding("+", "", "11→41$1→ID=c;Parent=t"), "11-38/1 stop 39-41"),
                row(
                        "NCBI's partial on the right",
                        coding("+", ";partial=true;end_range=40,.", "11→40$0→ID=c;Parent=t"),
                        "11-40/0 start 11-13"),
                row(
                        "NCBI's partial on the left",
                        coding("+", ";partial=true;start_range=.,11", "11→40$0→ID=c;Parent=t"),
                        "11-37/0 stop 38-40"),
                row(
                        "NCBI's partial on the left, reverse",
                        coding("-", ";partial=true;start_range=.,11", "11→40$0→ID=c;Parent=t"),
                        "11-40/0 start 38-40"),
                row("NCBI's partial without a range", coding("+", ";partial=true", "11→40$0→ID=c;Parent=t"), "11-40/0"),
                row("a pseudogene", coding("+", "", "11→40$0→ID=c;Parent=t;pseudo=true"), "11-40/0 start 11-13"),
                row(
                        "non_stop_decay",
                        coding("+", ";biotype=non_stop_decay", "11→40$0→ID=c;Parent=t"),
                        "11-40/0 start 11-13"),
                row(
                        "a gene segment",
                        coding("+", "", "11→40$0→ID=c;Parent=t").replace("mRNA", "V_gene_segment"),
                        "11-40/0 start 11-13"),
                row(
                        "polyadenylation completes the stop",
                        coding("+", "", "11→41$0→ID=c;Parent=t;transl_except=(pos:41%2Caa:TERM)"),
                        "11-40/0 start 11-13 stop 41-41"),
                row(
                        "… of two bases",
                        coding("-", "", "10→41$0→ID=c;Parent=t;transl_except=(pos:complement(10..11)%2Caa:TERM)"),
                        "12-41/0 start 39-41 stop 10-11"),
                row(
                        "a selenocysteine of RefSeq",
                        coding("+", "", "11→40$0→ID=c;Parent=t;transl_except=(pos:20..22%2Caa:Sec)"),
                        "11-37/0 start 11-13 stop 38-40 sec 20-22"),
                row(
                        "a selenocysteine of Ensembl and GENCODE",
                        MRNA.formatted("+", "", "")
                                + "1→x→CDS→11→40→.→+→0→Parent=t\n1→x→stop_codon_redefined_as_selenocysteine→20→22→.→+→.→Parent=t\n",
                        "11-37/0 start 11-13 stop 38-40 sec 20-22"),
                row(
                        "CDS rows of one ID",
                        coding("+", "", "11→19$0→ID=c;Parent=t", "31→42$0→ID=c;Parent=t"),
                        "11-19/0,31-39/0 start 11-13 stop 40-42"),
                row(
                        "CDS rows of an ID each",
                        coding("+", "", "11→19$0→ID=c1;Parent=t", "31→42$0→ID=c2;Parent=t"),
                        "11-19/0,31-39/0 start 11-13 stop 40-42"),
                row(
                        "… that overlap",
                        coding("+", "", "11→40$0→ID=c1;Parent=t", "31→60$0→ID=c2;Parent=t"),
                        "11-37/0 start 11-13 stop 38-40 & 31-57/0 start 31-33 stop 58-60"),
                row(
                        "… of several proteins",
                        coding("+", "", "11→19$0→ID=c1;Parent=t;protein_id=P", "31→42$0→ID=c2;Parent=t;protein_id=Q"),
                        "11-16/0 start 11-13 stop 17-19 & 31-39/0 start 31-33 stop 40-42"),
                row(
                        "phases that are missing",
                        coding("+", "", "11→20$.→ID=c;Parent=t", "31→35$.→ID=c;Parent=t"),
                        "11-20/0,31-32/2 start 11-13 stop 33-35"),
                row(
                        "phases that do not follow",
                        coding("+", "", "11→20$0→ID=c;Parent=t", "31→35$0→ID=c;Parent=t"),
                        "11-20/0,31-32/0 start 11-13 stop 33-35 | 3 WARNING phase"),
                row("GTF without codon rows: as it stands", """
                        1→x→CDS→11→40→.→+→0→gene_id "G"; transcript_id "T";
                        """, "11-40/0"),
                row("GTF: CDS rows of one protein each", """
                        1→x→CDS→11→19→.→+→0→gene_id "G"; transcript_id "T"; protein_id "P";
                        1→x→CDS→31→42→.→+→0→gene_id "G"; transcript_id "T"; protein_id "Q";
                        """, "11-19/0 & 31-42/0"),
                row("a stop codon inside the CDS at its end", """
                        1→x→CDS→11→40→.→+→0→gene_id "G"; transcript_id "T";
                        1→x→stop_codon→38→40→.→+→0→gene_id "G"; transcript_id "T";
                        """, "11-37/0 stop 38-40"),
                row(
                        "a stop codon inside the CDS elsewhere",
                        """
                        1→x→CDS→11→40→.→+→0→gene_id "G"; transcript_id "T";
                        1→x→stop_codon→20→22→.→+→0→gene_id "G"; transcript_id "T";
                        """,
                        "11-40/0 stop 20-22 | 1 WARNING stop-codon-inside-cds"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loci")
    void makesGenesOf(String claim, String text, String expected) throws IOException {
        assertThat(read(
                        text,
                        genes -> genes.stream().map(InterpretationTest::shown).collect(Collectors.joining(" "))))
                .as(claim)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codingSequences")
    void makesCodingSequencesOf(String claim, String text, String expected) throws IOException {
        assertThat(read(text, genes -> coding(genes.get(0).transcripts().get(0))))
                .as(claim)
                .isEqualTo(expected);
    }

    static Stream<Arguments> ids() {
        return Stream.of(
                row("gene:ENSG1", "transcript:ENST1", "ENSG1 ENST1"),
                row("gene-BRCA1", "rna-NM_007294.4", "BRCA1 NM_007294"),
                row(
                        "ENSG00000182378.15_PAR_Y;gene_id=ENSG00000182378.15",
                        "ENST00000381192.9;transcript_id=ENST00000381192.9",
                        "ENSG00000182378_PAR_Y ENST00000381192"),
                row("x1;gene_id=G", "x2;transcript_id=T", "G T"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ids")
    void showsTheIdsPeopleKnow(String gene, String transcript, String expected) throws IOException {
        String text = GFF3 + "1→x→gene→1→9→.→+→.→ID=" + gene + "\n1→x→mRNA→1→9→.→+→.→ID=" + transcript + ";Parent="
                + gene.split(";", 2)[0] + "\n";
        assertThat(read(
                        text,
                        genes -> genes.get(0).id() + " "
                                + genes.get(0).transcripts().get(0).id()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"+,1,2", "-,2,1"})
    void numbersExonsFromTheFivePrimeEndAndKeepsTheFilesNumber(String strand, int first, int second)
            throws IOException {
        String text = """
                1→StringTie→exon→1→9→.→%1$s→.→gene_id "G"; transcript_id "T"; exon_number "1";
                1→StringTie→exon→21→29→.→%1$s→.→gene_id "G"; transcript_id "T"; exon_number "2";
                """.formatted(strand);
        assertThat(read(
                        text,
                        genes -> genes.get(0).transcripts().get(0).exons().stream()
                                .map(e -> e.number() + ":"
                                        + e.attributes().first("exon_number").orElse("same"))
                                .collect(Collectors.joining(" "))))
                .isEqualTo(first == 1 ? "1:same 2:same" : "1:" + first + " 2:" + second);
    }

    private static String read(String text, java.util.function.Function<List<Gene>, String> shown) throws IOException {
        byte[] bytes = text.replace('→', '\t').getBytes(StandardCharsets.UTF_8);
        List<String> findings = new ArrayList<>();
        List<Gene> genes = new ArrayList<>();
        try (GtfReader reader = GtfReader.open(InputSource.of("test", bytes))) {
            GeneModelAssembler.of(
                            ParseMode.LENIENT,
                            f -> findings.add(f.location().line() + " " + f.severity() + " " + f.rule()))
                    .addAll(reader)
                    .forEachGene(genes::add);
        }
        List<String> lines = new ArrayList<>();
        if (!genes.isEmpty()) {
            lines.add(shown.apply(genes));
        }
        if (!findings.isEmpty()) {
            lines.add(String.join(", ", findings));
        }
        return String.join(" | ", lines);
    }

    private static String shown(Gene gene) {
        return gene.id() + (gene.isDerived() ? "*:" : ":") + shown(gene.interval())
                + (gene.strand() == Strand.PLUS ? "+{" : "-{")
                + gene.transcripts().stream().map(InterpretationTest::shown).collect(Collectors.joining("; ")) + "}";
    }

    private static String shown(Transcript transcript) {
        String coding = coding(transcript);
        return transcript.id()
                + (transcript.isDerived() ? "*" : "")
                + transcript.exons().stream()
                        .map(Exon::interval)
                        .map(InterpretationTest::shown)
                        .collect(Collectors.joining(" ", "[", "]"))
                + (coding.isEmpty() ? "" : " cds " + coding);
    }

    private static String coding(Transcript transcript) {
        String sec = transcript.selenocysteines().isEmpty()
                ? ""
                : " sec " + shown(transcript.selenocysteines().get(0));
        return transcript.allCds().stream().map(InterpretationTest::shown).collect(Collectors.joining(" & ")) + sec;
    }

    private static String shown(Cds cds) {
        String segments = cds.segments().stream()
                .map(s -> shown(s.interval()) + "/" + s.phase())
                .collect(Collectors.joining(","));
        assertThat(cds.isStopComplete()).isEqualTo(!cds.stopCodon().isEmpty());
        return segments + codon(" start ", cds.startCodon()) + codon(" stop ", cds.stopCodon());
    }

    private static String codon(String what, List<Interval> at) {
        return at.isEmpty()
                ? ""
                : what + at.stream().map(InterpretationTest::shown).collect(Collectors.joining(","));
    }

    private static String shown(Interval interval) {
        return interval.start() + "-" + interval.end();
    }
}
