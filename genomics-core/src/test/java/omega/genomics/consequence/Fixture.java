package omega.genomics.consequence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;

/**
 * One gene on a contig of 3,000 bases, forward or turned round.
 *
 * <pre>
 * exons   1001-1100   1201-1260   1361-1500
 * coding  1041-1100   1201-1260   1361-1390    50 codons, the first ATG, the last TAA (1388-1390)
 * </pre>
 *
 * Codons 2 to 49 repeat GCA AAA TGG CAA GAT TTC AGC (A K W Q D F S).
 */
final class Fixture {
    static final int LENGTH = 3000;
    private static final String[] CODONS = {"GCA", "AAA", "TGG", "CAA", "GAT", "TTC", "AGC"};
    private static final List<Interval> EXONS =
            List.of(new Interval(1001, 1100), new Interval(1201, 1260), new Interval(1361, 1500));
    private static final List<Interval> CODING =
            List.of(new Interval(1041, 1100), new Interval(1201, 1260), new Interval(1361, 1387));

    private Fixture() {}

    static byte[] forward() {
        byte[] bases = new byte[LENGTH];
        Random random = new Random(11);
        for (int i = 0; i < LENGTH; i++) {
            bases[i] = (byte) "ACGT".charAt(random.nextInt(4));
        }
        StringBuilder coding = new StringBuilder("ATG");
        for (int i = 0; i < 48; i++) {
            coding.append(CODONS[i % CODONS.length]);
        }
        coding.append("TAA");
        int at = 0;
        for (Interval block : CODING) {
            int end = block.end() == 1387 ? 1390 : block.end();
            for (int p = block.start(); p <= end; p++) {
                bases[p - 1] = (byte) coding.charAt(at++);
            }
        }
        put(bases, 1101, "GTAAGT");
        put(bases, 1261, "GTAAGT");
        put(bases, 1199, "AG");
        put(bases, 1359, "AG");
        put(bases, 1391, "CGCTAA");
        put(bases, 1035, "CCGCCG");
        return bases;
    }

    private static void put(byte[] bases, int position, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bases, position - 1, text.length());
    }

    static ReferenceSequence reference(byte[] bases) {
        return region -> {
            if (!region.contig().equals("1") || region.end() > bases.length) {
                throw new IllegalArgumentException("no such place: " + region);
            }
            return Arrays.copyOfRange(bases, region.start() - 1, region.end());
        };
    }

    static Interval turned(Interval interval) {
        return new Interval(LENGTH + 1 - interval.end(), LENGTH + 1 - interval.start());
    }

    private static Interval turned(Interval interval, boolean reverse) {
        return reverse ? turned(interval) : interval;
    }

    static Gene gene(boolean reverse, String biotype, String... tags) {
        Attributes attributes = Attributes.of(Arrays.stream(tags)
                .flatMap(tag -> Arrays.stream(new String[] {"tag", tag}))
                .toArray(String[]::new));
        Strand strand = reverse ? Strand.MINUS : Strand.PLUS;
        Interval all = turned(new Interval(1001, 1500), reverse);
        Transcript.Builder transcript = Transcript.builder("T1", "G1", "1", all.start(), all.end(), strand)
                .biotype(biotype)
                .attributes(attributes);
        for (int i = 0; i < EXONS.size(); i++) {
            Interval exon = turned(EXONS.get(i), reverse);
            transcript.add(Exon.builder(i + 1, exon.start(), exon.end(), strand).build());
        }
        if (biotype.equals("protein_coding") || biotype.equals("nonsense_mediated_decay")) {
            Cds.Builder cds = Cds.builder();
            for (Interval block : CODING) {
                Interval place = turned(block, reverse);
                cds.add(new CodingSegment(place.start(), place.end(), 0));
            }
            transcript.add(cds.startCodon(List.of(turned(new Interval(1041, 1043), reverse)))
                    .stopCodon(List.of(turned(new Interval(1388, 1390), reverse)))
                    .complete(true, true)
                    .build());
        }
        return Gene.builder("G1", "1", all.start(), all.end(), strand)
                .name("GENE1")
                .biotype(biotype)
                .add(transcript.build())
                .build();
    }
}
