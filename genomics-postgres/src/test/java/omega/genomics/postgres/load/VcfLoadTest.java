package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.testing.DatabaseTest;
import omega.genomics.postgres.testing.TestDatabase;
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
}
