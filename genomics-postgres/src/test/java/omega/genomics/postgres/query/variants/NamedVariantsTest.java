package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.hgvs.HgvsException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variants are found by their HGVS names, with the loaded genes, in either layout. */
@DatabaseTest
class NamedVariantsTest {
    private static final String BASES = "CCCCCCCCCCATGGCATAACCCCTTTTTTT";

    /** ONE, coding from 11 to 19: ATG GCA TAA, in an older and a newer dataset of genes. */
    private static final String GTF = """
            1 t gene 1 30 . + . gene_id "ENSG01"; gene_version "3"; gene_name "ONE";
            1 t transcript 1 30 . + . gene_id "ENSG01"; gene_name "ONE"; transcript_id "ENST01"; transcript_version "4"; tag "MANE_Select";
            1 t exon 1 30 . + . gene_id "ENSG01"; transcript_id "ENST01"; exon_number "1";
            1 t CDS 11 16 . + 0 gene_id "ENSG01"; transcript_id "ENST01"; exon_number "1"; protein_id "ENSP01"; protein_version "2";
            1 t start_codon 11 13 . + 0 gene_id "ENSG01"; transcript_id "ENST01"; exon_number "1";
            1 t stop_codon 17 19 . + 0 gene_id "ENSG01"; transcript_id "ENST01"; exon_number "1";
            1 t transcript 1 20 . + . gene_id "ENSG01"; gene_name "ONE"; transcript_id "ENST02"; transcript_version "1";
            1 t exon 1 20 . + . gene_id "ENSG01"; transcript_id "ENST02"; exon_number "1";
            """;

    private static AssemblyDatabase genome;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        genome = Genomes.empty(database, "grch38");
        genome.loadGenes(source(
                        "genes.gtf",
                        GTF.replaceAll(
                                "(?m)^(\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) ",
                                "$1\t$2\t$3\t$4\t$5\t$6\t$7\t$8\t")))
                .run();
        String vcf = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
                + "1\t8\t.\tCCCA\tC\t.\t.\t.\n1\t15\t.\tC\tT,G\t.\t.\t.\n1\t23\t.\tC\tCT\t.\t.\t.\n";
        for (VariantLayout layout : VariantLayout.values()) {
            genome.loadVariants(source("some.vcf", vcf))
                    .dataset(layout.name())
                    .layout(layout)
                    .run();
        }
    }

    private static InputSource source(String name, String text) {
        return InputSource.of(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bases(Region region) {
        if (region.end() > BASES.length()) {
            throw new IllegalArgumentException("beyond the contig");
        }
        return BASES.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "ENST01.4:c.5C>T, 1-15-C-T",
        "ENST01:c.5C>T, 1-15-C-T",
        "ENST01.3:c.5C>T, 1-15-C-T",
        "ENST02.1:n.15C>T, 1-15-C-T",
        "ONE:c.5C>T, 1-15-C-T",
        "ENSG01:c.5C>G, 1-15-C-G",
        "NC_000001.11:g.15C>T, 1-15-C-T",
        "chr1:g.15C>T, 1-15-C-T",
        "ONE:c.-2_1del, 1-8-CCCA-C",
        "NC_000001.11:g.9_11del, 1-8-CCCA-C",
        "ENST01.4:c.*11dup, 1-23-C-CT",
        "ONE:p.Ala2Val, 1-15-C-T",
        "ENSP01.2:p.(Ala2Val), 1-15-C-T",
        "ENSP01:p.A2G, 1-15-C-G",
    })
    void findsAVariantByItsName(String name, String expected) {
        for (VariantLayout layout : VariantLayout.values()) {
            assertThat(genome.variants()
                            .in(layout.name())
                            .named(name, NamedVariantsTest::bases)
                            .list())
                    .as(name)
                    .extracting(StoredVariant::name)
                    .containsExactly(expected);
        }
        assertThat(genome.variants().named(name, NamedVariantsTest::bases).count())
                .isEqualTo(2);
    }

    @Test
    void findsSubstitutionsWithoutTheGenome() {
        assertThat(genome.variants().named("ONE:c.5C>T").count()).isEqualTo(2);
        assertThat(genome.variants().named("ONE:c.4G>T").list()).isEmpty();
        assertThatThrownBy(() -> genome.variants().named("ONE:c.-2_1del"))
                .isInstanceOf(HgvsException.class)
                .hasMessageStartingWith("expected the genome");
        assertThat(genome.hgvs().resolve("ONE:c.5C>T").notes())
                .isEqualTo(List.of("ONE is read as ENST01.4, its MANE Select transcript"));
        assertThatThrownBy(() -> genome.variants().named("TWO:c.5C>T"))
                .hasMessage("expected a transcript, protein or gene of the gene models, found TWO");
    }
}
