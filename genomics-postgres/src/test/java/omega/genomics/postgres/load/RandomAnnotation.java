package omega.genomics.postgres.load;

import java.util.Random;

/** An annotation in Ensembl style made from a seed: coding and non-coding, both strands, split stop codons, odd attributes. */
public final class RandomAnnotation {
    private static final String[] CONTIGS = {"1", "2", "17", "X"};
    private static final String[] BIOTYPES = {"protein_coding", "lncRNA", "retained_intron"};
    private static final String[] VALUES = {"basic", "a;b", "\\\"q\\\"", "tab\\tin", "ü", "", "x y"};

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int transcripts;

    private RandomAnnotation(long seed) {
        random = new Random(seed);
    }

    /** Returns GTF; about 14 rows a gene. */
    public static String gtf(long seed, int genes) {
        return gtf(seed, genes, "GENE");
    }

    /** The same with ids that begin with this. */
    public static String gtf(long seed, int genes, String prefix) {
        RandomAnnotation made = new RandomAnnotation(seed);
        for (int i = 0; i < genes; i++) {
            made.gene(prefix + i, CONTIGS[i * CONTIGS.length / genes], 1000 + i * 5000);
        }
        return made.text.toString();
    }

    private void gene(String id, String contig, int start) {
        String strand = random.nextBoolean() ? "+" : "-";
        String about = "gene_id \"" + id + "\"; ";
        boolean named = random.nextInt(4) > 0;
        row(
                contig,
                "gene",
                start,
                start + 4000,
                strand,
                '.',
                about + "gene_version \"" + (1 + random.nextInt(9))
                        + "\"; " + (named ? "gene_name \"N" + random.nextInt(1000) + "\"; " : "") + "gene_biotype \""
                        + BIOTYPES[random.nextInt(2)] + "\"; " + extra());
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            transcript(contig, start, strand, about);
        }
    }

    private void transcript(String contig, int start, String strand, String gene) {
        String about = gene + "transcript_id \"T" + ++transcripts + "\"; ";
        int exons = 1 + random.nextInt(5);
        int first = start + random.nextInt(100);
        boolean reverse = strand.equals("-");
        row(
                contig,
                "transcript",
                first,
                first + (exons - 1) * 600 + 299,
                strand,
                '.',
                about + "transcript_biotype \"" + BIOTYPES[random.nextInt(BIOTYPES.length)] + "\"; " + extra());
        for (int i = 0; i < exons; i++) {
            int at = first + (reverse ? exons - 1 - i : i) * 600;
            row(
                    contig,
                    "exon",
                    at,
                    at + 299,
                    strand,
                    '.',
                    about + "exon_number \"" + (i + 1) + "\"; exon_id \"E" + random.nextInt(100_000)
                            + "\"; exon_version \"1\"; " + extra());
        }
        if (random.nextBoolean() && exons > 1) {
            coding(contig, first, exons, strand, about);
        }
    }

    /** The stop codon begins one base before the last intron, so that the last CDS row is two bases of it and no more. */
    private void coding(String contig, int first, int exons, String strand, String gene) {
        String about = gene + "protein_id \"P" + transcripts + "\"; ";
        boolean reverse = strand.equals("-");
        for (int i = 0; i < exons; i++) {
            int at = first + (reverse ? exons - 1 - i : i) * 600;
            boolean last = i == exons - 1;
            int from = last && reverse ? at + 298 : at;
            int to = last && !reverse ? at + 1 : at + 299;
            row(contig, "CDS", from, to, strand, '0', about);
            if (i >= exons - 2) {
                int edge = reverse ? at : at + 299;
                row(contig, "stop_codon", last ? from : edge, last ? to : edge, strand, '0', about);
            }
        }
    }

    private String extra() {
        StringBuilder extra = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            extra.append("tag".repeat(1 + random.nextInt(2)))
                    .append(" \"")
                    .append(VALUES[random.nextInt(VALUES.length)])
                    .append("\"; ");
        }
        return extra.toString();
    }

    private void row(String contig, String type, int start, int end, String strand, char frame, String attributes) {
        text.append(contig)
                .append("\tmade\t")
                .append(type)
                .append('\t')
                .append(start)
                .append('\t')
                .append(end)
                .append("\t.\t")
                .append(strand)
                .append('\t')
                .append(frame)
                .append('\t')
                .append(attributes.strip())
                .append('\n');
    }
}
