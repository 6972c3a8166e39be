package omega.genomics.bench.corpus;

import java.util.List;

/** What Ensembl 111 counts in the human genome: the contigs, the genes on each, the genes of each biotype. */
final class HumanCensus {
    static final int GENES = 63_241;
    static final int LINES = 3_424_902;
    static final int UNNAMED = 20_601;

    /** A contig with its length in GRCh38 and its number of genes. */
    record Chromosome(String name, int length, int genes) {
        boolean scaffold() {
            return name.length() > 2;
        }

        /** The mitochondrion is small enough to stay whole. */
        int scaledLength(double scale) {
            return name.equals("MT") ? length : Math.max(20_000, (int) (length * scale));
        }
    }

    /**
     * A biotype: its genes, how many of them have no name, and the usual shape of one.
     *
     * @param transcripts mean number of transcripts of a gene; 1 means exactly one
     * @param exons mean number of exons of a transcript; 1 means exactly one
     * @param exonLength median length of an exon
     */
    record Biotype(
            String name, int genes, int unnamed, double transcripts, double exons, int exonLength, boolean coding) {
        static Biotype single(String name, int genes, int unnamed, int length) {
            return new Biotype(name, genes, unnamed, 1, 1, length, false);
        }

        static Biotype spliced(String name, int genes, int unnamed, double transcripts, double exons) {
            return new Biotype(name, genes, unnamed, transcripts, exons, 140, false);
        }

        static Biotype immune(String name, int genes, double exons, boolean coding) {
            return new Biotype(name, genes, 0, 1, exons, 150, coding);
        }

        boolean pseudogene() {
            return name.endsWith("pseudogene");
        }
    }

    static final List<Chromosome> CHROMOSOMES = List.of(
            new Chromosome("1", 248_956_422, 5_699),
            new Chromosome("2", 242_193_529, 4_365),
            new Chromosome("3", 198_295_559, 3_340),
            new Chromosome("4", 190_214_555, 2_710),
            new Chromosome("5", 181_538_259, 3_070),
            new Chromosome("6", 170_805_979, 3_214),
            new Chromosome("7", 159_345_973, 3_230),
            new Chromosome("8", 145_138_636, 2_540),
            new Chromosome("9", 138_394_717, 2_430),
            new Chromosome("10", 133_797_422, 2_430),
            new Chromosome("11", 135_086_622, 3_495),
            new Chromosome("12", 133_275_309, 3_170),
            new Chromosome("13", 114_364_328, 1_465),
            new Chromosome("14", 107_043_718, 2_390),
            new Chromosome("15", 101_991_189, 2_310),
            new Chromosome("16", 90_338_345, 2_710),
            new Chromosome("17", 83_257_441, 3_220),
            new Chromosome("18", 80_373_285, 1_281),
            new Chromosome("19", 58_617_616, 3_120),
            new Chromosome("20", 64_444_167, 1_510),
            new Chromosome("21", 46_709_983, 904),
            new Chromosome("22", 50_818_468, 1_453),
            new Chromosome("X", 156_040_895, 2_497),
            new Chromosome("Y", 57_227_415, 605),
            new Chromosome("MT", 16_569, 37),
            new Chromosome("KI270728.1", 1_872_759, 14),
            new Chromosome("KI270727.1", 448_248, 9),
            new Chromosome("GL000194.1", 191_469, 8),
            new Chromosome("KI270734.1", 165_050, 7),
            new Chromosome("KI270711.1", 42_210, 8));

    static final Biotype MT_TRNA = Biotype.single("Mt_tRNA", 22, 0, 69);
    static final Biotype MT_RRNA = Biotype.single("Mt_rRNA", 2, 0, 1_250);

    /** The first is protein_coding, the second lncRNA. */
    static final List<Biotype> BIOTYPES = List.of(
            new Biotype("protein_coding", 20_073, 478, 8.6, 9.0, 135, true),
            Biotype.spliced("lncRNA", 19_370, 13_560, 3.1, 3.3),
            Biotype.single("processed_pseudogene", 10_145, 2_710, 680),
            Biotype.spliced("unprocessed_pseudogene", 2_604, 1_030, 1, 3.6),
            Biotype.single("misc_RNA", 2_217, 435, 160),
            Biotype.single("snRNA", 1_910, 24, 107),
            Biotype.single("miRNA", 1_879, 46, 82),
            Biotype.single("TEC", 1_054, 1_012, 830),
            Biotype.single("snoRNA", 942, 497, 128),
            Biotype.spliced("transcribed_unprocessed_pseudogene", 961, 450, 4.3, 5.0),
            Biotype.spliced("transcribed_processed_pseudogene", 512, 210, 2.7, 2.2),
            Biotype.single("rRNA_pseudogene", 498, 12, 117),
            Biotype.immune("IG_V_pseudogene", 187, 1.6, false),
            Biotype.spliced("transcribed_unitary_pseudogene", 169, 60, 3.5, 5.0),
            Biotype.immune("IG_V_gene", 145, 2, true),
            Biotype.immune("TR_V_gene", 107, 2, true),
            Biotype.spliced("unitary_pseudogene", 97, 49, 1, 5.0),
            Biotype.immune("TR_J_gene", 79, 1, true),
            Biotype.single("rRNA", 53, 3, 150),
            Biotype.single("scaRNA", 49, 15, 140),
            Biotype.immune("IG_D_gene", 37, 1, true),
            Biotype.immune("TR_V_pseudogene", 33, 1.6, false),
            MT_TRNA,
            Biotype.single("artifact", 19, 10, 300),
            Biotype.immune("IG_J_gene", 18, 1, true),
            Biotype.immune("IG_C_gene", 14, 4, true),
            Biotype.immune("IG_C_pseudogene", 9, 3, false),
            Biotype.single("ribozyme", 8, 0, 280),
            Biotype.immune("TR_C_gene", 6, 4, true),
            Biotype.single("sRNA", 5, 0, 90),
            Biotype.immune("TR_D_gene", 5, 1, true),
            Biotype.immune("TR_J_pseudogene", 4, 1, false),
            Biotype.immune("IG_J_pseudogene", 3, 1, false),
            MT_RRNA,
            Biotype.spliced("translated_processed_pseudogene", 2, 0, 1, 1),
            Biotype.single("vault_RNA", 1, 0, 100),
            Biotype.single("scRNA", 1, 0, 300),
            Biotype.immune("IG_pseudogene", 1, 1, false));

    /** Splits scaled totals over the parts of a census, so that the parts add up to the scaled whole. */
    static int[] scaled(int[] counts, double scale) {
        int[] scaled = new int[counts.length];
        long total = 0;
        long given = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            scaled[i] = (int) (Math.round(total * scale) - given);
            given += scaled[i];
        }
        return scaled;
    }

    private HumanCensus() {}
}
