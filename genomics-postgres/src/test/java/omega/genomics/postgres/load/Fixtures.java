package omega.genomics.postgres.load;

import java.nio.charset.StandardCharsets;
import omega.genomics.io.InputSource;

/** Small annotations written by hand. */
public final class Fixtures {
    private Fixtures() {}

    /** Three genes in Ensembl style: coding on the minus strand, non-coding without a name, coding on chrX; 20 rows. */
    public static final String GENES = """
            #!genome-build TEST1
            17\thavana\tgene\t1000\t5000\t.\t-\t.\tgene_id "ENSG01"; gene_version "3"; gene_name "TP53"; gene_source "havana"; gene_biotype "protein_coding"; tag "a"; tag "b"; note "x; \\"y";
            17\thavana\ttranscript\t1000\t5000\t.\t-\t.\tgene_id "ENSG01"; gene_version "3"; transcript_id "ENST01"; transcript_version "7"; gene_name "TP53"; gene_biotype "protein_coding"; transcript_name "TP53-201"; transcript_biotype "protein_coding"; tag "basic";
            17\thavana\texon\t4000\t5000\t.\t-\t.\tgene_id "ENSG01"; transcript_id "ENST01"; exon_number "1"; exon_id "ENSE1"; exon_version "2";
            17\thavana\tCDS\t4000\t4500\t.\t-\t0\tgene_id "ENSG01"; transcript_id "ENST01"; exon_number "1"; protein_id "ENSP01";
            17\thavana\tstart_codon\t4498\t4500\t.\t-\t0\tgene_id "ENSG01"; transcript_id "ENST01"; exon_number "1";
            17\thavana\texon\t1000\t2000\t.\t-\t.\tgene_id "ENSG01"; transcript_id "ENST01"; exon_number "2"; exon_id "ENSE2";
            17\thavana\tCDS\t1503\t2000\t.\t-\t0\tgene_id "ENSG01"; transcript_id "ENST01"; exon_number "2"; protein_id "ENSP01";
            17\thavana\tstop_codon\t1500\t1502\t.\t-\t0\tgene_id "ENSG01"; transcript_id "ENST01"; exon_number "2";
            17\thavana\tfive_prime_utr\t4501\t5000\t.\t-\t.\tgene_id "ENSG01"; transcript_id "ENST01";
            17\thavana\tthree_prime_utr\t1000\t1499\t.\t-\t.\tgene_id "ENSG01"; transcript_id "ENST01";
            17\thavana\ttranscript\t1200\t1900\t.\t-\t.\tgene_id "ENSG01"; transcript_id "ENST02"; gene_name "TP53"; transcript_biotype "retained_intron";
            17\thavana\texon\t1200\t1900\t.\t-\t.\tgene_id "ENSG01"; transcript_id "ENST02"; exon_number "1"; exon_id "ENSE3";
            17\thavana\tgene\t8000\t9000\t.\t+\t.\tgene_id "ENSG02"; gene_version "1"; gene_biotype "lncRNA";
            17\thavana\ttranscript\t8000\t9000\t.\t+\t.\tgene_id "ENSG02"; transcript_id "ENST03"; transcript_biotype "lncRNA";
            17\thavana\texon\t8000\t8100\t.\t+\t.\tgene_id "ENSG02"; transcript_id "ENST03"; exon_number "1"; exon_id "ENSE4";
            17\thavana\texon\t8900\t9000\t.\t+\t.\tgene_id "ENSG02"; transcript_id "ENST03"; exon_number "2"; exon_id "ENSE5";
            X\thavana\tgene\t100\t400\t.\t+\t.\tgene_id "ENSG03"; gene_version "1"; gene_name "FRAP1"; gene_biotype "protein_coding";
            X\thavana\ttranscript\t100\t400\t.\t+\t.\tgene_id "ENSG03"; transcript_id "ENST04"; transcript_biotype "protein_coding";
            X\thavana\texon\t100\t400\t.\t+\t.\tgene_id "ENSG03"; transcript_id "ENST04"; exon_number "1"; exon_id "ENSE6";
            X\thavana\tCDS\t100\t399\t.\t+\t0\tgene_id "ENSG03"; transcript_id "ENST04"; exon_number "1"; protein_id "ENSP04";
            """;

    /** A source over text. */
    public static InputSource source(String text) {
        return InputSource.of("test.gtf", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The three genes. */
    public static InputSource genes() {
        return source(GENES);
    }
}
