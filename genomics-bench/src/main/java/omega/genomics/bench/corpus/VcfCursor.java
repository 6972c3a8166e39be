package omega.genomics.bench.corpus;

import java.util.List;
import omega.genomics.bench.corpus.Genome.Contig;

/**
 * Walks the places of a VCF's records: sorted, spread over the chromosomes by their length, no allele twice at one place.
 */
final class VcfCursor {
    private static final byte[] BASES = {'A', 'C', 'G', 'T'};
    private static final int MAX_INDEL = 12;

    private final Genome genome;
    private final Dice dice;
    private final List<Contig> contigs;
    private final int[] recordsOf;
    private final byte[][] names;

    private int contigIndex;
    private int record = -1;
    private int position;
    /** How many of the three substitutions of the base at this place have been used. */
    private int substitutions;

    final byte[] ref = new byte[MAX_INDEL + 1];
    int refLength;
    /** The ALT column, alleles separated by commas. */
    final byte[] alt = new byte[2 * MAX_INDEL + 3];

    int altLength;
    int altCount;

    VcfCursor(Genome genome, Dice dice, long records) {
        this.genome = genome;
        this.dice = dice;
        this.contigs = genome.contigs().stream()
                .filter(c -> c.index() < 24) // 1 to 22, X and Y
                .toList();
        int[] lengths = contigs.stream().mapToInt(Contig::length).toArray();
        this.names = contigs.stream().map(c -> TextSink.ascii(c.name())).toArray(byte[][]::new);
        long total = 0;
        for (int length : lengths) {
            total += length;
        }
        this.recordsOf = HumanCensus.scaled(lengths, (double) records / total);
    }

    List<Contig> contigs() {
        return contigs;
    }

    boolean advance() {
        record++;
        while (record == recordsOf[contigIndex]) {
            record = 0;
            position = 0;
            if (++contigIndex == recordsOf.length) {
                return false;
            }
        }
        moveOn();
        rollAlleles();
        return true;
    }

    private void moveOn() {
        Contig contig = contig();
        int margin = Genome.telomere(contig) + 1;
        int room = contig.length() - margin - MAX_INDEL - position;
        if (position == 0) {
            position = margin + 1;
            substitutions = 0;
            return;
        }
        // Half the gap is chance, and what is left over is always enough for the records to come.
        int gap = Math.max(1, (int) (room / (double) (recordsOf[contigIndex] - record + 1) * (0.5 + dice.unit())));
        boolean stay = substitutions > 0 && substitutions < 3 && dice.chance(0.04);
        if (!stay) {
            substitutions = 0;
            position += Math.min(gap, Math.max(1, room - (recordsOf[contigIndex] - record)));
        }
    }

    private void rollAlleles() {
        ref[0] = genome.base(contig(), position);
        refLength = 1;
        altCount = 1;
        altLength = 0;
        int ticket = substitutions > 0 ? 0 : dice.below(100);
        if (ticket < 88) {
            putSubstitution();
        } else if (ticket < 94) {
            int deleted = indelLength();
            for (int i = 1; i <= deleted; i++) {
                ref[i] = genome.base(contig(), position + i);
            }
            refLength += deleted;
            alt[altLength++] = ref[0];
        } else if (ticket < 99) {
            alt[altLength++] = ref[0];
            for (int i = indelLength(); i > 0; i--) {
                alt[altLength++] = BASES[dice.below(4)];
            }
        } else {
            altCount = 2;
            putSubstitution();
            alt[altLength++] = ',';
            putSubstitution();
        }
    }

    private int indelLength() {
        return dice.chance(0.6) ? 1 : dice.between(2, MAX_INDEL - 2);
    }

    /** Puts a base that differs from the reference base and from the substitutions before it at this place. */
    private void putSubstitution() {
        substitutions++;
        int index = ref[0] == 'A' ? 0 : ref[0] == 'C' ? 1 : ref[0] == 'G' ? 2 : 3;
        alt[altLength++] = BASES[(index + substitutions) & 3];
    }

    Contig contig() {
        return contigs.get(contigIndex);
    }

    int position() {
        return position;
    }

    /** Writes CHROM to ALT, and a tab. */
    void writeAlleles(TextSink sink, long id) {
        sink.put(names[contigIndex]).put('\t').put(position).put('\t');
        if (id == 0) {
            sink.put('.');
        } else {
            sink.put('r').put('s').put(id);
        }
        sink.put('\t').put(ref, refLength).put('\t').put(alt, altLength).put('\t');
    }
}
