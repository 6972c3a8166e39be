package omega.genomics.postgres.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import omega.genomics.Attributes;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/** Long genes over all of GRCh38, and bases to go with them, so that variants strewn anywhere hit something. */
public final class WideGenes {
    private static final int SPACING = 500_000;

    private WideGenes() {}

    /** Returns an annotator with codons. */
    public static ConsequenceAnnotator annotator(long seed) {
        return ConsequenceAnnotator.builder(genes(seed))
                .reference(WideGenes::bases)
                .build();
    }

    public static byte[] bases(Region region) {
        byte[] bases = new byte[region.end() - region.start() + 1];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = (byte) base(region.start() + i);
        }
        return bases;
    }

    /** The base at a position, the same on every contig. */
    public static char base(int position) {
        return "ACGT".charAt((position * 0x9E3779B1) >>> 30);
    }

    /** Returns one gene in each half million bases, of two to five transcripts. */
    public static List<Gene> genes(long seed) {
        Random random = new Random(seed);
        List<Gene> genes = new ArrayList<>();
        for (Contig contig : Assembly.grch38().contigs()) {
            if (contig.role() == Contig.Role.CHROMOSOME) {
                int length = contig.length().orElseThrow();
                for (int start = 1 + random.nextInt(SPACING); start + SPACING < length; start += SPACING) {
                    genes.add(gene(random, contig.name(), start, "G" + genes.size()));
                }
            }
        }
        return genes;
    }

    private static Gene gene(Random random, String contig, int start, String id) {
        Strand strand = random.nextBoolean() ? Strand.PLUS : Strand.MINUS;
        int end = start + SPACING * 3 / 5;
        Gene.Builder gene = Gene.builder(id, contig, start, end, strand).biotype("protein_coding");
        if (random.nextInt(5) > 0) {
            gene.name("N" + id);
        }
        int transcripts = 2 + random.nextInt(4);
        for (int i = 0; i < transcripts; i++) {
            gene.add(transcript(random, contig, start, end, strand, id, id + "." + i));
        }
        return gene.build();
    }

    private static Transcript transcript(
            Random random, String contig, int start, int end, Strand strand, String gene, String id) {
        boolean coding = random.nextInt(3) > 0;
        Transcript.Builder transcript = Transcript.builder(id, gene, contig, start, end, strand)
                .biotype(coding ? "protein_coding" : "lncRNA")
                .attributes(random.nextInt(4) > 0 ? Attributes.of() : Attributes.of("tag", "Ensembl_canonical"));
        List<int[]> exons = new ArrayList<>();
        for (int from = start; from < end; ) {
            int to = Math.min(end, from + 200 + random.nextInt(4_000));
            exons.add(new int[] {from, to});
            from = to + 1 + 20 + random.nextInt(60_000);
        }
        exons.get(exons.size() - 1)[1] = end;
        if (strand.isReverse()) {
            Collections.reverse(exons);
        }
        Cds.Builder cds = Cds.builder();
        int before = 0;
        for (int i = 0; i < exons.size(); i++) {
            int[] exon = exons.get(i);
            transcript.add(Exon.builder(i + 1, exon[0], exon[1], strand).build());
            cds.add(new CodingSegment(exon[0], exon[1], (3 - before % 3) % 3));
            before += exon[1] - exon[0] + 1;
        }
        return (coding ? transcript.add(cds.build()) : transcript).build();
    }
}
