package omega.genomics.postgres.load.packed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files of variants that are hard to pack, by seed. */
public final class PackedFiles {
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##FILTER=<ID=q10,Description="Low">
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="Number">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
            ##INFO=<ID=SVLEN,Number=A,Type=Integer,Description="Length">
            ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
            ##INFO=<ID=LIST,Number=.,Type=Float,Description="Numbers">
            ##INFO=<ID=RS,Number=1,Type=Integer,Description="dbSNP">
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
            ##INFO=<ID=CSQ,Number=.,Type=String,Description="Format: Allele|Consequence|IMPACT|SYMBOL|Gene">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	S1	S2	S3	S4	S5
            """.replace("> \n", ">\n");

    private static final String[] TERMS = {"missense_variant", "synonymous_variant", "stop_gained", "intron_variant"};
    private static final String[] IMPACTS = {"MODERATE", "LOW", "HIGH", "MODIFIER"};
    private static final String[] SIGNIFICANCES = {
        "Pathogenic", "Benign", "Pathogenic/Likely_pathogenic", "Uncertain_significance"
    };
    private static final String[] CONTIGS = {"1", "17", "X", "MT", "KI270728.1", "scaffold,odd"};

    private static final int SAMPLES = 5;

    private final Random random;

    private PackedFiles(long seed) {
        random = new Random(seed);
    }

    /** Returns a file of so many records: dense here and sparse there, symbolic, long and multi-allelic among the others. */
    public static String text(long seed, int records) {
        return HEADER + String.join("", new PackedFiles(seed).lines(records, 5));
    }

    /** Returns the same records, not sorted, contigs mixed. */
    public static String unsorted(long seed, int records) {
        PackedFiles files = new PackedFiles(seed);
        List<String> lines = files.lines(records, 5);
        java.util.Collections.shuffle(lines, files.random);
        return HEADER + String.join("", lines);
    }

    private List<String> lines(int records, int contigs) {
        List<String> lines = new ArrayList<>();
        for (int contig = 0; contig < contigs; contig++) {
            long position = random.nextInt(2);
            boolean sparse = random.nextInt(3) == 0;
            for (int i = 0; i < records / contigs; i++) {
                position += random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(sparse ? 30_000 : 12);
                lines.add(line(CONTIGS[contig], (int) position));
            }
        }
        return lines;
    }

    private String line(String contig, int position) {
        int alts = random.nextInt(8) == 0 ? 2 + random.nextInt(3) : 1;
        StringBuilder line = new StringBuilder();
        int rs = 1 + random.nextInt(5_000);
        line.append(contig)
                .append('\t')
                .append(position)
                .append('\t')
                .append(id(rs))
                .append('\t');
        String ref = random.nextInt(6) == 0 ? bases(random.nextInt(60) == 0 ? 400 : 1 + random.nextInt(9)) : bases(1);
        line.append(ref).append('\t');
        List<String> alleles = new ArrayList<>();
        if (random.nextInt(40) == 0) {
            alleles.add(".");
        } else {
            for (int i = 0; i < alts; i++) {
                alleles.add(alt(ref, i));
            }
        }
        line.append(String.join(",", alleles)).append('\t');
        line.append(random.nextInt(4) == 0 ? "." : random.nextInt(9000) / 10f).append('\t');
        line.append(List.of("PASS", ".", "q10", "PASS", "PASS").get(random.nextInt(5)))
                .append('\t');
        line.append(info(position, alleles, rs)).append("\tGT");
        for (int sample = 0; sample < SAMPLES; sample++) {
            line.append('\t').append(genotype(alleles.contains(".") ? 0 : alleles.size()));
        }
        return line.append('\n').toString();
    }

    private String genotype(int alts) {
        return switch (random.nextInt(12)) {
            case 0 -> "./.";
            case 1 -> "./" + random.nextInt(alts + 1);
            case 2 -> String.valueOf(random.nextInt(alts + 1));
            case 3 -> random.nextInt(alts + 1) + "|" + random.nextInt(alts + 1);
            case 4 -> alts + "/" + alts + "/0";
            case 5 -> "0/" + alts;
            default -> "0/0";
        };
    }

    private String id(int rs) {
        return switch (random.nextInt(6)) {
            case 0 -> ".";
            case 1 -> "rs" + rs + ";other" + rs;
            case 2 -> "COSV" + rs + ",x";
            default -> "rs" + rs;
        };
    }

    private String alt(String ref, int i) {
        return switch (random.nextInt(14)) {
            case 0 -> i == 0 ? "<DEL>" : "<DUP:TANDEM>";
            case 1 -> "<INS>";
            case 2 -> "]1:" + (1 + random.nextInt(1000)) + "]" + ref.charAt(0);
            case 3 -> "*";
            case 4 -> ref.charAt(0) + bases(1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 20));
            case 5 -> "<*>";
            default -> bases(1 + random.nextInt(2));
        };
    }

    private String bases(int count) {
        StringBuilder bases = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bases.append("ACGT".charAt(random.nextInt(4)));
        }
        return bases.toString();
    }

    private String info(int position, List<String> alleles, int rs) {
        List<String> fields = new ArrayList<>();
        int number = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2000);
        if (random.nextInt(5) > 0 && !alleles.contains(".")) {
            List<String> counts = new ArrayList<>();
            List<String> frequencies = new ArrayList<>();
            for (int i = 0; i < alleles.size(); i++) {
                int count = random.nextInt(number + 1);
                counts.add(String.valueOf(count));
                double ratio = number == 0 ? 0 : count / (double) number;
                frequencies.add(
                        switch (random.nextInt(3)) {
                            case 0 -> String.valueOf(ratio);
                            case 1 -> String.valueOf((float) ratio);
                            default -> String.format(java.util.Locale.ROOT, "%.3e", ratio);
                        });
            }
            fields.add("AC=" + String.join(",", counts));
            fields.add("AN=" + number);
            if (random.nextInt(3) > 0) {
                fields.add("AF=" + String.join(",", frequencies));
            }
        }
        if (random.nextBoolean()) {
            fields.add("DP=" + random.nextInt(500));
        }
        if (random.nextInt(4) == 0) {
            fields.add("DB");
        }
        if (alleles.get(0).startsWith("<D")) {
            fields.add("END=" + (position + random.nextInt(200_000)));
        }
        if (random.nextInt(5) == 0) {
            fields.add("NOTE=a%3B\"b\\" + random.nextInt(5) + "{}[]:é");
        }
        if (random.nextInt(5) == 0) {
            fields.add("LIST=1.5,.,-3e-5");
        }
        if (random.nextInt(6) == 0) {
            fields.add("RS=" + (random.nextInt(20) == 0 ? 2_147_483_647 : rs));
        }
        if (random.nextInt(3) == 0) {
            fields.add("CLNSIG=" + SIGNIFICANCES[random.nextInt(SIGNIFICANCES.length)]);
            fields.add("GENEINFO=GENE" + position / 2000 + ":1");
        }
        if (random.nextInt(3) == 0) {
            int term = random.nextInt(TERMS.length);
            fields.add("CSQ=" + alleles.get(0) + "|" + TERMS[term] + "|" + IMPACTS[term] + "|GENE" + position / 2000
                    + "|ENSG" + position / 2000);
        }
        return fields.isEmpty() ? "." : String.join(";", fields);
    }
}
