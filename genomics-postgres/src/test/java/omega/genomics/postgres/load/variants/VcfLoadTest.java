package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class VcfLoadTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="Depths">
            ##INFO=<ID=GL,Number=G,Type=Float,Description="Likelihoods">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
            ##INFO=<ID=TAGS,Number=.,Type=String,Description="Texts">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static InputSource vcf(String... records) {
        String text = HEADER + String.join("\n", records).replace(' ', '\t') + "\n";
        return InputSource.of("test.vcf", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesARowForEachAltAllele() throws Exception {
        LoadReport report = genome.loadVariants(vcf(
                        "chr1 100 rs12 A G,T 29.5 PASS AC=3,4;AN=10;AF=0.3,0.4;AD=3,3,4;GL=0,1,2,3,4,5;DB;NOTE=a%3Bb,c;TAGS=x,y",
                        "chr2 200 . AT A . . DP=7"))
                .dataset("small")
                .run();
        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isEqualTo(2);
        assertThat(report.recordsStored()).isEqualTo(2);
        assertThat(report.rows()).isEqualTo(3);
        assertThat(database.rows("SELECT chromosome, position, end_pos, id, rs_number, ref, alt, variant_type, qual,"
                        + " filter, allele_frequency, allele_count, allele_number, depth, record_number, allele_index"
                        + " FROM grch38.variants ORDER BY record_number, allele_index"))
                .containsExactly(
                        "1|100|100|rs12|12|A|G|SNV|29.5|PASS|0.3|3|10|null|1|1",
                        "1|100|100|rs12|12|A|T|SNV|29.5|PASS|0.4|4|10|null|1|2",
                        "2|200|201|null|null|AT|A|DEL|null|null|null|null|null|7|2|1");
        assertThat(database.rows("SELECT info FROM grch38.variants ORDER BY record_number, allele_index"))
                .containsExactly(
                        "{\"AC\": 3, \"AD\": [3, 3], \"AF\": 0.3, \"AN\": 10, \"DB\": true, \"GL\": [0, 1, 2], \"NOTE\": \"a;b,c\", \"TAGS\": [\"x\", \"y\"]}",
                        "{\"AC\": 4, \"AD\": [3, 4], \"AF\": 0.4, \"AN\": 10, \"DB\": true, \"GL\": [0, 3, 5], \"NOTE\": \"a;b,c\", \"TAGS\": [\"x\", \"y\"]}",
                        "{\"DP\": 7}");
        assertThat(database.rows("SELECT tableoid::regclass::text ~ 'variants_chr[12]_d' FROM grch38.variants"))
                .containsOnly("t");
    }

    @Test
    void takesTheWorstConsequenceThatAnAnnotatorWrote() throws Exception {
        String vep = """
                ##fileformat=VCFv4.2
                ##INFO=<ID=CSQ,Number=.,Type=String,Description="Format: Allele|Consequence|IMPACT|SYMBOL|Gene">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t10\t.\tA\tC,AT\t.\t.\tCSQ=C|intron_variant|MODIFIER|ONE|G1,C|missense_variant&splice_region_variant|MODERATE|TWO|G2,AT|frameshift_variant|HIGH|ONE|G1
                1\t20\t.\tA\tC\t.\t.\t.
                """;
        genome.loadVariants(InputSource.of("vep.vcf", vep.getBytes(StandardCharsets.UTF_8)))
                .run();
        assertThat(database.rows("SELECT alt, gene, gene_id, consequence, impact FROM grch38.variants"
                        + " ORDER BY record_number, allele_index"))
                .containsExactly(
                        "C|TWO|G2|missense_variant|MODERATE",
                        "AT|ONE|G1|frameshift_variant|HIGH",
                        "C|null|null|null|null");
    }

    @Test
    void takesTheMolecularConsequenceOfClinVar() throws Exception {
        String clinVar = """
                ##fileformat=VCFv4.1
                ##INFO=<ID=MC,Number=.,Type=String,Description="molecular consequence">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t10\t.\tA\tC\t.\t.\tMC=SO:0001627|intron_variant,SO:0001587|nonsense,SO:0001583|missense_variant
                """;
        genome.loadVariants(InputSource.of("clinvar.vcf", clinVar.getBytes(StandardCharsets.UTF_8)))
                .run();
        assertThat(database.rows("SELECT consequence, impact FROM grch38.variants"))
                .containsExactly("stop_gained|HIGH");
    }

    /** Annotated against the genes that are loaded; the picked consequence fills the columns. */
    @Test
    void annotatesAgainstLoadedGenes() throws Exception {
        String gtf = """
                1 t gene 1001 1500 . + . gene_id "G1"; gene_name "ONE"; gene_biotype "protein_coding";
                1 t transcript 1001 1500 . + . gene_id "G1"; transcript_id "T1"; transcript_biotype "protein_coding";
                1 t exon 1001 1100 . + . gene_id "G1"; transcript_id "T1"; exon_number "1";
                1 t exon 1201 1500 . + . gene_id "G1"; transcript_id "T1"; exon_number "2";
                1 t CDS 1041 1100 . + 0 gene_id "G1"; transcript_id "T1"; exon_number "1";
                1 t CDS 1201 1260 . + 0 gene_id "G1"; transcript_id "T1"; exon_number "2";
                """;
        String text = gtf.lines()
                .map(line -> line.replaceFirst(
                        "(\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) ", "$1\t$2\t$3\t$4\t$5\t$6\t$7\t$8\t"))
                .collect(java.util.stream.Collectors.joining("\n", "", "\n"));
        genome.loadGenes(InputSource.of("genes.gtf", text.getBytes(StandardCharsets.UTF_8)))
                .run();
        ConsequenceAnnotator annotator =
                ConsequenceAnnotator.builder(genome.genes().models()).build();
        InputSource file = vcf(
                "chr1 1050 . A AC,G . . .",
                "chr1 1101 . G A . . .",
                "chr1 1150 . G . . . .",
                "chr1 900000 . A T . . .");
        VcfLoad load = genome.loadVariants(file).consequences(annotator);

        assertThat(load.run().state()).isEqualTo(LoadState.DONE);
        assertThat(load.run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(database.rows("SELECT position, alt, gene, gene_id, consequence, impact FROM grch38.variants"
                        + " ORDER BY record_number, allele_index"))
                .containsExactly(
                        "1050|AC|ONE|G1|frameshift_variant|HIGH",
                        "1050|G|ONE|G1|coding_sequence_variant|MODIFIER",
                        "1101|A|ONE|G1|splice_donor_variant|HIGH",
                        "1150|null|null|null|null|null",
                        "900000|T|null|null|intergenic_variant|MODIFIER");
        assertThat(genome.loadVariants(file).run().state()).isEqualTo(LoadState.DONE);
    }

    private static InputSource text(String... lines) {
        return InputSource.of("test.vcf", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void indexesKeysOfInfoOnRequest() throws Exception {
        InputSource file = vcf("chr1 100 . A G . . NOTE=it's", "chrUn_KI270302v1 5 . A G . . NOTE=b");
        VcfLoad load = genome.loadVariants(file).indexInfo("NOTE", "it's");
        load.run();
        assertThat(database.rows("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%gin%jsonb_path_ops%'"
                        + " AND schemaname = 'grch38' AND tablename ~ '^variants.*_r'"))
                .containsExactly("4");
        assertThat(genome.variants().info("NOTE", "it's").count()).isEqualTo(1);
        assertThat(load.run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(load.indexInfo().run().state()).isEqualTo(LoadState.DONE);
        assertThatThrownBy(() -> load.infoKeys("DP").run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NOTE");
    }

    @Test
    void keepsEveryKindOfAllele() throws Exception {
        LoadReport report = genome.loadVariants(vcf(
                        "1 10 . A . . . .",
                        "1 20 . A <DEL> . . END=5000",
                        "1 30 . AT A,*,ATT,GG,GC,CTG . . .",
                        "1 40 . G G]2:300],[2:300[G,<CN0>,<INS>,<*> . . END=90",
                        "1 0 . N <DUP> . . END=7"))
                .run();
        assertThat(report.rows()).isEqualTo(1 + 1 + 6 + 5 + 1);
        assertThat(database.rows("SELECT position, end_pos, ref, alt, variant_type, allele_index FROM grch38.variants"
                        + " ORDER BY record_number, allele_index"))
                .containsExactly(
                        "10|10|A|null|REF|0",
                        "20|5000|A|<DEL>|SV|1",
                        "30|31|AT|A|DEL|1",
                        "30|31|AT|*|OVERLAP|2",
                        "30|31|AT|ATT|INS|3",
                        "30|31|AT|GG|MNV|4",
                        "30|31|AT|GC|MNV|5",
                        "30|31|AT|CTG|DELINS|6",
                        "40|40|G|G]2:300]|BND|1",
                        "40|40|G|[2:300[G|BND|2",
                        "40|90|G|<CN0>|CNV|3",
                        "40|90|G|<INS>|SV|4",
                        "40|90|G|<*>|REF|5",
                        "0|7|N|<DUP>|SV|1");
    }

    /** Longer than an entry of a B-tree can be, and the same up to the last base. */
    @Test
    void tellsLongAllelesApart() throws Exception {
        String allele = "ACGT".repeat(25_000);
        LoadReport report = genome.loadVariants(vcf(
                        "1 10 . A " + allele + "A . . .",
                        "1 10 . A " + allele + "C . . .",
                        "1 10 . " + allele + " A . . .",
                        "1 10 . A " + allele + "A . . ."))
                .run();
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(database.rows(
                        "SELECT length(ref), length(alt), end_pos FROM grch38.variants ORDER BY record_number"))
                .containsExactly("1|100001|10", "1|100001|10", "100000|1|100009");
        String again = "INSERT INTO grch38.variants SELECT * FROM grch38.variants WHERE record_number = 2";
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.execute(again))
                .hasMessageContaining("duplicate key");
    }

    @Test
    void survivesTextThatIsNoText() throws Exception {
        LoadReport report = genome.loadVariants(text(
                        "##fileformat=VCFv4.2",
                        "##INFO=<ID=F,Number=1,Type=Float,Description=\"\">",
                        "##INFO=<ID=I,Number=1,Type=Integer,Description=\"\">",
                        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO",
                        "1\t1\ta\0b\tA\tC\t.\t\u00ff\tX=\u00ff\0;Y=\\\";Z;F=1e99;I=007",
                        "1\t2\t.\tA\tC\tinf\t.\tF=-inf;I=+5",
                        "1\t3\t.\tA\tC\t1e-3\t.\tF=.5;I=.;F=7"))
                .run();
        assertThat(report.rows()).isEqualTo(3);
        assertThat(database.rows("SELECT id, filter, qual, info FROM grch38.variants ORDER BY position"))
                .containsExactly(
                        "a␀b|\ufffd|null|{\"F\": 1e99, \"I\": 7, \"X\": [\"\ufffd␀\"], \"Y\": [\"\\\\\\\"\"], \"Z\": true}"
                                .replace("1e99", "1" + "0".repeat(99)),
                        "null|null|Infinity|{\"F\": \"-Infinity\", \"I\": 5}",
                        "null|null|0.001|{\"F\": 0.5, \"I\": null}");
    }

    /** The second allele of the last record has no value: nothing of the record may stay. */
    @Test
    void takesBackTheRowsOfARefusedRecord() throws Exception {
        InputSource source = vcf(
                "1 1 . A C . . AC=1",
                "1 2 . A C,G . . AC=1,x",
                "1 2 . A C,G . . AC=1",
                "1 2 . A C . . AC=3",
                "1 x . A C . . .");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> genome.loadVariants(source)
                        .parseMode(omega.genomics.ParseMode.STRICT)
                        .run())
                .isInstanceOf(omega.genomics.ParseException.class)
                .hasMessageContaining("test.vcf:12");
        LoadReport report = genome.loadVariants(source)
                .parseMode(omega.genomics.ParseMode.LENIENT)
                .run();
        assertThat(report.contigs())
                .containsExactly(
                        java.util.Map.entry("1", new ContigCounts(5, 2, 0, 3, 0, new AlleleCounts(7, 2, 0, 0, 5, 0))));
        assertThat(database.rows("SELECT position, alt, allele_count FROM grch38.variants ORDER BY 1"))
                .containsExactly("1|C|1", "2|C|3");
        assertThat(database.rows("SELECT line_number, rule FROM grch38.load_rejects ORDER BY 1"))
                .containsExactly("12|info-type", "13|info-number", "15|pos-integer");
    }

    /** However far to the right it is broken. */
    @Test
    void aRefusedRecordCountsAtItsContig() throws Exception {
        LoadReport report = genome.loadVariants(
                        vcf("1 1 . A C . . AC=1", "2 5 " + "x".repeat(100) + " A C . . ", "3 x . A C . . ."))
                .parseMode(omega.genomics.ParseMode.LENIENT)
                .run();
        assertThat(report.contigs()).containsOnlyKeys("1", "2", "3");
        assertThat(report.contigs().get("1").recordsStored()).isEqualTo(1);
        assertThat(report.contigs().get("2").rejects()).isEqualTo(1);
        assertThat(report.contigs().get("3").rejects()).isEqualTo(1);
    }

    /** A value that its header contradicts is kept and reported; a record that is broken ends the load all the same. */
    @Test
    void keepsValuesThatTheHeaderContradicts() throws Exception {
        String[] records = {
            "1 1 . A C . . AC=1;DP=9",
            "1 2 . A C,G . . AC=1;AF=0.5;AN=x;DP=deep",
            "1 3 . A C,G . . AC=1,2;AF=0.1,0.2,0.3",
            "1 4 . A C . . ",
            "1 5 . A C . . AC=many;AN=10"
        };
        LoadReport report = genome.loadVariants(vcf(records)).run();
        assertThat(report.recordsStored()).isEqualTo(5);
        assertThat(database.rows("SELECT position, alt, allele_count, allele_number, allele_frequency, depth, info"
                        + " FROM grch38.variants ORDER BY position, allele_index"))
                .containsExactly(
                        "1|C|1|null|null|9|{\"AC\": 1, \"DP\": 9}",
                        "2|C|null|null|null|null|{\"AC\": \"1\", \"AF\": \"0.5\", \"AN\": \"x\", \"DP\": \"deep\"}",
                        "2|G|null|null|null|null|{\"AC\": \"1\", \"AF\": \"0.5\", \"AN\": \"x\", \"DP\": \"deep\"}",
                        "3|C|1|null|null|null|{\"AC\": 1, \"AF\": \"0.1,0.2,0.3\"}",
                        "3|G|2|null|null|null|{\"AC\": 2, \"AF\": \"0.1,0.2,0.3\"}",
                        "4|C|null|null|null|null|null",
                        "5|C|null|10|null|null|{\"AC\": \"many\", \"AN\": 10}");
        assertThat(report.warnings())
                .hasSize(5)
                .anyMatch(warning -> warning.startsWith("INFO AC in 2 records, the first at line 12: "))
                .anyMatch(warning -> warning.startsWith("INFO AF in 2 records, the first at line 12: "))
                .anyMatch(warning -> warning.startsWith("INFO AN in 1 record: "))
                .anyMatch(warning -> warning.startsWith("INFO DP in 1 record: "))
                .anyMatch(warning -> warning.startsWith("INFO in 1 record: "));

        records[0] = "1 x . A C . . AC=1";
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> genome.loadVariants(vcf(records)).run())
                .isInstanceOf(omega.genomics.ParseException.class)
                .hasMessageContaining("test.vcf:11");
    }

    @Test
    void replacesWithTheContigsOfTheNewFileOnly() throws Exception {
        genome.loadVariants(vcf("1 1 . A C . . .", "2 1 . A C . . .", "KI270728.1 1 . A C . . ."))
                .run();
        VcfLoad second = genome.loadVariants(vcf("2 5 . A C . . .", "X 5 . A C . . ."));
        assertThat(second.run().state()).isEqualTo(LoadState.DONE);
        assertThat(database.rows("SELECT chromosome, position FROM grch38.variants ORDER BY 1"))
                .containsExactly("2|5", "X|5");
        assertThat(second.run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(second.infoKeys().run().state()).isEqualTo(LoadState.DONE);
    }

    @Test
    void warnsOfInfoKeysThatTheHeaderDoesNotDeclare() throws Exception {
        VcfLoad load = genome.loadVariants(vcf("1 1 . A C . . AC=1"));
        assertThat(load.infoKeys("AC", "AF").indexInfo("AC").run().warnings()).isEmpty();
        assertThat(load.infoKeys("AC", "af", "Note").indexInfo("Note").run().warnings())
                .containsExactly("the header declares no INFO Note, af");
    }

    @Test
    void refusesContigsOfNoAssemblyUnlessToldOtherwise() throws Exception {
        VcfLoad load = genome.loadVariants(vcf("chr1 1 . A C . . .", "nowhere 1 . A C . . ."));
        org.assertj.core.api.Assertions.assertThatThrownBy(load::run)
                .isInstanceOf(omega.genomics.ParseException.class)
                .hasMessageContaining("test.vcf:12")
                .hasMessageContaining("expected a contig of GRCh38, found \"nowhere\"");
        LoadReport report = load.unknownContigs(UnknownContigs.QUARANTINE).run();
        assertThat(report.rejects()).isEqualTo(1);
        assertThat(report.contigs()).containsEntry("nowhere", ContigCounts.refused(1, 1));
        assertThat(load.unknownContigs(UnknownContigs.KEEP).run().rows()).isEqualTo(2);
        assertThat(database.value("SELECT tableoid::regclass::text ~ 'variants_other' FROM grch38.variants"
                        + " WHERE chromosome = 'nowhere'"))
                .isEqualTo("t");
    }

    @Test
    void findsOverlapsOfAnyLength() throws Exception {
        java.util.Random random = new java.util.Random(5);
        java.util.List<String> records = new java.util.ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int position = 1 + random.nextInt(200_000);
            int length = 1 << random.nextInt(20);
            records.add("1 " + position + " . A <D" + i + "> . . END=" + (position + length + random.nextInt(3) - 1));
        }
        genome.loadVariants(vcf(records.toArray(String[]::new))).run();
        for (int i = 0; i < 50; i++) {
            int first = 1 + random.nextInt(250_000);
            int last = first + random.nextInt(3000);
            String fields = "SELECT record_number FROM grch38.variants";
            assertThat(database.rows("SELECT record_number FROM grch38.variants_overlapping('1', " + first + ", " + last
                            + ") ORDER BY 1"))
                    .isEqualTo(database.rows(
                            fields + " WHERE position <= " + last + " AND end_pos >= " + first + " ORDER BY 1"));
        }
    }

    @Test
    void fillsTheColumnsOfSources() throws Exception {
        genome.loadVariants(text(
                        "##fileformat=VCFv4.1\n##source=ClinVar",
                        "##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"\">",
                        "##INFO=<ID=GENEINFO,Number=1,Type=String,Description=\"\">",
                        "##INFO=<ID=RS,Number=.,Type=String,Description=\"\">",
                        "##INFO=<ID=AF_EXAC,Number=1,Type=Float,Description=\"\">",
                        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO",
                        "17\t43071077\t12345\tT\tC\t.\t.\tAF_EXAC=0.2;CLNSIG=Pathogenic/Likely_pathogenic;"
                                + "GENEINFO=BRCA1:672|NBR2:10230;RS=1799966"))
                .infoKeys()
                .run();
        assertThat(database.rows("SELECT id, rs_number, gene, clinical_significance, clinical_significances,"
                        + " allele_frequency, info FROM grch38.variants"))
                .containsExactly("12345|1799966|BRCA1|pathogenic|{pathogenic,likely_pathogenic}|0.2|null");
    }
}
