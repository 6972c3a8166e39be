package omega.genomics.consequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small genome made from a seed: one transcript a gene, on both strands, with codons split by introns, introns in UTRs,
 * incomplete ends in every phase and transcripts without coding sequence; and alleles at and around every border.
 */
final class RandomGenome {
    private static final String BASES = "ACGT";

    private final Random random;
    private final StringBuilder bases = new StringBuilder();
    private final StringBuilder gff = new StringBuilder("##gff-version 3\n");
    private final List<int[]> borders = new ArrayList<>();
    private final TreeMap<Integer, List<String>> variants = new TreeMap<>();
    private int written;

    RandomGenome(long seed, int genes) {
        random = new Random(seed);
        spacer(200);
        for (int i = 1; i <= genes; i++) {
            gene(i);
            spacer(60 + random.nextInt(60));
        }
    }

    String fasta() {
        return ">1\n" + bases + "\n";
    }

    String bases() {
        return bases.toString();
    }

    String gff3() {
        return gff.toString();
    }

    private void spacer(int length) {
        for (int i = 0; i < length; i++) {
            bases.append(base());
        }
    }

    private char base() {
        return BASES.charAt(random.nextInt(4));
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    // ---- genes

    private void gene(int number) {
        boolean reverse = random.nextBoolean();
        boolean coding = number % 8 != 0;
        int kind = random.nextInt(4); // 0 and 1 complete, 2 without start, 3 without end
        boolean noStart = coding && kind == 2;
        boolean noEnd = coding && kind == 3;
        int exons = between(1, 5);
        int[] lengths = new int[exons];
        int total = 0;
        for (int i = 0; i < exons; i++) {
            lengths[i] = between(12, 90);
            total += lengths[i];
        }
        int utr5 = noStart ? 0 : between(1, Math.max(1, total / 4));
        int utr3 = noEnd ? 0 : between(1, Math.max(1, total / 4));
        int phase = noStart ? random.nextInt(3) : 0;
        int codingLength = total - utr5 - utr3;
        if (!noEnd) {
            int extra = Math.floorMod(codingLength - phase, 3);
            utr3 += extra;
            codingLength -= extra;
        }
        coding &= codingLength >= 12;
        String spliced = spliced(total, utr5, codingLength, phase, noStart, noEnd);
        String name = number + "";
        int[][] places = place(spliced, lengths, reverse);
        write(name, places, reverse, coding, utr5, codingLength, phase, noStart, noEnd);
    }

    private String spliced(int total, int utr5, int codingLength, int phase, boolean noStart, boolean noEnd) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < utr5 + phase; i++) {
            text.append(base());
        }
        int codons = (codingLength - phase) / 3;
        for (int i = 0; i < codons; i++) {
            text.append(
                    i == 0 && !noStart
                            ? "ATG"
                            : i == codons - 1 && !noEnd
                                    ? new String[] {"TAA", "TAG", "TGA"}[random.nextInt(3)]
                                    : codon());
        }
        while (text.length() < total) {
            text.append(base());
        }
        return text.toString();
    }

    /** No stops; many repeats, so that indels can shift. */
    private String codon() {
        String codon;
        do {
            codon = random.nextInt(4) == 0 ? String.valueOf(base()).repeat(3) : "" + base() + base() + base();
        } while (codon.equals("TAA") || codon.equals("TAG") || codon.equals("TGA"));
        return codon;
    }

    /** Lays exons and introns on the genome; returns the exons in reading order. */
    private int[][] place(String spliced, int[] lengths, boolean reverse) {
        StringBuilder pre = new StringBuilder();
        int[][] exons = new int[lengths.length][];
        int at = 0;
        for (int i = 0; i < lengths.length; i++) {
            exons[i] = new int[] {pre.length(), pre.length() + lengths[i] - 1};
            pre.append(spliced, at, at + lengths[i]);
            at += lengths[i];
            if (i + 1 < lengths.length) {
                pre.append("GT");
                int intron = between(30, 70);
                for (int j = 0; j < intron; j++) {
                    pre.append(base());
                }
                pre.append("AG");
            }
        }
        int offset = bases.length() + 1;
        String text = pre.toString();
        bases.append(reverse ? RandomGenome.turned(text) : text);
        for (int[] exon : exons) {
            int from = reverse ? offset + text.length() - 1 - exon[1] : offset + exon[0];
            int to = reverse ? offset + text.length() - 1 - exon[0] : offset + exon[1];
            exon[0] = from;
            exon[1] = to;
            borders.add(exon);
        }
        return exons;
    }

    static String turned(String bases) {
        return new String(
                Codons.reverseComplement(bases.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void write(
            String name,
            int[][] exons,
            boolean reverse,
            boolean coding,
            int utr5,
            int codingLength,
            int phase,
            boolean noStart,
            boolean noEnd) {
        String strand = reverse ? "-" : "+";
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (int[] exon : exons) {
            start = Math.min(start, exon[0]);
            end = Math.max(end, exon[1]);
        }
        String biotype = coding ? "protein_coding" : "processed_transcript";
        row(
                "gene",
                start,
                end,
                strand,
                ".",
                "ID=gene:G" + name + ";Name=N" + name + ";biotype=" + biotype + ";gene_id=G" + name);
        String tag = (noStart && coding ? ";tag=cds_start_NF" : "") + (noEnd && coding ? ";tag=cds_end_NF" : "");
        row(
                coding ? "mRNA" : "lnc_RNA",
                start,
                end,
                strand,
                ".",
                "ID=transcript:T" + name + ";Parent=gene:G" + name + ";biotype=" + biotype + ";transcript_id=T" + name
                        + tag);
        int before = 0;
        for (int[] exon : exons) {
            row("exon", exon[0], exon[1], strand, ".", "Parent=transcript:T" + name);
            int length = exon[1] - exon[0] + 1;
            if (coding) {
                part("five_prime_UTR", exon, before, 0, utr5, reverse, ".", name);
                int from = Math.max(before, utr5);
                int done = from - utr5;
                String p = Math.floorMod(phase - done, 3) + "";
                part("CDS", exon, before, utr5, utr5 + codingLength, reverse, p, name);
                part("three_prime_UTR", exon, before, utr5 + codingLength, Integer.MAX_VALUE, reverse, ".", name);
            }
            before += length;
        }
        if (coding) {
            borders.add(codingBorder(exons, utr5, utr5 + codingLength - 1, reverse));
        }
    }

    private static int[] codingBorder(int[][] exons, int first, int last, boolean reverse) {
        int a = genome(exons, first, reverse);
        int b = genome(exons, last, reverse);
        return new int[] {Math.min(a, b), Math.max(a, b)};
    }

    private static int genome(int[][] exons, int offset, boolean reverse) {
        int left = offset;
        for (int[] exon : exons) {
            int length = exon[1] - exon[0] + 1;
            if (left < length) {
                return reverse ? exon[1] - left : exon[0] + left;
            }
            left -= length;
        }
        throw new IllegalStateException();
    }

    private void part(
            String type, int[] exon, int before, int from, int to, boolean reverse, String phase, String name) {
        int length = exon[1] - exon[0] + 1;
        int first = Math.max(from - before, 0);
        int last = (int) Math.min((long) to - before, length) - 1;
        if (first <= last) {
            int low = reverse ? exon[1] - last : exon[0] + first;
            int high = reverse ? exon[1] - first : exon[0] + last;
            String id = type.equals("CDS") ? "ID=CDS:P" + name + ";" : "";
            row(type, low, high, reverse ? "-" : "+", phase, id + "Parent=transcript:T" + name);
        }
    }

    private void row(String type, int start, int end, String strand, String phase, String attributes) {
        gff.append("1\tx\t" + type + "\t" + start + "\t" + end + "\t.\t" + strand + "\t" + phase + "\t" + attributes
                + "\n");
    }

    // ---- alleles

    /** A VCF file of alleles, sorted, one ALT a record: every border from nine bases before to nine behind, and others. */
    String vcf() {
        for (int[] border : borders) {
            for (int side : border) {
                for (int p = side - 9; p <= side + 9; p++) {
                    allele(p);
                }
            }
        }
        for (int i = 0; i < bases.length() / 2; i++) {
            allele(between(2, bases.length() - 40));
        }
        StringBuilder vcf = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=1,length=" + bases.length()
                + ">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        variants.values()
                .forEach(list ->
                        list.stream().distinct().forEach(line -> vcf.append(line.replaceFirst("ID", "v" + ++written))));
        return vcf.toString();
    }

    private void allele(int position) {
        String ref = String.valueOf(bases.charAt(position - 1));
        add(position, ref, other(ref));
        int length = between(1, 6);
        StringBuilder inserted = new StringBuilder();
        for (int i = 0; i < length; i++) {
            inserted.append(base());
        }
        add(position, ref, ref + inserted);
        add(position, ref, ref + inserted.substring(0, 1).repeat(3));
        int deleted = between(1, random.nextInt(8) == 0 ? 30 : 7);
        add(position, bases.substring(position - 1, position + deleted), ref);
        int width = between(2, 4);
        StringBuilder mnv = new StringBuilder();
        for (int i = 0; i < width; i++) {
            mnv.append(other(bases.substring(position - 1 + i, position + i)));
        }
        add(position, bases.substring(position - 1, position - 1 + width), mnv.toString());
    }

    private String other(String ref) {
        char alt;
        do {
            alt = base();
        } while (alt == ref.charAt(0));
        return String.valueOf(alt);
    }

    /** Left-aligned alleles only: others could be placed in several ways. */
    private void add(int position, String ref, String alt) {
        boolean shifts = ref.length() != alt.length() && ref.charAt(ref.length() - 1) == alt.charAt(alt.length() - 1);
        if (shifts) {
            return;
        }
        variants.computeIfAbsent(position, key -> new ArrayList<>())
                .add("1\t" + position + "\tID\t" + ref + "\t" + alt + "\t.\t.\t.\n");
    }
}
