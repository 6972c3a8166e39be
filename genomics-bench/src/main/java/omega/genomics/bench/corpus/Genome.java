package omega.genomics.bench.corpus;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A made-up genome with the contigs of GRCh38: any base can be asked for, none is stored.
 *
 * <p>The base at a place is a function of the seed, the contig and the position, so that the REF column of a generated
 * VCF agrees with the generated FASTA. Both ends of a contig are runs of N; a third of the sequence is soft-masked.
 */
public final class Genome {
    /** One contig: its name in the file, its length and its place in the census. */
    record Contig(String name, int length, int index) {}

    private static final byte[] BASES = {'A', 'C', 'G', 'T'};
    private static final int LINE = 60;

    private final long seed;
    private final List<Contig> contigs;
    private final Map<String, Contig> byName;

    /**
     * Makes a genome.
     *
     * @param seed chooses the bases
     * @param scale share of each contig's length in GRCh38; 1 for all of it
     * @param prefix {@code ""} for names like 1, {@code "chr"} for names like chr1
     */
    public Genome(long seed, double scale, String prefix) {
        this.seed = Dice.mix(seed);
        this.contigs = HumanCensus.CHROMOSOMES.stream()
                .filter(c -> prefix.isEmpty() || !c.scaffold())
                .map(c -> new Contig(
                        prefix + (prefix.equals("chr") && c.name().equals("MT") ? "M" : c.name()),
                        c.scaledLength(scale),
                        HumanCensus.CHROMOSOMES.indexOf(c)))
                .toList();
        this.byName = contigs.stream().collect(Collectors.toMap(Contig::name, contig -> contig));
    }

    /**
     * Returns the genome whose bases the generated annotation and VCF files have.
     *
     * @return contigs of full length, with names like 1
     */
    public static Genome ofAllFiles() {
        return new Genome(Corpus.SEED, 1, "");
    }

    /**
     * Returns the bases of a region.
     *
     * @param contig name of a contig
     * @param start first position, 1-based
     * @param end last position, included
     * @return a new array of upper-case bases
     * @throws IllegalArgumentException if there is no such contig, or the region extends beyond its end
     */
    public byte[] bases(String contig, int start, int end) {
        Contig found = byName.get(contig);
        if (found == null || start < 1 || end > found.length) {
            throw new IllegalArgumentException(contig + ':' + start + '-' + end + " is not in the genome");
        }
        byte[] bases = new byte[end - start + 1];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = base(found, start + i);
        }
        return bases;
    }

    List<Contig> contigs() {
        return contigs;
    }

    /** Returns how many bases at each end of a contig are N. */
    static int telomere(Contig contig) {
        return contig.length > 20_000 ? Math.min(10_000, contig.length / 20) : 0;
    }

    /** Returns the upper-case base at a 1-based position. */
    byte base(Contig contig, int position) {
        int telomere = telomere(contig);
        if (position <= telomere || position > contig.length - telomere) {
            return 'N';
        }
        int shift = 2 * (position & 31);
        return BASES[(int) (word(contig, position) >>> shift) & 3];
    }

    private long word(Contig contig, int position) {
        return Dice.mix(seed ^ ((long) contig.index << 40) ^ (position >>> 5) * 0x9E3779B97F4A7C15L);
    }

    /**
     * Writes the genome as FASTA, sixty bases a line, soft-masked.
     *
     * @param out flushed, not closed
     */
    public void writeTo(OutputStream out) {
        TextSink sink = new TextSink(out);
        for (Contig contig : contigs) {
            sink.put(">" + contig.name + " generated, " + contig.length + " bases")
                    .endLine();
            writeSequence(contig, sink);
        }
        sink.flush();
    }

    private void writeSequence(Contig contig, TextSink sink) {
        for (int from = 1; from <= contig.length; from += LINE) {
            int to = Math.min(from + LINE - 1, contig.length);
            for (int position = from; position <= to; position++) {
                byte base = base(contig, position);
                sink.put((char) (masked(contig, position) && base != 'N' ? base + 32 : base));
            }
            sink.endLine();
        }
    }

    private boolean masked(Contig contig, int position) {
        return Long.remainderUnsigned(Dice.mix(~seed ^ ((long) contig.index << 40) ^ (position >>> 8)), 3) == 0;
    }
}
